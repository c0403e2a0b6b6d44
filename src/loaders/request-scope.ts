import { setMaxListeners } from 'node:events';
import type { Caller } from '../twilio/client.ts';
import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import type { RequestContext } from '../twilio/http/request.ts';
import type { SidPath } from '../twilio/resource.ts';

/** Reads that share one signal: those of the operation, or those of one branch. */
class ReadScope {
  readonly caller: Caller;
  readonly #controller = new AbortController();
  #isMissing = false;

  constructor(context: RequestContext) {
    const { signal } = this.#controller;
    // Each read in flight listens to it.
    setMaxListeners(0, signal);
    this.caller = { ...context, signal };
  }

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

  /** Aborts the reads in flight. Once cancelled as missing, every read is null; once ended, every read rejects. */
  cancel(why: 'missing' | 'ended'): void {
    if (this.caller.signal.aborted) return;
    this.#isMissing = why === 'missing';
    // Without a reason a DOMException with a stack would be made.
    this.#controller.abort(`Cancelled: ${why}.`);
  }
}

/**
 * The REST reads of one operation. They end with it: nothing keeps running after the answer is out. Those of a record that may
 * turn out not to exist, and of what lies under it, can be cancelled earlier: they are a branch.
 */
export class RequestScope {
  readonly #context: RequestContext;
  readonly #operation: ReadScope;
  /** By path, joined. Reads without a branch share one signal, because to make and abort one for each read is slow. */
  readonly #branches = new Map<string, { readonly path: SidPath; readonly scope: ReadScope }>();

  constructor(context: RequestContext) {
    this.#context = context;
    this.#operation = new ReadScope(context);
  }

  /** Who makes the writes of the operation. Its signal aborts when the operation ends. */
  get caller(): Caller {
    return this.#operation.caller;
  }

  get signal(): AbortSignal {
    return this.caller.signal;
  }

  /** Makes the reads at and under that path a branch, from now on. */
  branch(path: SidPath): void {
    const key = path.join('-');
    if (this.signal.aborted || this.#branches.has(key)) return;
    this.#branches.set(key, { path, scope: new ReadScope(this.#context) });
  }

  /**
   * Starts a read at that path, and gives its answer to `keep`. Missing (404) is null. Starts nothing after the end of the
   * operation, and rejects with an aborted `TwilioError`.
   */
  read<T>(
    path: SidPath,
    start: (caller: Caller) => Promise<T>,
    keep?: (answer: T) => void,
  ): Promise<T | null> {
    return this.#scopeOf(path).read(start, keep);
  }

  /** The branch of that path or the nearest one above, else the operation. */
  #scopeOf(path: SidPath): ReadScope {
    for (let depth = this.#branches.size > 0 ? path.length : 0; depth > 0; depth -= 1) {
      const branch = this.#branches.get(path.slice(0, depth).join('-'));
      if (branch) return branch.scope;
    }
    return this.#operation;
  }

  /** Cancels the branches at and under a path where there is no record: their reads are null. */
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
