import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

/** The codes of a failed operation. A request without valid credentials has status 401, which is a `ServerError`. */
export function codesOf(error: unknown): unknown[] {
  if (ServerError.is(error) && error.statusCode === 401) return ['UNAUTHENTICATED'];
  if (!CombinedGraphQLErrors.is(error)) return [];
  return error.errors.map(({ extensions }) => extensions?.['code']);
}
