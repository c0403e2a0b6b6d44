import { describe, expect, it } from 'vitest';
import { createGateway } from '../../../src/gateway.ts';
import { configFor, startGateway } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway();

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${test.gateway.url}${path}`, { headers });
const services = '{ proxyServices(first: 1) { nodes { __typename } } }';

describe('/graphql', () => {
  it('answers a query over GET', async () => {
    const response = await get(`/graphql?query=${encodeURIComponent(services)}`, {
      'apollo-require-preflight': 'true',
    });
    expect(await response.json()).toEqual({
      data: { proxyServices: { nodes: [{ __typename: 'ProxyService' }] } },
    });
  });

  it('refuses a GET that any page could send', async () => {
    const response = await get(`/graphql?query=${encodeURIComponent(services)}`);
    expect(response.status).toBe(400);
    expect(test.takeRequests()).toEqual([]);
  });

  it('answers text that is no GraphQL and fields that do not exist with codes', async () => {
    expect((await test.query('{')).errors?.[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
    expect((await test.query('{ nothing }')).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('beside GraphQL', () => {
  it('is alive', async () => {
    const response = await get('/health/live');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('answers an unknown path with JSON', async () => {
    const response = await get('/nothing');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('/graphql') }],
    });
  });

  it('allows the page nothing from outside and no inline script', async () => {
    await using open = await createGateway(configFor(test.emulator, { GRAPHIQL: 'on' }));
    const { headers } = await fetch(`${open.url}/`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  it.each(['/health/live', '/nothing', '/graphql'])('lets no browser show what %s answers', async (path) => {
    const { headers } = await get(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age='),
      'cache-control': 'no-store',
    });
  });

  it('has neither explorer nor introspection when they are off', async () => {
    await using closed = await createGateway(
      configFor(test.emulator, { GRAPHIQL: 'off', INTROSPECTION: 'off' }),
    );
    expect((await fetch(`${closed.url}/`)).status).toBe(404);
    const response = await fetch(`${closed.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __schema { queryType { name } } }' }),
    });
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  it.each(['{ __schema { queryType { name } } }', '{ __type(name: "Query") { name } }'])(
    'says of %s which option of this program allows it',
    async (query) => {
      await using closed = await startGateway({ env: { INTROSPECTION: 'off' } });
      const { errors } = await closed.query(query);
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.message).toContain('option INTROSPECTION');
      expect(errors?.[0]?.message).not.toMatch(/Apollo|introspection: true/);
    },
  );

  it('sends a file of the explorer in no encoding that the browser refuses', async () => {
    await using open = await startGateway({ env: { GRAPHIQL: 'on' } });
    const page = await (await fetch(`${open.gateway.url}/`)).text();
    const [, asset = ''] = /\.\/(graphiql\/index-[\w-]+\.js)/.exec(page) ?? [];
    for (const [accepted, chosen] of [
      ['gzip;q=0, *', 'br'],
      ['br;q=0, *', 'gzip'],
      ['deflate', null],
    ] as const) {
      const { headers } = await fetch(`${open.gateway.url}/${asset}`, {
        headers: { 'accept-encoding': accepted },
      });
      expect([accepted, headers.get('content-encoding')]).toEqual([accepted, chosen]);
    }
  });
});
