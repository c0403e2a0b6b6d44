import { GatewayError } from '../errors/gateway-error.ts';

/** The actual cost of an operation: `extensions.upstream` without the plan. */
export interface CallReceipt {
  /** REST calls that this operation made. */
  readonly calls: number;
  /** The same by method and path template: `GET /v1/Services/{ServiceSid}/Sessions`. */
  readonly byEndpoint: Readonly<Record<string, number>>;
  readonly saved: {
    /** Reads that shared a call of another operation in flight. */
    readonly coalesced: number;
    /** Reads without a call, because this operation had read the same or had it in flight. */
    readonly deduplicated: number;
  };
}

/** Counts the REST calls of one operation, and refuses those beyond its limit. */
export class CallBudget {
  #limit: number;
  #calls = 0;
  #requests = 0;
  #coalesced = 0;
  readonly #byEndpoint = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The maximum number of calls. */
  get limit(): number {
    return this.#limit;
  }

  /** Lowers the limit. A higher number has no effect. */
  lower(limit: number): void {
    this.#limit = Math.min(this.#limit, limit);
  }

  /** Charges a REST call just before it is sent. Throws CALL_BUDGET_EXCEEDED when the limit is reached. */
  charge(endpoint: string): void {
    if (this.#calls >= this.#limit) {
      const calls = this.#limit === 1 ? '1 REST call' : `${this.#limit} REST calls`;
      throw new GatewayError(
        'CALL_BUDGET_EXCEEDED',
        `Not read: the operation has used up its budget of ${calls}. Ask for less, or in several operations.`,
      );
    }
    this.#calls += 1;
    this.#byEndpoint.set(endpoint, (this.#byEndpoint.get(endpoint) ?? 0) + 1);
  }

  /** Counts a record or page that a resolver requests, whether or not it takes a REST call. */
  recordRequest(): void {
    this.#requests += 1;
  }

  /** Counts a read that shares a call in flight of another operation. */
  recordCoalesced(): void {
    this.#coalesced += 1;
  }

  /** REST calls so far. */
  get calls(): number {
    return this.#calls;
  }

  /** Reads so far that shared a call of another operation. */
  get coalesced(): number {
    return this.#coalesced;
  }

  /** Reads so far without a call, because the operation had read the same or had it in flight. */
  get deduplicated(): number {
    return Math.max(0, this.#requests - this.#calls - this.#coalesced);
  }

  get receipt(): CallReceipt {
    const { calls, coalesced, deduplicated } = this;
    return { calls, byEndpoint: Object.fromEntries(this.#byEndpoint), saved: { coalesced, deduplicated } };
  }
}
