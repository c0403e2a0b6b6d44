import fc from 'fast-check';
import { getVariableValues, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type Cursor, encodeCursor, listTag } from '../../src/graphql/cursor.ts';
import { estimate } from '../../src/graphql/plan/estimate.ts';
import { Estimates } from '../../src/graphql/plan/estimates.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { Selections } from '../../src/graphql/selections.ts';
import { Slices } from '../../src/graphql/slices.ts';
import { resolvers } from '../../src/resolvers/resolvers.ts';

const schema = createSchema(resolvers, () => undefined);

type Values = Readonly<Record<string, unknown>>;

const service = (digit: string) => `KS${digit.repeat(32)}`;
const sessionOf = (above: string, digit: string) => `${above}-KC${digit.repeat(32)}`;
const participantOf = (above: string, digit: string) => `${above}-KP${digit.repeat(32)}`;
const [a, b] = [service('a'), service('b')] as const;

/** A cursor of the Sessions of that Service. */
const cursorOf = (serviceSid: string, parts: Partial<Cursor> = {}) =>
  encodeCursor({
    list: listTag([serviceSid]),
    place: { page: null, pageToken: null },
    side: 'front',
    pageSize: 50,
    index: 3,
    sid: `KC${'1'.repeat(32)}`,
    before: null,
    after: null,
    next: null,
    previous: null,
    ...parts,
  });

const places = fc.constantFrom(
  { page: null, pageToken: null },
  { page: 0, pageToken: null },
  { page: 1, pageToken: 'PA1' },
  { page: 2, pageToken: 'PA2' },
  { page: null, pageToken: 'PB2' },
);
const rows = (prefix: string) => fc.constantFrom('1', '2').map((digit) => `${prefix}${digit.repeat(32)}`);
const anyRow = fc.oneof({ weight: 9, arbitrary: rows('KC') }, rows('KP'));

/** Cursors of some Sessions, and some that belong to other lists. */
const cursors = fc
  .record({
    list: fc.oneof(
      { weight: 4, arbitrary: fc.constant(listTag([a])) },
      fc.constantFrom(listTag([b]), '', `KC${'1'.repeat(32)}`),
    ),
    place: places,
    side: fc.constantFrom('front' as const, 'back' as const),
    pageSize: fc.constantFrom(50, 100, 1000),
    index: fc.constantFrom(0, 49, 99),
    sid: anyRow,
    before: fc.option(anyRow, { freq: 2 }),
    after: fc.option(anyRow, { freq: 2 }),
    next: fc.option(places),
    previous: fc.option(places),
  })
  .map((parts) => cursorOf(a, parts));

const documents: readonly string[] = [
  `query ($id: ID!, $other: ID!, $first: Int) {
    one: proxySession(id: $id) { status participants(first: $first) { nodes { identifier } } }
    two: proxySession(id: $other) { status service { uniqueName } }
  }`,
  `query ($ids: [ID!]!, $other: ID!) {
    nodes(ids: $ids) { ... on ProxySession { status } ... on ProxyService { uniqueName } ... on ProxyParticipant { identifier } }
    node(id: $other) { ... on ProxyParticipant { identifier session { status } } ... on ProxyService { uniqueName } }
  }`,
  `query ($id: ID!, $name: String!, $otherName: String!, $first: Int, $after: String) {
    proxyService(id: $id) { sessions(first: $first, after: $after) { nodes { status participants { nodes { identifier } } } } }
    one: proxySessionByUniqueName(serviceId: $id, uniqueName: $name) { status }
    two: proxySessionByUniqueName(serviceId: $id, uniqueName: $otherName) { status }
  }`,
  // Two lists that may begin at the same page.
  `query ($id: ID!, $other: ID!, $first: Int, $after: String, $before: String) {
    one: proxyService(id: $id) { sessions(first: $first, after: $after) { nodes { status } } }
    two: proxyService(id: $other) { sessions(before: $before) { nodes { status interactions { nodes { data } } } } }
    three: proxyService(id: $id) { sessions(first: $first) { nodes { status } } }
    four: proxySession(id: $other) { participants(after: $after) { nodes { identifier } } }
  }`,
  // Ids in the document, in either case, and one that is there twice.
  `query ($id: ID!, $first: Int) {
    proxyService(id: "${a}") { uniqueName }
    again: proxyService(id: "KS${'A'.repeat(32)}") { uniqueName }
    other: proxyService(id: $id) { uniqueName sessions(first: $first) { nodes { status } } }
  }`,
  // A cursor in the document belongs to one list, whichever ids the variables name.
  `query ($id: ID!) { proxyService(id: $id) { sessions(after: "${cursorOf(a)}") { nodes { status } } } }`,
  `query ($representations: [_Any!]!, $id: ID!) {
    _entities(representations: $representations) { ... on ProxySession { status } ... on ProxyService { uniqueName } }
    proxyService(id: $id) { uniqueName }
  }`,
  `mutation ($id: ID!, $other: ID!) {
    updateProxySession(input: { id: $id, ttl: 5 }) { session { status service { uniqueName } } }
    deleteProxySession(input: { id: $other }) { deletedId service { uniqueName } }
  }`,
];

const digit = fc.constantFrom('a', 'A', 'b', 'B', '1');
const ids = fc.oneof(
  digit.map(service),
  fc.tuple(digit, digit).map(([s, c]) => sessionOf(service(s), c)),
  fc.tuple(digit, digit, digit).map(([s, c, p]) => participantOf(sessionOf(service(s), c), p)),
  fc.constantFrom('', 'KS0', 'ks0', '#ks0', '=ks0', service('a').toLowerCase(), 'nothing'),
);
const names = fc.oneof(ids, fc.constantFrom('x', 'X', 'order', '..'), cursors);
const representations = fc.oneof(
  fc.record({ __typename: fc.constant('ProxySession'), id: ids }),
  // What no id can be, however the key writes ids.
  fc.record({
    __typename: fc.constant('ProxyService'),
    id: fc.oneof(ids, fc.array(fc.oneof(ids, fc.constantFrom('ks0', 'ks1')), { maxLength: 2 })),
  }),
  fc.record({ __typename: fc.constant('ProxySession'), serviceSid: ids, uniqueName: names }),
);
const values = fc.record({
  id: ids,
  other: ids,
  ids: fc.array(ids, { maxLength: 4 }),
  first: fc.constantFrom(undefined, null, 0, 1, 100, 101, 1001),
  after: fc.oneof(fc.constantFrom(undefined, null, 'abc', 'abc'.repeat(30)), {
    weight: 3,
    arbitrary: cursors,
  }),
  before: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, cursors),
  name: names,
  otherName: names,
  representations: fc.array(representations, { maxLength: 3 }),
});

/** The same values with other digits in their ids, so that often the same ones are the same. */
const renamed = (value: Values, from: string, to: string): Values =>
  JSON.parse(JSON.stringify(value).replaceAll(new RegExp(`${from}{32}`, 'g'), to.repeat(32))) as Values;

const wireOf = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];

/** A cursor with one part out of another one: often it costs the same. */
const withPart = (cursor: string, other: string, part: number) =>
  Buffer.from(JSON.stringify(wireOf(cursor).with(part, wireOf(other)[part]))).toString('base64url');

function price(text: string, given: Values) {
  const document = parse(text);
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('Expected an operation.');
  const { coerced } = getVariableValues(schema, definition.variableDefinitions ?? [], given);
  const rootType = schema.getRootType(definition.operation);
  if (!coerced || !rootType) return null;
  const known = { selections: new Selections(), slices: new Slices() };
  const options = { ...known, pageSizeMax: 100, maxCalls: 500, isShortList: () => false };
  const operation = { schema, fragments: {}, variableValues: coerced };
  const { total, calls } = estimate(operation, definition, rootType, options);
  return {
    key: new Estimates(document).keyOf(coerced),
    cost: {
      total,
      calls: calls.map(({ method, path, times, fields }) => ({ method, path, times, fields: [...fields] })),
    },
  };
}

describe('the key of an estimate', () => {
  it('is the same only for variables that cost the same', () => {
    let same = 0;
    let others = 0;
    const property = fc.property(
      fc.constantFrom(...documents),
      values,
      fc.oneof(
        values.map((other) => () => other),
        fc.tuple(digit, digit).map(
          ([from, to]) =>
            (value: Values) =>
              renamed(value, from, to),
        ),
      ),
      (text, one, change) => {
        const [first, second] = [price(text, one), price(text, change(one))];
        if (!first?.key || !second) return;
        if (first.key !== second.key) others += 1;
        if (first.key !== second.key) return;
        same += 1;
        expect(second.cost).toEqual(first.cost);
      },
    );
    fc.assert(property, { numRuns: 3000 });
    expect(same).toBeGreaterThan(200);
    expect(others).toBeGreaterThan(200);
  });

  it('is the same only for cursors that cost the same', () => {
    let same = 0;
    const walked = documents.filter((text) => text.includes('$after'));
    const first = fc.constantFrom(1, 50, 100, 1000);
    const part = fc.integer({ min: 1, max: 10 });
    const property = fc.property(
      fc.constantFrom(...walked),
      first,
      cursors,
      cursors,
      part,
      (text, first, after, other, part) => {
        const value = { id: a, other: sessionOf(a, '1'), name: after, otherName: 'x', first, after };
        const [one, two] = [
          price(text, value),
          price(text, { ...value, after: withPart(after, other, part) }),
        ];
        if (typeof one?.key !== 'string' || one.key !== two?.key) return;
        same += 1;
        expect(two.cost).toEqual(one.cost);
      },
    );
    fc.assert(property, { numRuns: 3000 });
    expect(same).toBeGreaterThan(200);
  });

  it('is the same for other ids that are alike', () => {
    const [text = ''] = documents;
    const of = (id: string, other: string) => price(text, { id, other })?.key;
    const [one, two] = [sessionOf(a, '1'), sessionOf(b, '2')];
    expect(of(one, one)).toBe(of(two, two));
    expect(of(one, two)).toBe(of(two, one));
    expect(of(one, two)).not.toBe(of(one, one));
    expect(of(one, sessionOf(a, '2'))).not.toBe(of(one, two));
  });

  it.each([
    ['an id and a list that spells how the key writes it', { id: a }, { id: ['ks0'] }],
    ['an id and a list of its parts', { id: a }, { id: [a] }],
    ['an id and how the key writes it', { id: a }, { id: '#ks0' }],
  ])('is another one for %s', (_, one, other) => {
    const keyOf = (representation: Values) =>
      new Estimates(parse('{ __typename }')).keyOf({ representation });
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  it('is the same for the steps of a walk, and for walks through other lists', () => {
    const [, , text = ''] = documents;
    const stepOf = (list: string, page: number, digit: string) => {
      const [sid, before] = [`KC${digit.repeat(32)}`, `KC${`${digit}0`.repeat(16)}`];
      const placeOf = (each: number) => ({ page: each, pageToken: `PA${each}` });
      const after = cursorOf(list, { place: placeOf(page), next: placeOf(page + 1), sid, before, index: 49 });
      return price(text, { id: list, name: 'x', otherName: 'y', after })?.key;
    };
    expect(stepOf(a, 1, '1')).toBeTypeOf('string');
    expect(stepOf(a, 2, '2')).toBe(stepOf(a, 1, '1'));
    expect(stepOf(b, 3, '3')).toBe(stepOf(a, 1, '1'));
  });

  it('is another one for a cursor of another list', () => {
    const [, , text = ''] = documents;
    const keyOf = (after: string) => price(text, { id: a, name: 'x', otherName: 'y', after })?.key;
    expect(keyOf(cursorOf(b))).not.toBe(keyOf(cursorOf(a)));
  });

  it('is missing for two cursors, for one in the document, and for another long text', () => {
    const keysOf = (given: Values) =>
      documents
        .filter((text) => text.includes('after'))
        .map((text) => price(text, { id: a, other: b, name: 'x', otherName: 'y', ...given })?.key ?? null);
    const one = expect.any(String) as string;
    expect(keysOf({ after: cursorOf(a) })).toEqual([one, one, null]);
    expect(keysOf({ after: cursorOf(a), before: cursorOf(b) })).toEqual([one, null, null]);
    expect(keysOf({ after: 'abc'.repeat(30) })).toEqual([null, null, null]);
  });

  it('is missing for a value that is nested too deep to be written', () => {
    const value: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(new Estimates(parse('{ __typename }')).keyOf({ value })).toBeNull();
  });

  it('is made of valid operations', () => {
    expect(documents.flatMap((text) => validate(schema, parse(text)))).toEqual([]);
  });
});
