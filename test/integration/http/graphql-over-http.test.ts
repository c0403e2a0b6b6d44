import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { startGateway } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway();

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';
const KEY = 'key-of-the-tests-0123456789-0123456789';
const preflight = { 'apollo-require-preflight': 'true' };
const closeSession = `mutation {
  updateProxySession(input: { id: "${demo.serviceSid}-${demo.sessionSid}", status: CLOSED }) { session { id } }
}`;

const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${test.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const get = (parameters: Readonly<Record<string, string>>) =>
  fetch(`${test.gateway.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers: preflight });

/** What the gateway writes to a connection on which exactly this text came. */
const answerTo = (text: string, url = test.gateway.url) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });

/** Asks with `node:http`, which decodes nothing by itself. */
const askEncoded = (query: string, acceptEncoding: string) =>
  new Promise<{ encoding: string | undefined; vary: string | undefined; bytes: Buffer }>(
    (resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'accept-encoding': acceptEncoding };
      const sent = request(`${test.gateway.url}/graphql`, { method: 'POST', headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
        answer.on('end', () => {
          const { 'content-encoding': encoding, vary } = answer.headers;
          resolve({ encoding, vary, bytes: Buffer.concat(chunks) });
        });
      });
      sent.on('error', reject).end(JSON.stringify({ query }));
    },
  );

describe('the media type of an answer', () => {
  it.each([
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['application/graphql-response+json', GRAPHQL_TYPE],
    ['application/graphql-response+json, application/json;q=0.9', GRAPHQL_TYPE],
    ['application/graphql-response+json;q=0.5, application/json', JSON_TYPE],
    ['text/html, */*;q=0.1', JSON_TYPE],
  ])('fits Accept: %s', async (accept, type) => {
    const response = await post({ query: '{ __typename }' }, { accept });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
  });

  it.each(['text/html', 'application/json;q=0', 'image/*'])(
    'is asked for before anything is executed: Accept: %s is refused',
    async (accept) => {
      const response = await post({ query: closeSession }, { accept });
      expect(response.status).toBe(406);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
      expect(test.takeRequests()).toEqual([]);
    },
  );
});

describe('the status of an answer', () => {
  it.each([
    ['a document that cannot be parsed', { query: '{' }, 200, 400],
    ['an unknown field', { query: '{ nothing }' }, 200, 400],
    ['a wrong variable', { query: 'query ($id: ID!) { proxyService(id: $id) { sid } }' }, 200, 400],
    ['an operation that is not there', { query: 'query A { __typename }', operationName: 'B' }, 200, 400],
    ['no GraphQL request', { qeury: '{ __typename }' }, 400, 400],
    ['an error of one field', { query: '{ proxyService(id: "nonsense") { sid } }' }, 200, 200],
  ])('for %s', async (_, body, json, graphqlResponse) => {
    expect((await post(body, { accept: 'application/json' })).status).toBe(json);
    expect((await post(body, { accept: 'application/graphql-response+json' })).status).toBe(graphqlResponse);
  });
});

describe('GET', () => {
  it('runs a query with its variables and its name', async () => {
    const query = 'query A($id: ID!) { proxyService(id: $id) { sid } } query B { __typename }';
    const response = await get({
      query,
      operationName: 'A',
      variables: JSON.stringify({ id: demo.serviceSid }),
    });
    expect(await response.json()).toEqual({ data: { proxyService: { sid: demo.serviceSid } } });
  });

  it('never writes', async () => {
    const response = await get({ query: closeSession });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(test.takeRequests()).toEqual([]);
  });

  it.each(['{', '[1]', '"text"'])('refuses the variables %s', async (variables) => {
    const response = await get({ query: '{ __typename }', variables });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('an empty operationName', () => {
  const sid = demo.serviceSid;
  const one = `query One { proxyService(id: "${sid}") { sid } }`;
  const two = `${one} query Two { __typename }`;
  // Twice, because documents that are known may go another way.
  const twice = [1, 2];

  it.each([
    ['POST', (body: Readonly<Record<string, string>>) => post(body)],
    ['GET', get],
  ])('is none over %s', async (_, ask) => {
    for (const time of twice) {
      const answer = await (await ask({ query: one, operationName: '' })).json();
      expect([time, answer]).toEqual([time, { data: { proxyService: { sid } } }]);
    }
  });

  it.each([
    ['POST', (body: Readonly<Record<string, string>>) => post(body)],
    ['GET', get],
  ])('is none over %s where one is needed', async (_, ask) => {
    for (const body of [{ query: two, operationName: '' }, { query: two }]) {
      expect(await (await ask(body)).json()).toMatchObject({
        errors: [
          {
            message: 'Must provide operation name if query contains multiple operations.',
            extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
          },
        ],
      });
    }
  });
});

describe('a request that is none', () => {
  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('is %s', async (method) => {
    const response = await fetch(`${test.gateway.url}/graphql`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each([
    [
      'a path that cannot be decoded',
      'GET /graphql/%E0%A4%A HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['no HTTP', 'nonsense\r\n\r\n', 400],
    [
      'a header that is too long',
      `GET /graphql HTTP/1.1\r\nHost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
  ])('has %s, and gets JSON errors', async (_, text, status) => {
    const [head = '', body = ''] = (await answerTo(text)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('content-type: application/json');
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('names a host or a port that is none, to a gateway that more than this machine may ask', async () => {
    await using open = await startGateway({ env: { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: KEY } });
    for (const host of ['a b', 'a:99999', 'a:b']) {
      const head = `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nx-api-key: ${KEY}\r\nConnection: close\r\n\r\n`;
      const answer = await answerTo(head, open.gateway.url);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('header that names a host');
    }
  });

  it.each([
    ['text', 'text/plain', 415],
    ['no text at all', 'application/json', 400],
    ['JSON that is no object', 'application/json', 400, '[[1]]'],
    ['a prototype', 'application/json', 400, '{"__proto__":{"query":"{ __typename }"}}'],
    ['broken JSON', 'application/json', 400, '{'],
    ['a form', 'application/x-www-form-urlencoded', 415, 'query={__typename}'],
    ['more bytes than are allowed', 'application/json', 413, `{"query":"${' '.repeat(1_100_000)}"}`],
  ])('has a body of %s, and gets JSON errors', async (_, type, status, body = '') => {
    const response = await fetch(`${test.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('has a compressed body, which could be small and become large', async () => {
    const response = await fetch(`${test.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ query: '{ __typename }' })),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('compression', () => {
  const large = `{ proxyService(id: "${demo.bigServiceSid}") { sessions(first: 100) { nodes { id uniqueName status dateCreated } } } }`;

  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['*', 'br', brotliDecompressSync],
    ['gzip;q=0, *', 'br', brotliDecompressSync],
    ['*, gzip;q=0', 'br', brotliDecompressSync],
    ['br;q=0, *', 'gzip', gunzipSync],
    ['br;q=0.1, gzip;q=0.9', 'gzip', gunzipSync],
    ['deflate;q=1, gzip;q=0.1', 'gzip', gunzipSync],
    ['GZIP', 'gzip', gunzipSync],
    ['x-gzip', 'gzip', gunzipSync],
  ])('of a large answer for Accept-Encoding: %s', async (accepted, chosen, decompress) => {
    const plain = await askEncoded(large, 'identity');
    const packed = await askEncoded(large, accepted);
    expect(plain).toMatchObject({ encoding: undefined });
    expect(packed).toMatchObject({ encoding: chosen, vary: expect.stringContaining('accept-encoding') });
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
    expect(decompress(packed.bytes).toString()).toBe(plain.bytes.toString());
  });

  it.each([
    'identity',
    'deflate',
    'zstd',
    'compress, deflate',
    'gzip;q=0',
    'gzip;q=0, br;q=0, *',
    '*;q=0',
    'identity, gzip;q=0.5',
    '',
    ';q=1,,',
  ])('is left out for Accept-Encoding: %s', async (accepted) => {
    expect(await askEncoded(large, accepted)).toMatchObject({ encoding: undefined });
  });

  it('leaves a small answer alone', async () => {
    expect(await askEncoded('{ __typename }', 'gzip, br')).toMatchObject({ encoding: undefined });
  });
});

describe('a cache between gateway and client', () => {
  it.each([
    ['an answer', { query: `{ proxyService(id: "${demo.serviceSid}") { uniqueName } }` }],
    ['a request error', { query: '{' }],
    ['no GraphQL request', {}],
    ['a persisted query that is not known', { extensions: persisted('{ __typename }') }],
  ])('may not store %s', async (_, body) => {
    expect((await post(body)).headers.get('cache-control')).toContain('no-store');
  });

  it.each(['/nothing', '/health/live', '/graphiql/none.js'])('may not store %s', async (path) => {
    const response = await fetch(`${test.gateway.url}${path}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

function persisted(query: string) {
  return { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
}

describe('an automatic persisted query', () => {
  const codeOf = async (response: Response) =>
    ((await response.json()) as { errors: [{ extensions: { code: string } }] }).errors[0].extensions.code;

  it('is sent once and asked by its hash from then on, with GET as well', async () => {
    const query = 'query Once { __typename }';
    const extensions = persisted(query);
    expect(await codeOf(await post({ extensions }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    const answers = [
      await post({ query, extensions }),
      await post({ extensions }),
      await get({ extensions: JSON.stringify(extensions) }),
    ];
    for (const answer of answers) expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('is not kept when it is not valid', async () => {
    const extensions = persisted('{ nothing }');
    await post({ query: '{ nothing }', extensions });
    expect(await codeOf(await post({ extensions }))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('never comes under the hash of another', async () => {
    const response = await post({
      query: '{ __schema { __typename } }',
      extensions: persisted('{ __typename }'),
    });
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
  });

  it.each([
    ['a version that is not known', { version: 2, sha256Hash: 'a' }, 'BAD_REQUEST'],
    ['no version', true, 'BAD_REQUEST'],
    ['a hash that is no text', { version: 1, sha256Hash: { length: 64 } }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['no hash', { version: 1 }, 'PERSISTED_QUERY_NOT_FOUND'],
  ])('is refused with %s', async (_, persistedQuery, code) => {
    expect(await codeOf(await post({ extensions: { persistedQuery } }))).toBe(code);
  });

  it('is forgotten when too many came after it', async () => {
    const query = 'query First { __typename }';
    await post({ query, extensions: persisted(query) });
    for (let n = 0; n < 5; n += 1) {
      const long = `query { __typename } #${n}${'#'.repeat(1_000_000)}`;
      await post({ query: long, extensions: persisted(long) });
    }
    expect(await codeOf(await post({ extensions: persisted(query) }))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});
