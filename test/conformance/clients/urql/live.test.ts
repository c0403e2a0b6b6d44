import type { Client } from '@urql/core';
import type { Data } from '../../../support/gateway.ts';
import { key } from '../first-sessions.ts';
import { describeLive, type LiveClient } from '../live/describe-live.ts';
import { createSocket } from '../live/socket.ts';
import { interactionChanges, oneInteraction } from '../operations.ts';
import { createClient } from './client.ts';
import { liveExchange } from './live.ts';

function liveClientOf(client: Client): LiveClient {
  const running: { unsubscribe(): void }[] = [];
  return {
    follow(of, onEvent) {
      running.push(
        client
          .subscription(interactionChanges, { of })
          .subscribe(({ data, error }) => onEvent(error ?? data?.proxyInteractionChanged)),
      );
    },
    async show(id) {
      let shown: Data;
      const query = client.query(oneInteraction, { id });
      running.push(query.subscribe(({ data }) => (shown = data?.proxyInteraction)));
      await query.toPromise();
      return () => shown;
    },
    close: () => running.forEach((source) => source.unsubscribe()),
  };
}

describeLive(
  'urql over a WebSocket',
  (url, getToken, options) => {
    const socket = createSocket(url, getToken, options);
    const client = liveClientOf(createClient(url, () => key, [liveExchange(socket)]));
    return {
      ...client,
      async close() {
        await client.close();
        await socket.dispose();
      },
    };
  },
  { hasCache: true, reconnects: true },
);

describeLive('urql over server-sent events', (url) => liveClientOf(createClient(url, () => key)), {
  hasCache: true,
  reconnects: false,
});
