import { readdirSync } from 'node:fs';
import { isEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { errorCodes } from '../../src/errors/codes.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { docs, readText } from '../support/docs.ts';
import { sharedGateway } from '../support/shared-gateway.ts';

const test = await sharedGateway();

/** The first cells of each table of the pages for users. */
const tables = (docs.match(/^\|.*(?:\n\|.*)*/gm) ?? []).map((table) =>
  [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, cell = '']) => cell),
);

const userErrorCodes = createSchema([], () => undefined).getType('ProxyUserErrorCode');

describe('the docs list in one table', () => {
  it.each([
    ['each error code, and no other', Object.keys(errorCodes)],
    [
      'each code of user errors, and no other',
      isEnumType(userErrorCodes) ? userErrorCodes.getValues().map(({ name }) => name) : [],
    ],
  ])('%s', (_, codes) => {
    const [first = ''] = codes;
    const listed = tables.filter((cells) => cells.includes(first));
    expect(listed.map((cells) => cells.toSorted())).toEqual([codes.toSorted()]);
  });
});

describe('the docs show', () => {
  it('a query with its true result', async () => {
    const [, header = '', query = ''] =
      /curl -G \S+ -H '(\S+: true)' --data-urlencode 'query=([^']*)'\n```/.exec(docs) ?? [];
    const [, result = ''] = /```json\n([\s\S]*?)```/.exec(docs) ?? [];
    const [name = '', value = ''] = header.split(': ');
    const url = `${test.gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`;
    const answer = await fetch(url, { headers: { [name]: value } });
    expect(await answer.json()).toEqual(JSON.parse(result));
    expect(test.takeRequests()).toHaveLength(5);
  });

  it('a mutation with its true result', async () => {
    const [, writing = ''] = docs.split(/\n#+ Writing\n/);
    const [, mutation = ''] = /```graphql\n([\s\S]*?)```/.exec(writing) ?? [];
    const [, result = ''] = /```json\n([\s\S]*?)```/.exec(writing) ?? [];
    const { data } = await test.query(mutation);
    expect({ data: data as unknown }).toEqual(JSON.parse(result));
  });

  it('file by file a query that makes two REST calls at the same time', async () => {
    const [, walk = ''] = readText('docs/architecture.md').split('\n## One query, file by file\n');
    const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(walk) ?? [];
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

  it.each(readdirSync(new URL('../../schema/examples/', import.meta.url)))(
    'in the explorer %s, which answers with demo data and without errors',
    async (file) => {
      const text = readText(`schema/examples/${file}`);
      expect(text).toMatch(/^# \S.* — \S/);
      const [, variables = '{}'] = /^# variables: (.*)$/m.exec(text) ?? [];
      const { data, errors } = await test.query(text, JSON.parse(variables) as Record<string, unknown>);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).not.toContain('null}');
      expect(Object.values(data as object)).not.toContain(null);
    },
  );
});
