import { GatewayError } from '../errors/gateway-error.ts';

/** What an operation really cost: `extensions.upstream` without the plan. */
export interface CallReceipt {
  /** REST calls that this operation made. */
  readonly calls: number;
  /** The same by method and path template: `GET /v1/Services/{ServiceSid}/Sessions`. */
  readonly byEndpoint: Readonly<Record<string, number>>;
  readonly saved: {
    /** Reads that joined a call that another operation had in flight. */
    readonly coalesced: number;
    /** Reads that needed no call, because this operation had read it, or reads it, already. */
    readonly deduplicated: number;
  };
}

/** Counts the REST calls of one operation, and refuses those that go beyond its budget. */
export class CallBudget {
  #limit: number;
  #calls = 0;
  #requests = 0;
  #coalesced = 0;
  readonly #byEndpoint = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many calls the operation may make. */
  get limit(): number {
    return this.#limit;
  }

  /** Lowers the budget; a higher number changes nothing. */
  lower(limit: number): void {
    this.#limit = Math.min(this.#limit, limit);
  }

  /** Charges a REST call just before it is sent. Throws CALL_BUDGET_EXCEEDED when the budget is used up. */
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

  /** Counts a record or a page that a field asks for, whether or not it takes a REST call. */
  recordRequest(): void {
    this.#requests += 1;
  }

  /** Counts a read that joins one in flight. */
  recordCoalesced(): void {
    this.#coalesced += 1;
  }

  /** REST calls so far. */
  get calls(): number {
    return this.#calls;
  }

  /** Reads that joined a call of another operation so far. */
  get coalesced(): number {
    return this.#coalesced;
  }

  /** Reads so far that needed no call, because the operation has, or is reading, what they ask for. */
  get deduplicated(): number {
    return Math.max(0, this.#requests - this.#calls - this.#coalesced);
  }

  get receipt(): CallReceipt {
    const { calls, coalesced, deduplicated } = this;
    return { calls, byEndpoint: Object.fromEntries(this.#byEndpoint), saved: { coalesced, deduplicated } };
  }
}
