import type { ApolloCache, Reference } from '@apollo/client';

interface CachedList {
  readonly edges: readonly { readonly cursor: string; readonly node: Reference }[];
}

/** Puts a new Session before the others in the list of its Service. */
export function prependSession(cache: ApolloCache, sessionId: string): void {
  const [serviceId = ''] = sessionId.split('-');
  cache.modify<{ sessions: CachedList }>({
    id: `ProxyService:${serviceId}`,
    fields: {
      sessions(list, { toReference, storeFieldName }) {
        // A filtered list may not want it.
        if (storeFieldName.includes('"filter":{')) return list;
        const node = toReference({ __typename: 'ProxySession', id: sessionId });
        const edges = (list as CachedList).edges;
        return node
          ? { ...list, edges: [{ __typename: 'ProxySessionEdge', cursor: '', node }, ...edges] }
          : list;
      },
    },
  });
}

/** Removes a Session from the cache, and with it from every list. */
export function removeSession(cache: ApolloCache, deletedId: string): void {
  cache.evict({ id: `ProxySession:${deletedId}` });
}
