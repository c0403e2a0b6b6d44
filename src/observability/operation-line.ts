/** What the log says of a finished operation: names of the schema, counts and ids, no data. */
export interface OperationLine {
  /** The `x-request-id` of the response. */
  readonly requestId: string;
  /** The id of its trace, if it has one. */
  readonly traceId?: string;
  /** The first 64 characters of its name; null without one. */
  readonly operation: string | null;
  /** Null if the request has no valid document. */
  readonly kind: string | null;
  /** `partial`: errors and data. `failed`: every root field is null. `refused`: it was not executed. */
  readonly outcome: 'ok' | 'partial' | 'failed' | 'refused';
  /** The status of the HTTP response. */
  readonly status: number;
  /** Milliseconds until the response was complete. */
  readonly ms: number;
  /** REST calls. */
  readonly calls: number;
  /** Reads that shared a REST call of another operation. */
  readonly coalesced: number;
  /** GraphQL errors by code, if there are any. */
  readonly errors?: Readonly<Record<string, number>>;
  /** User errors by code, if there are any. */
  readonly userErrors?: Readonly<Record<string, number>>;
  /** The name of the caller. */
  readonly caller: string;
}
