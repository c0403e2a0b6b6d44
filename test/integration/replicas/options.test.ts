import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { ConfigError } from '../../../src/config/options.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createGateway } from '../../../src/gateway.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { readFigures, scrape } from '../../support/figures.ts';
import { startGateway } from '../../support/gateway.ts';
import { skipWithoutRedis, startRedis } from '../../support/redis.ts';

const limited = { TWILIO_RATE_LIMIT: 'on', OPERATION_DEADLINE_MS: '5000' };
const sessions = `{ proxyService(id: "${demo.bigServiceSid}") { sessions(first: 100) { nodes { participants { nodes { sid } } } } } }`;

describe('REPLICAS and TWILIO_QUOTA_SHARE without Redis', () => {
  it.each([
    [{}, 150],
    [{ REPLICAS: '4' }, 37],
    [{ TWILIO_QUOTA_SHARE: '0.5' }, 75],
    [{ REPLICAS: '4', TWILIO_QUOTA_SHARE: '0.5' }, 18],
    [{ REPLICAS: '1000' }, 1],
  ])('%o lets %i calls of a kind be made in 5 seconds', async (env, calls) => {
    await using test = await startGateway({ env: { ...limited, ...env } });
    const figures = readFigures(await scrape(test.gateway.url));
    expect(figures.get('proxy_gateway_quota_share')).toBe(calls);
    expect([...figures.keys()].filter((name) => name.startsWith('proxy_gateway_quota_state{'))).toEqual([]);
  });

  it('refuse what this replica cannot do before the deadline, and say how much it can', async () => {
    await using test = await startGateway({ env: { ...limited, REPLICAS: '2' } });
    const { errors } = await test.query(sessions);
    expect(errors).toMatchObject([{ extensions: { code: 'CALL_BUDGET_EXCEEDED' } }]);
    expect(errors?.[0]?.message).toContain("this replica's part of Twilio's limit is 75 in 5 seconds");
    expect(test.takeRequests()).toEqual([]);
  });
});

describe('REDIS_URL', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line: string) => void lines.push(line) });
  const start = (url: string, env: Readonly<Record<string, string>> = {}) =>
    createGateway(
      readConfig({ PORT: '0', EMULATOR_PORT: '0', TWILIO_RATE_LIMIT: 'on', REDIS_URL: url, ...env }),
      { logger },
    );

  it.skipIf(skipWithoutRedis)(
    'with a wrong password starts, and prints neither password nor host',
    async () => {
      await using redis = await startRedis(['--requirepass', 'right'], 'right');
      lines.length = 0;
      await using gateway = await start(redis.url.replace('right', 'canary-password'));
      expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
      const states = lines.map((line) => JSON.parse(line) as { state?: string }).filter(({ state }) => state);
      expect(states).toMatchObject([{ level: 40, state: 'local', reason: 'WRONGPASS' }]);
      expect(lines.join('')).not.toMatch(/canary-password|127\.0\.0\.1/);
    },
  );

  it.skipIf(skipWithoutRedis)('has its keys below REDIS_PREFIX', async () => {
    await using redis = await startRedis();
    await using gateway = await start(redis.url, { REDIS_PREFIX: 'other' });
    expect(gateway.url).toMatch(/^http/);
    expect((await redis.client.keys('*')).toSorted()).toEqual([
      'other:events',
      'other:quota:marker',
      'other:quota:replicas',
    ]);
  });

  it('of another kind is refused', () => {
    expect(() => readConfig({ REDIS_URL: 'http://canary.test' })).toThrow(ConfigError);
  });
});
