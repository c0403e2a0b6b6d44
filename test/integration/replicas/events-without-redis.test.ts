import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/observability/logger.ts';
import { until } from '../../support/manual-clock.ts';
import { skipWithoutRedis, startRedis, type TestRedis } from '../../support/redis.ts';
import { type Deployment, startDeployment } from '../../support/replicas.ts';
import { change, follow, sessionId } from '../../support/shared-events.ts';
import { postReport, webhookUrl } from '../../support/webhooks.ts';

/** For a Redis that hangs: it is not waited for. */
const impatient = { REDIS_TIMEOUT_MS: '50' };

const lines: string[] = [];
const logger = createLogger('info', { write: (line) => void lines.push(line) });
const logged = (text: string) => lines.filter((line) => line.includes(text));

let redis: TestRedis;
let deployment: Deployment;
beforeEach(async () => {
  lines.length = 0;
  redis = await startRedis();
  deployment = await startDeployment(redis, { WEBHOOK_URL: webhookUrl });
});
afterEach(async () => {
  redis.resume();
  await deployment[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

const modes = [
  ['kept', '600'],
  ['not kept', '0'],
] as const;

describe.skipIf(skipWithoutRedis).each(modes)('events that are %s', (_, seconds) => {
  const startTwo = (rest: Readonly<Record<string, string>> = {}) => {
    const env = { WEBHOOK_REPLAY_SECONDS: seconds, ...rest };
    return Promise.all([deployment.start({ env, logger }), deployment.start({ env })]);
  };

  it('reach the other replica', async () => {
    const [a, b] = await startTwo();
    await using atB = await follow(b);
    await atB.next();
    await postReport(a.gateway, change(1));
    await postReport(b.gateway, change(1));
    await postReport(b.gateway, change(2));
    expect(await atB.take(2)).toEqual([1, 2]);
    expect(await redis.client.exists('proxy-gateway:events')).toBe(seconds === '0' ? 0 : 1);
  });

  it('reach the subscribers of their own replica while Redis is down, and all have a GAP afterwards', async () => {
    const [a, b] = await startTwo();
    await using atA = await follow(a);
    await using atB = await follow(b);
    await Promise.all([atA.next(), atB.next()]);
    await redis.kill();
    expect(await postReport(a.gateway, change(1))).toBe(204);
    expect(await postReport(b.gateway, change(2))).toBe(204);
    expect(await Promise.all([atA.take(1), atB.take(1)])).toEqual([[1], [2]]);
    await redis.restart();
    expect(await Promise.all([atA.take(1), atB.take(1)])).toEqual([['GAP'], ['GAP']]);
    await until(() => logged('events are shared').length > 0);
    await postReport(a.gateway, change(3));
    for (const follower of [atA, atB]) expect(await follower.takeUntil(3)).toContain(3);
    expect(logged('Redis failed')).toHaveLength(1);
    expect(logged('events are shared')).toHaveLength(1);
  });

  it('are followed by a GAP for all when Redis was down, even if nobody received any', async () => {
    const [a, b] = await startTwo();
    await using atA = await follow(a);
    await using atB = await follow(b);
    await Promise.all([atA.next(), atB.next()]);
    await redis.kill();
    await redis.restart();
    expect(await Promise.all([atA.take(1), atB.take(1)])).toEqual([['GAP'], ['GAP']]);
  });

  it('are missed by nobody without a GAP when only others received some meanwhile', async () => {
    const [a, b] = await startTwo();
    await using atB = await follow(b);
    await atB.next();
    await redis.kill();
    await postReport(a.gateway, change(1));
    await redis.restart();
    expect(await atB.take(1)).toEqual(['GAP']);
  });

  it('reach the subscribers of their own replica while Redis hangs, and the others have a GAP afterwards', async () => {
    const [a, b] = await startTwo(impatient);
    await using atA = await follow(a);
    await using atB = await follow(b);
    await Promise.all([atA.next(), atB.next()]);
    redis.hang();
    expect(await postReport(a.gateway, change(1))).toBe(204);
    // On a slow machine the short limit may give more gaps.
    expect(await atA.takeUntil(1)).toContain(1);
    await until(() => logged('Redis failed').length > 0);
    redis.resume();
    expect(await atB.takeUntil('GAP')).toContain('GAP');
    await postReport(a.gateway, change(2));
    // Redis does what it was asked before it hung: the change comes by the stream as well.
    expect(await atA.takeUntil(2)).not.toContain(1);
  });

  it('reach the subscribers of a replica that started without Redis, and are shared when it comes', async () => {
    await redis.kill();
    const [a, b] = await startTwo();
    await using atA = await follow(a);
    await using atB = await follow(b);
    await Promise.all([atA.next(), atB.next()]);
    await postReport(a.gateway, change(1));
    expect(await atA.take(1)).toEqual([1]);
    await redis.restart();
    expect(await Promise.all([atA.take(1), atB.take(1)])).toEqual([['GAP'], ['GAP']]);
    await until(() => logged('events are shared').length > 0);
    await postReport(a.gateway, change(2));
    expect(await atB.takeUntil(2)).not.toContain(1);
  });
});

describe.skipIf(skipWithoutRedis)('cursors', () => {
  it('from while Redis was down are known to their replica until it is back', async () => {
    const [a, b] = await Promise.all([deployment.start(), deployment.start()]);
    const before = await follow(a);
    const { cursor: start } = await before.next();
    await redis.kill();
    await postReport(a.gateway, change(1));
    const { cursor } = await before.next();
    await before.close();
    await postReport(a.gateway, change(2));
    await using fromStart = await follow(a, start);
    await using fromEvent = await follow(a, cursor);
    await using elsewhere = await follow(b, cursor);
    expect(await fromStart.take(3)).toEqual(['STARTED', 1, 2]);
    expect(await fromEvent.take(2)).toEqual(['STARTED', 2]);
    expect(await elsewhere.take(2)).toEqual(['STARTED', 'GAP']);
    await redis.restart();
    expect(await fromEvent.take(1)).toEqual(['GAP']);
    for (const after of [start, cursor]) {
      await using late = await follow(a, after);
      expect(await late.take(2)).toEqual(['STARTED', 'GAP']);
    }
  });

  it('do not survive WEBHOOK_REPLAY_SECONDS=0', async () => {
    const env = { WEBHOOK_REPLAY_SECONDS: '0' };
    const [a, b] = await Promise.all([deployment.start({ env }), deployment.start({ env })]);
    const atA = await follow(a);
    const { cursor } = await atA.next();
    await atA.close();
    await using atB = await follow(b, cursor);
    expect(await atB.take(2)).toEqual(['STARTED', 'GAP']);
    await postReport(a.gateway, change(1));
    expect(await atB.take(1)).toEqual([1]);
    await using again = await follow(a, cursor);
    expect(await again.take(2)).toEqual(['STARTED', 'GAP']);
  });
});

describe.skipIf(skipWithoutRedis)('a Redis that hangs', () => {
  it('keeps no operation, no webhook and no start of a replica from an answer', async () => {
    const a = await deployment.start({ env: impatient });
    redis.hang();
    const read = await a.query(`{ proxySession(id: "${sessionId}") { status } }`);
    expect(read.errors).toBeUndefined();
    const input = { id: sessionId, ttl: 2_000_000_000 };
    const write = await a.query(
      'mutation ($input: UpdateProxySessionInput!) { updateProxySession(input: $input) { session { ttl } } }',
      { input },
    );
    expect(write.data).toEqual({ updateProxySession: { session: { ttl: input.ttl } } });
    const hash = 'a'.repeat(64);
    const response = await fetch(`${a.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }),
    });
    expect(await response.text()).toContain('PERSISTED_QUERY_NOT_FOUND');
    expect(await postReport(a.gateway, change(1))).toBe(204);
    await using atA = await follow(a, '99999999999999-0');
    expect(await atA.take(2)).toEqual(['STARTED', 'GAP']);
    const late = await deployment.start({ env: impatient });
    await using atLate = await follow(late);
    expect(await atLate.take(1)).toEqual(['STARTED']);
    expect((await fetch(`${late.gateway.url}/health/ready`)).status).toBe(200);
  });
});
