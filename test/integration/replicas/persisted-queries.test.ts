import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Data } from '../../support/gateway.ts';
import { skipWithoutRedis, startRedis, type TestRedis } from '../../support/redis.ts';
import { type Deployment, type Replica, startDeployment } from '../../support/replicas.ts';

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');
const keyOf = (query: string) => `proxy-gateway:query:${hashOf(query)}`;
const QUERY = '{ __typename }';
const NOT_FOUND = 'PERSISTED_QUERY_NOT_FOUND';

let redis: TestRedis;
let deployment: Deployment;
beforeEach(async () => {
  redis = await startRedis();
  deployment = await startDeployment(redis);
});
afterEach(async () => {
  await deployment[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

/** The data, or the code of the first error. */
async function send({ gateway }: Replica, sha256Hash: unknown, query?: string): Promise<Data> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
  });
  const { data, errors } = (await response.json()) as Data;
  return errors?.[0].extensions.code ?? data;
}

const isStored = async (query: string) => (await redis.client.exists(keyOf(query))) === 1;

async function register(replica: Replica, query: string): Promise<void> {
  await send(replica, hashOf(query), query);
  while (!(await isStored(query)));
}

describe.skipIf(skipWithoutRedis)('a persisted query', () => {
  it('that was registered at one replica is known at another, for a day', async () => {
    const [a, b] = await Promise.all([deployment.start(), deployment.start()]);
    expect(await send(b, hashOf(QUERY))).toBe(NOT_FOUND);
    await register(a, QUERY);
    expect(await send(b, hashOf(QUERY))).toEqual({ __typename: 'Query' });
    const seconds = await redis.client.ttl(keyOf(QUERY));
    expect(seconds).toBeGreaterThan(23 * 3600);
    expect(seconds).toBeLessThanOrEqual(24 * 3600);
    // It knows it by itself now.
    await redis.flush();
    expect(await send(b, hashOf(QUERY))).toEqual({ __typename: 'Query' });
  });

  it('is a miss when the value does not hash to its key, and can be registered again', async () => {
    const [a, b] = await Promise.all([deployment.start(), deployment.start()]);
    await register(a, QUERY);
    const poison = ['{ proxyServices { nodes { sid } } }', '', `${QUERY} `, 'x'.repeat(1_000_000)];
    for (const value of poison) {
      await redis.client.set(keyOf(QUERY), value);
      expect(await send(b, hashOf(QUERY)), value.slice(0, 20)).toBe(NOT_FOUND);
    }
    await redis.client.del(keyOf(QUERY));
    await redis.client.lpush(keyOf(QUERY), QUERY);
    expect(await send(b, hashOf(QUERY))).toBe(NOT_FOUND);
    expect(await send(b, hashOf(QUERY), QUERY)).toEqual({ __typename: 'Query' });
    expect(await send(b, hashOf(QUERY))).toEqual({ __typename: 'Query' });
    expect(deployment.takeRequests()).toEqual([]);
  });

  it('is not looked up by what is no hash', async () => {
    const a = await deployment.start();
    await redis.client.config('RESETSTAT');
    const upper = hashOf(QUERY).toUpperCase();
    for (const hash of [
      '',
      'x',
      '../events',
      `${hashOf(QUERY)}\n`,
      upper,
      'a'.repeat(10_000),
      5,
      null,
      { a: 1 },
    ])
      expect(await send(a, hash), JSON.stringify(hash).slice(0, 20)).toBe(NOT_FOUND);
    expect(await redis.client.info('commandstats')).not.toContain('cmdstat_getrange');
  });

  it('that is larger than 32 KiB stays with its replica', async () => {
    const [a, b] = await Promise.all([deployment.start(), deployment.start()]);
    const large = `${QUERY} #${'x'.repeat(32 * 1024)}`;
    expect(await send(a, hashOf(large), large)).toEqual({ __typename: 'Query' });
    await register(a, QUERY);
    expect(await send(a, hashOf(large))).toEqual({ __typename: 'Query' });
    expect(await send(b, hashOf(large))).toBe(NOT_FOUND);
  });

  it('is dropped when 5000 newer ones are stored', async () => {
    const a = await deployment.start();
    await register(a, QUERY);
    const index = 'proxy-gateway:queries';
    const others = Array.from({ length: 4999 }, (_, number) => `proxy-gateway:query:${number}`);
    for (const other of others) await redis.client.zadd(index, Date.now() / 1000 + 10, other);
    await register(a, '{ a: __typename }');
    expect(await isStored(QUERY)).toBe(false);
    expect(await redis.client.zcard(index)).toBe(5000);
  });

  it('works without Redis as before', async () => {
    const a = await deployment.start();
    await redis.kill();
    expect(await send(a, hashOf(QUERY))).toBe(NOT_FOUND);
    expect(await send(a, hashOf(QUERY), QUERY)).toEqual({ __typename: 'Query' });
    expect(await send(a, hashOf(QUERY))).toEqual({ __typename: 'Query' });
  });
});
