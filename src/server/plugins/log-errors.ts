import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLError } from 'graphql';
import { isPublicError } from '../../errors/present.ts';
import type { GatewayContext } from '../../graphql/context.ts';
import { describeError, type Logger } from '../../observability/logger.ts';

/** Logs unexpected errors, and adds the request id to their extensions, which the masked error shows. */
export const createErrorLog =
  (logger: Logger) =>
  (errors: readonly GraphQLError[], { requestId }: GatewayContext): void => {
    for (const error of errors) {
      const original = unwrapResolverError(error);
      if (isPublicError(error, original)) continue;
      error.extensions['requestId'] = requestId;
      logger.error({ requestId, path: error.path, error: describeError(original) }, 'unexpected error');
    }
  };

/** Logs the unexpected errors of the operations that Apollo Server executes. */
export function logUnexpectedErrors(logger: Logger): ApolloServerPlugin<GatewayContext> {
  const log = createErrorLog(logger);
  return {
    requestDidStart: async () => ({
      async didEncounterErrors({ errors, contextValue }) {
        log(errors, contextValue);
      },
      async didEncounterSubsequentErrors({ contextValue }, errors) {
        log(errors, contextValue);
      },
    }),
  };
}
