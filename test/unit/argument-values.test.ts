import fc from 'fast-check';
import { buildSchema, type FieldNode, getArgumentValues, type GraphQLField, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { argumentsFor } from '../../src/graphql/argument-values.ts';

const types = ['Int', 'Int!', 'Int = 7', 'Int! = 8', 'Int = null', '[Int]', '[Int!]! = [9]', 'In', 'In!'];

const schema = buildSchema(`
  input In { some: Int, more: [Int] = [1] }
  type Query {
    plain: Int
    field(${types.map((type, index) => `arg${index}: ${type}`).join(', ')}): Int
  }
`);
const fields = schema.getQueryType()?.getFields() as Record<
  'plain' | 'field',
  GraphQLField<unknown, unknown>
>;

function nodeOf(text: string): FieldNode {
  const [definition] = parse(`{ ${text} }`).definitions;
  const [node] = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
  if (node?.kind !== Kind.FIELD) throw new TypeError('Expected a field.');
  return node;
}

/** What a reader of arguments gives, or says. */
function outcomeOf(read: () => object): object {
  try {
    // Resolvers can see the order as well.
    return { gives: Object.entries(read()) };
  } catch (error) {
    return { says: String(error) };
  }
}

/** What may stand in the document: mostly what fits, but also nothing, what does not fit, and variables inside of others. */
const odd = [
  '1',
  'null',
  '"text"',
  '[1, null]',
  '[$a]',
  '{ some: 3 }',
  '{ some: $b }',
  '{ other: 1 }',
  '$none',
];
const valueOf = (fitting: string) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(fitting, fitting, fitting, fitting, '$a', '$b') },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
const values = fc.tuple(...['1', '1', '2', '2', '2', '[1]', '[1]', '{ some: 3 }', '{}'].map(valueOf));
/** What variables are once they have been coerced. */
const coerced = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<unknown>(5, [5, null], { some: 4, more: [1] }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const variables = fc.record({ a: coerced, b: coerced }, { requiredKeys: [] });

describe('the arguments of a field', () => {
  it('are those that graphql-js finds, for any document and any variables', () => {
    const seen = { given: 0, refused: 0, fixed: 0 };
    fc.assert(
      fc.property(values, fc.array(variables, { minLength: 1, maxLength: 4 }), (given, operations) => {
        const texts = given.flatMap((value, index) => (value === null ? [] : [`arg${index}: ${value}`]));
        const node = nodeOf(texts.length > 0 ? `field(${texts.join(', ')})` : 'field');
        const found = argumentsFor(fields.field, [node]);
        for (const each of operations) {
          const outcome = outcomeOf(() => found.of(each));
          expect(outcome).toEqual(outcomeOf(() => getArgumentValues(fields.field, node, each)));
          seen['gives' in outcome ? 'given' : 'refused'] += 1;
          if (found.fixed === null) continue;
          expect(found.fixed).toEqual(found.of(each));
          seen.fixed += 1;
        }
      }),
      { numRuns: 5000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });

  it('are none where there are none', () => {
    expect(argumentsFor(fields.plain, [nodeOf('plain')]).fixed).toEqual({});
    expect(argumentsFor(fields.field, []).of({})).toEqual({});
  });
});
