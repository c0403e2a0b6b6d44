/** An error response of Twilio, without its message, which may contain phone numbers. */
export interface TwilioAnswer {
  readonly status: number;
  readonly code: number | null;
  readonly moreInfo: string | null;
  readonly requestId: string | null;
  /** The input that Twilio's message names, in camelCase. */
  readonly parameter: string | null;
}

/**
 * - `not-found`: 404
 * - `auth`: Twilio refused the credentials
 * - `rejected`: any other 4xx
 * - `rate-limited`: 429
 * - `unavailable`: connection refused or reset, 5xx, or the circuit breaker is open
 * - `timeout`: no complete response in time
 * - `bad-response`: not the JSON of the API
 * - `outcome-unknown`: a POST that Twilio may have processed
 * - `overloaded`: not sent, because too many requests wait
 * - `aborted`: the operation has ended
 */
export type TwilioErrorKind =
  | 'not-found'
  | 'auth'
  | 'rejected'
  | 'rate-limited'
  | 'unavailable'
  | 'timeout'
  | 'bad-response'
  | 'outcome-unknown'
  | 'overloaded'
  | 'aborted';

/** The only error of the REST client. Its message contains no URL, body, phone number or secret. */
export class TwilioError extends Error {
  override readonly name = 'TwilioError';
  readonly kind: TwilioErrorKind;
  readonly answer: TwilioAnswer | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    kind: TwilioErrorKind,
    message: string,
    details: { answer?: TwilioAnswer; retryAfterSeconds?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.answer = details.answer ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }
}

/** Whether an error is a TwilioError, of that kind when one is given. */
export function isTwilioError(error: unknown, kind?: TwilioErrorKind): error is TwilioError {
  return error instanceof TwilioError && (kind === undefined || error.kind === kind);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A link that callers may see: only one to Twilio's own documentation. */
function documentationLink(value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null;
  const url = new URL(value);
  const ofTwilio = url.origin === 'https://www.twilio.com' || url.origin === 'https://twilio.com';
  return ofTwilio && url.username === '' && url.password === '' ? url.href : null;
}

/** Twilio's error code, of five digits. Null when it does not fit GraphQL's Int. */
const readCode = (value: unknown): number | null =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31 ? (value as number) : null;

/** The input that Twilio's message names by its form key: "DateExpiry must be …". */
function namedInput(message: unknown, inputs: readonly string[]): string | null {
  if (typeof message !== 'string') return null;
  const words = new Set(message.slice(0, 1000).split(/\W+/));
  return inputs.find((name) => words.has(name.charAt(0).toUpperCase() + name.slice(1))) ?? null;
}

/**
 * Reads an error body: Twilio's own form `{ code, message, more_info, status }` or RFC 9457
 * (`{ type, title, status, code }`, where `type` links to the documentation). Any other body gives the status alone.
 *
 * @param inputs the names of the inputs that were sent, to find the one that the message names
 */
export function readErrorBody(
  status: number,
  body: string,
  requestId: string | null,
  inputs: readonly string[] = [],
): TwilioAnswer {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    parsed = null;
  }
  const record = isRecord(parsed) ? parsed : {};
  const code = readCode(record['code']);
  const moreInfo = documentationLink(record['more_info']) ?? documentationLink(record['type']);
  return { status, code, moreInfo, requestId, parameter: namedInput(record['message'], inputs) };
}

/** Whether the code is one of Proxy's own: https://www.twilio.com/docs/api/errors */
const isProxyCode = (code: number | null) => code !== null && code >= 80_000 && code < 81_000;

/** The kind of error of a response that is not 2xx. */
export function kindOfStatus({ status, code }: TwilioAnswer): TwilioErrorKind {
  if (status === 404) return 'not-found';
  if (status === 401 || (status === 403 && !isProxyCode(code))) return 'auth';
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'unavailable';
  return status >= 400 ? 'rejected' : 'bad-response';
}
