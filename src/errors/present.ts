import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type TwilioAnswer, TwilioError, type TwilioErrorKind } from '../twilio/errors.ts';
import { type ErrorCode, errorCodes } from './codes.ts';
import { redactMessage } from './redact.ts';
import { twilioCodes } from './twilio-codes.ts';

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

/** The `extensions.twilio` of an error: the details of Twilio's response, without null values. */
function describeResponse({ status, code, moreInfo, requestId }: TwilioAnswer): Record<string, unknown> {
  const entries = Object.entries({ code, status, moreInfo, requestId });
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** The code of a failed REST call. Some codes of Twilio are more specific than the status. */
function codeOf({ kind, answer }: TwilioError): ErrorCode {
  const row = kind === 'rejected' && answer?.code != null ? twilioCodes[answer.code] : undefined;
  return row !== undefined && 'error' in row ? row.error : codeOfKind[kind];
}

const extensionsOf = (error: TwilioError): Record<string, unknown> => ({
  code: codeOf(error),
  ...(error.retryAfterSeconds !== null && { retryAfterSeconds: error.retryAfterSeconds }),
  ...(error.answer !== null && { twilio: describeResponse(error.answer) }),
});

const isErrorCode = (code: unknown): code is ErrorCode => (errorCodes as readonly unknown[]).includes(code);

/**
 * Messages of graphql-js about invalid variables to which neither graphql-js nor Apollo Server gives a code: a required
 * argument whose variable has no value or null, and more than 50 invalid values.
 */
const INVALID_VARIABLES =
  /^(?:Argument "\w+" (?:of (?:required|non-null) type "|has invalid value )|Too many errors processing variables,)/;

/** Whether a message of graphql-js says that variables are invalid, for errors without a code. */
export const saysInvalidVariables = (message: string): boolean => INVALID_VARIABLES.test(message);

/** Whether graphql-js reports a syntax error. Apollo Server gives the same code to any error of the parser. */
const isSyntaxError = (original: unknown): boolean =>
  original instanceof GraphQLError && original.message.startsWith('Syntax Error: ');

/** The code of an error that callers may see; null for an internal error. */
function publicCode(code: unknown, original: unknown): ErrorCode | null {
  if (code === 'GRAPHQL_PARSE_FAILED' && !isSyntaxError(original)) return null;
  // Apollo Server's default for errors without a code.
  if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') return code;
  return original instanceof GraphQLError && saysInvalidVariables(original.message) ? 'BAD_USER_INPUT' : null;
}

/** Whether callers may see the error. Every other error is internal: it is masked and logged. */
export function isPublicError({ extensions }: GraphQLError, original: unknown): boolean {
  return original instanceof TwilioError || publicCode(extensions['code'], original) !== null;
}

/** The message of a masked error. It names the request, so that its log lines can be found. */
export const internalErrorMessage = (requestId: string | null): string =>
  `Internal server error. See the gateway log${requestId === null ? '' : ` for request ${requestId}`}.`;

/**
 * The error that callers see. Errors with a public code keep their message, without the values that it repeats. Every
 * other error is masked: it shows only the request id under which it was logged.
 */
export function presentError(
  formatted: GraphQLFormattedError,
  original: unknown,
  requestId: string | null,
): GraphQLFormattedError {
  const { message, locations, path } = formatted;
  const position = { ...(locations && { locations }), ...(path && { path }) };
  if (original instanceof TwilioError) return { message, ...position, extensions: extensionsOf(original) };
  const code = publicCode(formatted.extensions?.['code'], original);
  if (code !== null) return { message: redactMessage(message), ...position, extensions: { code } };
  return {
    message: internalErrorMessage(requestId),
    ...position,
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...(requestId !== null && { requestId }) },
  };
}
