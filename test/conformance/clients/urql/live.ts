import { subscriptionExchange } from '@urql/core';
import type { Client, Sink } from 'graphql-ws';

/** Sends subscriptions over the WebSocket. */
export const liveExchange = (socket: Client) =>
  subscriptionExchange({
    forwardSubscription: ({ query = '', variables = {} }) => ({
      subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink as Sink) }),
    }),
  });
