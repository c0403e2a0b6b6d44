/** What Twilio said about a failure; each part as far as it was there. Never its message, which holds phone numbers. */
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
 * - `unavailable`: refused, reset, 5xx
 * - `timeout`: no whole answer in time
 * - `bad-response`: not the JSON that the API promises
 * - `outcome-unknown`: a POST that may or may not have been processed
 * - `overloaded`: too many requests wait already; it was not sent
 * - `aborted`: nobody waits for the answer any more
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

/** The only error that the REST client throws. Its message is ours: no address, no body, no number, no secret. */
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

export function isTwilioError(error: unknown, kind?: TwilioErrorKind): error is TwilioError {
  return error instanceof TwilioError && (kind === undefined || error.kind === kind);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A link that may be shown to callers: Twilio's own documentation and nothing else. */
function documentationLink(value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null;
  const url = new URL(value);
  const ofTwilio = url.origin === 'https://www.twilio.com' || url.origin === 'https://twilio.com';
  return ofTwilio && url.username === '' && url.password === '' ? url.href : null;
}

/** Twilio's codes have five digits; a number that GraphQL's Int cannot hold is none. */
const readCode = (value: unknown): number | null =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31 ? (value as number) : null;

/** The input whose form key stands in Twilio's message as a word: "DateExpiry must be …". */
function namedInput(message: unknown, inputs: readonly string[]): string | null {
  if (typeof message !== 'string') return null;
  const words = new Set(message.slice(0, 1000).split(/\W+/));
  return inputs.find((name) => words.has(name.charAt(0).toUpperCase() + name.slice(1))) ?? null;
}

/**
 * Reads Twilio's error body: the classic form `{ code, message, more_info, status }` and RFC 9457
 * (`{ type, title, status, code }`, where `type` leads to the documentation). HTML or nothing gives the status alone.
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

/** Codes of Proxy itself lie here: https://www.twilio.com/docs/api/errors */
const isProxyCode = (code: number | null) => code !== null && code >= 80_000 && code < 81_000;

/** The kind of an answer that is no success. Twilio never processes a request that it answers with 429. */
export function kindOfStatus({ status, code }: TwilioAnswer): TwilioErrorKind {
  if (status === 404) return 'not-found';
  if (status === 401 || (status === 403 && !isProxyCode(code))) return 'auth';
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'unavailable';
  return status >= 400 ? 'rejected' : 'bad-response';
}
