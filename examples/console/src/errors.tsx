import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

/** The code of a failed operation; undefined when the gateway cannot be reached. */
export function codeOf(error: unknown): unknown {
  if (ServerError.is(error) && error.statusCode === 401) return 'UNAUTHENTICATED';
  return CombinedGraphQLErrors.is(error) ? error.errors[0]?.extensions?.code : undefined;
}

/** Programs decide by codes. Messages are for people. */
function explain(error: Error): string {
  switch (codeOf(error)) {
    case undefined:
      return 'The gateway cannot be reached.';
    case 'UNAUTHENTICATED':
      return 'The gateway requires an API key. Enter it above.';
    case 'RATE_LIMITED':
    case 'OVERLOADED':
    case 'UPSTREAM_TIMEOUT':
    case 'UPSTREAM_UNAVAILABLE':
      return 'Twilio or the gateway is busy. Try again in a moment.';
    case 'OUTCOME_UNKNOWN':
      return 'It is not known whether this was done. Look before you do it again.';
    default:
      return error.message;
  }
}

/** What went wrong, and a button to try it again. Nothing without an error. */
export const Failure = ({ error, retry }: { error: Error | undefined; retry?: () => unknown }) =>
  error && (
    <p role="alert">
      {explain(error)} {retry && <button onClick={() => void retry()}>Try again</button>}
    </p>
  );

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field?: readonly string[] | null;
}

export const textOf = ({ code, message }: UserError): string =>
  code === 'SESSION_CLOSED' ? 'The Session is closed.' : message;

/** What Twilio did not accept of an input. */
export const UserErrors = ({ errors = [] }: { errors: readonly UserError[] | undefined }) =>
  errors.length > 0 && (
    <div role="alert">
      {errors.map((error, index) => (
        <p key={index}>{textOf(error)}</p>
      ))}
    </div>
  );
