import { AdaptiveLimit } from './adaptive-limit.ts';

/**
 * Twilio allows 30 requests a second for each Service and endpoint, averaged over a sliding window of 5 seconds in which
 * they may come at once: the page "Proxy Limits" of https://www.twilio.com/docs/proxy
 */
export const WINDOW_MS = 5000;
const ALLOWED = 150;

/** How long after its start Twilio may count a request. Its response narrows that down. */
const LONGEST_WAY_MS = 1000;

/** Milliseconds that a request needs after its wait, for a response and one repetition. */
const TIME_TO_SPARE_MS = 2000;

/** One request in the window. */
export interface Place {
  /** When the request leaves the window. */
  until: number;
}

/**
 * Twilio's sliding window, on the safe side: Twilio counts a request at some time between its start and its response, so it
 * stays in the window from its start until 5 seconds after its response. Other programs may use the same window, so a refusal
 * halves the limit.
 */
export class SlidingWindow {
  readonly #limit = new AdaptiveLimit({ full: ALLOWED, floor: 5, step: 15, period: WINDOW_MS });
  readonly #places: Place[] = [];

  #used(now: number): number {
    while (this.#places[0] !== undefined && this.#places[0].until <= now) this.#places.shift();
    return this.#places.length;
  }

  /** How many requests may start now. */
  room(now: number): number {
    return Math.max(0, this.#limit.limit(now) - this.#used(now));
  }

  /**
   * Whether a request with that deadline may start now. A halved limit is an estimate: a request that would miss its deadline
   * because of it starts nevertheless.
   */
  admits(now: number, deadlineAt: number): boolean {
    if (this.room(now) > 0) return true;
    return this.#used(now) < ALLOWED && this.roomAt(now) + TIME_TO_SPARE_MS > deadlineAt;
  }

  /** When a full window may have room again. */
  roomAt(now: number): number {
    return Math.min(this.#places[0]?.until ?? now, this.#limit.risesAt(now));
  }

  take(now: number): Place {
    const place = { until: now + LONGEST_WAY_MS + WINDOW_MS };
    this.#places.push(place);
    return place;
  }

  /** Counts the response to a request: Twilio has counted the request by now. */
  answered(place: Place, now: number): void {
    place.until = Math.min(place.until, now + WINDOW_MS);
  }

  /** Counts a 429: Twilio did not count the request, and the limit halves. */
  refused(place: Place, now: number): void {
    const index = this.#places.indexOf(place);
    if (index !== -1) this.#places.splice(index, 1);
    this.#limit.shrink(now);
  }

  /** Whether the window is in its initial state, so that it may be removed. */
  isFresh(now: number): boolean {
    return this.room(now) === ALLOWED;
  }
}
