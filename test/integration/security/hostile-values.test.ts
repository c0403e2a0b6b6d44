import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createGateway, type Gateway } from '../../../src/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway();

async function post(body: string) {
  const response = await fetch(`${test.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return { status: response.status, text: await response.text() };
}

const hostile = [
  ['a path', '../../Services?x=1#y'],
  ['an encoded path', '..%2f..%2fServices'],
  ['CR and LF', 'a\r\nHost: evil.test\r\n\r\nGET / HTTP/1.1'],
  ['NUL', 'a\u0000b'],
  ['other fields of the form', 'a&UniqueName=other&x[]=1;b=2'],
  ['plus, percent and blanks', '+ %20 %zz %'],
  ['letters that look like others', 'аdmin\u200b\u202egnp.exe'],
  ['characters beyond the first plane', '😀𝒳'],
  ['prototype keys', '__proto__'],
  ['JSON', '{"__proto__":{"a":1}}'],
  ['markup', `"><script>alert(1)</script>'--`],
] as const;

describe('a hostile text is carried byte for byte to one form field', () => {
  let form = '';
  let requests: string[] = [];
  let gateway: Gateway;
  const upstream = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    form = '';
    request.setEncoding('utf8').on('data', (text: string) => (form += text));
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ sid: `KP${'3'.repeat(32)}`, unique_name: 'x' }));
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => void upstream.listen(0, '127.0.0.1', resolve));
    gateway = await createGateway(
      readConfig({
        PORT: '0',
        LOG_LEVEL: 'silent',
        GATEWAY_AUTH: 'none',
        TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
        TWILIO_AUTH_TOKEN: 'secret',
        TWILIO_PROXY_BASE_URL: `http://127.0.0.1:${String((upstream.address() as AddressInfo).port)}`,
      }),
    );
  });
  afterAll(async () => {
    await gateway.stop();
    upstream.close();
  });

  it.each(hostile)('%s', async (_, friendlyName) => {
    requests = [];
    const input = {
      sessionId: `${demo.serviceSid}-${demo.sessionSid}`,
      identifier: '+447700900111',
      friendlyName,
    };
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'mutation ($input: CreateProxyParticipantInput!) { createProxyParticipant(input: $input) { userErrors { code } } }',
        variables: { input },
      }),
    });
    expect(await response.json()).toEqual({ data: { createProxyParticipant: { userErrors: [] } } });
    expect(requests).toEqual([
      `POST /v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}/Participants`,
    ]);
    expect(form).toMatch(/^[\w.*+%=&-]+$/);
    expect([...new URLSearchParams(form)].sort()).toEqual([
      ['FriendlyName', friendlyName],
      ['Identifier', '+447700900111'],
    ]);
  });

  it.each(hostile)('%s in a unique name stays one segment of the path', async (_, uniqueName) => {
    requests = [];
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query ($name: String!) { proxyServiceByUniqueName(uniqueName: $name) { id } }',
        variables: { name: uniqueName },
      }),
    });
    expect(requests).toEqual([`GET /v1/Services/${encodeURIComponent(uniqueName)}`]);
  });
});

describe('is refused before anything is sent', () => {
  const lookup = 'query ($id: ID!) { proxyService(id: $id) { uniqueName } }';

  it.each(hostile)('%s as an id', async (_, id) => {
    const { errors } = await test.query(lookup, { id });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(test.takeRequests()).toEqual([]);
  });

  it.each([
    ['a number', 5],
    ['a huge number', 1e308],
    ['a list', [demo.serviceSid]],
    ['an object', { toString: demo.serviceSid }],
    ['true', true],
  ])('%s as an id', async (_, id) => {
    const { data, errors } = await test.query(lookup, { id });
    expect(data?.proxyService ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(test.takeRequests()).toEqual([]);
  });

  it.each(['1e400', '-1', '2147483648', '1.5', '"1"', 'null'])('%s as a number of rows', async (first) => {
    const query = 'query ($first: Int) { proxyServices(first: $first) { nodes { id } } }';
    const { status, text } = await post(`{"query":${JSON.stringify(query)},"variables":{"first":${first}}}`);
    expect(status).toBeLessThan(500);
    if (first === 'null') expect(text).toContain('"nodes"');
    else expect([text.includes('BAD_USER_INPUT'), test.takeRequests()]).toEqual([true, []]);
  });

  it('half a surrogate pair, as text and in a name', async () => {
    const query = 'query ($name: String!) { proxyServiceByUniqueName(uniqueName: $name) { id } }';
    const { text } = await post(`{"query":${JSON.stringify(query)},"variables":{"name":"a\\ud800b"}}`);
    expect(text).toContain('BAD_USER_INPUT');
    expect(test.takeRequests()).toEqual([]);
  });

  it('prototype keys in the body', async () => {
    const query = '{ proxyServices(first: 1) { nodes { id } } }';
    for (const poison of ['"__proto__":{"query":"x"}', '"constructor":{"prototype":{"x":1}}']) {
      const { status } = await post(`{"query":${JSON.stringify(query)},${poison}}`);
      expect(status).toBe(400);
    }
    expect(test.takeRequests()).toEqual([]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each([
    ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
  ])('JSON of %s within each other, a hundred thousand levels deep', async (_, deep) => {
    for (const body of [deep, `{"query":${JSON.stringify(lookup)},"variables":{"id":${deep}}}`]) {
      const { status, text } = await post(body);
      expect(status).toBeLessThan(500);
      expect(text.length).toBeLessThan(1000);
    }
    expect(test.takeRequests()).toEqual([]);
  });

  it('a Host that is none, and paths that are other paths', async () => {
    for (const path of [
      '/graphql/../health/live',
      '//graphql',
      '/graphql%00',
      '/graphql%2f..',
      '/%zz',
      '/GRAPHQL',
    ]) {
      const response = await fetch(test.gateway.url + path, { headers: { accept: 'application/json' } });
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).not.toContain('%zz');
    }
  });
});

describe('never comes back in a message', () => {
  it.each([
    [
      'of a wrong type in a variable',
      '{"query":"query ($first: Int) { proxyServices(first: $first) { nodes { id } } }","variables":{"first":"+447700900111"}}',
    ],
    [
      'of a wrong type in an object',
      '{"query":"mutation ($i: UpdateProxySessionInput!) { updateProxySession(input: $i) { userErrors { code } } }","variables":{"i":{"id":"x","ttl":"+447700900111","dateExpiry":"+447700900111"}}}',
    ],
    [
      'of a wrong type in the document',
      '{"query":"{ proxyServices(first: \\"+447700900111\\") { nodes { id } } }"}',
    ],
    ['in the wrong place of the document', '{"query":"{ \\"+447700900111\\" }"}'],
    [
      'of a scalar',
      '{"query":"mutation { updateProxySession(input: {id: \\"x\\", dateExpiry: \\"+447700900111\\"}) { userErrors { code } } }"}',
    ],
    ['in broken JSON', '{"query": +447700900111'],
  ])('a number %s', async (_, body) => {
    const { text } = await post(body);
    expect(text).toContain('"errors"');
    expect(text).not.toContain('7700900111');
    expect(test.takeRequests()).toEqual([]);
  });
});
