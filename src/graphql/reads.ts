import type { Caller } from '../twilio/client.ts';
import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import type { Operation } from '../twilio/http.ts';
import { areRelated, type SidPath } from '../twilio/resource.ts';
import { Cancellation } from '../twilio/signal.ts';

/** Who asks for reads; each read brings its own signal. */
export type Asker = Omit<Caller, 'signal'>;

/** A read in flight, and what became of it meanwhile. It is its own caller and its own signal. */
class Read extends Cancellation implements Caller {
  readonly scope: SidPath;
  readonly operation?: Operation;
  readonly caller?: string;
  readonly deadlineAt: number;
  readonly #asker: Asker;
  /** What it reads turned out not to exist. */
  missing = false;
  /** A write came between; the answer may be older than it. */
  overtaken = false;

  constructor(scope: SidPath, asker: Asker) {
    super();
    this.scope = scope;
    if (asker.operation) this.operation = asker.operation;
    if (asker.caller !== undefined) this.caller = asker.caller;
    this.deadlineAt = asker.deadlineAt ?? Infinity;
    this.#asker = asker;
  }

  get signal(): this {
    return this;
  }

  onCall(endpoint: string): void {
    this.#asker.onCall(endpoint);
  }

  onJoin(): void {
    this.#asker.onJoin?.();
  }
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
  run<T>(
    scope: SidPath,
    start: (caller: Caller) => Promise<T>,
    keep?: (answer: T) => void,
  ): Promise<T | null> {
    if (this.#ended) return Promise.reject(new TwilioError('aborted', 'The operation ran out of time.'));
    const read = new Read(scope, this.#asker);
    this.#running.add(read);
    return start(read).then(
      (answer) => {
        if (!read.overtaken) keep?.(answer);
        this.#leave(read);
        return answer;
      },
      (error: unknown) => {
        this.#leave(read);
        if (read.missing || isTwilioError(error, 'not-found')) return null;
        throw error;
      },
    );
  }

  #leave(read: Read): void {
    this.#running.delete(read);
    // A read may have started more than its answer needed.
    read.abort();
  }

  /** Ends the operation: no read is left running. */
  end(): void {
    this.#ended = true;
    for (const read of this.#running) read.abort();
  }

  /** Ends the reads at and under a path that turned out not to exist: they find nothing. */
  abandon(path: SidPath): void {
    for (const read of this.#running) {
      if (!path.every((sid, index) => read.scope[index] === sid)) continue;
      read.missing = true;
      read.abort();
    }
  }

  /** Marks the reads at, under and above the path of a write: what they bring is not remembered. */
  overtake(path: SidPath): void {
    for (const read of this.#running) {
      if (areRelated(read.scope, path)) read.overtaken = true;
    }
  }
}
