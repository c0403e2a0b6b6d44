import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

/** As it comes with Twilio's credentials: nothing is switched on. */
const production = { INTROSPECTION: '', GRAPHIQL: '', UPSTREAM_TRACE: '', FIELD_SUGGESTIONS: '' };
const test = await sharedGateway({ env: production });

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function send({ method = 'POST', path = '/graphql', headers, body }: Sent) {
  const response = await fetch(test.gateway.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const json = (body: unknown) => send({ body: JSON.stringify(body) });
const remove = `mutation { deleteProxySession(input: { id: "${demo.serviceSid}-${demo.sessionSid}" }) { deletedId } }`;
const many = (part: string, count = 101) =>
  Array.from({ length: count }, (_, i) => part.replace('#', String(i))).join(' ');

describe('what graphql-cop tries', () => {
  it('alias overloading', async () => {
    expect((await json({ query: `query cop { ${many('alias#:__typename')} }` })).text).toContain(
      'QUERY_TOO_COMPLEX',
    );
  });

  it('batches of queries', async () => {
    const { status, text } = await json(
      Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })),
    );
    expect(status).toBe(400);
    expect(text).not.toContain('"data"');
  });

  it('directive overloading', async () => {
    const { text } = await json({ query: `query cop { __typename ${'@aa'.repeat(500)} }` });
    expect((JSON.parse(text) as { errors: unknown[] }).errors.length).toBeLessThanOrEqual(10);
    expect((await json({ query: `query cop { __typename ${'@aa'.repeat(5000)} }` })).text).toContain(
      'MAX_TOKENS',
    );
  });

  it('circular introspection, also where introspection is on', async () => {
    const fields = 'fields { type { fields { type { fields { type { fields { type { name } } } } } } } }';
    const query = `query cop { __schema { types { ${fields} } } }`;
    expect((await json({ query })).text).not.toContain('"data"');
    await using open = await startGateway({ env: { INTROSPECTION: 'on' } });
    expect((await open.query(query)).data).toBeUndefined();
  });

  it('field duplication', async () => {
    expect((await json({ query: `query cop { ${many('__typename', 500)} }` })).text).toContain(
      'MAX_ROOT_FIELDS',
    );
  });

  it('field suggestions', async () => {
    for (const query of [
      '{ proxyServicess { id } }',
      '{ proxyServices { node { id } } }',
      '{ proxyService(ids: 1) { id } }',
    ]) {
      expect((await json({ query })).text).not.toContain('Did you mean');
    }
    const wrong = {
      query: 'mutation ($i: DeleteProxySessionInput!) { deleteProxySession(input: $i) { deletedId } }',
    };
    expect((await json({ ...wrong, variables: { i: { idd: 'x' } } })).text).not.toContain('Did you mean');
  });

  it('queries over GET without a header that a browser asks about first', async () => {
    const { status } = await send({
      method: 'GET',
      path: '/graphql?query=query%20cop%20%7B__typename%7D',
      headers: { 'content-type': 'text/plain' },
    });
    expect(status).toBe(400);
  });

  it('mutations over GET, with and without that header', async () => {
    const path = `/graphql?query=${encodeURIComponent(remove)}`;
    expect((await send({ method: 'GET', path, headers: { 'apollo-require-preflight': '1' } })).status).toBe(
      405,
    );
    expect((await fetch(test.gateway.url + path)).status).toBe(400);
    expect(test.takeRequests()).toEqual([]);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'a POST of a page of somebody else: %s',
    async (type) => {
      const body = type.startsWith('text')
        ? JSON.stringify({ query: remove })
        : `query=${encodeURIComponent(remove)}`;
      const { status, text } = await send({ headers: { 'content-type': type }, body });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain('"data"');
      expect(test.takeRequests()).toEqual([]);
    },
  );

  it('tracing, of Apollo and of federation', async () => {
    const { text } = await send({
      headers: { 'x-apollo-tracing': '1', 'apollo-federation-include-trace': 'ftv1' },
      body: JSON.stringify({ query: '{ proxyServices(first: 1) { nodes { id } } }' }),
    });
    expect(text).toContain('"data"');
    expect(text).not.toMatch(/tracing|ftv1|extensions/);
  });

  it('an explorer in production', async () => {
    for (const path of ['/', '/graphiql', '/playground', '/console', '/graphql/console', '/altair']) {
      const { status, text } = await send({ method: 'GET', path, headers: { accept: 'text/html' } });
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toMatch(/graphiql|playground/i);
    }
    const { text } = await send({ method: 'GET', headers: { accept: 'text/html' } });
    expect(text).not.toContain('<');
  });

  it('introspection, of the schema, of a type, and by the SDL of the subgraph', async () => {
    expect((await json({ query: getIntrospectionQuery() })).text).not.toContain('"data"');
    expect((await json({ query: '{ __type(name: "Query") { name } }' })).text).not.toContain('"data"');
  });

  it('errors that nobody handles', async () => {
    for (const body of [
      '{',
      'null',
      '"query"',
      '{"query": 1}',
      '{"query":"{","variables":5}',
      '{"query":"qwerty cop { abc }"}',
      '{"query":"{__typename}","extensions":[]}',
    ]) {
      const { status, text } = await send({ body });
      expect(status).toBeLessThan(500);
      expect(text).toContain('{"errors":[');
      expect(text).not.toMatch(/stack|node_modules|\.js:|at \w+ \(/i);
    }
  });
});

describe('pages of other origins', () => {
  it('may read answers only when their origin is on the list, exactly', async () => {
    await using listed = await startGateway({ env: { CORS_ORIGINS: 'https://app.example.com' } });
    const allowed = async (gateway: TestGateway, origin: string) => {
      const preflight = await fetch(`${gateway.gateway.url}/graphql`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      });
      const { headers } = await gateway.query('{ __typename }', {}, { origin });
      const name = 'access-control-allow-origin';
      return [
        preflight.headers.get(name),
        headers.get(name),
        headers.get('access-control-allow-credentials'),
      ];
    };
    expect(await allowed(listed, 'https://app.example.com')).toEqual([
      'https://app.example.com',
      'https://app.example.com',
      null,
    ]);
    for (const origin of [
      'https://app.example.com.evil.test',
      'https://evil.test/https://app.example.com',
      'http://app.example.com',
      'https://app.example.com:8443',
      'https://APP.example.com',
      'null',
    ]) {
      expect(await allowed(listed, origin)).toEqual([null, null, null]);
    }
    expect(await allowed(test, 'https://app.example.com')).toEqual([null, null, null]);
  });
});

it('looks at Accept before a mutation is executed', async () => {
  const { status } = await send({
    headers: { accept: 'text/html' },
    body: JSON.stringify({ query: remove }),
  });
  expect(status).toBe(406);
  expect(test.takeRequests()).toEqual([]);
});

it('forgets persisted queries when there are too many, and keeps none that was refused', async () => {
  const { createHash } = await import('node:crypto');
  const persist = (query: string, withQuery: boolean) => {
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    return json({ ...(withQuery && { query }), extensions: { persistedQuery: { version: 1, sha256Hash } } });
  };
  const padded = (name: string) => `query ${name} { __typename } #${'x'.repeat(900_000)}`;
  await persist(padded('first'), true);
  expect((await persist(padded('first'), false)).text).toContain('"data"');
  for (const name of ['a', 'b', 'c', 'd', 'e']) await persist(padded(name), true);
  expect((await persist(padded('first'), false)).text).toContain('PERSISTED_QUERY_NOT_FOUND');
  const refused = `{ ${many('a#: __typename')} }`;
  await persist(refused, true);
  expect((await persist(refused, false)).text).toContain('PERSISTED_QUERY_NOT_FOUND');
});
