import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { type GraphqlAnswer, startGateway, type TestGateway } from '../../support/gateway.ts';

let test: TestGateway;
/** With the largest number of tokens that can be set. */
let large: TestGateway;
beforeAll(async () => {
  test = await startGateway();
  large = await startGateway({ env: { MAX_TOKENS: '100000', MAX_DEPTH: '100000' } });
});
afterAll(async () => {
  await test[Symbol.asyncDispose]();
  await large[Symbol.asyncDispose]();
});
beforeEach(() => {
  test.takeRequests();
  large.takeRequests();
});

const within = (levels: number, open: string, close: string, inner = '') =>
  open.repeat(levels) + inner + close.repeat(levels);

const documents: Readonly<Record<string, (levels: number) => string>> = {
  'lists in an argument': (levels) => `{ node(id: ${within(levels, '[', ']')}) { id } }`,
  'lists that are never closed': (levels) => `{ node(id: ${'['.repeat(levels)}`,
  'objects in an argument': (levels) => `{ node(id: ${within(levels, '{a:', '}', '1')}) { id } }`,
  'lists in a default value': (levels) =>
    `query ($ids: [ID!]! = ${within(levels, '[', ']')}) { nodes(ids: $ids) { id } }`,
  'objects in a default value': (levels) =>
    `query ($id: ID = ${within(levels, '{a:', '}', '1')}) { node(id: $id) { id } }`,
  'lists in an argument of a directive': (levels) =>
    `{ __typename @skip(if: ${within(levels, '[', ']', 'true')}) }`,
  'lists in an argument of a directive of the operation': (levels) =>
    `query @a(b: ${within(levels, '[', ']')}) { __typename }`,
  'lists in the input of a mutation': (levels) =>
    `mutation { createProxyService(input: { uniqueName: ${within(levels, '[', ']')} }) { service { id } } }`,
  'the type of a variable': (levels) =>
    `query ($ids: ${within(levels, '[', ']', 'ID')}) { nodes(ids: $ids) { id } }`,
  'selection sets': (levels) => `{ ${within(levels, 'node {', '}', 'id')} }`,
  'inline fragments': (levels) => `{ ${within(levels, '... {', '}', '__typename')} }`,
  'the body of a fragment': (levels) =>
    `{ ...F } fragment F on Query { ${within(levels, '... @include(if: true) {', '}', '__typename')} }`,
};

const message =
  'Expected at most 200 nested brackets in the query, its variables and its extensions, but got more.';

function expectRefusal({ status, data, errors }: Pick<GraphqlAnswer, 'status' | 'data' | 'errors'>): void {
  expect(errors).toEqual([{ message, extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
  expect([status, data]).toEqual([200, undefined]);
}

async function post(body: string): Promise<GraphqlAnswer> {
  const response = await fetch(`${test.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return { ...((await response.json()) as GraphqlAnswer), status: response.status };
}

describe('more than 200 brackets within each other are QUERY_TOO_COMPLEX, and never a text of the engine', () => {
  // The first that this process parses: code that was never run takes the most of the stack.
  it('1,950 lists, opened and closed, on a process that has parsed nothing', async () => {
    expectRefusal(await test.query(documents['lists in an argument']?.(1950) ?? ''));
    expect(test.takeRequests()).toEqual([]);
  });

  it.each(Object.entries(documents))('%s', async (_, document) => {
    for (const levels of [250, 1950]) {
      expectRefusal(await test.query(document(levels)));
      expectRefusal(await large.query(document(levels)));
    }
    expectRefusal(await large.query(document(20_000)));
    expect([...test.takeRequests(), ...large.takeRequests()]).toEqual([]);
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('%s in variables and extensions, of a query that was asked before too', async (_, open, close) => {
    const query = JSON.stringify(`query Q${open.length} ($id: ID) { node(id: $id) { id } }`);
    for (let repeated = 0; repeated < 2; repeated += 1) {
      for (const levels of [250, 100_000]) {
        const deep = within(levels, open, close, '1');
        for (const field of ['variables', 'extensions']) {
          expectRefusal(await post(`{"query":${query},"${field}":{"id":${deep}}}`));
        }
      }
      await post(`{"query":${query},"variables":{"id":"x"}}`);
    }
    expect(test.takeRequests()).toEqual([]);
  });

  it('in a GET', async () => {
    const deep = within(500, '[', ']');
    for (const parameters of [
      { query: `{ node(id: ${deep}) { id } }` },
      { query: '{ __typename }', variables: `{"a":${deep}}` },
      { query: '{ __typename }', extensions: `{"a":${deep}}` },
    ]) {
      const search = new URLSearchParams(parameters).toString();
      const response = await fetch(`${test.gateway.url}/graphql?${search}`, {
        headers: { 'apollo-require-preflight': 'true' },
      });
      expectRefusal({ ...((await response.json()) as GraphqlAnswer), status: response.status });
    }
  });

  it('in a query that is to be persisted, which is not kept', async () => {
    const query = `{ node(id: ${within(500, '[', ']')}) { id } }`;
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expectRefusal(await post(JSON.stringify({ query, extensions })));
    const { errors } = await post(JSON.stringify({ extensions }));
    expect(errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('with status 400 for clients of application/graphql-response+json', async () => {
    const accept = 'application/graphql-response+json';
    const { status, errors } = await test.query(`{ a(b: ${within(500, '[', ']')}) }`, {}, { accept });
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
  });

  it('does not count brackets in texts and comments, or beside each other', async () => {
    const id = `${demo.serviceSid}-${demo.sessionSid}`;
    const brackets = '[{('.repeat(200);
    const query = `# ${brackets}
      query ($a: String = "${brackets}", $b: String = """${brackets} \\""" ${brackets}""") {
        proxySession(id: "${id}") { sid }
        ...F
        x: proxyServiceByUniqueName(uniqueName: $a) { id }
        y: proxyServiceByUniqueName(uniqueName: $b) { id }
      }
      fragment F on Query { ${'__typename @skip(if: true) @include(if: true) '.repeat(15)} }`;
    const { data } = await large.query(query, { a: brackets });
    expect(data).toMatchObject({ proxySession: { sid: demo.sessionSid } });
  });

  it('leaves 200 to the other rules', async () => {
    const { errors } = await test.query(`query @a(b: ${within(198, '[', ']')}) { __typename }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});
