import { type DocumentNode, execute, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { GatewayContext } from '../../src/graphql/context.ts';
import { executeSteps } from '../../src/graphql/execution/execute.ts';
import { PreparedOperations } from '../../src/graphql/execution/prepared.ts';
import { MadeUpWorld, schema } from '../support/made-up-world.ts';

type Values = Readonly<Record<string, unknown>>;

const world = () => new MadeUpWorld({ seed: 7, later: false, wrong: 0 });

function operationOf(document: DocumentNode, name?: string): OperationDefinitionNode {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const found = operations.find((each) => name === undefined || each.name?.value === name);
  if (!found) throw new TypeError('Expected an operation.');
  return found;
}

/** Operations of documents that stay the same objects, as Apollo Server keeps them. */
class Prepared {
  readonly operations = new PreparedOperations(schema);

  of(document: DocumentNode, variables: Values = {}, name?: string) {
    return this.operations.prepare(document, operationOf(document, name), variables);
  }

  /** The response keys of the answer, as our executor gives it; compared with graphql-js. */
  async keys(document: DocumentNode, variableValues: Values = {}, operationName?: string) {
    const prepared = this.of(document, variableValues, operationName);
    if (!prepared?.steps) throw new TypeError('Expected a query that is not left to graphql-js.');
    const { steps, operation, definition } = prepared;
    const context = world() as unknown as GatewayContext;
    const answer = await executeSteps(steps, operation, definition, context);
    const judge = await execute({
      schema,
      document,
      variableValues,
      contextValue: world(),
      ...(operationName !== undefined && { operationName }),
    });
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(judge.data));
    return Object.keys(answer.data ?? {});
  }
}

const deciding = parse(`query ($yes: Boolean!, $no: Boolean = false, $add: Int = 1) {
  a: text @include(if: $yes)
  b: text @skip(if: $no)
  ...F
  number(add: $add)
}
fragment F on Query { thingStrict { c: textStrict @include(if: $yes) d: textStrict @skip(if: $no) } }`);

/** Variables that differ in what they decide: a document with so many, all asked, has 2 to the power of it answers. */
const many = (count: number) =>
  parse(
    `query (${Array.from({ length: count }, (_, index) => `$v${index}: Boolean!`).join(' ')}) { kind: __typename ${Array.from(
      { length: count },
      (_, index) => `f${index}: textStrict @include(if: $v${index})`,
    ).join(' ')} }`,
  );
const bits = (count: number, number: number): Values =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`v${index}`, (number & (1 << index)) !== 0]),
  );

describe('prepared operations', () => {
  it('select what the variables of each operation decide, in whatever order they come', async () => {
    const prepared = new Prepared();
    const seen: string[] = [];
    for (const [yes, no] of [
      [true, false],
      [false, false],
      [true, true],
      [false, true],
      [true, false],
      [false, undefined],
    ]) {
      seen.push((await prepared.keys(deciding, { yes, ...(no !== undefined && { no }) })).join());
    }
    expect(seen).toEqual([
      'a,b,thingStrict,number',
      'b,thingStrict,number',
      'a,thingStrict,number',
      'thingStrict,number',
      'a,b,thingStrict,number',
      'b,thingStrict,number',
    ]);
  });

  it('share what is known of a document as long as the same is decided, whatever the other variables are', () => {
    const prepared = new Prepared();
    const [one, two, other] = [
      prepared.of(deciding, { yes: true, add: 1 }),
      prepared.of(deciding, { yes: true, no: false, add: 2 }),
      prepared.of(deciding, { yes: false }),
    ];
    expect(two?.steps).toBe(one?.steps);
    expect(two?.selections).toBe(one?.selections);
    expect(other?.steps).not.toBe(one?.steps);
    expect(other?.selections).not.toBe(one?.selections);
    expect(two?.operation.variableValues).toEqual({ yes: true, no: false, add: 2 });
  });

  it('keep at most sixteen answers to the @skips of a document, and are right beyond them', async () => {
    const prepared = new Prepared();
    const document = many(5);
    const first = prepared.of(document, bits(5, 0))?.steps;
    for (let number = 1; number < 16; number += 1) prepared.of(document, bits(5, number));
    expect(prepared.of(document, bits(5, 0))?.steps).toBe(first);
    prepared.of(document, bits(5, 16));
    expect(prepared.of(document, bits(5, 0))?.steps).not.toBe(first);
    for (let number = 0; number < 32; number += 1) {
      const expected = [0, 1, 2, 3, 4].filter((index) => (number & (1 << index)) !== 0);
      const keys = await prepared.keys(document, bits(5, number));
      expect(keys).toEqual(['kind', ...expected.map((index) => `f${index}`)]);
    }
  });

  it('tell the operations of one document apart', async () => {
    const prepared = new Prepared();
    const document = parse(`query A($v: Boolean!) { a: text @include(if: $v) ...F }
      query B($v: Boolean = false) { b: text @include(if: $v) ...F }
      fragment F on Query { c: textStrict }`);
    expect(await prepared.keys(document, { v: true }, 'A')).toEqual(['a', 'c']);
    expect(await prepared.keys(document, { v: true }, 'B')).toEqual(['b', 'c']);
    expect(await prepared.keys(document, {}, 'B')).toEqual(['c']);
    expect(await prepared.keys(document, { v: false }, 'A')).toEqual(['c']);
  });

  it('tell fragments of one name in different documents apart', async () => {
    const prepared = new Prepared();
    const [one, two] = ['text', 'odd'].map((field) =>
      parse(`{ ...F } fragment F on Query { ${field} thing { ...G } } fragment G on Thing { ${field} }`),
    ) as [DocumentNode, DocumentNode];
    expect(await prepared.keys(one)).toEqual(['text', 'thing']);
    expect(await prepared.keys(two)).toEqual(['odd', 'thing']);
    expect(await prepared.keys(one)).toEqual(['text', 'thing']);
  });

  it.each([
    ['introspection', '{ text __schema { queryType { name } } }'],
    ['introspection in a fragment', '{ ...F } fragment F on Query { __type(name: "Cat") { name } }'],
    ['introspection of a query below the query', '{ world { text __schema { queryType { name } } } }'],
    ['a response key that is no key of an object', '{ thing { __proto__: text } }'],
  ])('leave %s to graphql-js', (_, text) => {
    const prepared = new Prepared().of(parse(text));
    expect(prepared).not.toBeNull();
    expect(prepared?.steps).toBeNull();
  });

  it.each([
    ['do not fit', { yes: 'perhaps' }],
    ['are missing', {}],
    ['answer a @skip of a root field by null', { yes: true, no: null }],
  ])('leave operations alone whose variables %s', (_, variables) => {
    expect(new Prepared().of(deciding, variables)).toBeNull();
  });
});
