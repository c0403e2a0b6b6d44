import { beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const lines: string[] = [];
const logger = createLogger('info', { write: (line) => void lines.push(line) });
const test = await sharedGateway({ logger, env: { UPSTREAM_TRACE: 'on' } });
beforeEach(() => {
  lines.length = 0;
  test.takeRequests();
});

const DEFER = 'multipart/mixed;deferSpec=20220824, application/json';
type Headers = Readonly<Record<string, string>>;

const post = (body: unknown, headers: Headers) =>
  fetch(`${test.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const get = (body: Readonly<Record<string, unknown>>) => {
  const texts = Object.entries(body).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const parameters = new URLSearchParams(Object.fromEntries(texts) as Record<string, string>);
  return fetch(`${test.gateway.url}/graphql?${parameters.toString()}`, {
    headers: { 'apollo-require-preflight': 'true' },
  });
};

/** Looks at an answer that says what the caller did wrong: no data, these codes, no REST call, and no defect in the log. */
async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  const answer = (await response.json()) as {
    errors: readonly { message: string; extensions: { code: string } }[];
  };
  expect(Object.keys(answer)).toEqual(['errors']);
  expect(new Set(answer.errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
  expect(response.status).toBe(status);
  expect(test.takeRequests()).toEqual([]);
  const logged = lines.map((line) => JSON.parse(line) as { level: number; msg: string; outcome?: string });
  expect(logged.filter(({ level }) => level > 30)).toEqual([]);
  expect(logged.map(({ msg, outcome }) => [msg, outcome])).toEqual([['operation', 'refused']]);
}

describe('a subscription, which the schema does not have', () => {
  const query = 'subscription { proxyInteractionChanged { kind } }';
  const beside = 'query A { __typename } subscription B { __typename }';

  it.each<[string, unknown, Headers, number]>([
    ['alone', { query }, {}, 200],
    ['that asks for its type name', { query: 'subscription { __typename }' }, {}, 200],
    ['picked by its name', { query: beside, operationName: 'B' }, {}, 200],
    ['to a client that tells statuses', { query }, { accept: 'application/graphql-response+json' }, 400],
    [
      'to a client that takes several parts',
      { query },
      { accept: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0, application/json;q=0.9' },
      200,
    ],
    ['to a client that takes events', { query }, { accept: 'text/event-stream, application/json' }, 200],
    [
      'that defers something',
      { query: 'subscription { ... @defer { __typename } }' },
      { accept: DEFER },
      200,
    ],
    ['whose plan is asked for', { query }, { 'x-upstream-plan': 'true' }, 200],
  ])('is a mistake of the request: %s', async (_, body, headers, status) => {
    await expectRefusal(await post(body, headers), status, 'GRAPHQL_VALIDATION_FAILED');
  });

  it('is a mistake of the request by GET', async () => {
    await expectRefusal(await get({ query }), 200, 'GRAPHQL_VALIDATION_FAILED');
  });

  it('is refused before the operation when the client takes nothing but events', async () => {
    const response = await post({ query }, { accept: 'text/event-stream' });
    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(lines).toEqual([]);
  });
});

describe('more variables that do not fit than graphql-js counts', () => {
  const ids = { ids: Array.from({ length: 51 }, () => ({})) };
  const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const unknown = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`field${i}`, 1]));
  const update = `mutation ($input: UpdateProxyServiceInput!) {
    updateProxyService(input: $input) { service { id } } }`;

  it.each<[string, unknown, Headers, number]>([
    ['a query', { query: nodes, variables: ids }, {}, 200],
    [
      'a query of a client that tells statuses',
      { query: nodes, variables: ids },
      { accept: 'application/graphql-response+json' },
      400,
    ],
    ['a mutation', { query: update, variables: { input: { id: demo.serviceSid, ...unknown } } }, {}, 200],
    [
      'a query that defers something',
      {
        query: nodes.replace('id }', 'id ... @defer { __typename } }'),
        variables: ids,
      },
      { accept: DEFER },
      200,
    ],
  ])('are a mistake of the request: %s', async (_, body, headers, status) => {
    await expectRefusal(await post(body, headers), status, 'BAD_USER_INPUT');
  });

  it('are a mistake of the request by GET', async () => {
    await expectRefusal(await get({ query: nodes, variables: ids }), 200, 'BAD_USER_INPUT');
  });
});
