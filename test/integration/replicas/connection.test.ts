import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRedis, RedisConnection, type RedisState } from '../../../src/redis/connection.ts';
import { skipWithoutRedis, startRedis, type TestRedis } from '../../support/redis.ts';
import { until } from '../../support/manual-clock.ts';

describe.skipIf(skipWithoutRedis)('a connection to Redis', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  const states: RedisState[] = [];

  /** The time of `ask` is longer than any machine is slow, unless a test is about it. */
  async function connect(url = redis.url, timeoutMs = 60_000): Promise<void> {
    const Client = await loadRedis();
    if (Client === null) throw new Error('ioredis is not installed.');
    connection = new RedisConnection(Client, { url: new URL(url), timeoutMs });
    connection.onChange((state) => states.push(state));
    await connection.connect();
  }

  const becomes = (isReady: boolean) => until(() => connection.state.isReady === isReady);
  const echo = () => connection.ask((client) => client.echo('hello'));

  beforeEach(async () => {
    states.length = 0;
    redis = await startRedis();
  });
  afterEach(async () => {
    connection.close();
    await redis[Symbol.asyncDispose]();
  });

  it('is ready after it is connected, and answers', async () => {
    await connect();
    expect(connection.state).toEqual({ isReady: true });
    expect(await echo()).toBe('hello');
  });

  it('is not ready without a server, and connects by itself when there is one', async () => {
    await redis.kill();
    await connect();
    expect(connection.state).toEqual({ isReady: false, reason: 'ECONNREFUSED' });
    await expect(echo()).rejects.toMatchObject({ reason: 'ECONNREFUSED', mayHaveRun: false });
    await redis.restart();
    await becomes(true);
    expect(await echo()).toBe('hello');
  });

  it('tells each change once', async () => {
    await connect();
    await redis.kill();
    await becomes(false);
    await redis.restart();
    await becomes(true);
    expect(states).toEqual([
      { isReady: true },
      { isReady: false, reason: expect.stringMatching(/^(CLOSED|ECONNRESET)$/) },
      { isReady: true },
    ]);
  });

  it('fails a command in flight when the server ends, and does not send it again', async () => {
    await connect();
    redis.hang();
    const answer = connection.ask((client) => client.incr('n'));
    const failed = expect(answer).rejects.toMatchObject({ mayHaveRun: true });
    await redis.kill();
    await failed;
    await redis.restart();
    await becomes(true);
    expect(await redis.client.get('n')).toBeNull();
  });

  it('does not wait longer than the time limit for an answer', async () => {
    await connect(redis.url, 1);
    redis.hang();
    await expect(echo()).rejects.toMatchObject({ reason: 'TIMEOUT', mayHaveRun: true });
    redis.resume();
  });

  it('takes an answer that has arrived while the event loop was busy', async () => {
    await connect(redis.url, 100);
    const answer = echo();
    // The command is written in this turn. Its answer arrives while nothing else can run.
    await new Promise((resolve) => setImmediate(resolve));
    const end = performance.now() + 500;
    while (performance.now() < end);
    expect(await answer).toBe('hello');
  });

  it('gives the code of an error of Redis, without its text', async () => {
    await connect();
    await redis.client.set('text', 'x');
    const answer = connection.ask((client) => client.lpush('text', 'secret'));
    await expect(answer).rejects.toMatchObject({
      message: 'Redis has not answered: WRONGTYPE.',
      reason: 'WRONGTYPE',
      mayHaveRun: false,
    });
  });
});

describe.skipIf(skipWithoutRedis)('a Redis with a password', () => {
  const password = 'canary%20p%40ss';

  it.each([
    ['right', password, { isReady: true }],
    ['wrong', 'other', { isReady: false, reason: 'WRONGPASS' }],
  ])('%s: it is taken from the URL', async (_, given, state) => {
    await using redis = await startRedis(['--requirepass', decodeURIComponent(password)], given);
    const Client = await loadRedis();
    if (Client === null) throw new Error('ioredis is not installed.');
    const connection = new RedisConnection(Client, { url: new URL(redis.url), timeoutMs: 60_000 });
    await connection.connect();
    expect(connection.state).toEqual(state);
    connection.close();
  });
});
