import type { Caller } from '../twilio/client.ts';
import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import { areRelated, type SidPath } from '../twilio/resource.ts';

/** Who asks for reads; each read brings its own signal. */
export type Asker = Omit<Caller, 'signal'>;

/** A read in flight, and what became of it meanwhile. */
interface Read {
  readonly scope: SidPath;
  readonly controller: AbortController;
  /** What it reads turned out not to exist. */
  missing: boolean;
  /** A write came between; the answer may be older than it. */
  overtaken: boolean;
}

/**
 * The REST reads of one operation that are in flight. Each can be aborted on its own, all under a path together, and all
 * at the end: nothing keeps running after the answer went out.
 */
export class Reads {
  readonly #running = new Set<Read>();
  readonly #asker: Asker;
  #ended = false;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /**
   * Runs a read at or under that path. Missing (404) is null. `keep` is given the answer to remember it, unless a write
   * has overtaken the read. Nothing starts any more after the end of the operation.
   */
  async run<T>(
    scope: SidPath,
    start: (caller: Caller) => Promise<T>,
    keep?: (answer: T) => void,
  ): Promise<T | null> {
    if (this.#ended) throw new TwilioError('aborted', 'The operation ran out of time.');
    const controller = new AbortController();
    const read: Read = { scope, controller, missing: false, overtaken: false };
    this.#running.add(read);
    try {
      const answer = await start({ ...this.#asker, signal: controller.signal });
      if (!read.overtaken) keep?.(answer);
      return answer;
    } catch (error) {
      if (read.missing || isTwilioError(error, 'not-found')) return null;
      throw error;
    } finally {
      this.#running.delete(read);
      // A read may have started more than its answer needed. Without a reason a DOMException with a stack would be made.
      controller.abort('The read is over.');
    }
  }

  /** Ends the operation: no read is left running. */
  end(): void {
    this.#ended = true;
    for (const { controller } of this.#running) controller.abort('The operation is over.');
  }

  /** Ends the reads at and under a path that turned out not to exist: they find nothing. */
  abandon(path: SidPath): void {
    for (const read of this.#running) {
      if (!path.every((sid, index) => read.scope[index] === sid)) continue;
      read.missing = true;
      read.controller.abort();
    }
  }

  /** Marks the reads at, under and above the path of a write: what they bring is not remembered. */
  overtake(path: SidPath): void {
    for (const read of this.#running) {
      if (areRelated(read.scope, path)) read.overtaken = true;
    }
  }
}
