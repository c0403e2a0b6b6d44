import { createHash } from 'node:crypto';
import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { RedisConnection } from './connection.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_QUERIES = 5000;
const MAX_BYTES = 32 * 1024;

/** Apollo Server's key of a persisted query, with its SHA-256. */
const KEY = /^apq:([0-9a-f]{64})$/;

/** Stores a query, and removes the oldest ones above a number. `KEYS[1]` has them by the time they were stored. */
const STORE = `
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1], KEYS[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. time[1] - ARGV[2] / 1000)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
local above = redis.call('ZCARD', KEYS[1]) - ARGV[3]
if above > 0 then
  local oldest = redis.call('ZPOPMIN', KEYS[1], above)
  for i = 1, #oldest, 2 do redis.call('DEL', oldest[i]) end
end`;

/** SHA-256, in lower-case hexadecimal. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Persisted queries that all replicas know, for a day. An error of Redis is a miss, and so is a value that does not hash to its
 * key, because others may write to Redis. Larger queries than 32 KiB are not stored.
 */
export function createSharedQueries(connection: RedisConnection, prefix: string): KeyValueCache {
  const nameOf = (key: string): string | null => {
    const hash = KEY.exec(key)?.[1];
    return hash === undefined ? null : `${prefix}:query:${hash}`;
  };
  return {
    async get(key) {
      const name = nameOf(key);
      if (name === null) return undefined;
      // No more is read of a value, however large somebody made it.
      const value = await connection.ask((client) => client.getrange(name, 0, MAX_BYTES - 1)).catch(() => '');
      return value !== '' && name.endsWith(digestOf(value)) ? value : undefined;
    },
    async set(key, value) {
      const name = nameOf(key);
      if (name === null || Buffer.byteLength(value) > MAX_BYTES) return;
      const index = `${prefix}:queries`;
      await connection
        .ask((client) => client.eval(STORE, 2, index, name, value, DAY_MS, MAX_QUERIES))
        .catch(() => undefined);
    },
    async delete(key) {
      const name = nameOf(key);
      if (name !== null) await connection.ask((client) => client.del(name)).catch(() => undefined);
    },
  };
}
