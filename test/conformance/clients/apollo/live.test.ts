import type { ApolloClient } from '@apollo/client';
import type { Data } from '../../../support/gateway.ts';
import { describeLive, type LiveClient } from '../live/describe-live.ts';
import { createSocket } from '../live/socket.ts';
import { interactionChanges, oneInteraction } from '../operations.ts';
import { createClient } from './client.ts';
import { subscribeOver } from './live.ts';

const liveClientOf = (client: ApolloClient): Pick<LiveClient, 'follow' | 'show'> => ({
  follow(of, onEvent) {
    client
      .subscribe({ query: interactionChanges, variables: { of } })
      .subscribe(({ data, error }) => onEvent(error ?? data?.proxyInteractionChanged));
  },
  async show(id) {
    let shown: Data;
    const query = { query: oneInteraction, variables: { id } };
    client.watchQuery(query).subscribe(({ data }) => (shown = data?.proxyInteraction));
    await client.query(query);
    return () => shown;
  },
});

describeLive(
  'Apollo Client over a WebSocket',
  (url, getToken, options) => {
    const client = createClient(url, getToken);
    const socket = createSocket(url, getToken, options);
    subscribeOver(client, socket);
    return {
      ...liveClientOf(client),
      async close() {
        client.stop();
        await socket.dispose();
      },
    };
  },
  { hasCache: true, reconnects: true },
);

describeLive(
  'Apollo Client over its HttpLink',
  (url, getToken) => {
    const client = createClient(url, getToken);
    return { ...liveClientOf(client), close: () => client.stop() };
  },
  { hasCache: true, reconnects: false },
);
