import { WINDOW_MS } from './quota.ts';

/** The longest rest after a first refusal. It doubles with each further refusal in a row, up to `LONGEST_REST_MS`. */
const FIRST_REST_MS = 200;
const LONGEST_REST_MS = 2000;

/**
 * The slow start of a bucket after a 429, as in TCP after a loss (RFC 5681): it rests, then lets one request through, and one
 * more in flight for each response. So a full window costs few attempts, for any number of waiting requests. Requests that were in
 * flight at a refusal belong to an earlier round and do not count. A window's length after its rest, the bucket is unlimited.
 */
export class SlowStart {
  #round = 0;
  /** Refusals in a row. */
  #refusals = 0;
  #restsUntil = 0;
  /** How many requests of this round may be in flight. */
  #allowed = Infinity;
  #inFlight = 0;

  /** No request starts before. */
  get restsUntil(): number {
    return this.#restsUntil;
  }

  admits(now: number): boolean {
    return this.room(now) > 0;
  }

  /** How many requests may start. */
  room(now: number): number {
    if (now < this.#restsUntil) return 0;
    return now >= this.#restsUntil + WINDOW_MS ? Infinity : this.#allowed - this.#inFlight;
  }

  /** Counts a request that starts. Returns its round. */
  start(): number {
    this.#inFlight += 1;
    return this.#round;
  }

  /** Counts the end of a request of that round. `isAnswer` says that it had a response other than a 429. */
  end(round: number, isAnswer: boolean): void {
    if (round !== this.#round) return;
    this.#inFlight -= 1;
    if (!isAnswer) return;
    this.#refusals = 0;
    this.#allowed += 1;
  }

  /**
   * Counts a 429 for a request of that round. Rests for `Retry-After`, or for a time that doubles with each refusal.
   *
   * @param random 0 ≤ n < 1
   */
  refuse(round: number, now: number, retryAfterMs: number, random: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, now + retryAfterMs);
    if (round !== this.#round) return;
    const longest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** this.#refusals);
    this.#restsUntil = Math.max(this.#restsUntil, now + (longest * (1 + random)) / 2);
    this.#refusals += 1;
    this.#round += 1;
    this.#allowed = 1;
    this.#inFlight = 0;
  }
}
