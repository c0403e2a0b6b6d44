import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { createHttpClient } from '../../support/http-client.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const service = `{ proxyService(id: "${demo.serviceSid}") { uniqueName } }`;
const sessions = `{ proxyService(id: "${demo.serviceSid}") { sessions { nodes { sid } } } }`;
const wrongToken = { TWILIO_AUTH_TOKEN: 'canary-token' };

/** A gateway, and what it logs above `info`. */
async function startLogged(env: Readonly<Record<string, string>> = {}, clock = new ManualClock()) {
  const lines: string[] = [];
  const logger = createLogger('warn', { write: (line) => void lines.push(line) });
  const test = await startGateway({ env, logger, testOptions: { clock } });
  return {
    ...test,
    logged: () => lines.map((line) => JSON.parse(line) as { level: number; msg: string; status?: number }),
    async ask(query = service) {
      const { errors } = await test.query(query);
      return errors?.map(({ extensions }) => extensions.code);
    },
    ready: () => readyOf(test),
  };
}

async function readyOf({ gateway }: TestGateway): Promise<number> {
  const client = createHttpClient(gateway.url);
  const { status } = await client.get('/health/ready');
  client.close();
  return status;
}

const refused = ['UPSTREAM_AUTH'];
const ERROR = 50;
const WARN = 40;

describe("credentials of the gateway's own that Twilio refuses", () => {
  it('are told at `error` with the first refusal, once, with what to do and without a secret', async () => {
    await using test = await startLogged(wrongToken);
    for (let count = 0; count < 5; count += 1) expect(await test.ask()).toEqual(refused);
    expect(test.logged()).toEqual([
      expect.objectContaining({
        level: ERROR,
        status: 401,
        msg: expect.stringMatching(/Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN/),
      }),
    ]);
    expect(JSON.stringify(test.logged())).not.toMatch(/canary|AC0/);
  });

  it('take the gateway out of service after three operations in a row, however many calls each has made', async () => {
    await using test = await startLogged(wrongToken);
    const both = `{ ${['a', 'b', 'c'].map((name) => `${name}: proxyServiceByUniqueName(uniqueName: "${name}") { sid }`).join(' ')} }`;
    expect(await test.ask(both)).toEqual([...refused, ...refused, ...refused]);
    expect(await test.ask()).toEqual(refused);
    expect(await test.ready()).toBe(200);
    expect(await test.ask()).toEqual(refused);
    expect(await test.ready()).toBe(503);
    const client = createHttpClient(test.gateway.url);
    expect((await client.get('/health/live')).status).toBe(200);
    client.close();
  });

  it('are well again with the first call that succeeds, and each change is told once', async () => {
    await using test = await startLogged();
    const { control } = test.emulator;
    for (let round = 0; round < 2; round += 1) {
      expect(await test.ask()).toBeUndefined();
      control.fault({ code: 20003 });
      for (let count = 0; count < 4; count += 1) expect(await test.ask()).toEqual(refused);
      expect(await test.ready()).toBe(503);
      control.clearFaults();
      expect(await test.ask()).toBeUndefined();
      expect(await test.ready()).toBe(200);
    }
    expect(test.logged().map(({ level }) => level)).toEqual([ERROR, WARN, ERROR, WARN]);
  });

  it('are given another try after 30 seconds, so that a gateway without callers does not stay out for ever', async () => {
    const clock = new ManualClock();
    await using test = await startLogged(wrongToken, clock);
    for (let count = 0; count < 3; count += 1) await test.ask();
    await clock.advance(29_999);
    expect(await test.ready()).toBe(503);
    await clock.advance(1);
    expect(await test.ready()).toBe(200);
    expect(await test.ask()).toEqual(refused);
    expect(await test.ready()).toBe(503);
    expect(test.logged()).toHaveLength(1);
  });

  it('are not those that may not use one endpoint, while others answer', async () => {
    await using test = await startLogged();
    test.emulator.control.fault({ path: /\/Sessions\?/, status: 403, body: '{}' });
    for (let count = 0; count < 5; count += 1) {
      expect(await test.ask()).toBeUndefined();
      expect(await test.ask(sessions)).toEqual(refused);
    }
    expect(await test.ready()).toBe(200);
    expect(test.logged()).toEqual([]);
  });

  it('are not those that Twilio accepts but refuses an input of', async () => {
    await using test = await startLogged();
    // A code of Proxy with 403.
    test.emulator.control.fault({ method: 'POST', code: 80506 });
    const write = 'mutation { createProxyService(input: { uniqueName: "new" }) { userErrors { code } } }';
    for (let count = 0; count < 4; count += 1) expect(await test.ask(write)).toBeUndefined();
    expect([await test.ready(), test.logged()]).toEqual([200, []]);
  });
});

describe('credentials that callers forward', () => {
  it.each([{}, { TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '' }])(
    'say nothing of the gateway when Twilio refuses them',
    async (own) => {
      await using test = await startLogged({ GATEWAY_AUTH: 'forward', ...own });
      const authorization = `Basic ${btoa(`AC${'0'.repeat(32)}:made-up`)}`;
      for (let count = 0; count < 5; count += 1) {
        const { errors } = await test.query(service, {}, { authorization });
        expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_AUTH');
      }
      expect([await test.ready(), test.logged()]).toEqual([200, []]);
    },
  );
});
