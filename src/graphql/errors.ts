import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type TwilioAnswer, TwilioError, type TwilioErrorKind } from '../twilio/errors.ts';

/** Every code that can stand in `extensions.code`, with whether it helps to ask again. README shows the same table. */
export const errorCodes = {
  BAD_USER_INPUT: { retry: 'no' },
  CURSOR_EXPIRED: { retry: 'from the first page' },
  GRAPHQL_PARSE_FAILED: { retry: 'no' },
  GRAPHQL_VALIDATION_FAILED: { retry: 'no' },
  OPERATION_RESOLUTION_FAILURE: { retry: 'no' },
  BAD_REQUEST: { retry: 'no' },
  PERSISTED_QUERY_NOT_FOUND: { retry: 'with the query' },
  PERSISTED_QUERY_NOT_SUPPORTED: { retry: 'with the query' },
  UPSTREAM_AUTH: { retry: 'no' },
  UPSTREAM_REJECTED: { retry: 'no' },
  RATE_LIMITED: { retry: 'yes, after `retryAfterSeconds`' },
  UPSTREAM_TIMEOUT: { retry: 'yes' },
  UPSTREAM_UNAVAILABLE: { retry: 'yes' },
  UPSTREAM_BAD_RESPONSE: { retry: 'yes' },
  OUTCOME_UNKNOWN: { retry: 'after a look whether it happened' },
  CALL_BUDGET_EXCEEDED: { retry: 'with a smaller operation' },
  OVERLOADED: { retry: 'yes, after `retryAfterSeconds`' },
  DEADLINE_EXCEEDED: { retry: 'yes' },
  INTERNAL_SERVER_ERROR: { retry: 'no' },
} as const;

export type ErrorCode = keyof typeof errorCodes;

const codeOfKind: Readonly<Record<TwilioErrorKind, ErrorCode>> = {
  'not-found': 'UPSTREAM_REJECTED',
  auth: 'UPSTREAM_AUTH',
  rejected: 'UPSTREAM_REJECTED',
  'rate-limited': 'RATE_LIMITED',
  unavailable: 'UPSTREAM_UNAVAILABLE',
  timeout: 'UPSTREAM_TIMEOUT',
  'bad-response': 'UPSTREAM_BAD_RESPONSE',
  'outcome-unknown': 'OUTCOME_UNKNOWN',
  overloaded: 'OVERLOADED',
  aborted: 'DEADLINE_EXCEEDED',
};

/** An error that callers may read as it is: a code of the table and our own words. */
export class GatewayError extends GraphQLError {
  constructor(code: ErrorCode, message: string, details: { path?: readonly (string | number)[] } = {}) {
    super(message, { extensions: { code }, ...details });
  }
}

/** An argument or id that cannot be right. Nothing was sent to Twilio. */
export const badUserInput = (message: string, path?: readonly (string | number)[]): GatewayError =>
  new GatewayError('BAD_USER_INPUT', message, path ? { path } : {});

/** What Twilio said, without what is not there. */
function describeAnswer({ status, code, moreInfo, requestId }: TwilioAnswer): Record<string, unknown> {
  const said = Object.entries({ code, status, moreInfo, requestId });
  return Object.fromEntries(said.filter(([, value]) => value !== null));
}

function ofTwilio(error: TwilioError): Record<string, unknown> {
  return {
    code: codeOfKind[error.kind],
    ...(error.retryAfterSeconds === null ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    ...(error.answer === null ? {} : { twilio: describeAnswer(error.answer) }),
  };
}

const isKnownCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in errorCodes;

/** Whether callers may see the error as it is. Everything else is a defect of the gateway. */
export function isKnownError({ extensions }: GraphQLError, original: unknown): boolean {
  if (original instanceof TwilioError) return true;
  return isKnownCode(extensions['code']) && extensions['code'] !== 'INTERNAL_SERVER_ERROR';
}

/**
 * What callers see of an error. Errors of this table pass; everything else is a defect and is masked: it shows nothing
 * but the id under which it was logged.
 */
export function presentError(
  formatted: GraphQLFormattedError,
  original: unknown,
  requestId: string | null,
): GraphQLFormattedError {
  const { message, locations, path } = formatted;
  const where = { ...(locations && { locations }), ...(path && { path }) };
  if (original instanceof TwilioError) return { message, ...where, extensions: ofTwilio(original) };
  const code = formatted.extensions?.['code'];
  if (isKnownCode(code) && code !== 'INTERNAL_SERVER_ERROR')
    return { message, ...where, extensions: { code } };
  return {
    message: 'The gateway failed. Its log tells more under the request id.',
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...(requestId !== null && { requestId }) },
  };
}
