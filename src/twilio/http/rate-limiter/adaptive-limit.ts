export interface AdaptiveLimitOptions {
  /** The limit without refusals. */
  readonly full: number;
  /** The lowest limit. */
  readonly floor: number;
  /** By how much the limit rises after each period without a refusal. */
  readonly step: number;
  /** Milliseconds. Refusals within one period count as one: their requests were in flight at the first. */
  readonly period: number;
}

/** A limit that halves when Twilio refuses a request and rises again in steps. */
export class AdaptiveLimit {
  readonly #options: AdaptiveLimitOptions;
  #reduced: { readonly to: number; readonly at: number } | null = null;

  constructor(options: AdaptiveLimitOptions) {
    this.#options = options;
  }

  /** The limit at that time, a whole number. */
  limit(now: number): number {
    const { full, step, period } = this.#options;
    if (this.#reduced === null) return full;
    const limit = this.#reduced.to + step * Math.floor((now - this.#reduced.at) / period);
    if (limit < full) return limit;
    this.#reduced = null;
    return full;
  }

  /** Halves the limit, or what was in use when that is less. */
  shrink(now: number, inUse = Infinity): void {
    const { floor, period } = this.#options;
    if (this.#reduced !== null && now - this.#reduced.at < period) return;
    const to = Math.max(floor, Math.floor(Math.min(this.limit(now), inUse) / 2));
    this.#reduced = { to, at: now };
  }

  /** When the limit is next higher than at that time; `Infinity` when it is full. */
  risesAt(now: number): number {
    if (this.#reduced === null) return Infinity;
    const { period } = this.#options;
    return this.#reduced.at + period * (Math.floor((now - this.#reduced.at) / period) + 1);
  }
}
