import type { CombinedError } from '@urql/core';

export const codesOf = (error: CombinedError | undefined): unknown[] =>
  error?.graphQLErrors.map(({ extensions }) => extensions['code']) ?? [];
