import { Client, type Exchange, fetchExchange, gql } from '@urql/core';
import { type Cache, cacheExchange, type Resolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';

interface Payloads {
  readonly createProxySession: { readonly session: { readonly id: string } | null } | null;
  readonly deleteProxySession: { readonly deletedId: string | null } | null;
}

const edgeFragment = gql`
  fragment _ on ProxySessionEdge {
    cursor
    node {
      id
    }
  }
`;

/** The cached pages of the Sessions of a Service. */
const pagesOf = (cache: Cache, serviceId = '') =>
  cache
    .inspectFields(`ProxyService:${serviceId}`)
    .filter(({ fieldName }) => fieldName === 'sessions')
    .map(({ fieldKey, arguments: variables }) => {
      const key = cache.resolve(`ProxyService:${serviceId}`, fieldKey) as string;
      // A new Session is not put into a filtered list, which may not want it.
      const isFirst = !variables?.['after'] && !variables?.['filter'];
      return { key, edges: cache.resolve(key, 'edges') as string[], isFirst };
    });

/** Puts a new Session before the others. */
function prependSession(cache: Cache, id: string): void {
  const edge = { __typename: 'ProxySessionEdge', cursor: '', node: { __typename: 'ProxySession', id } };
  cache.writeFragment(edgeFragment, edge);
  for (const { key, edges, isFirst } of pagesOf(cache, id.split('-')[0])) {
    if (isFirst) cache.link(key, 'edges', [cache.keyOfEntity(edge) ?? '', ...edges]);
  }
}

/** Removes a Session from the pages that have it. */
function removeSession(cache: Cache, id: string): void {
  const row = cache.keyOfEntity({ __typename: 'ProxySession', id });
  for (const { key, edges } of pagesOf(cache, id.split('-')[0])) {
    const others = edges.filter((edge) => cache.resolve(edge, 'node') !== row);
    cache.link(key, 'edges', others);
  }
}

const joinPages = relayPagination();

/** `relayPagination` leaves empty pages out, so the pages of a filtered list, which may be empty, are not joined. */
const sessionsOf: Resolver = (parent, args, cache, info) =>
  args['filter'] ? cache.resolve(info.parentKey, info.fieldName, args) : joinPages(parent, args, cache, info);

export const createClient = (
  url: string,
  getToken: () => string,
  live: readonly Exchange[] = [], // see Live updates
) =>
  new Client({
    url,
    preferGetMethod: false,
    fetchSubscriptions: true,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${getToken()}` } }),
    exchanges: [
      cacheExchange({
        keys: {
          ProxyCapabilities: () => null,
          ProxyCount: () => null,
          ProxyInteractionEvent: () => null,
          ProxyPool: () => null,
          ProxyTranscript: () => null,
          ProxyTranscriptEntry: () => null,
          ProxyUserError: () => null,
          ProxyWebhook: () => null,
          ProxySessionEdge: ({ node }) => (node as { readonly id: string } | undefined)?.id ?? null,
        },
        resolvers: {
          Query: { proxyServices: relayPagination() },
          ProxyService: {
            sessions: sessionsOf,
            phoneNumbers: relayPagination(),
            shortCodes: relayPagination(),
          },
          ProxySession: { participants: relayPagination(), interactions: relayPagination() },
          ProxyParticipant: { messageInteractions: relayPagination() },
        },
        updates: {
          Mutation: {
            createProxySession(result, _, cache) {
              const { session } = (result as unknown as Payloads).createProxySession ?? {};
              if (session) prependSession(cache, session.id);
            },
            deleteProxySession(result, _, cache) {
              const { deletedId } = (result as unknown as Payloads).deleteProxySession ?? {};
              if (deletedId) removeSession(cache, deletedId);
            },
          },
        },
      }),
      ...live,
      fetchExchange,
    ],
  });
