import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { addressOf, type RunningProgram, runProgram } from '../../support/program.ts';

const accountSid = `AC${'cab1e'.repeat(6)}00`;
const token = 'canary-auth-token';
const key = 'canary-gateway-key';
const routerSecret = 'canary-router-secret';
const callerNumber = '+447700900777';
const text = 'canary text of a message';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** What Twilio says here holds everything that must not be passed on. */
const spill = `canary-upstream-body ${accountSid} +14155550199 Basic ${btoa(`${accountSid}:${token}`)}`;
const status = (code: number, body: object): Behaviour => {
  return (_, response) => {
    response.writeHead(code, {
      'content-type': 'application/json',
      'x-canary': 'canary-upstream-header',
      // Later than the gateway waits: it gives up at once.
      ...(code === 429 && { 'retry-after': '86400' }),
      'twilio-request-id': `RQ ${spill}`,
    });
    response.end(JSON.stringify(body));
  };
};
const refusal = (code: number, twilioCode: number) =>
  status(code, {
    code: twilioCode,
    message: spill,
    more_info: `https://canary.test/?${spill}`,
    status: code,
    details: { spill },
  });

const well: Behaviour = (request, response) => {
  const records = {
    service: { sid: demo.serviceSid, unique_name: 'x' },
    sessions: { sessions: [], meta: { key: 'sessions', page: 0, page_size: 50, next_page_url: null } },
    participant: { sid: demo.customerSid },
  };
  const [, , , , list] = (request.url ?? '').split(/[/?]/);
  const record = request.method === 'POST' ? 'participant' : list === 'Sessions' ? 'sessions' : 'service';
  status(200, records[record])(request, response);
};

const behaviours: Readonly<Record<string, Behaviour>> = {
  'wrong credentials': refusal(401, 20003),
  'a ban': refusal(403, 20003),
  'a missing record': refusal(404, 20404),
  'a known refusal': refusal(400, 80603),
  'an unknown refusal': refusal(400, 12345),
  'too many requests': refusal(429, 20429),
  'a failure': refusal(500, 20500),
  'a page of a proxy': (_, response) =>
    response.writeHead(502, { 'content-type': 'text/html' }).end(`<h1>${spill}</h1>`),
  'no JSON': (_, response) => response.writeHead(200).end(`{${spill}`),
  'JSON of another shape': status(200, { [spill]: spill }),
  'another record': status(200, { sid: spill }),
  'another record with a page': status(200, {
    sessions: spill,
    meta: { key: 'sessions', next_page_url: spill },
  }),
  'values of other types': status(200, {
    sid: demo.serviceSid,
    unique_name: { spill },
    date_created: spill,
    default_ttl: spill,
  }),
  'an unknown enum value': status(200, { sid: demo.serviceSid, geo_match_level: spill, unique_name: 'x' }),
  'an answer that is compressed': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(spill)),
  'a redirect': (_, response) =>
    response.writeHead(302, { location: `https://canary.test/${token}` }).end(spill),
  'a broken connection': (request) => request.socket.destroy(),
  'half an answer': (request, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write(spill);
    setImmediate(() => request.socket.destroy());
  },
  'broken HTTP': (request) => request.socket.end(`canary-upstream-body\r\n${spill}\r\n\r\n`),
  'no answer': () => undefined,
};

const read = `{ proxyService(id: "${demo.serviceSid}") { uniqueName dateCreated defaultTtl geoMatchLevel sessions { nodes { uniqueName } } } }`;
const write = `mutation ($input: CreateProxyParticipantInput!) { createProxyParticipant(input: $input) { participant { sid } userErrors { message field code moreInfo } } }`;
const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;

const sdk = new URL('../../support/print-spans.mjs', import.meta.url).href;

describe.each(['json', 'pretty'])('whatever fails, with LOG_FORMAT=%s and traces', (format) => {
  let behave: Behaviour = status(200, {});
  let program: RunningProgram;
  let url = '';
  let said = '';
  let reached = 0;
  let traced = 0;
  const upstream = createServer((request, response) => {
    if (request.headers['traceparent'] !== undefined) traced += 1;
    request.resume();
    reached += 1;
    behave(request, response);
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => void upstream.listen(0, '127.0.0.1', resolve));
    program = runProgram([], {
      PORT: '0',
      LOG_LEVEL: 'trace',
      LOG_FORMAT: format,
      METRICS_PORT: '0',
      NODE_OPTIONS: `--import ${sdk}`,
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: token,
      TWILIO_PROXY_BASE_URL: `http://127.0.0.1:${String((upstream.address() as AddressInfo).port)}`,
      // One of the behaviours is no answer at all; all others take no time.
      TWILIO_ATTEMPT_TIMEOUT_MS: '2000',
      OPERATION_DEADLINE_MS: '60000',
      GATEWAY_AUTH: 'api-key',
      GATEWAY_API_KEYS: key,
      GATEWAY_ROUTER_SECRET: routerSecret,
      INTROSPECTION: 'on',
      UPSTREAM_TRACE: 'on',
    });
    [, url = ''] = await program.printed(addressOf('graphql'));
  });
  afterAll(async () => {
    await program[Symbol.asyncDispose]();
    upstream.closeAllConnections();
    upstream.close();
  });

  async function send(body: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': key,
        'x-upstream-trace': 'true',
        ...headers,
      },
      body,
    });
    const answer = `${JSON.stringify([...response.headers])}\n${await response.text()}\n`;
    said += answer;
    return answer;
  }

  const ask = (query: string, variables: object = {}) => send(JSON.stringify({ query, variables }));

  it.each(Object.entries(behaviours))('%s: it is told in our own words', async (_, behaviour) => {
    // Twilio is well in between, so that the gateway keeps asking.
    behave = well;
    await ask(read);
    const input = { sessionId, identifier: callerNumber, friendlyName: text };
    await ask(write, { input });
    behave = behaviour;
    reached = 0;
    expect(await ask(read)).toContain('"data"');
    expect(await ask(write, { input })).toContain('"data"');
    expect(reached).toBeGreaterThanOrEqual(3);
  });

  it('requests of callers are refused in our own words', async () => {
    await send('{}', { 'x-api-key': 'canary-wrong-key' });
    await send('{}', { 'x-api-key': '', authorization: `Basic ${btoa(`${accountSid}:${token}`)}` });
    await send(`{"query": "${text} ${callerNumber}`);
    await send(text, { 'content-type': 'text/plain' });
    await send(JSON.stringify({ query: `{ ${'a '.repeat(3000)} }` }));
    await send('{"query":"{ _service { sdl } }"}', { 'x-router-secret': 'canary-wrong-secret' });
    await send('{"query":"{__typename}"}', { accept: `text/html; ${token}` });
    await ask(write, { input: { sessionId, identifier: 5, friendlyName: { text } } });
    await ask(write, { input: { sessionId: `${sessionId}\r\n${text}`, identifier: callerNumber } });
    await ask('query ($id: ID!) { proxyService(id: $id) { id } }', { id: callerNumber });
    expect(said.match(/UNAUTHENTICATED/g)?.length).toBe(2);
  });

  it('an upstream that is gone, too', async () => {
    upstream.closeAllConnections();
    await new Promise((resolve) => upstream.close(resolve));
    expect(await ask(read)).toContain('UPSTREAM_');
    expect(traced).toBeGreaterThan(40);
  });

  it('nothing that was ever put out holds a secret, an address or a text of Twilio, a phone number, or how it is built', async () => {
    const [, metricsUrl = ''] = await program.printed(addressOf('metrics'));
    const metrics = await (await fetch(metricsUrl)).text();
    program.child.kill('SIGTERM');
    await program.exited;
    const output = program.output();
    const spans = output.split('\n').filter((line) => line.startsWith('SPAN '));
    for (const [where, all] of [
      ['answers', said],
      ['output', output],
      ['metrics', metrics],
      ['spans', spans.join('\n')],
    ] as const) {
      expect(all.length, where).toBeGreaterThan(100);
      for (const secret of [
        'canary',
        token,
        key,
        accountSid,
        accountSid.toLowerCase(),
        btoa(`${accountSid}:${token}`),
        'Basic ',
        callerNumber.slice(1),
        '14155550199',
        'node_modules',
        'undici',
        'UND_ERR',
        'HPE_',
        'ECONN',
        '    at ',
        'https://canary',
      ]) {
        expect(all.includes(secret), `${secret} in ${where}: ${around(all, secret)}`).toBe(false);
      }
    }
    // The gateway names its own address when it starts; every other line is without addresses.
    const isJson = format === 'json';
    const isOfLog = (line: string) => line.startsWith(isJson ? '{' : '[') && !line.includes('"listening"');
    const lines = output.split('\n').filter(isOfLog);
    expect(lines.filter((line) => line.includes('operation')).length).toBeGreaterThan(40);
    for (const line of lines) if (isJson) expect(() => void JSON.parse(line)).not.toThrow();
    for (const line of [...lines, ...spans, ...metrics.split('\n')]) {
      expect(line).not.toMatch(/127\.0\.0\.1|https?:/);
    }
  });

  const around = (all: string, secret: string) => {
    const at = all.indexOf(secret);
    return at === -1 ? '' : all.slice(Math.max(0, at - 200), at + 200);
  };
});
