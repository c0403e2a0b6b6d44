import { request } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { readFigures, scrape } from '../../support/figures.ts';
import { type Data, startGateway } from '../../support/gateway.ts';
import { startIssuer } from '../../support/issuer.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { upgrade } from '../../support/sockets.ts';
import { subscribe, type Transport, transports } from '../../support/transports.ts';
import { postReport, webhookUrl } from '../../support/webhooks.ts';

const env = { WEBHOOK_URL: webhookUrl };
const query = `subscription { proxyInteractionChanged(of: "${demo.serviceSid}") { kind } }`;

const kindOf = (result: Data) => result.data.proxyInteractionChanged.kind;

/** The first result: an event's kind, or the code of an error or of a close. */
async function first(live: Awaited<ReturnType<typeof subscribe>>): Promise<unknown> {
  try {
    const result = await live.next();
    return result.errors?.[0].extensions.code ?? kindOf(result);
  } catch (error) {
    return (error as { code?: number }).code;
  } finally {
    await live.close();
  }
}

/** The status of a request for events with these headers: of the upgrade, or of the POST. */
function statusOf(transport: Transport, url: string, headers: Readonly<Record<string, string>>) {
  if (transport === 'websocket') return upgrade(url, '/graphql', headers).then(({ status }) => status);
  const accept = transport === 'sse' ? 'text/event-stream' : 'multipart/mixed;subscriptionSpec=1.0';
  return new Promise<number | undefined>((resolve, reject) => {
    const post = { accept, 'content-type': 'application/json', ...headers };
    const outgoing = request(`${url}/graphql`, { method: 'POST', headers: post });
    outgoing.once('error', reject).once('response', (response) => {
      resolve(response.statusCode);
      response.destroy();
    });
    outgoing.end(JSON.stringify({ query }));
  });
}

afterEach(() => void vi.useRealTimers());

describe.each(transports)('the subscriptions over %s', (transport) => {
  const isSocket = transport === 'websocket';
  const allowed = isSocket ? 101 : 200;

  it('are refused to other hosts on a gateway without authentication', async () => {
    await using test = await startGateway({ env });
    const status = (host: string) => statusOf(transport, test.gateway.url, { host });
    expect(await status('localhost')).toBe(allowed);
    expect(await status('rebound.test')).toBe(403);
  });

  it('are for pages of CORS_ORIGINS and of the gateway only', async () => {
    const origin = 'https://app.example.test';
    await using test = await startGateway({ env: { ...env, CORS_ORIGINS: origin } });
    const { url } = test.gateway;
    if (isSocket) {
      const status = (from: string) => statusOf(transport, url, { origin: from });
      expect(await status(origin)).toBe(101);
      expect(await status(url)).toBe(101);
      for (const other of ['https://elsewhere.test', 'null', `${origin}.test`, `${origin}:444`, 'x'])
        expect([other, await status(other)]).toEqual([other, 403]);
      return;
    }
    // A page of another origin cannot read what is answered, and needs a preflight to ask.
    const acao = async (from: string) => {
      const live = await subscribe(transport, test.gateway, query, {}, { origin: from });
      await live.close();
      return 'response' in live
        ? (live.response as Response).headers.get('access-control-allow-origin')
        : undefined;
    };
    expect(await acao(origin)).toBe(origin);
    expect(await acao('https://elsewhere.test')).toBeNull();
    expect(await statusOf(transport, url, { origin, 'content-type': 'text/plain' })).toBe(415);
  });

  it('need credentials', async () => {
    const key = 'key-of-the-access-tests';
    const auth = { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: key };
    await using test = await startGateway({ env: { ...env, ...auth } });
    const open = (given: string) => subscribe(transport, test.gateway, query, {}, { 'x-api-key': given });
    expect(await first(await open(key))).toBe('STARTED');
    test.takeRequests();
    expect(await first(await open('another-key-of-the-tests'))).toBe(isSocket ? 4403 : 'UNAUTHENTICATED');
    expect(test.takeRequests()).toEqual([]);
  });

  it('are refused for now while the keys of the issuer cannot be read', async () => {
    await using issuer = await startIssuer();
    await using test = await startGateway({ env: { ...env, ...issuer.env } });
    issuer.isBroken = true;
    const headers = await issuer.authorize('proxy:read', 300);
    if (!isSocket) {
      expect(await statusOf(transport, test.gateway.url, headers)).toBe(503);
      return;
    }
    expect(await first(await subscribe(transport, test.gateway, query, {}, headers))).toBe(1013);
  });

  it('end 30 seconds after the token has expired, not before', async () => {
    // Expiry is a date, and `exp` has whole seconds.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-02T09:00:00Z') });
    await using issuer = await startIssuer();
    const clock = new ManualClock();
    await using test = await startGateway({ env: { ...env, ...issuer.env }, testOptions: { clock } });
    const headers = await issuer.authorize('proxy:read', 300);
    await using live = await subscribe(transport, test.gateway, query, {}, headers);
    expect(kindOf(await live.next())).toBe('STARTED');
    const next = live.next();
    // In steps, so that the client can answer pings.
    await clock.advance(329_999 % 10_000);
    for (let passed = 329_999 % 10_000; passed < 329_999; passed += 10_000) {
      await clock.advance(10_000);
      await test.query('{ __typename }', {}, headers);
    }
    expect(await postReport(test.gateway)).toBe(204);
    expect(kindOf(await next)).toBe('CHANGED');
    const end = live.next().catch((error: unknown) => (error as { code: number }).code);
    await clock.advance(1);
    expect(await end).toBe(isSocket ? 4403 : null);
  });

  it('are no operations in flight while they wait for events', async () => {
    await using test = await startGateway({ env });
    await using live = await subscribe(transport, test.gateway, query);
    expect(kindOf(await live.next())).toBe('STARTED');
    const figures = readFigures(await scrape(test.gateway.url));
    expect(figures.get('proxy_gateway_subscriptions')).toBe(1);
    expect(figures.get('proxy_gateway_operations_in_flight')).toBe(0);
  });
});
