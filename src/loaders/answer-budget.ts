import { GatewayError } from '../errors/gateway-error.ts';

/** The maximum number of errors in an answer. Further errors are only counted. */
export const MAX_ERRORS = 1000;

/**
 * Counts the values and the errors in the answer of one operation, and limits both. Fields share REST calls, so a short
 * query with one call can select a huge answer.
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

  /** Returns how many errors were left out since the last call, because the answer has `MAX_ERRORS` errors. */
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

  /** Throws the error of a field, or returns null when the answer has `MAX_ERRORS` errors already. */
  fail(error: unknown): null {
    if (this.#errors >= MAX_ERRORS) {
      this.#omittedErrors += 1;
      return null;
    }
    this.#errors += 1;
    throw error;
  }

  /** Adds user errors of a mutation by their codes. They are part of the payload and have no limit. */
  recordUserErrors(codes: readonly string[]): void {
    this.#userErrors.push(...codes);
  }

  /** The codes of the user errors so far. */
  get userErrors(): readonly string[] {
    return this.#userErrors;
  }

  /** Whether the answer has `MAX_ERRORS` errors. Then fields that can fail are not resolved any more. */
  get isFull(): boolean {
    return this.#errors >= MAX_ERRORS;
  }
}
