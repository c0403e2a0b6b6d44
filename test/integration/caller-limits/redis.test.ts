import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { skipWithoutRedis, startRedis, type TestRedis } from '../../support/redis.ts';

const query = '{ __typename }';

async function statusesOf(test: TestGateway, count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) statuses.push((await test.query(query)).status);
  return statuses;
}

describe.skipIf(skipWithoutRedis)('CALLER_RATE_LIMIT with Redis', () => {
  let redis: TestRedis;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis[Symbol.asyncDispose]());

  /** `REDIS_TIMEOUT_MS` is longer than any machine is slow, unless Redis hangs in the test. */
  const start = (limit: number, timeoutMs = 60_000) =>
    startGateway({
      env: {
        CALLER_RATE_LIMIT: String(limit),
        REDIS_URL: redis.url,
        REDIS_PREFIX: 'test',
        REDIS_TIMEOUT_MS: String(timeoutMs),
      },
    });

  it('counts the operations at all replicas together', async () => {
    await using one = await start(3);
    await using other = await start(3);
    expect([await statusesOf(one, 2), await statusesOf(other, 2), await statusesOf(one, 1)]).toEqual([
      [200, 200],
      [200, 429],
      [429],
    ]);
  });

  it('keeps a count per caller for a minute, under a key that tells no address', async () => {
    await using test = await start(3);
    await test.query(query);
    const names = await redis.client.keys('*callers*');
    expect(names).toEqual([expect.stringMatching(/^test:callers:[\w-]{43}$/)]);
    const left = await redis.client.pttl(names[0] ?? '');
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  it('counts in each process alone while Redis is away, and no operation fails for it', async () => {
    await using test = await start(2);
    expect(await statusesOf(test, 1)).toEqual([200]);
    await redis.kill();
    expect(await statusesOf(test, 3)).toEqual([200, 200, 429]);
  });

  it('waits for a Redis that hangs no longer than REDIS_TIMEOUT_MS', async () => {
    await using test = await start(2, 1);
    redis.hang();
    expect(await statusesOf(test, 3)).toEqual([200, 200, 429]);
    redis.resume();
  });

  it('starts without a Redis', async () => {
    await redis.kill();
    await using test = await start(1);
    expect(await statusesOf(test, 2)).toEqual([200, 429]);
  });
});
