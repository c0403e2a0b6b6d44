import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graphql/context.ts';

/** Whether an answer has no data at all, or null in every root field. */
export const hasNothing = (data: unknown) =>
  typeof data !== 'object' || data === null || Object.values(data).every((value) => value === null);

/**
 * Sets `Retry-After` on an answer without any data whose errors say when to come again, so that clients and proxies that
 * know only HTTP come later too.
 */
export const sendRetryAfter = (): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async willSendResponse({ response: { body, http } }) {
      if (body.kind !== 'single') return;
      const { data, errors } = body.singleResult;
      if (!errors || !hasNothing(data)) return;
      const seconds = errors
        .map(({ extensions }) => extensions?.['retryAfterSeconds'])
        .filter((value) => typeof value === 'number');
      if (seconds.length > 0) http.headers.set('retry-after', String(Math.max(...seconds)));
    },
  }),
});
