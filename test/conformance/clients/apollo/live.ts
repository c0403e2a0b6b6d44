import { type ApolloClient, ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import type { Client } from 'graphql-ws';

/** Sends the subscriptions of the client over the WebSocket. */
export function subscribeOver(client: ApolloClient, socket: Client): void {
  const isSubscription = ({ operationType }: ApolloLink.Operation) =>
    operationType === OperationTypeNode.SUBSCRIPTION;
  client.setLink(ApolloLink.split(isSubscription, new GraphQLWsLink(socket), client.link));
}
