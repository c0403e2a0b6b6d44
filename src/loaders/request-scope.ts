import { setMaxListeners } from 'node:events';
import type { Caller } from '../twilio/client.ts';
import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import type { SidPath } from '../twilio/resource.ts';

/** Reads at and under a path, which can be cancelled before the operation ends. */
interface Branch {
  readonly path: SidPath;
  readonly caller: Caller;
  readonly controller: AbortController;
  /** Whether the record at the path does not exist: its reads are null. */
  isMissing: boolean;
}

/**
 * The REST reads of one operation. All of them end when the signal of the operation aborts. Those of a record that may not
 * exist, and of everything under it, can be cancelled earlier: they are a branch.
 */
export class RequestScope {
  /** The context of the REST calls of the operation. Its signal aborts them. */
  readonly caller: Caller;
  /** By path, joined. Reads without a branch share one signal, because one AbortController per read is slow. */
  readonly #branches = new Map<string, Branch>();

  constructor(caller: Caller) {
    this.caller = caller;
    const { signal } = caller;
    // Each read in flight listens to it.
    setMaxListeners(0, signal);
    const abortBranches = () => this.#branches.forEach(({ controller }) => controller.abort(signal.reason));
    signal.addEventListener('abort', abortBranches, { once: true });
  }

  /** Makes the reads at and under that path a branch, from now on. */
  branch(path: SidPath): void {
    const key = path.join('-');
    if (this.caller.signal.aborted || this.#branches.has(key)) return;
    const controller = new AbortController();
    const { signal } = controller;
    setMaxListeners(0, signal);
    const caller = { ...this.caller, signal };
    this.#branches.set(key, { path, caller, controller, isMissing: false });
  }

  /**
   * Starts a read at that path, and gives its answer to `keep`. Missing (404) is null. Starts nothing after the end of the
   * operation, and rejects with an aborted `TwilioError`.
   */
  async read<T>(
    path: SidPath,
    start: (caller: Caller) => Promise<T>,
    keep?: (answer: T) => void,
  ): Promise<T | null> {
    const branch = this.#branchOf(path);
    if (branch?.isMissing) return null;
    const { caller } = branch ?? this;
    if (caller.signal.aborted) throw new TwilioError('aborted', 'The operation ran out of time.');
    try {
      const answer = await start(caller);
      keep?.(answer);
      return answer;
    } catch (error) {
      if (branch?.isMissing || isTwilioError(error, 'not-found')) return null;
      throw error;
    }
  }

  /** The branch of that path or the nearest one above; null when there is none. */
  #branchOf(path: SidPath): Branch | null {
    for (let depth = this.#branches.size > 0 ? path.length : 0; depth > 0; depth -= 1) {
      const branch = this.#branches.get(path.slice(0, depth).join('-'));
      if (branch) return branch;
    }
    return null;
  }

  /** Cancels the branches at and under a path where there is no record: their reads are null. */
  cancelUnder(path: SidPath): void {
    for (const branch of this.#branches.values()) {
      if (branch.controller.signal.aborted || !path.every((sid, index) => branch.path[index] === sid))
        continue;
      branch.isMissing = true;
      // Without a reason a DOMException with a stack would be created.
      branch.controller.abort('The record does not exist.');
    }
  }
}
