import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graphql/context.ts';
import { hasNoData } from '../../observability/operation-report.ts';

/**
 * Sets `Retry-After` on a response without data whose errors have `retryAfterSeconds`, for clients and proxies that know
 * only HTTP.
 */
export const sendRetryAfter = (): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async willSendResponse({ response: { body, http } }) {
      if (body.kind !== 'single') return;
      const { data, errors } = body.singleResult;
      if (!errors || !hasNoData(data)) return;
      const seconds = errors
        .map(({ extensions }) => extensions?.['retryAfterSeconds'])
        .filter((value) => typeof value === 'number');
      if (seconds.length > 0) http.headers.set('retry-after', String(Math.max(...seconds)));
    },
  }),
});
