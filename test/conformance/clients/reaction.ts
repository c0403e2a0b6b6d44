/** What an app does about the code of an error. */
export function reactionTo(code: unknown): 'sign in' | 'retry' | 'restart' | 'check' | 'report' {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 'sign in';
    case 'RATE_LIMITED':
    case 'OVERLOADED':
    case 'UPSTREAM_TIMEOUT':
    case 'UPSTREAM_UNAVAILABLE':
      return 'retry'; // after extensions.retryAfterSeconds, if it is there
    case 'CURSOR_EXPIRED':
      return 'restart'; // from the first page
    case 'OUTCOME_UNKNOWN':
      return 'check'; // read first whether the write happened; never repeat it without
    default:
      return 'report';
  }
}
