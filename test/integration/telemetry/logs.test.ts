import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { until } from '../../support/manual-clock.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

const service = demo.serviceSid;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const named = `query Overview { proxyService(id: "${service}") { uniqueName sessions(first: 2) { nodes { uniqueName } } } }`;
const accept = 'multipart/mixed; deferSpec=20220824, application/json';
const parts = `query Parts { proxyService(id: "${service}") { uniqueName ... @defer { sessions { nodes { uniqueName } } } } }`;
const eight = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);

let lines: string[] = [];
let test: TestGateway;
const start = (env: Readonly<Record<string, string>> = {}, level = 'info') =>
  startGateway({ env, logger: createLogger(level, { write: (line) => void lines.push(line) }) });
beforeEach(async () => {
  lines = [];
  test = await start();
});
afterEach(() => test[Symbol.asyncDispose]());

// Tests below let Twilio refuse the credentials, which has a line of its own at `error`.
const logged = () => lines.map((line) => JSON.parse(line)).filter(({ level }) => level < 50);
async function restart(env: Readonly<Record<string, string>>, level = 'info'): Promise<void> {
  await test[Symbol.asyncDispose]();
  test = await start(env, level);
}

describe('the log has one line for each operation', () => {
  it('with its name, duration, REST calls, caller and request id', async () => {
    const { headers } = await test.query(named);
    expect(logged()).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        requestId: headers.get('x-request-id'),
        operation: 'Overview',
        kind: 'query',
        outcome: 'ok',
        status: 200,
        ms: expect.any(Number) as number,
        calls: 2,
        coalesced: 0,
        caller: 'none',
        msg: 'operation',
      },
    ]);
  });

  it('with its errors and user errors by code, and how far it came', async () => {
    const { control } = test.emulator;
    control.fault({ path: /\/Sessions\?/, status: 401 });
    await test.query(named);
    control.clearFaults();
    control.fault({ path: `/v1/Services/${service}`, status: 401 });
    await test.query(
      `{ a: proxyService(id: "${service}") { uniqueName } b: proxyService(id: "${service}") { defaultTtl } }`,
    );
    await test.query(
      `mutation Rename { updateProxyService(input: { id: "${service}", uniqueName: null }) { userErrors { message } } }`,
    );
    await test.query('query Misspelt { nothing }');
    await test.query('{', {}, { accept: 'application/graphql-response+json' });
    expect(logged()).toMatchObject([
      { operation: 'Overview', outcome: 'partial', errors: { UPSTREAM_AUTH: 1 }, calls: 2, status: 200 },
      { operation: null, outcome: 'failed', errors: { UPSTREAM_AUTH: 2 }, calls: 1 },
      { operation: 'Rename', kind: 'mutation', outcome: 'ok', userErrors: { NOT_CLEARABLE: 1 }, calls: 0 },
      { operation: null, kind: null, outcome: 'refused', errors: { GRAPHQL_VALIDATION_FAILED: 1 } },
      { operation: null, kind: null, outcome: 'refused', errors: { GRAPHQL_PARSE_FAILED: 1 }, status: 400 },
    ]);
  });

  it('also when its answer comes in parts, with the errors of all of them', async () => {
    test.emulator.control.fault({ path: /\/Sessions\?/, status: 401 });
    const response = await fetch(`${test.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query: parts }),
    });
    expect(await response.text()).toContain('"hasNext":false');
    expect(logged()).toMatchObject([
      { operation: 'Parts', outcome: 'partial', errors: { UPSTREAM_AUTH: 1 }, calls: 2 },
    ]);
  });

  it('also when the caller goes before all parts are there', async () => {
    const { control } = test.emulator;
    control.hold({ path: /\/Sessions\?/ });
    const controller = new AbortController();
    const response = await fetch(`${test.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query: parts }),
      signal: controller.signal,
    });
    await response.body?.getReader().read();
    await control.arrived(1, { path: /\/Sessions\?/ });
    controller.abort();
    await until(() => lines.length > 0);
    expect(logged()).toMatchObject([{ operation: 'Parts', calls: 2 }]);
  });

  it('whose name is no longer than 64 characters', async () => {
    await test.query(`query ${'x'.repeat(1000)} { __typename }`);
    expect(logged()[0].operation).toBe('x'.repeat(64));
  });

  it.each([
    ['debug', 1],
    ['info', 1],
    ['warn', 0],
    ['silent', 0],
  ])('at LOG_LEVEL=%s: %i', async (level, count) => {
    await restart({}, level);
    await test.query('{ __typename }');
    expect(lines).toHaveLength(count);
  });
});

describe('at start', () => {
  it('there is a warning of each variable that looks like an option, without its value', async () => {
    await restart({ CORS_ORIGIN: 'https://canary.test', MAX_DEPHT: 'canary', PORT_RANGE: '1-2' });
    expect(logged()).toMatchObject([
      { level: 40, variable: 'CORS_ORIGIN', meant: 'CORS_ORIGINS' },
      { level: 40, variable: 'MAX_DEPHT', meant: 'MAX_DEPTH' },
    ]);
    expect(lines.join()).not.toContain('canary');
  });
});

describe('the caller in the log', () => {
  it('is an API key by the first digits of its SHA-256', async () => {
    await restart({
      GATEWAY_AUTH: 'api-key',
      GATEWAY_API_KEYS: 'a-key-of-the-tests,another-key-of-the-tests',
    });
    await test.query('{ __typename }', {}, { 'x-api-key': 'another-key-of-the-tests' });
    expect(logged()).toMatchObject([{ caller: `api-key:${eight('another-key-of-the-tests')}` }]);
    expect(lines.join()).not.toContain('another-key-of-the-tests');
  });

  it('is an account by the first digits of the SHA-256 of its SID', async () => {
    await restart({ GATEWAY_AUTH: 'forward' });
    const { accountSid, authToken } = test.emulator;
    const authorization = `Basic ${btoa(`${accountSid}:${authToken}`)}`;
    await test.query('{ __typename }', {}, { authorization });
    expect(logged()).toMatchObject([{ caller: `forward:${eight(accountSid)}` }]);
  });

  it('has no line when it was refused, unless the level is debug', async () => {
    await restart({ GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'key-of-the-tests' }, 'debug');
    const { status, headers } = await test.query('{ __typename }');
    expect(status).toBe(401);
    expect(logged()).toMatchObject([{ level: 20, requestId: headers.get('x-request-id'), status: 401 }]);
  });
});

describe('a request id', () => {
  const idFor = async (sent: string) =>
    (await test.query('{ __typename }', {}, { 'x-request-id': sent })).headers.get('x-request-id');

  it.each(['7', 'req_1.2-3', 'A'.repeat(64)])('of the caller is taken and returned: %s', async (id) => {
    expect(await idFor(id)).toBe(id);
    expect(logged()).toMatchObject([{ requestId: id }]);
  });

  it.each([
    ['too long', 'a'.repeat(65)],
    ['with a blank', 'a b'],
    ['with a character that could end a value', 'a"b'],
    ['a phone number', '+447700900123'],
    ['empty', ''],
  ])('that is not well-formed is replaced by a new one: %s', async (_, id) => {
    expect(await idFor(id)).toMatch(uuid);
  });

  it.each(['/graphql', '/health/live', '/nothing', '/metrics', '/%'])(
    'is on every answer, of %s too',
    async (path) => {
      const response = await fetch(test.gateway.url + path, { headers: { 'x-request-id': 'mine' } });
      expect(response.headers.get('x-request-id')).toBe('mine');
      const without = await fetch(test.gateway.url + path);
      expect(without.headers.get('x-request-id')).toMatch(uuid);
    },
  );

  it('that comes twice is replaced by a new one', async () => {
    const { port, hostname } = new URL(test.gateway.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          'GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\nx-request-id: a\r\nx-request-id: b\r\nconnection: close\r\n\r\n',
        ),
      );
      let text = '';
      socket.on('data', (chunk: Buffer) => void (text += chunk.toString()));
      socket.on('end', () => resolve(text));
    });
    expect(/^x-request-id: (.*)$/m.exec(answer)?.[1]?.trim()).toMatch(uuid);
  });
});
