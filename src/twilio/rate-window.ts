import { Throttle } from './throttle.ts';

/**
 * Twilio allows 30 requests a second for each Service and endpoint, averaged over a sliding window of 5 seconds in which
 * they may come at once: the page "Proxy Limits" of https://www.twilio.com/docs/proxy
 */
const WINDOW_MS = 5000;
const ALLOWED = 150;

/** How much later than it was sent a request may be counted by Twilio; its answer tells it more exactly. */
const LONGEST_WAY_MS = 1000;

/** The place of one request in the window. */
export interface Place {
  /** When it leaves the window. */
  until: number;
}

/**
 * Twilio's window as seen from here. Twilio counts a request somewhere between its start and its answer, so it stands in
 * the window from its start until 5 seconds after its answer.
 */
export class RateWindow {
  readonly #throttle = new Throttle({ full: ALLOWED, floor: 5, step: 15, period: WINDOW_MS });
  readonly #places: Place[] = [];
  #pausedUntil = 0;

  /** How many requests may start now. */
  room(now: number): number {
    while (this.#places[0] !== undefined && this.#places[0].until <= now) this.#places.shift();
    if (now < this.#pausedUntil) return 0;
    return Math.max(0, this.#throttle.limit(now) - this.#places.length);
  }

  /** When there may be room again; for a window without any. */
  roomAt(now: number): number {
    if (now < this.#pausedUntil) return this.#pausedUntil;
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

  /** Twilio refused with 429: less from now on, and nothing for as long as it asks, at most until the window is another. */
  refused(now: number, waitMs: number): void {
    this.#throttle.shrink(now);
    this.#pausedUntil = Math.max(this.#pausedUntil, now + Math.min(waitMs, WINDOW_MS));
  }

  /** Whether nothing would be forgotten with it. */
  isFresh(now: number): boolean {
    return this.room(now) === ALLOWED;
  }
}
