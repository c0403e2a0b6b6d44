import type { Caller } from './client.ts';
import type { Operation } from './http.ts';

/**
 * All who wait for one read, as a single caller. Each attempt is paid by the first of them who can, and its retries may go
 * on as long as one of them has time: nobody is failed by the budget or the deadline of another.
 */
export class JointCaller implements Caller {
  readonly signal: AbortSignal;
  readonly operation?: Operation;
  readonly #controller = new AbortController();
  /** How often each of them waits, in the order in which they came. */
  readonly #waiting = new Map<Caller, number>();
  #isRefused = false;

  /** The first caller starts the read; like the others it waits for it only after it has joined. */
  constructor(first: Caller) {
    this.signal = this.#controller.signal;
    if (first.operation) this.operation = first.operation;
    this.#waiting.set(first, 0);
  }

  /** When the last of them gives up, in milliseconds of `performance.now()`. */
  get deadlineAt(): number {
    return Math.max(...[...this.#waiting.keys()].map(({ deadlineAt = Infinity }) => deadlineAt));
  }

  /** Whether nobody could pay for the latest attempt. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Throws the refusal of the one who has waited longest when none of them can pay. */
  onCall(endpoint: string): void {
    const refusals: unknown[] = [];
    for (const { onCall } of this.#waiting.keys()) {
      try {
        onCall(endpoint);
        return;
      } catch (error) {
        refusals.push(error);
      }
    }
    this.#isRefused = true;
    throw refusals[0];
  }

  join(caller: Caller): void {
    this.#waiting.set(caller, (this.#waiting.get(caller) ?? 0) + 1);
  }

  /** Whether this was the last one: then the read is ended. */
  leave(caller: Caller): boolean {
    const times = (this.#waiting.get(caller) ?? 0) - 1;
    if (times > 0) this.#waiting.set(caller, times);
    else this.#waiting.delete(caller);
    if (this.#waiting.size > 0) return false;
    this.#controller.abort();
    return true;
  }
}
