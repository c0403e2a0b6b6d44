import fc from 'fast-check';
import { getVariableValues, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { encodeCursor, listTag } from '../../src/graphql/cursor.ts';
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
const cursorOf = (serviceSid: string) =>
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
  });

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
const names = fc.oneof(ids, fc.constantFrom('x', 'X', 'order', '..'));
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
  after: fc.constantFrom(undefined, null, 'abc', cursorOf(a), cursorOf(b)),
  name: names,
  otherName: names,
  representations: fc.array(representations, { maxLength: 3 }),
});

/** The same values with other digits in their ids, so that often the same ones are the same. */
const renamed = (value: Values, from: string, to: string): Values =>
  JSON.parse(JSON.stringify(value).replaceAll(new RegExp(`${from}{32}`, 'g'), to.repeat(32))) as Values;

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
  }, 60_000);

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

  it('is missing where a cursor counts, in a variable or in the document', () => {
    const withCursor = documents.filter((text) => text.includes('after'));
    expect(
      withCursor.map((text) => price(text, { id: a, name: 'x', otherName: 'y', after: cursorOf(a) })?.key),
    ).toEqual([null, null]);
  });

  it('is missing for a value that is nested too deep to be written', () => {
    const value: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(new Estimates(parse('{ __typename }')).keyOf({ value })).toBeNull();
  });

  it('is made of valid operations', () => {
    expect(documents.flatMap((text) => validate(schema, parse(text)))).toEqual([]);
  });
});
