import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graphql/context.ts';

/** Ends an operation with its response, so that no read outlives it. */
export const endOperation = (): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async willSendResponse({ response: { body }, contextValue }) {
      if (body.kind === 'single') contextValue.end();
    },
    async willSendSubsequentPayload({ contextValue }, { hasNext }) {
      if (!hasNext) contextValue.end();
    },
  }),
});
