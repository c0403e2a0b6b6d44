import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { skipWithoutRedis, startRedis, type TestRedis } from '../../support/redis.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { type Replica, startDeployment } from '../../support/replicas.ts';
import { change, follow, sessionId } from '../../support/shared-events.ts';
import { postReport, webhookUrl } from '../../support/webhooks.ts';

/** Everything that a key holds. */
async function dump({ client }: TestRedis, key: string): Promise<string> {
  switch (await client.type(key)) {
    case 'stream':
      return JSON.stringify(await client.xrange(key, '-', '+'));
    case 'zset':
      return JSON.stringify(await client.zrange(key, '0', '-1'));
    case 'hash':
      return JSON.stringify(await client.hgetall(key));
    default:
      return String(await client.get(key));
  }
}

it.skipIf(skipWithoutRedis)(
  'every key begins with the prefix, expires, and names no credentials',
  async () => {
    await using redis = await startRedis();
    const env = {
      WEBHOOK_URL: webhookUrl,
      WEBHOOK_REPLAY_SECONDS: '60',
      REDIS_PREFIX: 'team.a:gw',
      TWILIO_RATE_LIMIT: 'on',
    };
    await using deployment = await startDeployment(redis, env);
    const a = await deployment.start();
    await using atA = await follow(a);
    await postReport(a.gateway, change(1));
    expect(await atA.take(2)).toEqual(['STARTED', 1]);
    await a.query(`{ proxySession(id: "${sessionId}") { status } }`);
    const query = '{ __typename }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    await fetch(`${a.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
    });
    let keys: string[] = [];
    while (!keys.some((key) => key.includes(sha256Hash))) keys = await redis.client.keys('*');
    expect(keys).toContain('team.a:gw:events');
    expect(keys.some((key) => key.startsWith('team.a:gw:quota:{'))).toBe(true);
    const { accountSid, authToken } = deployment.emulator;
    const basic = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
    for (const key of keys) {
      expect(key).toMatch(/^team\.a:gw:/);
      expect(key).not.toContain(accountSid);
      const milliseconds = await redis.client.pttl(key);
      expect(milliseconds, key).toBeGreaterThan(0);
      const isShort = key.endsWith(':events') || key.includes(':quota:{');
      expect(milliseconds, key).toBeLessThanOrEqual(isShort ? 60_000 : 24 * 3600 * 1000);
      const held = await dump(redis, key);
      for (const secret of [authToken, basic]) expect(key + held, key).not.toContain(secret);
      // The events are Interactions as Twilio reports them, with the SID of their account.
      if (!key.endsWith(':events')) expect(held).not.toContain(accountSid);
    }
  },
);

it.skipIf(skipWithoutRedis)('the permissions in docs/replicas.md are enough', async () => {
  await using redis = await startRedis();
  const page = await readFile(new URL('../../../docs/replicas.md', import.meta.url), 'utf8');
  const [, permissions = ''] = /^~proxy-gateway:\* (.+)$/m.exec(page) ?? [];
  expect(permissions).not.toBe('');
  const rules = ['on', '>password-1', '~proxy-gateway:*', ...permissions.split(' ')];
  await redis.client.call('ACL', 'SETUSER', 'gateway', ...rules);
  const url = redis.url.replace('://', '://gateway:password-1@');
  const lines: string[] = [];
  const logger = createLogger('warn', { write: (line) => void lines.push(line) });
  const env = { WEBHOOK_URL: webhookUrl, TWILIO_RATE_LIMIT: 'on' };
  await using deployment = await startDeployment({ url }, env);
  const [a, b] = [await deployment.start({ logger }), await deployment.start({ logger })];
  await using atB = await follow(b);
  await postReport(a.gateway, change(1));
  expect(await atB.take(2)).toEqual(['STARTED', 1]);
  await a.query(`{ proxySession(id: "${sessionId}") { status } }`);
  const query = '{ __typename }';
  const hash = createHash('sha256').update(query).digest('hex');
  const persistedQuery = { version: 1, sha256Hash: hash };
  const send = (target: Replica, body: object) =>
    fetch(`${target.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, extensions: { persistedQuery } }),
    });
  await send(a, { query });
  while ((await redis.client.exists(`proxy-gateway:query:${hash}`)) === 0);
  expect(await (await send(b, {})).json()).toEqual({ data: { __typename: 'Query' } });
  expect(await redis.client.call('ACL', 'LOG')).toEqual([]);
  expect(lines).toEqual([]);
});
