import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { sharedGateway } from '../../support/shared-gateway.ts';

// The audits of the GraphQL-over-HTTP specification, by its own reference implementation.
const test = await sharedGateway();

// A GET without a header that only programs can send is refused, because any page could send it.
const fetchFn: typeof fetch = (input, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('apollo-require-preflight', 'true');
  return fetch(input, { ...init, headers });
};

const audits = serverAudits({ url: () => `${test.gateway.url}/graphql`, fetchFn });

describe('GraphQL over HTTP', () => {
  it('has 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s: %s', async (_id, _name, fn) => {
    expect(await fn()).toMatchObject({ status: 'ok' });
  });
});
