import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { createClient as createSocketClient } from 'graphql-ws';

/** The gateway: that of VITE_GATEWAY_URL, else the server of this page, which passes requests on. */
const gateway = (import.meta.env.VITE_GATEWAY_URL as string | undefined) ?? location.origin;

/** @param apiKey of the gateway, for GATEWAY_AUTH=api-key */
export function createClient(apiKey: string | null): ApolloClient {
  const url = new URL('/graphql', gateway).href;
  const credentials: Record<string, string> = apiKey === null ? {} : { 'x-api-key': apiKey };
  const events = createSocketClient({
    url: url.replace(/^http/, 'ws'),
    // Browsers cannot set headers of a WebSocket.
    connectionParams: credentials,
    // live.ts connects again, with the cursor of the last event. A retry here would lose events.
    retryAttempts: 0,
  });
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(events),
      new HttpLink({ uri: url, headers: credentials }),
    ),
    cache: new InMemoryCache({
      // One list per filter.
      typePolicies: { ProxyService: { fields: { sessions: relayStylePagination(['filter']) } } },
    }),
  });
}
