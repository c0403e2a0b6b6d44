import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { figuresOf, readFigures, scrape } from '../support/figures.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const service = demo.serviceSid;
const session = `${service}-${demo.sessionSid}`;

let test: TestGateway;
const byApollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
beforeAll(async () => void (test = await startGateway({ env: { UPSTREAM_TRACE: 'on' } })));
afterAll(async () => {
  byApollo.mockRestore();
  await test[Symbol.asyncDispose]();
});
beforeEach(() => {
  test.emulator.control.clearFaults();
  test.takeRequests();
});

type Headers = Readonly<Record<string, string>>;

/** What a client sees of an answer, and what it cost; the time of day aside. */
async function post(body: Readonly<Record<string, unknown>>, headers: Headers = {}) {
  const before = byApollo.mock.calls.length;
  const response = await fetch(`${test.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'same', ...headers },
    body: JSON.stringify(body),
  });
  const text = (await response.text()).replaceAll(/"RQ\w+"/g, '"RQ…"');
  const { date, ...sent } = Object.fromEntries(response.headers);
  expect(date).toBeDefined();
  await test.emulator.control.idle();
  return {
    byApollo: byApollo.mock.calls.length - before,
    answer: { status: response.status, headers: sent, text, requests: test.takeRequests().toSorted() },
  };
}

/** No two tests send the same document. */
let made = 0;
const fresh = (query: string) => query.replace('{', `{ fresh${(made += 1)}: __typename`);

const lookup = `query One($id: ID!) { proxySession(id: $id) { id uniqueName status participants { nodes { sid identifier } } } }`;
const nested = `query Rows($first: Int = 3, $lean: Boolean! = false) { proxyService(id: "${service}") {
  uniqueName sessions(first: $first) { nodes { sid dateCreated @skip(if: $lean) } pageInfo { endCursor } } } }`;
const two = `query Two { proxyService(id: "${service}") { sid } } query Other { proxyService(id: "${service}") { uniqueName } }`;
const written = `mutation { updateProxyService(input: { id: "${service}", defaultTtl: 7 }) { service { defaultTtl } } }`;

interface Case {
  readonly query: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Headers;
  /** The status of the answers of a Service. */
  readonly fault?: number;
}

/** Sends a document for the first time, and once more when Apollo Server has seen it. */
async function sendTwice({ query, body = {}, headers = {}, fault }: Case) {
  if (fault !== undefined) test.emulator.control.fault({ path: /\/v1\/Services\/KS\w+$/, status: fault });
  const document = fresh(query);
  const first = await post({ query: document, ...body }, headers);
  const second = await post({ query: document, ...body }, headers);
  expect(first.byApollo).toBe(1);
  expect(second.answer).toEqual(first.answer);
  return second;
}

describe('a query that was sent before is answered without Apollo Server, and as by it', () => {
  it.each<[string, Case, string]>([
    ['with variables', { query: lookup, body: { variables: { id: session } } }, '"participants":{"nodes":[{'],
    ['without variables', { query: nested }, '"dateCreated"'],
    ['with null for variables', { query: nested, body: { variables: null } }, '"dateCreated"'],
    ['with a variable of @skip', { query: nested, body: { variables: { lean: true } } }, '{"sid":'],
    ['under a name', { query: two, body: { operationName: 'Other' } }, '"uniqueName"'],
    ['with null for a name', { query: nested, body: { operationName: null } }, '"dateCreated"'],
    [
      'with what Apollo Client says of itself',
      {
        query: nested,
        body: { extensions: { clientLibrary: { name: '@apollo/client', version: '4.3.8' } } },
      },
      '"dateCreated"',
    ],
    ['with a receipt', { query: nested, headers: { 'x-upstream-trace': 'true' } }, '"planned":{"min":'],
    ['with a plan alone', { query: nested, headers: { 'x-upstream-plan': 'true' } }, '"plan":{'],
    ['within a budget', { query: nested, headers: { 'x-max-upstream-calls': '2' } }, '"dateCreated"'],
    ['where a read fails', { query: nested, fault: 401 }, '{"errors":[{'],
    [
      'where nothing is',
      { query: lookup, body: { variables: { id: session.replaceAll(/.$/g, 'f') } } },
      'null',
    ],
    [
      'with an id that is none',
      { query: lookup, body: { variables: { id: 'KS1' } } },
      '"code":"BAD_USER_INPUT"',
    ],
    [
      'for another media type',
      { query: nested, headers: { accept: 'application/graphql-response+json' } },
      '"dateCreated"',
    ],
    ['compressed', { query: nested, headers: { 'accept-encoding': 'gzip' } }, '"dateCreated"'],
  ])('%s', async (_, given, part) => {
    const { byApollo: times, answer } = await sendTwice(given);
    expect(answer.text).toContain(part);
    expect(times).toBe(0);
  });

  it('however often, each time with its own variables', async () => {
    const query = fresh(nested);
    await post({ query });
    for (const first of [1, 2, 5]) {
      const { byApollo: times, answer } = await post({ query, variables: { first } });
      expect(times).toBe(0);
      expect(answer.text.match(/"sid"/g)).toHaveLength(first);
    }
  });
});

describe('what is not plain is left to Apollo Server', () => {
  it.each<[string, Case, number, string]>([
    ['variables that do not fit', { query: lookup, body: { variables: {} } }, 200, 'BAD_USER_INPUT'],
    [
      'a name that none has',
      { query: two, body: { operationName: 'None' } },
      200,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['no name where there are two', { query: two }, 200, 'OPERATION_RESOLUTION_FAILURE'],
    [
      'a refused budget',
      { query: nested, headers: { 'x-max-upstream-calls': '1' } },
      200,
      'CALL_BUDGET_EXCEEDED',
    ],
    [
      'a header that says nothing',
      { query: nested, headers: { 'x-upstream-plan': 'yes' } },
      400,
      'BAD_REQUEST',
    ],
    ['introspection', { query: '{ __schema { queryType { name } } }' }, 200, '"queryType"'],
    ['a mutation', { query: written }, 200, '"defaultTtl":7'],
    ['a document that is not valid', { query: '{ nothing }' }, 200, 'GRAPHQL_VALIDATION_FAILED'],
    ['a document that is none', { query: '{ proxyService(' }, 200, 'GRAPHQL_PARSE_FAILED'],
  ])('%s', async (_, given, status, part) => {
    const { byApollo: times, answer } = await sendTwice(given);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(part)]);
    expect(times).toBe(1);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['with the hash of another', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } }],
    ['with extensions that are a list', { extensions: [] }],
    ['with extensions that are a text', { extensions: '{}' }],
    ['with variables that are a list', { variables: [1] }],
    ['with variables that are a text', { variables: '{}' }],
    ['with a name that is a number', { operationName: 7 }],
  ])('a known query %s', async (_, body) => {
    const query = fresh(nested);
    await post({ query });
    const { byApollo: times, answer } = await post({ query, ...body });
    expect([times, answer.status, answer.requests]).toEqual([1, 400, []]);
    expect(answer.text).toContain('BAD_REQUEST');
  });

  it('a query that is sent by GET', async () => {
    const query = fresh(nested);
    const { answer } = await post({ query });
    const before = byApollo.mock.calls.length;
    const response = await fetch(`${test.gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(await response.text()).toBe(answer.text);
    expect(byApollo.mock.calls.length - before).toBe(1);
  });

  it('a body of another type, which no page may send unasked', async () => {
    const query = fresh(nested);
    await post({ query });
    const { answer } = await post({ query }, { 'content-type': 'text/plain' });
    expect([answer.status, answer.requests]).toEqual([415, []]);
  });
});

describe('the figures', () => {
  it('count an operation once, whoever answers it', async () => {
    await using other = await startGateway();
    const ask = (headers: Headers) => other.query(nested, {}, headers);
    for (let times = 0; times < 3; times += 1) await ask({});
    for (let times = 0; times < 3; times += 1) await ask({ 'x-max-upstream-calls': '1' });
    const figures = readFigures(await scrape(other.gateway.url));
    expect(figuresOf(figures, 'proxy_gateway_operations_total')).toEqual({
      'operation="Rows",outcome="ok"': 3,
      'operation="Rows",outcome="refused"': 3,
    });
    expect(figures.get('proxy_gateway_operation_duration_seconds_count{operation="Rows"}')).toBe(6);
  });
});
