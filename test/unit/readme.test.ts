import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { metricTable } from '../../src/observability/metric-table.ts';
import { scrape } from '../support/figures.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const root = new URL('../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const readme = read('README.md');

/** The cells of the first table below that heading, without its head. */
function tableBelow(heading: string): string[][] {
  const [, section = ''] = readme.split(`\n${heading}\n`);
  const [table = ''] = /^\|(?:.*\n\|)*.*$/m.exec(section) ?? [];
  const rows = table.split('\n').slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The first cells of a table's rows, without their backticks, below that heading. */
function firstCells(heading: string): string[] {
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  const [text = ''] = section.split('\n## ');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.split('|')[1]?.replaceAll('`', '').trim() ?? '');
}

describe('README', () => {
  let test: TestGateway;
  beforeAll(async () => void (test = await startGateway()));
  afterAll(() => test[Symbol.asyncDispose]());

  it('shows a query with its true result', async () => {
    const [, header = '', query = ''] =
      /curl -G \S+ -H '(\S+: true)' --data-urlencode 'query=([^']*)'\n```/.exec(readme) ?? [];
    const [, result = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    const [name = '', value = ''] = header.split(': ');
    const url = `${test.gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`;
    const answer = await fetch(url, { headers: { [name]: value } });
    expect(await answer.json()).toEqual(JSON.parse(result));
    expect(test.takeRequests()).toHaveLength(5);
  });

  it('names numbers and short codes that can be added to a pool of the demo', async () => {
    const [, text = ''] = /^\*\*Numbers to add\.\*\*(.*)$/m.exec(readme) ?? [];
    const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([name]) => name);
    const add = async (field: string, value: string) => {
      const mutation = `mutation { add: createProxy${field}(input: { serviceId: "${demo.emptyServiceSid}", ${value} }) { userErrors { code } } }`;
      return (await test.query(mutation)).data.add as unknown;
    };
    const numbers = named(/\+\d+/g);
    const shortCodes = named(/SC[0-9a-f]{32}/g);
    expect([numbers.length, shortCodes.length]).toEqual([4, 2]);
    for (const number of numbers) {
      expect(await add('PhoneNumber', `phoneNumber: "${number}"`)).toEqual({ userErrors: [] });
    }
    for (const sid of shortCodes) {
      expect(await add('ShortCode', `sid: "${sid}"`)).toEqual({ userErrors: [] });
    }
    test.takeRequests();
  });

  it('lists every metric with its type, labels and meaning, and no other', async () => {
    expect(tableBelow('### Metrics')).toEqual(
      Object.values(metricTable).map(({ type, name, labelNames, help }) => [
        `\`${name}\``,
        type,
        labelNames.map((label) => `\`${label}\``).join(', ') || '–',
        help,
      ]),
    );
    const served = await scrape(test.gateway.url);
    for (const { type, name } of Object.values(metricTable))
      expect(served).toContain(`# TYPE ${name} ${type}\n`);
    const others = [...served.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name);
    expect(others.filter((name) => !name.startsWith('proxy_gateway_'))).toEqual([]);
  });

  it('lists every field of a line about an operation, and no other', async () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    await using logged = await startGateway({ logger });
    await logged.query(
      `mutation { a: deleteProxyService(input: { id: "x" }) { deletedId }
        b: createProxyService(input: { uniqueName: "" }) { userErrors { code } } }`,
      {},
      { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
    );
    const { level, time, msg, ...fields } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect([level, typeof time, msg]).toEqual([30, 'string', 'operation']);
    expect(tableBelow('### Logs').map(([name = '']) => name.replaceAll('`', ''))).toEqual(
      Object.keys(fields),
    );
  });

  it('shows a mutation with its true result', async () => {
    const [, writing = ''] = readme.split('\n## Writing\n');
    const [, mutation = ''] = /```graphql\n([\s\S]*?)```/.exec(writing) ?? [];
    const [, result = ''] = /```json\n([\s\S]*?)```/.exec(writing) ?? [];
    const { data } = await test.query(mutation);
    expect({ data: data as unknown }).toEqual(JSON.parse(result));
  });

  it('docs/architecture.md walks through a query that makes two REST calls at the same time', async () => {
    const [, walk = ''] = read('docs/architecture.md').split('\n## One query, file by file\n');
    const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(walk) ?? [];
    test.takeRequests();
    const session = `${demo.serviceSid}-${demo.sessionSid}`;
    const { control } = test.emulator;
    const hold = control.hold({});
    const answer = test.query(query.replace('KS…-KC…', session));
    // Neither is answered before both have come.
    await control.arrived(2);
    hold.release();
    expect((await answer).errors).toBeUndefined();
    const path = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;
    expect(test.takeRequests().toSorted()).toEqual([`GET ${path}`, `GET ${path}/Participants?PageSize=50`]);
  });

  it('lists every command that a person runs, and no other', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = firstCells('Working on it').map((cell) => cell.replace(/^npm (run )?/, ''));
    // Others are run by npm itself or by another command.
    const own = Object.keys(scripts).filter((name) => !/^pre|^build:/.test(name));
    expect(commands.toSorted()).toEqual(own.toSorted());
  });
});

describe('the examples', () => {
  const folder = 'schema/examples/';
  let test: TestGateway;
  beforeAll(async () => void (test = await startGateway()));
  afterAll(() => test[Symbol.asyncDispose]());

  it.each(readdirSync(new URL(folder, root)))(
    '%s answers with demo data and without errors',
    async (file) => {
      const text = read(folder + file);
      expect(text).toMatch(/^# \S.* — \S/);
      const [, variables = '{}'] = /^# variables: (.*)$/m.exec(text) ?? [];
      const { data, errors } = await test.query(text, JSON.parse(variables) as Record<string, unknown>);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).not.toContain('null}');
      expect(Object.values(data as object)).not.toContain(null);
    },
  );
});
