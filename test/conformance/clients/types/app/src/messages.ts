import type { ResultOf } from '@graphql-typed-document-node/core';
import type { createSession } from './operations';

/** What a form says about a user error. The compiler knows all codes. */
export function say(
  error: NonNullable<ResultOf<typeof createSession>['createProxySession']>['userErrors'][number],
): string {
  switch (error.code) {
    case 'UNIQUE_NAME_TAKEN':
      return 'Choose another name.';
    case 'POOL_EXHAUSTED':
    case 'NUMBER_NOT_AVAILABLE':
      return 'No number is free. Try later.';
    default:
      return error.message;
  }
}
