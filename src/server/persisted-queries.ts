import { InMemoryLRUCache, type KeyValueCache } from '@apollo/utils.keyvaluecache';

/** The number of persisted queries and of their characters; the least recently used ones are removed. */
const MAX = { max: 5000, maxSize: 4 * 1024 * 1024 };

/**
 * Apollo Server's store of persisted queries: in memory, and behind it the one that replicas share.
 *
 * @param shared null if there is none
 */
export function createPersistedQueries(shared: KeyValueCache | null): KeyValueCache {
  const local = new InMemoryLRUCache(MAX);
  if (shared === null) return local;
  return {
    async get(key) {
      const known = await local.get(key);
      if (known !== undefined) return known;
      const query = await shared.get(key);
      if (query !== undefined) await local.set(key, query);
      return query;
    },
    async set(key, query) {
      await local.set(key, query);
      await shared.set(key, query);
    },
    async delete(key) {
      await local.delete(key);
      await shared.delete(key);
    },
  };
}
