import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { postReport, report, webhookUrl } from '../../support/webhooks.ts';
import { readConfig } from '../../../src/config/config.ts';
import { createGateway } from '../../../src/gateway.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { createQuery } from '../../support/gateway.ts';

const env = { WEBHOOK_URL: `https://other.example.test/hook, ${webhookUrl}#rc=2` };
const serviceSid = demo.serviceSid;
const text = `{ proxyService(id: "${serviceSid}") { webhook { isConnected dateLastReceived } } }`;

const read = async (test: TestGateway) => (await test.query(text)).data.proxyService.webhook;
const tell = (test: TestGateway, callbackUrl: string | null) =>
  test.query(
    `mutation ($url: URL) { updateProxyService(input: { id: "${serviceSid}", callbackUrl: $url }) { userErrors { code } } }`,
    { url: callbackUrl },
  );

describe('webhook', () => {
  it('costs nothing beside the Service', async () => {
    await using test = await startGateway({ env });
    await test.query(`{ proxyService(id: "${serviceSid}") { uniqueName webhook { isConnected } } }`);
    expect(test.takeRequests()).toEqual([`GET /v1/Services/${serviceSid}`]);
    await read(test);
    expect(test.takeRequests()).toEqual([`GET /v1/Services/${serviceSid}`]);
  });

  it('is connected when the Service calls one of our URLs: fragment, user info and standard port aside', async () => {
    await using test = await startGateway({ env });
    const seen: unknown[] = [];
    for (const url of [
      webhookUrl,
      `${webhookUrl}#rc=3&rp=ct,rt,5xx`,
      'https://other.example.test/hook#x',
      'https://user:word@other.example.test:443/hook',
      'https://other.example.test/hook?x=1',
      'https://other.example.test:8443/hook',
      'https://nobody.example.test/',
      null,
    ]) {
      await tell(test, url);
      seen.push((await read(test)).isConnected);
    }
    expect(seen).toEqual([true, true, true, true, false, false, false, false]);
  });

  it('is null when the gateway receives no webhooks', async () => {
    await using test = await startGateway();
    expect(await read(test)).toEqual({ isConnected: null, dateLastReceived: null });
  });

  it('says when the last valid report of that Service came', async () => {
    await using test = await startGateway({ env });
    expect((await read(test)).dateLastReceived).toBeNull();
    const before = Date.now();
    // Refused, unreadable, and of another Service.
    await postReport(test.gateway, report(), { authToken: 'another' });
    await postReport(test.gateway, { AccountSid: test.emulator.accountSid });
    await postReport(test.gateway, report({ interactionServiceSid: demo.emptyServiceSid }));
    expect((await read(test)).dateLastReceived).toBeNull();
    const seen: number[] = [];
    // A duplicate is a report too.
    for (const token of ['a', 'a']) {
      expect(await postReport(test.gateway, report(), { token })).toBe(204);
      seen.push(Date.parse((await read(test)).dateLastReceived));
    }
    const [first = 0, second = 0] = seen;
    expect(first).toBeGreaterThanOrEqual(before);
    expect(second).toBeGreaterThanOrEqual(first);
    const { data } = await test.query('{ proxyServices { nodes { sid webhook { dateLastReceived } } } }');
    const dates = data.proxyServices.nodes.map((node: { webhook: object }) => node.webhook);
    expect(dates.filter((each: { dateLastReceived: string | null }) => each.dateLastReceived)).toHaveLength(
      2,
    );
  });

  it('is connected on the embedded emulator, which calls the gateway by itself', async () => {
    await using gateway = await createGateway(readConfig({ PORT: '0', LOG_LEVEL: 'silent' }), {
      logger: createLogger('silent'),
    });
    const { data } = await createQuery(gateway)(text);
    expect(data.proxyService.webhook.isConnected).toBe(true);
  });
});
