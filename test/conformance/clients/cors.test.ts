import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { Client, fetchExchange } from '@urql/core';
import { describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const origin = 'https://app.example.com';
const query = '{ proxyServices(first: 1) { nodes { id } } }';

const test = await sharedGateway({ env: { CORS_ORIGINS: origin } });

/** The request headers that a preflight allows a page of that origin, in lower case. */
async function allowed({ gateway }: TestGateway, from = origin): Promise<string[]> {
  const { headers } = await fetch(`${gateway.url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin: from,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
  const names = headers.get('access-control-allow-headers') ?? '';
  return names.split(',').map((name) => name.trim().toLowerCase());
}

/** A `fetch` that keeps the names of the headers that it was given. */
function recordingFetch() {
  const sent = new Set<string>();
  const send: typeof fetch = (url, init) => {
    for (const name of new Headers(init?.headers).keys()) sent.add(name);
    return fetch(url, init);
  };
  return { sent, send };
}

describe('a page of an allowed origin', () => {
  it('may use Apollo Client with its name and version', async () => {
    const { sent, send } = recordingFetch();
    const client = new ApolloClient({
      link: new HttpLink({ uri: `${test.gateway.url}/graphql`, fetch: send }),
      incrementalHandler: new Defer20220824Handler(),
      clientAwareness: { name: 'web', version: '1.0' },
      cache: new InMemoryCache(),
    });
    await client.query({ query: gql(query) });
    client.stop();
    expect(sent).toContain('apollographql-client-name');
    expect(await allowed(test)).toEqual(expect.arrayContaining([...sent]));
  });

  it('may use urql', async () => {
    const { sent, send } = recordingFetch();
    const url = `${test.gateway.url}/graphql`;
    const client = new Client({ url, preferGetMethod: false, fetch: send, exchanges: [fetchExchange] });
    expect((await client.query(query, {}).toPromise()).error).toBeUndefined();
    expect(sent).toContain('accept');
    expect(await allowed(test)).toEqual(expect.arrayContaining([...sent]));
  });

  it('may say who it is, what it wants to know, and which trace it belongs to', async () => {
    expect(await allowed(test)).toEqual(
      expect.arrayContaining([
        ...['authorization', 'x-api-key', 'x-request-id'],
        ...['x-upstream-trace', 'x-upstream-plan', 'x-max-upstream-calls'],
        ...['apollo-require-preflight', 'x-apollo-operation-name'],
        ...['traceparent', 'tracestate', 'baggage'],
      ]),
    );
  });

  it('may send the headers of CORS_HEADERS beside them', async () => {
    await using more = await startGateway({
      env: { CORS_ORIGINS: origin, CORS_HEADERS: 'X-Tenant, sentry-trace,baggage' },
    });
    const names = await allowed(more);
    expect(names.toSorted()).toEqual([...(await allowed(test)), 'x-tenant', 'sentry-trace'].toSorted());
  });

  it('may neither send the secret of a router nor any header that is not listed', async () => {
    const names = await allowed(test);
    for (const name of ['x-router-secret', 'cookie', 'x-tenant', '*']) expect(names).not.toContain(name);
  });
});

it('tells no browser to send anything to a gateway without CORS_ORIGINS', async () => {
  await using closed = await startGateway({ env: { CORS_HEADERS: 'x-tenant' } });
  expect(await allowed(closed)).toEqual(['']);
});
