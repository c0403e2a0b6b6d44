import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import {
  DEMO_ACCOUNT_SID,
  DEMO_API_KEY_SECRET,
  DEMO_API_KEY_SID,
  DEMO_AUTH_TOKEN,
} from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createGateway } from '../../../src/gateway.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { figuresOf, readFigures, scrape } from '../../support/figures.ts';
import { createQuery, startGateway } from '../../support/gateway.ts';

/** What an option does to a running gateway, for those that no other test is about. */
const service = demo.serviceSid;
const quiet = () => createLogger('silent');
const emulated = (env: Readonly<Record<string, string>>) =>
  createGateway(readConfig({ PORT: '0', EMULATOR_PORT: '0', ...env }), { logger: quiet() });
const services = '{ proxyServices(first: 1000) { nodes { uniqueName } } }';

/** The status of a request that comes under another name than one of this machine. */
const statusUnder = (url: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const outgoing = request(`${url}/health/live`, { headers: { host } }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode);
    });
    outgoing.once('error', reject);
    outgoing.end();
  });

describe('options', () => {
  it('HOST is the address that is listened on', async () => {
    await using gateway = await emulated({ HOST: '::1' });
    expect(gateway.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    const { data } = await createQuery(gateway)('{ __typename }');
    expect(data).toEqual({ __typename: 'Query' });
  });

  it('TWILIO_API_KEY and TWILIO_API_SECRET are what the gateway calls Twilio with', async () => {
    const env = { TWILIO_API_KEY: DEMO_API_KEY_SID, TWILIO_API_SECRET: DEMO_API_KEY_SECRET };
    await using test = await startGateway({ env });
    const { errors } = await test.query(services);
    expect(errors).toBeUndefined();
    expect(test.emulator.log.map(({ user }) => user)).toEqual([DEMO_API_KEY_SID]);
  });

  it('TWILIO_AUTH_TOKEN_FILE names a file with the token, which ends with a line break', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
    const file = join(folder, 'token');
    await writeFile(file, `${DEMO_AUTH_TOKEN}\n`);
    await using test = await startGateway({ env: { TWILIO_AUTH_TOKEN: '', TWILIO_AUTH_TOKEN_FILE: file } });
    expect((await test.query(services)).errors).toBeUndefined();
    expect(test.emulator.log).toMatchObject([{ status: 200, user: DEMO_ACCOUNT_SID }]);
    await rm(folder, { recursive: true });
  });

  it('TWILIO_AUTH_TOKEN may end with a line break', async () => {
    await using test = await startGateway({ env: { TWILIO_AUTH_TOKEN: `${DEMO_AUTH_TOKEN}\r\n` } });
    expect((await test.query(services)).errors).toBeUndefined();
  });

  it('TWILIO_PAGE_SIZE_MAX bounds each page', async () => {
    await using test = await startGateway({ env: { TWILIO_PAGE_SIZE_MAX: '7' } });
    await test.query(`{ proxyService(id: "${service}") { sessions(first: 10) { nodes { sid } } } }`);
    const sizes = test.takeRequests().map((line) => /PageSize=(\d+)/.exec(line)?.[1]);
    expect(sizes[0]).toBe('7');
    expect(sizes).toHaveLength(2);
  });

  it('MAX_UPSTREAM_CALLS refuses what would cost more', async () => {
    await using test = await startGateway({ env: { MAX_UPSTREAM_CALLS: '1' } });
    const { errors } = await test.query(
      `{ proxyService(id: "${service}") { uniqueName sessions { nodes { sid } } } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'CALL_BUDGET_EXCEEDED' } }]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('MAX_ENTITIES refuses more records than that', async () => {
    await using test = await startGateway({ env: { MAX_ENTITIES: '2' } });
    const ask = (ids: number) =>
      test.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(ids).fill(service) });
    expect((await ask(2)).errors).toBeUndefined();
    expect((await ask(3)).errors?.[0]?.message).toMatch(/MAX_ENTITIES allows 2\./);
  });

  it('GATEWAY_ALLOW_OPEN answers under every name, and without it only those of this machine do', async () => {
    await using closed = await emulated({});
    await using open = await emulated({ GATEWAY_ALLOW_OPEN: 'on' });
    expect(await statusUnder(closed.url, 'gateway.test')).toBe(403);
    expect(await statusUnder(open.url, 'gateway.test')).toBe(200);
  });

  it('EMULATOR=on has demo data whatever else is set, and log and metrics say so', async () => {
    const lines: string[] = [];
    const account = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'canary-token' };
    const env = { ...account, TWILIO_PROXY_BASE_URL: 'https://proxy.test', EMULATOR: 'on' };
    const config = readConfig({ PORT: '0', EMULATOR_PORT: '0', ...env });
    const logger = createLogger('warn', { write: (line) => void lines.push(line) });
    await using gateway = await createGateway(config, { logger });
    const { data } = await createQuery(gateway)(services);
    expect(JSON.stringify(data)).toContain(demo.serviceUniqueName);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        level: 40,
        upstream: 'emulator',
        msg: expect.stringContaining('EMULATOR=off'),
      }),
    ]);
    const figures = readFigures(await scrape(gateway.url));
    expect(figuresOf(figures, 'proxy_gateway_upstream_info')).toEqual({ 'upstream="emulator"': 1 });
  });

  it('EMULATOR=off is on Twilio, and log and metrics say nothing else', async () => {
    const lines: string[] = [];
    const logger = createLogger('warn', { write: (line) => void lines.push(line) });
    await using test = await startGateway({ env: { EMULATOR: 'off' }, logger });
    const figures = readFigures(await scrape(test.gateway.url));
    expect(figuresOf(figures, 'proxy_gateway_upstream_info')).toEqual({ 'upstream="twilio"': 1 });
    expect(lines).toEqual([]);
  });

  it.each([
    ['empty', (count: number) => count === 0],
    ['demo', (count: number) => count > 0 && count < 10],
    ['large', (count: number) => count > 0],
  ])('EMULATOR_SEED=%s is what the emulator starts with', async (seed, fits) => {
    await using gateway = await emulated({ EMULATOR_SEED: seed });
    const { data } = await createQuery(gateway)(services);
    const names = data.proxyServices.nodes.map(({ uniqueName }: { uniqueName: string }) => uniqueName);
    expect(fits(names.length)).toBe(true);
    expect(names.includes(demo.serviceUniqueName)).toBe(seed === 'demo');
  });

  it('EMULATOR_LATENCY_MS holds answers back', async () => {
    await using gateway = await emulated({ EMULATOR_LATENCY_MS: '60000', OPERATION_DEADLINE_MS: '100' });
    const { errors } = await createQuery(gateway)(services);
    expect(errors).toMatchObject([{ extensions: { code: 'DEADLINE_EXCEEDED' } }]);
  });
});
