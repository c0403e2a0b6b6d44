import { WINDOW_MS } from './rate-window.ts';

/** The first rest after a refusal; each further one in a row is twice as long, up to the longest. */
const FIRST_REST_MS = 200;
const LONGEST_REST_MS = 2000;

/**
 * What a lane does after a 429, as TCP does after a loss (RFC 5681): it rests, then lets one request through, and one more
 * for each answer. So a full window costs a few attempts, however many requests wait for it. Requests that were under way
 * at a refusal belong to the round before and say nothing new. A window after its rest, all is as before.
 */
export class SlowStart {
  #round = 0;
  /** Refusals in a row. */
  #refusals = 0;
  #restsUntil = 0;
  /** How many of this round may be in flight, and how many are. */
  #allowed = Infinity;
  #inFlight = 0;

  /** Nothing starts before. */
  get restsUntil(): number {
    return this.#restsUntil;
  }

  admits(now: number): boolean {
    if (now < this.#restsUntil) return false;
    return this.#inFlight < this.#allowed || now >= this.#restsUntil + WINDOW_MS;
  }

  /** A request starts; returns the round that it belongs to. */
  start(): number {
    this.#inFlight += 1;
    return this.#round;
  }

  /** A request of that round ended; `isAnswer` when it was not refused and not broken off. */
  end(round: number, isAnswer: boolean): void {
    if (round !== this.#round) return;
    this.#inFlight -= 1;
    if (!isAnswer) return;
    this.#refusals = 0;
    this.#allowed += 1;
  }

  /**
   * A request of that round ended with a 429. Rests as long as Twilio asks, or longer each time.
   *
   * @param random 0 ≤ n < 1
   */
  refuse(round: number, now: number, askedMs: number, random: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, now + askedMs);
    if (round !== this.#round) return;
    const longest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** this.#refusals);
    this.#restsUntil = Math.max(this.#restsUntil, now + (longest * (1 + random)) / 2);
    this.#refusals += 1;
    this.#round += 1;
    this.#allowed = 1;
    this.#inFlight = 0;
  }
}
