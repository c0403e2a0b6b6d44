import { AdaptiveLimit } from './adaptive-limit.ts';
import { ALLOWED, partOf, type RateWindow, WINDOW_MS } from './quota.ts';

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
export class SlidingWindow implements RateWindow {
  readonly #full: number;
  readonly #limit: AdaptiveLimit;
  readonly #divisor: (now: number) => number;
  readonly #places: Place[] = [];

  /**
   * @param full the most requests of all replicas
   * @param divisor how many replicas divide them between them
   */
  constructor(full = ALLOWED, divisor: (now: number) => number = () => 1) {
    this.#full = full;
    this.#limit = new AdaptiveLimit({ full, floor: Math.min(5, full), step: 15, period: WINDOW_MS });
    this.#divisor = divisor;
  }

  /** How many requests are in the window. */
  used(now: number): number {
    while (this.#places[0] !== undefined && this.#places[0].until <= now) this.#places.shift();
    return this.#places.length;
  }

  room(now: number): number {
    return Math.max(0, partOf(this.#limit.limit(now), this.#divisor(now)) - this.used(now));
  }

  /**
   * Whether a request with that deadline may start now. A halved limit is an estimate: a request that would miss its deadline
   * because of it starts nevertheless.
   */
  admits(now: number, deadlineAt: number): boolean {
    if (this.room(now) > 0) return true;
    return (
      this.used(now) < partOf(this.#full, this.#divisor(now)) &&
      this.roomAt(now) + TIME_TO_SPARE_MS > deadlineAt
    );
  }

  roomAt(now: number): number {
    return Math.min(this.#places[0]?.until ?? now, this.#limit.risesAt(now));
  }

  /** Does nothing: room comes with time. */
  request(): void {
    return;
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

  isFresh(now: number): boolean {
    return this.used(now) === 0 && this.#limit.limit(now) === this.#full;
  }
}
