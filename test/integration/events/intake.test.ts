import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createGateway } from '../../../src/gateway.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { figuresOf, readFigures, scrape } from '../../support/figures.ts';
import { startGateway } from '../../support/gateway.ts';
import { subscribe } from '../../support/transports.ts';
import { interactionSid, postReport, report, webhookUrl } from '../../support/webhooks.ts';

const env = { WEBHOOK_URL: webhookUrl };

/** The webhooks so far by outcome. */
async function outcomes(url: string, headers = {}): Promise<Readonly<Record<string, number>>> {
  const figures = figuresOf(readFigures(await scrape(url, headers)), 'proxy_gateway_webhooks_total');
  return Object.fromEntries(Object.entries(figures).map(([label, value]) => [label.slice(9, -1), value]));
}

const updatedAt = (time: string) => report({ interactionDateUpdated: `2026-03-02T${time}Z` });

describe('POST /webhooks/proxy', () => {
  it('accepts a signed report, and drops the same delivery, the same state and an older one', async () => {
    await using test = await startGateway({ env });
    const { gateway } = test;
    expect(await postReport(gateway, updatedAt('09:00:01.000'), { token: 'a' })).toBe(204);
    expect(await postReport(gateway, updatedAt('09:00:01.000'), { token: 'a' })).toBe(204);
    expect(await postReport(gateway, updatedAt('09:00:01.000'), { token: 'b' })).toBe(204);
    expect(await postReport(gateway, updatedAt('09:00:00.999'), { token: 'c' })).toBe(204);
    // The end of its second.
    expect(await postReport(gateway, updatedAt('09:00:01'), { token: 'd' })).toBe(204);
    expect(await postReport(gateway, updatedAt('09:00:01.998'), { token: 'e' })).toBe(204);
    expect(await outcomes(gateway.url)).toEqual({ accepted: 2, duplicate: 2, stale: 2 });
    expect(test.takeRequests()).toEqual([]);
  });

  it('refuses a bad signature, and a refused webhook uses up neither its token nor its state', async () => {
    await using test = await startGateway({ env });
    const { gateway } = test;
    const token = randomUUID();
    const other = { interactionAccountSid: `AC${'9'.repeat(32)}` };
    expect(await postReport(gateway, report(), { token, authToken: 'another' })).toBe(403);
    expect(await postReport(gateway, report(), { token, headers: { 'x-twilio-signature': '' } })).toBe(403);
    expect(await postReport(gateway, report(other), { token })).toBe(403);
    expect(await postReport(gateway, report(), { token })).toBe(204);
    expect(await outcomes(gateway.url)).toEqual({ signature: 2, account: 1, accepted: 1 });
  });

  it('answers what it cannot read with 204, and counts it', async () => {
    await using test = await startGateway({ env });
    expect(await postReport(test.gateway, { AccountSid: test.emulator.accountSid, Body: 'hi' })).toBe(204);
    expect(await outcomes(test.gateway.url)).toEqual({ unreadable: 1 });
  });

  it('takes forms of at most 64 KiB only', async () => {
    await using test = await startGateway({ env });
    const { gateway } = test;
    const json = { 'content-type': 'application/json' };
    expect(await postReport(gateway, report(), { headers: json })).toBe(415);
    expect(await postReport(gateway, report({ extra: 'x'.repeat(60_000) }))).toBe(204);
    expect(await postReport(gateway, report({ extra: 'x'.repeat(65_536) }))).toBe(413);
    const { status } = await fetch(`${gateway.url}/webhooks/proxy`, { method: 'POST' });
    expect(status).toBe(415);
    expect(await outcomes(gateway.url)).toEqual({ type: 2, size: 1, accepted: 1 });
  });

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    await using test = await startGateway({ env });
    const response = await fetch(`${test.gateway.url}/webhooks/proxy`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  it('is off without WEBHOOK_URL', async () => {
    await using test = await startGateway();
    expect(await postReport(test.gateway)).toBe(404);
  });

  it('needs no key, no known Host and no Origin, because the signature authenticates', async () => {
    const key = 'key-of-the-intake-tests';
    const auth = { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: key };
    await using test = await startGateway({ env: { ...env, ...auth } });
    const origin = 'https://elsewhere.test';
    expect(await postReport(test.gateway, report(), { headers: { origin } })).toBe(204);
    expect(await outcomes(test.gateway.url, { 'x-api-key': key })).toEqual({ accepted: 1 });

    // Without authentication only names of this machine are served, apart from this path.
    await using open = await startGateway({ env });
    const statusOf = (path: string) =>
      new Promise((resolve, reject) => {
        const headers = { host: 'tunnel.example.test', 'content-type': 'application/x-www-form-urlencoded' };
        const outgoing = request(open.gateway.url + path, { method: 'POST', headers });
        outgoing.once('response', ({ statusCode }) => resolve(statusCode)).once('error', reject);
        outgoing.end('a=b');
      });
    expect(await statusOf('/graphql')).toBe(403);
    expect(await statusOf('/webhooks/proxy')).toBe(403);
    expect(await outcomes(open.gateway.url)).toEqual({ signature: 1 });
  });

  it('accepts several URLs and, during a rotation, two tokens', async () => {
    const urls = ['https://a.test/hook#rc=3&rp=ct,rt,5xx', 'https://b.test:8443/hook'];
    const rotation = { WEBHOOK_URL: urls.join(','), WEBHOOK_AUTH_TOKEN: 'old-token,new-token' };
    await using test = await startGateway({ env: rotation });
    const post = (url: string, authToken: string, second: number) =>
      postReport(test.gateway, updatedAt(`09:00:0${second}.000`), { url, authToken });
    expect(await post('https://a.test/hook', 'old-token', 1)).toBe(204);
    expect(await post('https://b.test/hook', 'new-token', 2)).toBe(204);
    expect(await post('https://c.test/hook', 'new-token', 3)).toBe(403);
    expect(await outcomes(test.gateway.url)).toEqual({ accepted: 2, signature: 1 });
  });

  it('loses no good report among 1000 bad signatures', async () => {
    await using test = await startGateway({ env });
    const { gateway } = test;
    const query = `subscription { proxyInteractionChanged(of: "${demo.serviceSid}") { kind interaction { sid } } }`;
    await using live = await subscribe('sse', gateway, query);
    await live.next();
    // In 20 rounds, each with a good one.
    for (let round = 0; round < 20; round += 1) {
      const bad = Array.from({ length: 50 }, () => postReport(gateway, report(), { authToken: 'guess' }));
      const good = postReport(gateway, report({ interactionSid: interactionSid(round) }));
      expect(await good).toBe(204);
      expect(new Set(await Promise.all(bad))).toEqual(new Set([403]));
    }
    expect(await outcomes(gateway.url)).toEqual({ accepted: 20, signature: 1000 });
    const events = await live.take(20);
    const sids = events.map(({ data }) => data.proxyInteractionChanged.interaction.sid);
    expect(sids.toSorted()).toEqual(Array.from({ length: 20 }, (_, good) => interactionSid(good)));
  });

  it('receives what the embedded emulator reports, without any option', async () => {
    const config = readConfig({ PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' });
    await using gateway = await createGateway(config, { logger: createLogger('silent') });
    const inbound = await fetch(`${gateway.emulatorUrl ?? ''}/__emulator/inbound-messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ participantSid: demo.courierSid, body: 'I am at the door' }),
    });
    expect(inbound.status).toBe(200);
    let accepted = 0;
    while (accepted === 0) accepted = (await outcomes(gateway.url))['accepted'] ?? 0;
  });

  it('is off on the emulator with EMULATOR_WEBHOOKS=off', async () => {
    const options = { PORT: '0', EMULATOR_PORT: '0', EMULATOR_WEBHOOKS: 'off', LOG_LEVEL: 'silent' };
    await using gateway = await createGateway(readConfig(options), { logger: createLogger('silent') });
    expect(await postReport(gateway)).toBe(404);
  });

  it('verifies reports of a gateway with an API key by WEBHOOK_AUTH_TOKEN', async () => {
    await using emulator = await createEmulator();
    const withKey = {
      PORT: '0',
      LOG_LEVEL: 'silent',
      GATEWAY_AUTH: 'none',
      TWILIO_PROXY_BASE_URL: emulator.url,
      TWILIO_API_KEY: `SK${'1'.repeat(32)}`,
      TWILIO_API_SECRET: 'secret',
      ...env,
    };
    expect(() => readConfig(withKey)).toThrow('WEBHOOK_AUTH_TOKEN is required');
    const config = readConfig({ ...withKey, WEBHOOK_AUTH_TOKEN: 'primary' });
    await using gateway = await createGateway(config, { logger: createLogger('silent') });
    expect(await postReport(gateway, report(), { authToken: 'primary' })).toBe(204);
    expect(await postReport(gateway, report(), { authToken: 'secret' })).toBe(403);
  });
});
