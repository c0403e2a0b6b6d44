import { GatewayError } from '../errors/gateway-error.ts';

/** How many errors an answer holds at most; further ones are only counted. */
export const MAX_ERRORS = 1000;

/**
 * Limits the values and the errors in the answer of one operation. Calls to Twilio are shared, so a short query can ask for a
 * huge answer with one call.
 */
export class AnswerBudget {
  readonly #maxValues: number;
  #values = 0;
  #errors = 0;
  #omittedErrors = 0;
  readonly #userErrors: string[] = [];

  constructor(maxValues: number) {
    this.#maxValues = maxValues;
  }

  /** Values in the answer so far. */
  get values(): number {
    return this.#values;
  }

  get maxValues(): number {
    return this.#maxValues;
  }

  /** How many errors were left out since the last call, because the answer holds `MAX_ERRORS` already. */
  takeOmittedErrors(): number {
    const omitted = this.#omittedErrors;
    this.#omittedErrors = 0;
    return omitted;
  }

  /** How many more values fit. */
  get room(): number {
    return this.#maxValues - this.#values;
  }

  /** Adds values. Throws QUERY_TOO_COMPLEX, and adds nothing, when they do not fit. */
  charge(values: number): void {
    if (values > this.room) {
      throw new GatewayError(
        'QUERY_TOO_COMPLEX',
        `The answer would hold more than ${this.#maxValues} values (MAX_VALUES). ` +
          'Ask for fewer rows with "first", for fewer fields, or in several operations.',
      );
    }
    this.#values += values;
  }

  /** Throws the error of a field. Returns null in its place when the answer holds `MAX_ERRORS` already. */
  fail(error: unknown): null {
    if (this.#errors >= MAX_ERRORS) {
      this.#omittedErrors += 1;
      return null;
    }
    this.#errors += 1;
    throw error;
  }

  /** Adds user errors of a mutation by their codes. They are part of the payload, and of no limit. */
  recordUserErrors(codes: readonly string[]): void {
    this.#userErrors.push(...codes);
  }

  /** The codes of the user errors so far. */
  get userErrors(): readonly string[] {
    return this.#userErrors;
  }

  /** Whether further errors are only counted. Work that would fail anyway can be left out then. */
  get isFull(): boolean {
    return this.#errors >= MAX_ERRORS;
  }
}
