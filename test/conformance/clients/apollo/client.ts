import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { SetContextLink } from '@apollo/client/link/context';
import { relayStylePagination } from '@apollo/client/utilities';
import possibleTypes from 'twilio-proxy-graphql/possible-types.json' with { type: 'json' };

export function createClient(uri: string, getToken: () => Promise<string>) {
  const authenticate = new SetContextLink(async ({ headers }) => ({
    headers: { ...(headers as object), authorization: `Bearer ${await getToken()}` },
  }));
  return new ApolloClient({
    link: authenticate.concat(new HttpLink({ uri })),
    incrementalHandler: new Defer20220824Handler(),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: { fields: { proxyServices: relayStylePagination() } },
        ProxyService: {
          fields: {
            sessions: relayStylePagination(['filter']),
            phoneNumbers: relayStylePagination(),
            shortCodes: relayStylePagination(),
          },
        },
        ProxySession: {
          fields: { participants: relayStylePagination(), interactions: relayStylePagination() },
        },
        ProxyParticipant: { fields: { messageInteractions: relayStylePagination() } },
        // Without an id; two queries may select different fields.
        ProxyCapabilities: { merge: true },
        ProxyCount: { merge: true },
        ProxyPool: { merge: true },
        ProxyTranscript: { merge: true },
        ProxyWebhook: { merge: true },
      },
    }),
  });
}
