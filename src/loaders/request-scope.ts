import { setMaxListeners } from 'node:events';
import type { Caller } from '../twilio/client.ts';
import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import type { Waiter } from '../twilio/http/request.ts';
import type { SidPath } from '../twilio/resource.ts';

/** Reads that share one signal: those of the operation, or those under one record. */
export class ReadScope {
  readonly caller: Caller;
  readonly #controller = new AbortController();
  #isMissing = false;

  constructor(waiter: Waiter) {
    const { signal } = this.#controller;
    // Each read in flight listens to it.
    setMaxListeners(0, signal);
    this.caller = { ...waiter, signal };
  }

  /**
   * Starts a read, and gives its answer to `keep`. Missing (404) is null, and so is everything after `cancel('missing')`.
   * Rejects with an aborted `TwilioError`, and starts nothing, after `cancel('ended')`.
   */
  read<T>(start: (caller: Caller) => Promise<T>, keep?: (answer: T) => void): Promise<T | null> {
    if (this.caller.signal.aborted) {
      return this.#isMissing
        ? Promise.resolve(null)
        : Promise.reject(new TwilioError('aborted', 'The operation ran out of time.'));
    }
    return start(this.caller).then(
      (answer) => {
        keep?.(answer);
        return answer;
      },
      (error: unknown) => {
        if (this.#isMissing || isTwilioError(error, 'not-found')) return null;
        throw error;
      },
    );
  }

  /** Aborts the reads in flight, because what they read does not exist, or because the operation has ended. */
  cancel(why: 'missing' | 'ended'): void {
    if (this.caller.signal.aborted) return;
    this.#isMissing = why === 'missing';
    // Without a reason a DOMException with a stack would be made.
    this.#controller.abort(`Cancelled: ${why}.`);
  }
}

/**
 * The REST reads of one operation. They end with it: nothing keeps running after the answer is out. Reads under a record that
 * may turn out not to exist can be cancelled before, when they have a branch.
 */
export class RequestScope {
  readonly #waiter: Waiter;
  readonly #operation: ReadScope;
  /** By path, joined. A signal for each read would cost more than everything else that the loaders do for it. */
  readonly #branches = new Map<string, { readonly path: SidPath; readonly scope: ReadScope }>();

  constructor(waiter: Waiter) {
    this.#waiter = waiter;
    this.#operation = new ReadScope(waiter);
  }

  /** Who makes the writes of the operation. Its signal aborts when the operation ends. */
  get caller(): Caller {
    return this.#operation.caller;
  }

  get signal(): AbortSignal {
    return this.caller.signal;
  }

  /** Gives the reads of lists under that path a signal of their own, for `cancelUnder`. Call it before they start. */
  branch(path: SidPath): void {
    const key = path.join('-');
    if (this.signal.aborted || this.#branches.has(key)) return;
    this.#branches.set(key, { path, scope: new ReadScope(this.#waiter) });
  }

  /** The scope for reads under that path: its branch, the nearest branch above, or the operation. */
  under(path: SidPath): ReadScope {
    for (let depth = this.#branches.size > 0 ? path.length : 0; depth > 0; depth -= 1) {
      const branch = this.#branches.get(path.slice(0, depth).join('-'));
      if (branch) return branch.scope;
    }
    return this.#operation;
  }

  /** Cancels the branches at and under a path that does not exist: their reads find nothing. */
  cancelUnder(path: SidPath): void {
    for (const branch of this.#branches.values()) {
      if (path.every((sid, index) => branch.path[index] === sid)) branch.scope.cancel('missing');
    }
  }

  /** Ends the operation: aborts what is in flight, and nothing starts any more. */
  end(): void {
    this.#operation.cancel('ended');
    for (const { scope } of this.#branches.values()) scope.cancel('ended');
  }
}
