import { print } from 'graphql';
import { interactionChanges } from '../operations.ts';
import { describeLive } from './describe-live.ts';
import { createSocket } from './socket.ts';

describeLive(
  'graphql-ws',
  (url, getToken, options) => {
    const socket = createSocket(url, getToken, options);
    return {
      follow(of, onEvent) {
        socket.subscribe<{ proxyInteractionChanged: unknown }>(
          { query: print(interactionChanges), variables: { of } },
          {
            next: ({ data }) => onEvent(data?.proxyInteractionChanged),
            error: onEvent,
            complete: () => undefined,
          },
        );
      },
      close: () => socket.dispose(),
    };
  },
  { hasCache: false, reconnects: true },
);
