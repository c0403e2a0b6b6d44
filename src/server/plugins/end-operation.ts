import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graphql/context.ts';

/**
 * Ends an operation with its response, so that no read outlives it.
 *
 * @param end ends the operation with that signal
 */
export const endOperation = (end: (signal: AbortSignal) => void): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async willSendResponse({ response: { body }, contextValue }) {
      if (body.kind === 'single') end(contextValue.signal);
    },
    async willSendSubsequentPayload({ contextValue }, { hasNext }) {
      if (!hasNext) end(contextValue.signal);
    },
  }),
});
