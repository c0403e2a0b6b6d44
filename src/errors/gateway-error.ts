import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type TwilioAnswer, TwilioError, type TwilioErrorKind } from '../twilio/errors.ts';
import { withoutValues } from './redact.ts';
import { twilioCodes } from './twilio-codes.ts';

/**
 * Every code that can stand in `extensions.code`, with its meaning, whether it helps to ask again, and a message that comes
 * with it. README shows the same table.
 */
export const errorCodes = {
  BAD_USER_INPUT: {
    meaning: 'An argument or id that cannot be right. Nothing was sent to Twilio for that field.',
    retry: 'no',
    example: 'Argument "first" must be between 1 and 1000, but got: 0.',
  },
  CURSOR_EXPIRED: {
    meaning: 'The place that a cursor names cannot be found again: its row and its neighbours are gone.',
    retry: 'from the first page',
    example: 'The row of the cursor and its neighbours are gone from the list. Start again without a cursor.',
  },
  GRAPHQL_PARSE_FAILED: {
    meaning: 'The document is no GraphQL.',
    retry: 'no',
    example: 'Syntax Error: Expected Name, found "{".',
  },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document does not fit the schema.',
    retry: 'no',
    example: 'Cannot query field "name" on type "ProxySession".',
  },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The document has no operation of that name, or several and no name was given.',
    retry: 'no',
    example: 'Unknown operation named "Services".',
  },
  BAD_REQUEST: {
    meaning: 'The HTTP request is no GraphQL request.',
    retry: 'no',
    example: 'Expected a body of application/json, but got another type or none.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'The hash of a persisted query is not known yet.',
    retry: 'with the query',
    example: 'PersistedQueryNotFound',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    meaning: 'Persisted queries are off.',
    retry: 'with the query',
    example: 'PersistedQueryNotSupported',
  },
  UNAUTHENTICATED: {
    meaning: 'The gateway does not know the caller: no credentials, or none that are valid.',
    retry: 'with valid credentials',
    example: 'Expected credentials that the gateway knows, but got none or others.',
  },
  FORBIDDEN: {
    meaning: 'The caller lacks the scope, or the router secret, that the field needs.',
    retry: 'no',
    example: 'This field needs the scope proxy:write, which the caller does not have.',
  },
  UPSTREAM_AUTH: {
    meaning: 'Twilio refused the credentials of the gateway.',
    retry: 'no',
    example: 'Twilio answered 401 (code 20003).',
  },
  UPSTREAM_REJECTED: {
    meaning: 'Twilio refused a read.',
    retry: 'no',
    example: 'Twilio answered 400 (code 20001).',
  },
  RATE_LIMITED: {
    meaning: 'Twilio answered 429 until the time was up.',
    retry: 'yes, after `retryAfterSeconds`',
    example: 'Twilio answered 429 (code 80621).',
  },
  UPSTREAM_TIMEOUT: {
    meaning: 'No whole answer from Twilio in time.',
    retry: 'yes',
    example: 'No whole answer from Twilio within 5000 ms.',
  },
  UPSTREAM_UNAVAILABLE: {
    meaning: 'Twilio could not be reached, broke the connection, or failed (5xx).',
    retry: 'yes',
    example: 'Twilio answered 503 (code 20503).',
  },
  UPSTREAM_BAD_RESPONSE: {
    meaning: 'Twilio answered with something else than its API promises.',
    retry: 'yes',
    example: 'Twilio was expected to answer with JSON, but sent something else.',
  },
  OUTCOME_UNKNOWN: {
    meaning: 'A write whose fate is not known. It was sent once and never again.',
    retry: 'after a look whether it happened',
    example:
      'It is not known whether Twilio processed the write. The connection to Twilio broke. Read the Service to see whether it has changed.',
  },
  QUERY_TOO_COMPLEX: {
    meaning:
      'More tokens, nested brackets, aliases, root fields or entities than an operation may have, or more values than an answer may hold.',
    retry: 'with a smaller operation',
    example: 'The operation has 31 aliases; MAX_ALIASES allows 30.',
  },
  QUERY_TOO_DEEP: {
    meaning: 'The operation is nested deeper than it may be. Nothing was sent.',
    retry: 'with a flatter operation',
    example: 'The operation is 16 levels deep; MAX_DEPTH allows 15.',
  },
  CALL_BUDGET_EXCEEDED: {
    meaning: 'The operation would make, or made, more REST calls than it may.',
    retry: 'with a smaller operation',
    example:
      'The operation would take about 10 REST calls, but 5 are allowed. Most of them: 10 for proxyService.sessions. Ask for fewer rows there with "first", or in several operations.',
  },
  OVERLOADED: {
    meaning: 'The gateway has too much to do and did not begin.',
    retry: 'yes, after `retryAfterSeconds`',
    example: 'Too many requests to Twilio are waiting already.',
  },
  DEADLINE_EXCEEDED: {
    meaning: 'The time for the operation was up.',
    retry: 'yes',
    example: 'The operation ran out of time.',
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'A defect of the gateway. `requestId` leads to its log.',
    retry: 'no',
    example: 'The gateway failed. Its log tells more under the request id.',
  },
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
  /** `status` is that of the HTTP answer, for an error that refuses the whole request. */
  constructor(
    code: ErrorCode,
    message: string,
    { path, status }: { path?: readonly (string | number)[]; status?: number } = {},
  ) {
    const extensions = { code, ...(status !== undefined && { http: { status } }) };
    super(message, { extensions, ...(path && { path }) });
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

/** The code of a failed call; some of Twilio's own codes say more than the status. */
function codeOf({ kind, answer }: TwilioError): ErrorCode {
  const row = kind === 'rejected' && answer?.code != null ? twilioCodes[answer.code] : undefined;
  return row !== undefined && 'error' in row ? row.error : codeOfKind[kind];
}

function ofTwilio(error: TwilioError): Record<string, unknown> {
  return {
    code: codeOf(error),
    ...(error.retryAfterSeconds === null ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    ...(error.answer === null ? {} : { twilio: describeAnswer(error.answer) }),
  };
}

const isKnownCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in errorCodes;

/**
 * graphql-js about variables that do not fit, where neither it nor Apollo Server names a code: an argument that a variable
 * left without a value or gave null, and more than 50 values that do not fit.
 */
const UNFIT_VARIABLES =
  /^(?:Argument "\w+" (?:of (?:required|non-null) type "|has invalid value )|Too many errors processing variables,)/;

/** Whether graphql-js says by that message, without a code, that variables do not fit. */
export const tellsUnfitVariables = (message: string): boolean => UNFIT_VARIABLES.test(message);

/** Whether it is what graphql-js says of a document. Apollo Server gives its code to whatever the parser throws. */
const isSyntaxError = (original: unknown): boolean =>
  original instanceof GraphQLError && original.message.startsWith('Syntax Error: ');

/** The code with which an error is shown as it is; null for a defect of the gateway. */
function shownCode(code: unknown, original: unknown): ErrorCode | null {
  if (code === 'GRAPHQL_PARSE_FAILED' && !isSyntaxError(original)) return null;
  // Apollo Server's code for what has none.
  if (isKnownCode(code) && code !== 'INTERNAL_SERVER_ERROR') return code;
  return original instanceof GraphQLError && tellsUnfitVariables(original.message) ? 'BAD_USER_INPUT' : null;
}

/** Whether callers may see the error as it is. Everything else is a defect of the gateway. */
export function isKnownError({ extensions }: GraphQLError, original: unknown): boolean {
  return original instanceof TwilioError || shownCode(extensions['code'], original) !== null;
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
  const code = shownCode(formatted.extensions?.['code'], original);
  if (code !== null) return { message: withoutValues(message), ...where, extensions: { code } };
  return {
    message: 'The gateway failed. Its log tells more under the request id.',
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...(requestId !== null && { requestId }) },
  };
}
