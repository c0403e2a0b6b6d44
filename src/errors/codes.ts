/** Every value of `extensions.code` of a GraphQL error. docs/errors.md describes each one. */
export const errorCodes = [
  'BAD_USER_INPUT',
  'CURSOR_EXPIRED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'UPSTREAM_AUTH',
  'UPSTREAM_REJECTED',
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_BAD_RESPONSE',
  'OUTCOME_UNKNOWN',
  'QUERY_TOO_COMPLEX',
  'QUERY_TOO_DEEP',
  'CALL_BUDGET_EXCEEDED',
  'OVERLOADED',
  'DEADLINE_EXCEEDED',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Every `code` of a user error of a mutation: the values of the enum `ProxyUserErrorCode`. */
export type UserErrorCode =
  | 'INVALID'
  | 'NOT_CLEARABLE'
  | 'NOT_FOUND'
  | 'UNIQUE_NAME_TAKEN'
  | 'CONFLICT'
  | 'PARTICIPANT_CONFLICT'
  | 'TOO_MANY_PARTICIPANTS'
  | 'PARTICIPANT_REMOVED'
  | 'SESSION_CLOSED'
  | 'INVALID_TRANSITION'
  | 'NUMBER_IN_USE'
  | 'NUMBER_NOT_AVAILABLE'
  | 'POOL_EXHAUSTED'
  | 'POOL_FULL'
  | 'NOT_ALLOWED'
  | 'UNRECOGNIZED';
