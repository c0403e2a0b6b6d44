import type { Client, Sink } from 'graphql-ws';
import { type GraphQLResponse, Observable, type SubscribeFunction } from 'relay-runtime';

/** Sends subscriptions over the WebSocket. */
export const subscribeOver =
  (socket: Client): SubscribeFunction =>
  ({ name, text }, variables) =>
    Observable.create<GraphQLResponse>((sink) =>
      socket.subscribe({ operationName: name, query: text ?? '', variables }, sink as Sink),
    );
