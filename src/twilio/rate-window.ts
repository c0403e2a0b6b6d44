import { Throttle } from './throttle.ts';

/**
 * Twilio allows 30 requests a second for each Service and endpoint, averaged over a sliding window of 5 seconds in which
 * they may come at once: the page "Proxy Limits" of https://www.twilio.com/docs/proxy
 */
export const WINDOW_MS = 5000;
const ALLOWED = 150;

/** How much later than it was sent a request may be counted by Twilio; its answer tells it more exactly. */
const LONGEST_WAY_MS = 1000;

/** What a request needs after its wait: an answer, and another try if it is refused. */
const TIME_TO_SPARE_MS = 2000;

/** The place of one request in the window. */
export interface Place {
  /** When it leaves the window. */
  until: number;
}

/**
 * Twilio's window as seen from here. Twilio counts a request somewhere between its start and its answer, so it stands in
 * the window from its start until 5 seconds after its answer. Others may use the same window: a refusal halves it.
 */
export class RateWindow {
  readonly #throttle = new Throttle({ full: ALLOWED, floor: 5, step: 15, period: WINDOW_MS });
  readonly #places: Place[] = [];

  #used(now: number): number {
    while (this.#places[0] !== undefined && this.#places[0].until <= now) this.#places.shift();
    return this.#places.length;
  }

  /** How many requests may start now. */
  room(now: number): number {
    return Math.max(0, this.#throttle.limit(now) - this.#used(now));
  }

  /**
   * Whether a request with that deadline may start now. A halved window is a guess, Twilio's own is not: a request that
   * the guess would hold back beyond its deadline is tried.
   */
  admits(now: number, deadlineAt: number): boolean {
    if (this.room(now) > 0) return true;
    return this.#used(now) < ALLOWED && this.roomAt(now) + TIME_TO_SPARE_MS > deadlineAt;
  }

  /** When there may be room again; for a window without any. */
  roomAt(now: number): number {
    return Math.min(this.#places[0]?.until ?? now, this.#throttle.risesAt(now));
  }

  take(now: number): Place {
    const place = { until: now + LONGEST_WAY_MS + WINDOW_MS };
    this.#places.push(place);
    return place;
  }

  /** The answer is there: Twilio has counted the request by now. */
  answered(place: Place, now: number): void {
    place.until = Math.min(place.until, now + WINDOW_MS);
  }

  /** Twilio refused that request with 429 and did not count it: fewer from now on. */
  refused(place: Place, now: number): void {
    const index = this.#places.indexOf(place);
    if (index !== -1) this.#places.splice(index, 1);
    this.#throttle.shrink(now);
  }

  /** Whether nothing would be forgotten with it. */
  isFresh(now: number): boolean {
    return this.room(now) === ALLOWED;
  }
}
