import { Client, fetchExchange } from '@urql/core';
import { type Cache, cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';

/** Takes a row out of every page of a list that the cache holds. */
function removeRow(cache: Cache, parent: string, list: string, row: string | null) {
  for (const { fieldName, fieldKey } of cache.inspectFields(parent)) {
    const page = fieldName === list ? (cache.resolve(parent, fieldKey) as string) : null;
    const edges = page === null ? null : (cache.resolve(page, 'edges') as string[] | null);
    if (edges)
      cache.link(
        page,
        'edges',
        edges.filter((edge) => cache.resolve(edge, 'node') !== row),
      );
  }
}

export const createClient = (url: string) =>
  new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({
        keys: { ProxyCapabilities: () => null, ProxyUserError: () => null },
        resolvers: {
          Query: { proxyServices: relayPagination() },
          ProxyService: {
            sessions: relayPagination(),
            phoneNumbers: relayPagination(),
            shortCodes: relayPagination(),
          },
          ProxySession: { participants: relayPagination(), interactions: relayPagination() },
          ProxyParticipant: { messageInteractions: relayPagination() },
        },
        updates: {
          Mutation: {
            deleteProxySession(result, _, cache) {
              const { deletedId } = result['deleteProxySession'] as { deletedId: string | null };
              if (deletedId === null) return;
              const row = cache.keyOfEntity({ __typename: 'ProxySession', id: deletedId });
              removeRow(cache, `ProxyService:${deletedId.split('-')[0]}`, 'sessions', row);
            },
          },
        },
      }),
      fetchExchange,
    ],
  });
