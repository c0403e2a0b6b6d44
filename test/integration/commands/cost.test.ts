import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CostReport, runCost } from '../../../src/commands/cost/cost.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const gateway = await sharedGateway({ env: { UPSTREAM_TRACE: 'on' } });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cost-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = (name: string, content: string) => writeFile(join(folder, name), content);

/** Runs the command on files of the folder. */
async function cost(files: string, ...flags: string[]) {
  const lines: string[] = [];
  const code = await runCost([join(folder, files), ...flags], (line) => lines.push(line));
  return { code, output: lines.join('\n') };
}

async function costJson(files: string, ...flags: string[]): Promise<CostReport & { readonly code: number }> {
  const { code, output } = await cost(files, '--json', ...flags);
  return { code, ...(JSON.parse(output) as CostReport) };
}

const SESSIONS = `query Sessions($id: ID!, $first: Int!) {
  proxyService(id: $id) { uniqueName sessions(first: $first) { nodes { ...Row } } }
}`;
const ROW = 'fragment Row on ProxySession { status participants { nodes { identifier } } }';

describe('cost', () => {
  it('prints the same figures as the plan of the gateway', async () => {
    await write('plan.graphql', `${SESSIONS} ${ROW}`);
    const variables = { id: `KS${'1'.repeat(32)}`, first: 20 };
    await write('variables.txt', JSON.stringify(variables));
    const { code, operations, errors } = await costJson(
      'plan.graphql',
      '--variables',
      join(folder, 'variables.txt'),
    );
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    const { extensions } = await gateway.query(`${SESSIONS} ${ROW}`, variables, {
      'x-upstream-plan': 'true',
    });
    const { min, expected, max, values } = extensions.plan;
    expect(operations).toEqual([
      {
        name: 'Sessions',
        file: expect.stringContaining('plan.graphql'),
        min,
        expected,
        max,
        values,
        samples: [],
      },
    ]);
    expect(expected).toBe(22);
  });

  it('reads templates of TypeScript, their fragments from any file, and uses samples for missing variables', async () => {
    await write(
      'a.tsx',
      `const query = gql\`${SESSIONS} \${ROW}\`; const View = <T,>() => <b>{query as T}</b>;`,
    );
    await write('b.ts', `const x = <string>y; export const row = graphql(/* GraphQL */ \`${ROW}\`);`);
    await write(
      'c.ts',
      'const live = /* GraphQL */ `subscription ($of: ID!) { proxyInteractionChanged(of: $of) { kind } }`;',
    );
    const { code, operations, errors } = await costJson('*.{ts,tsx}');
    expect(errors).toEqual([]);
    expect(operations.map(({ name, expected, samples }) => ({ name, expected, samples }))).toEqual([
      { name: 'Sessions', expected: 52, samples: ['id', 'first'] },
      { name: null, expected: 0, samples: ['of'] },
    ]);
    expect(code).toBe(0);
  });

  it.each([
    ['$id: ID!', 'proxySession(id: $id) { status }', 1],
    ['$a: ID!, $b: ID!', 'a: proxySession(id: $a) { status } b: proxySession(id: $b) { status }', 2],
    ['$ids: [ID!]!', 'nodes(ids: $ids) { ... on ProxySession { status } }', 1],
    ['$s: ID!, $n: String!', 'proxySessionByUniqueName(serviceId: $s, uniqueName: $n) { status }', 1],
    [
      '$id: ID!, $no: Boolean!',
      'proxyService(id: $id) { uniqueName sessions @skip(if: $no) { nodes { id } } }',
      2,
    ],
    [
      '$id: ID!, $yes: Boolean!',
      'proxyService(id: $id) { uniqueName sessions @include(if: $yes) { nodes { id } } }',
      2,
    ],
  ])('gives %s a value that fits', async (definitions, fields, expected) => {
    await write('sample.graphql', `query Q(${definitions}) { ${fields} }`);
    const { operations, errors } = await costJson('sample.graphql');
    expect(errors).toEqual([]);
    expect(operations).toMatchObject([{ expected }]);
  });

  it('gives the inputs of mutations values that fit', async () => {
    await write(
      'mutations.graphql',
      `mutation Update($input: UpdateProxySessionInput!) { updateProxySession(input: $input) { session { status } } }
       mutation Add($session: ID!, $who: String!) {
         createProxyParticipant(input: { sessionId: $session, identifier: $who }) { participant { sid } }
       }`,
    );
    const { operations, errors } = await costJson('mutations.graphql');
    expect(errors).toEqual([]);
    expect(operations).toMatchObject([
      { name: 'Update', expected: 1 },
      { name: 'Add', expected: 1 },
    ]);
  });

  it.each([
    [
      '$id: ID!, $filter: ProxySessionFilter!, $scan: Int!',
      'proxyService(id: $id) { sessions(filter: $filter, scan: $scan) { nodes { status } } }',
      5,
    ],
    ['$id: ID!, $upTo: Int!', 'proxyService(id: $id) { sessionCount(upTo: $upTo) { value } }', 10],
    [
      '$id: ID!, $upTo: Int!',
      'proxySession(id: $id) { transcript(upTo: $upTo) { entries { interaction { sid } } } }',
      1,
    ],
    [
      '$id: ID!, $since: DateTime!, $status: [ProxySessionStatusFilter!]!',
      'proxyService(id: $id) { sessionCount(filter: { status: $status, dateCreatedFrom: $since }) { value } }',
      10,
    ],
  ])('gives the arguments of the back office %s their defaults', async (definitions, fields, expected) => {
    await write('back-office.graphql', `query Q(${definitions}) { ${fields} }`);
    const { operations, errors } = await costJson('back-office.graphql');
    expect(errors).toEqual([]);
    expect(operations).toMatchObject([{ expected }]);
  });

  it.each([
    [
      '$input: OpenProxySessionInput!',
      'openProxySession(input: $input) { session { sid } userErrors { code } }',
      1,
    ],
    [
      '$service: ID!, $who: [OpenProxySessionParticipantInput!]!',
      'openProxySession(input: { serviceId: $service, participants: $who }) { session { sid } }',
      1,
    ],
    [
      '$service: ID!, $who: String!, $text: String!',
      'openProxySession(input: { serviceId: $service, participants: [{ identifier: $who, firstMessage: $text }] }) { session { sid } }',
      3,
    ],
    ['$ids: [ID!]!', 'closeProxySessions(input: { ids: $ids }) { results { id outcome } }', 1],
    ['$a: ID!, $b: ID!', 'closeProxySessions(input: { ids: [$a, $b] }) { results { id outcome } }', 2],
  ])('gives the inputs of the back office %s values that fit', async (definitions, fields, expected) => {
    await write('open.graphql', `mutation M(${definitions}) { ${fields} }`);
    const { operations, errors } = await costJson('open.graphql');
    expect(errors).toEqual([]);
    expect(operations).toMatchObject([{ expected }]);
  });

  it('ignores the directives of clients', async () => {
    await write(
      'client.graphql',
      'query Q($id: ID!) { proxySession(id: $id) { status participants @connection(key: "p") { nodes { sid } } } }',
    );
    expect(await costJson('client.graphql')).toMatchObject({ operations: [{ expected: 2 }], errors: [] });
  });

  it('reads manifests', async () => {
    const body = 'query A { proxyServices { nodes { sid } } }';
    await write(
      'apollo.json',
      JSON.stringify({
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: '1', name: 'A', type: 'query', body }],
      }),
    );
    await write('relay.json', JSON.stringify({ hash: body }));
    const { operations, errors } = await costJson('{apollo,relay}.json');
    expect(errors).toEqual([]);
    expect(operations).toMatchObject([
      { name: 'A', expected: 1 },
      { name: 'A', expected: 1 },
    ]);
  });

  it('exits with 1 above --max, and says which', async () => {
    await write('over.graphql', `${SESSIONS} ${ROW}`);
    expect(await cost('over.graphql', '--max', '51')).toEqual({
      code: 1,
      output: expect.stringMatching(
        /^ +min +expected +max +values +operation\n.* 52 .*Sessions .*above --max 51$/,
      ),
    });
    expect(await cost('over.graphql', '--max', '52')).toMatchObject({ code: 0 });
  });

  it.each([
    ['unknown.graphql', 'query A { nope }', /A: Cannot query field "nope"/],
    ['syntax.graphql', 'query A {\n\n', /line 3: Syntax Error/],
    ['template.ts', 'const a = 1;\nconst b = gql`query A {\n\n`;', /line 4: Syntax Error/],
    ['code.ts', 'const = ;', /Unexpected token/],
    ['list.json', '[1]', /manifest/],
    ['nothing.graphql', '# nothing', /Unexpected <EOF>/],
    [
      'fragments.graphql',
      `${ROW} fragment Row on ProxySession { id } { proxyServices { nodes { id } } }`,
      /"Row" is defined twice/,
    ],
  ])('exits with 2 and names the file for %s', async (name, content, message) => {
    await write(name, content);
    const { code, errors } = await costJson(name);
    expect({ code, errors }).toEqual({
      code: 2,
      errors: [{ file: expect.stringContaining(name), message: expect.stringMatching(message) }],
    });
  });

  it('exits with 2 when no file matches', async () => {
    expect(await costJson('none.graphql')).toMatchObject({
      code: 2,
      operations: [],
      errors: [{ message: 'No operation found.' }],
    });
  });

  it('refuses an id that names nothing, which would cost nothing', async () => {
    await write('plan.graphql', `${SESSIONS} ${ROW}`);
    await write('malformed.txt', '{ "id": "bad", "first": 20 }');
    const { code, operations, errors } = await costJson(
      'plan.graphql',
      '--variables',
      join(folder, 'malformed.txt'),
    );
    expect({ code, operations, errors }).toEqual({
      code: 2,
      operations: [],
      errors: [{ file: expect.anything(), message: expect.stringContaining('Expected the id of a Service') }],
    });
  });

  it('refuses a value of a variable that does not fit', async () => {
    await write('plan.graphql', `${SESSIONS} ${ROW}`);
    await write('wrong.txt', '{ "first": "many" }');
    const { code, errors } = await costJson('plan.graphql', '--variables', join(folder, 'wrong.txt'));
    expect({ code, errors }).toEqual({
      code: 2,
      errors: [{ file: expect.anything(), message: expect.stringContaining('"$first"') }],
    });
  });

  it.each([
    [[], /a file or a pattern/],
    [['a.graphql', '--max', '-1'], /--max/],
    [['a.graphql', '--max', 'many'], /whole number after --max/],
    [['a.graphql', '--nope'], /--nope/],
    [['a.graphql', '--variables', 'missing.json'], /--variables/],
  ])('refuses the command line %j', async (args, message) => {
    await expect(runCost(args, () => undefined)).rejects.toThrow(message);
  });
});
