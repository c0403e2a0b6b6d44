import type { Caller } from './client.ts';
import type { Operation } from './http.ts';
import { Cancellation } from './signal.ts';

/**
 * All who wait for one read, as a single caller that is its own signal. Each attempt is paid by the first of them who can, and its retries may go
 * on as long as one of them has time: nobody is failed by the budget or the deadline of another.
 */
export class JointCaller extends Cancellation implements Caller {
  readonly operation?: Operation;
  /** In the order in which they came; who waits twice stands here twice. */
  readonly #waiting: Caller[];
  #isRefused = false;

  constructor(first: Caller) {
    super();
    if (first.operation) this.operation = first.operation;
    this.#waiting = [first];
  }

  get signal(): this {
    return this;
  }

  /** When the last of them gives up, in milliseconds of `performance.now()`. */
  get deadlineAt(): number {
    return Math.max(...this.#waiting.map(({ deadlineAt = Infinity }) => deadlineAt));
  }

  /** Whether nobody could pay for the latest attempt. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Throws the refusal of the one who has waited longest when none of them can pay. */
  onCall(endpoint: string): void {
    const refusals: unknown[] = [];
    for (const caller of this.#waiting) {
      try {
        caller.onCall(endpoint);
        return;
      } catch (error) {
        refusals.push(error);
      }
    }
    this.#isRefused = true;
    throw refusals[0];
  }

  join(caller: Caller): void {
    this.#waiting.push(caller);
  }

  /** Whether this was the last one: then the read is ended. */
  leave(caller: Caller): boolean {
    const index = this.#waiting.indexOf(caller);
    if (index !== -1) this.#waiting.splice(index, 1);
    if (this.#waiting.length > 0) return false;
    this.abort();
    return true;
  }
}
