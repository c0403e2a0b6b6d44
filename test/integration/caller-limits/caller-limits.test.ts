import { afterEach, describe, expect, it, vi } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { postFrom } from '../../support/post-from.ts';
import { createSocketClient, overSocket, transports, subscribe } from '../../support/transports.ts';
import { webhookUrl } from '../../support/webhooks.ts';

const query = `{ proxyService(id: "${demo.serviceSid}") { sid } }`;
const found = { proxyService: { sid: demo.serviceSid } };
const keys = { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'key-of-the-first-1,key-of-the-second' };
const first = { 'x-api-key': 'key-of-the-first-1' };
const second = { 'x-api-key': 'key-of-the-second' };

/** The statuses of so many operations. */
async function statusesOf(test: TestGateway, count: number, headers: Readonly<Record<string, string>> = {}) {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) statuses.push((await test.query(query, {}, headers)).status);
  return statuses;
}

afterEach(() => vi.useRealTimers());

describe('CALLER_RATE_LIMIT', () => {
  it('refuses more operations than that with 429 and OVERLOADED, and asks nothing of Twilio for them', async () => {
    await using test = await startGateway({ env: { ...keys, CALLER_RATE_LIMIT: '2' } });
    expect(await statusesOf(test, 2, first)).toEqual([200, 200]);
    test.takeRequests();
    const { status, headers, data, errors } = await test.query(query, {}, first);
    expect([status, data]).toEqual([429, undefined]);
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(errors).toEqual([
      {
        message: `CALLER_RATE_LIMIT allows 2 operations per minute. Try again in ${seconds} seconds.`,
        extensions: { code: 'OVERLOADED', retryAfterSeconds: seconds },
      },
    ]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('counts each caller alone, and nobody without credentials', async () => {
    await using test = await startGateway({ env: { ...keys, CALLER_RATE_LIMIT: '1' } });
    expect(await statusesOf(test, 2, {})).toEqual([401, 401]);
    expect(await statusesOf(test, 2, first)).toEqual([200, 429]);
    expect(await statusesOf(test, 2, second)).toEqual([200, 429]);
  });

  it('counts by address without authentication', async () => {
    await using test = await startGateway({ env: { CALLER_RATE_LIMIT: '1' } });
    const ask = async (address: string) => {
      const { data, errors } = await postFrom(address, test.gateway.url, query, {});
      return data ?? errors?.[0]?.extensions.code;
    };
    const answers = [await ask('127.0.0.1'), await ask('127.0.0.1'), await ask('127.0.0.2')];
    expect(answers).toEqual([found, 'OVERLOADED', found]);
  });

  it('lets the caller go on in the next minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await using test = await startGateway({ env: { CALLER_RATE_LIMIT: '1' } });
    expect(await statusesOf(test, 2)).toEqual([200, 429]);
    vi.advanceTimersByTime(59_000);
    expect(await statusesOf(test, 1)).toEqual([429]);
    vi.advanceTimersByTime(1001);
    expect(await statusesOf(test, 1)).toEqual([200]);
  });

  it('does not count what is no operation: health checks, metrics, preflights, other methods', async () => {
    await using test = await startGateway({
      env: { CALLER_RATE_LIMIT: '1', CORS_ORIGINS: 'https://a.test' },
    });
    const preflight = {
      method: 'OPTIONS',
      headers: { origin: 'https://a.test', 'access-control-request-method': 'POST' },
    };
    const others = [
      ['/health/live', {}, 200],
      ['/health/ready', {}, 200],
      ['/metrics', {}, 200],
      ['/graphql', preflight, 204],
      ['/graphql', { method: 'PUT' }, 405],
    ] as const;
    for (const [path, options, status] of [...others, ...others]) {
      expect((await fetch(test.gateway.url + path, options)).status).toBe(status);
    }
    expect(await statusesOf(test, 2)).toEqual([200, 429]);
    for (const [path, options, status] of others) {
      expect((await fetch(test.gateway.url + path, options)).status).toBe(status);
    }
  });

  it('is off by default', async () => {
    await using test = await startGateway();
    expect(new Set(await statusesOf(test, 50))).toEqual(new Set([200]));
  });
});

describe('over WebSockets', () => {
  it('each operation counts, together with those over HTTP, and the socket stays open', async () => {
    await using test = await startGateway({ env: { ...keys, CALLER_RATE_LIMIT: '3' } });
    const client = createSocketClient(test.gateway, first);
    const run = async () => (await overSocket(client, query).take(1))[0];
    expect(await run()).toEqual({ data: found });
    expect(await statusesOf(test, 1, first)).toEqual([200]);
    expect(await run()).toEqual({ data: found });
    for (const { errors } of [await run(), await run()]) {
      expect(errors).toEqual([
        {
          message: expect.stringContaining('CALLER_RATE_LIMIT allows 3 operations per minute'),
          extensions: { code: 'OVERLOADED', retryAfterSeconds: expect.any(Number) },
        },
      ]);
    }
    expect(await statusesOf(test, 1, first)).toEqual([429]);
    expect(await statusesOf(test, 1, second)).toEqual([200]);
    await client.dispose();
  });
});

describe.each(transports)('a subscription over %s', (transport) => {
  it('counts once, however many events it has', async () => {
    await using test = await startGateway({ env: { CALLER_RATE_LIMIT: '1', WEBHOOK_URL: webhookUrl } });
    const subscription = `subscription { proxyInteractionChanged(of: "${demo.serviceSid}") { kind } }`;
    await using live = await subscribe(transport, test.gateway, subscription);
    expect(await live.next()).toEqual({ data: { proxyInteractionChanged: { kind: 'STARTED' } } });
    await using refused = await subscribe(transport, test.gateway, subscription);
    const { errors } = await refused.next();
    expect(errors[0].extensions.code).toBe('OVERLOADED');
  });
});
