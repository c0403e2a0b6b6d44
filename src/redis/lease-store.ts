import { createHash, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { RedisConnection } from './connection.ts';

/** What a replica asks of one bucket. A bucket is the rate limit of one Service and endpoint. */
export interface LeaseRequest {
  /** How many places it wants. 0 only shows that it is there. */
  readonly want: number;
  /** How many requests it has in its own window, which replace the places that Redis knows. Null: Redis knows them. */
  readonly own: number | null;
  /** Whether Twilio has refused a request, which halves the limit for all replicas. */
  readonly isRefused: boolean;
}

export interface Lease {
  /** How many places the replica has got. */
  readonly granted: number;
  /** Milliseconds until a place may be free for it. */
  readonly freeInMs: number;
  /** How many replicas have used the bucket within the last hold, this one included. */
  readonly peers: number;
}

/** Tells one set of data from another: it is lost when Redis is flushed or replaced. */
export interface Marker {
  readonly id: string;
  /** Whether there was none before. */
  readonly isNew: boolean;
  /** How many replicas have read it within a minute, this one included. */
  readonly replicas: number;
}

/** Where the replicas keep the places of their buckets. Methods reject with a RedisError. */
export interface LeaseStore {
  lease(bucket: string, request: LeaseRequest): Promise<Lease & { readonly marker: Marker }>;
  marker(): Promise<Marker>;
}

export interface LeaseStoreOptions {
  /** The first part of all keys. */
  readonly prefix: string;
  /** The most places of a bucket that are held at the same time. */
  readonly limit: number;
  /** How long a place is held, in milliseconds. */
  readonly holdMs: number;
}

/** How long the marker stays without a replica that asks, and how long a replica counts. */
const MARKER_MS = 60_000;

/** KEYS: the marker; all replicas, by the time until which they count. */
const MARKER_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id = redis.call('GET', KEYS[1])
local isNew = 0
if not id then
  id = ARGV[1]
  isNew = 1
  redis.call('SET', KEYS[1], id)
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[2], now + ARGV[2], ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return { id, isNew, redis.call('ZCARD', KEYS[2]) }
`;

/**
 * Sent in full each time: EVALSHA would need a second way to Redis after each of its restarts.
 *
 * KEYS: the places, a sorted set of `replica:sequence:count` by the time until which they are held; the replicas, by the time
 * until which they count; the halved limit as `limit:since`. Times are of the clock of Redis, in milliseconds.
 *
 * A fair share of the limit is the most for each replica. After a 429 the limit is half of what it was, at least 5 or the whole
 * limit, and rises by 15 every 5 seconds; refusals within 5 seconds are one.
 */
const LEASE_SCRIPT = `
local replica, sequence = ARGV[1], ARGV[2]
local want, own, isRefused = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5] == '1'
local full, hold = tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local limit, since = full, nil
local halved = redis.call('GET', KEYS[3])
if halved then
  local low, at = string.match(halved, '^(%d+):(%d+)$')
  if low then
    since = tonumber(at)
    limit = math.min(full, low + 15 * math.floor((now - since) / 5000))
  end
end
if isRefused and (not since or now - since >= 5000) then
  limit = math.max(math.min(5, full), math.floor(limit / 2))
  local periods = math.ceil((full - limit) / 15)
  redis.call('SET', KEYS[3], string.format('%d:%d', limit, now), 'PX', math.max(1, periods) * 5000)
end

-- First, because a Redis without memory refuses only the first write of a script.
redis.call('ZADD', KEYS[2], now + hold, replica)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('PEXPIRE', KEYS[2], hold)

local used, mine, freeAt = 0, 0, now + hold
local places = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 1, #places, 2 do
  local holder, count = string.match(places[i], '^(%x+):%d+:(%d+)$')
  if holder == replica and own >= 0 then
    redis.call('ZREM', KEYS[1], places[i])
  elseif holder then
    used = used + count
    if holder == replica then mine = mine + count end
    freeAt = math.min(freeAt, tonumber(places[i + 1]))
  end
end
local function take(name, count)
  if count <= 0 then return end
  redis.call('ZADD', KEYS[1], now + hold, replica .. ':' .. sequence .. name .. ':' .. count)
  redis.call('PEXPIRE', KEYS[1], hold)
  used = used + count
  mine = mine + count
end
take('0', own)

local peers = redis.call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES')
for i = 1, #peers, 2 do
  if peers[i] ~= replica then freeAt = math.min(freeAt, tonumber(peers[i + 1])) end
end
local share = math.ceil(limit / (#peers / 2))
local granted = math.max(0, math.min(want, limit - used, share - mine))
take('1', granted)
return { granted, math.max(1, freeAt - now), #peers / 2 }
`;

/** Keeps places in Redis. Its keys have digests in place of names, and expire within a minute. */
export function createLeaseStore(
  connection: Pick<RedisConnection, 'ask'>,
  { prefix, limit, holdMs }: LeaseStoreOptions,
): LeaseStore {
  const replica = randomUUID().replaceAll('-', '');
  let sequence = 0;

  async function readMarker(client: Redis): Promise<Marker> {
    const keys = [`${prefix}:quota:marker`, `${prefix}:quota:replicas`];
    const reply = await client.eval(MARKER_SCRIPT, keys.length, ...keys, randomUUID(), MARKER_MS, replica);
    const [id, isNew, replicas] = reply as [string, number, number];
    return { id, isNew: isNew === 1, replicas };
  }

  async function takeLease(client: Redis, bucket: string, { want, own, isRefused }: LeaseRequest) {
    // The braces let a cluster keep the keys of a bucket together.
    const key = `${prefix}:quota:{${createHash('sha256').update(bucket).digest('hex').slice(0, 32)}}`;
    const keys = [`${key}:places`, `${key}:replicas`, `${key}:halved`];
    sequence += 1;
    const args = [replica, sequence, want, own ?? -1, isRefused ? 1 : 0, limit, holdMs];
    return (await client.eval(LEASE_SCRIPT, keys.length, ...keys, ...args)) as [number, number, number];
  }

  return {
    marker: () => connection.ask(readMarker),
    lease: (bucket, request) =>
      connection.ask(async (client) => {
        // In this order on one connection: a marker that is the same afterwards means that the places were complete.
        const [[granted, freeInMs, peers], marker] = await Promise.all([
          takeLease(client, bucket, request),
          readMarker(client),
        ]);
        return { granted, freeInMs, peers, marker };
      }),
  };
}
