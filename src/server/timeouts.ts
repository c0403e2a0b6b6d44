/** How long connections may keep the server waiting, in milliseconds. */
export interface Patience {
  /** Until the headers of a request are there. */
  readonly headersMs: number;
  /** Until the whole request is there. */
  readonly requestMs: number;
  /** Without a byte in either direction; longer than any operation takes. */
  readonly silentMs: number;
  /** Between two requests; longer than load balancers keep a connection, so that they close it first. */
  readonly idleMs: number;
  /** How often the server looks for those that are late. */
  readonly checkMs: number;
}

/** The patience of a gateway whose operations take so long at most. */
export const patienceFor = (operationDeadlineMs: number): Patience => ({
  headersMs: 10_000,
  requestMs: 20_000,
  silentMs: operationDeadlineMs + 20_000,
  idleMs: 72_000,
  checkMs: 1000,
});
