import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { relayStylePagination } from '@apollo/client/utilities';
import possibleTypes from 'twilio-proxy-graphql/possible-types.json' with { type: 'json' };

export const createClient = (uri: string) =>
  new ApolloClient({
    link: new HttpLink({ uri }),
    incrementalHandler: new Defer20220824Handler(),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: { fields: { proxyServices: relayStylePagination() } },
        ProxyService: {
          fields: {
            sessions: relayStylePagination(),
            phoneNumbers: relayStylePagination(),
            shortCodes: relayStylePagination(),
          },
        },
        ProxySession: {
          fields: { participants: relayStylePagination(), interactions: relayStylePagination() },
        },
        ProxyParticipant: { fields: { messageInteractions: relayStylePagination() } },
      },
    }),
  });
