import type { Caller } from '../twilio/client.ts';
import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import { areRelated, type SidPath } from '../twilio/resource.ts';

/** A read in flight, and what became of it meanwhile. */
interface Read {
  readonly scope: SidPath;
  readonly controller: AbortController;
  /** What it reads turned out not to exist. */
  missing: boolean;
  /** A write came between; the answer may be older than it. */
  overtaken: boolean;
}

/** Made once: without a reason each abort makes an error of its own, with a stack. */
const OVER = new TwilioError('aborted', 'Nobody waits for the answer any more.');

/**
 * The REST reads of one operation that are in flight. Each can be aborted on its own, all under a path together, and all
 * at the end: nothing keeps running after the answer went out.
 */
export class Reads {
  readonly #running = new Set<Read>();
  readonly #caller: Omit<Caller, 'signal'>;
  #ended = false;

  constructor(caller: Omit<Caller, 'signal'>) {
    this.#caller = caller;
  }

  /**
   * Runs a read at or under that path. Missing (404) is null. `keep` is given the answer to remember it, unless a write
   * has overtaken the read. Nothing starts any more after the end.
   */
  async run<T>(
    scope: SidPath,
    read: (caller: Caller) => Promise<T>,
    keep?: (answer: T) => void,
  ): Promise<T | null> {
    if (this.#ended) throw new TwilioError('aborted', 'The operation ran out of time.');
    const entry: Read = { scope, controller: new AbortController(), missing: false, overtaken: false };
    this.#running.add(entry);
    try {
      const answer = await read({ ...this.#caller, signal: entry.controller.signal });
      if (!entry.overtaken) keep?.(answer);
      return answer;
    } catch (error) {
      if (entry.missing || isTwilioError(error, 'not-found')) return null;
      throw error;
    } finally {
      this.#running.delete(entry);
      // A read may have started more than its answer needed.
      entry.controller.abort(OVER);
    }
  }

  /** Ends the operation: no read is left running. */
  end(): void {
    this.#ended = true;
    for (const { controller } of this.#running) controller.abort(OVER);
  }

  /** Ends the reads at and under a path that turned out not to exist: they find nothing. */
  abandon(path: SidPath): void {
    for (const entry of this.#running) {
      if (!path.every((sid, index) => entry.scope[index] === sid)) continue;
      entry.missing = true;
      entry.controller.abort(OVER);
    }
  }

  /** Marks the reads at, under and above the path of a write: what they bring is not remembered. */
  overtake(path: SidPath): void {
    for (const entry of this.#running) {
      if (areRelated(entry.scope, path)) entry.overtaken = true;
    }
  }
}
