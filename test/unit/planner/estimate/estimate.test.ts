import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../../../src/graphql/schema.ts';
import { type Estimate, estimate } from '../../../../src/planner/estimate/estimate.ts';
import type { Requirement } from '../../../../src/planner/requirement.ts';
import { RequirementTree } from '../../../../src/planner/requirement-tree.ts';
import { resolvers } from '../../../../src/resolvers/resolvers.ts';

const schema = createSchema(resolvers, () => undefined);

/** Counts requirements, and how often the estimate goes through one of them. */
class CountedTree extends RequirementTree {
  readonly #counted = new Set<Requirement>();
  asked = 0;

  get size(): number {
    return this.#counted.size;
  }

  override of(...args: Parameters<RequirementTree['of']>): Requirement {
    const requirement = super.of(...args);
    if (this.#counted.has(requirement)) return requirement;
    this.#counted.add(requirement);
    for (const name of ['fields', 'lists'] as const) {
      const value = requirement[name];
      const count = () => void (this.asked += 1);
      Object.defineProperty(requirement, name, {
        get() {
          count();
          return value;
        },
      });
    }
    return requirement;
  }
}

interface Price {
  readonly estimated: Estimate;
  /** How many requirements the operation has, and how often one of them was gone through. */
  readonly size: number;
  readonly asked: number;
}

function price(text: string): Price {
  const { definitions } = parse(text);
  const [operation] = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const rootType = schema.getQueryType();
  if (!operation || !rootType) throw new TypeError('Expected a query.');
  const fragments = Object.fromEntries(
    definitions
      .filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  const tree = new CountedTree(100);
  const running = { schema, fragments, variableValues: {} };
  const estimated = estimate(tree, running, operation, rootType, {
    maxCalls: 500,
    isSinglePageList: () => false,
    isDiscontinued: () => false,
  });
  return { estimated, size: tree.size, asked: tree.asked };
}

const service = `KS${'1'.repeat(32)}`;

/** Fragments of which each spreads the next one several times, so many levels deep. */
function fanOut(levels: number, fragment: (next: string) => string, on: string): string {
  const fragments = Array.from(
    { length: levels },
    (_, level) => `fragment F${level} on ${on} { ${fragment(`...F${level + 1}`)} }`,
  );
  return `{ proxyService(id: "${service}") { ...F0 } } ${fragments.join(' ')} fragment F${levels} on ${on} { uniqueName }`;
}

const below = (next: string) => `{ nodes { service { ${next} } } }`;

describe('a fan-out of fragments', () => {
  it.each([
    ['spread three times in one place', (next: string) => `${next} ${next} ... { ${next} }`],
    ['spread under two lists each', (next: string) => `sessions ${below(next)} phoneNumbers ${below(next)}`],
    [
      'spread under three slices of a list each',
      (next: string) =>
        [1, 2, 3].map((first) => `a${first}: sessions(first: ${first}) ${below(next)}`).join(' '),
    ],
    [
      'spread below Participants of Sessions, twice each',
      (next: string) =>
        `sessions { nodes { a: participants { nodes { service { ${next} } } } b: participants { nodes { session { service { ${next} } } } } } }`,
    ],
  ])('%s is looked at once for each of its levels', (_, fragment) => {
    const [ten, twenty, hundred] = [10, 20, 100].map((levels) =>
      price(fanOut(levels, fragment, 'ProxyService')),
    ) as [Price, Price, Price];
    // Every ten levels more are as much work as the ten before.
    expect(hundred.size - twenty.size).toBe(8 * (twenty.size - ten.size));
    expect(hundred.asked - twenty.asked).toBe(8 * (twenty.asked - ten.asked));
    expect(hundred.size).toBeLessThan(1500);
    expect(hundred.estimated.isPartial).toBe(false);
  });

  it('costs what its distinct reads cost, however often they are spread', () => {
    const { estimated } = price(fanOut(100, (next) => `sessions ${below(next)} ${next}`, 'ProxyService'));
    expect(estimated.total).toEqual({ min: 2, expected: 2, max: 2 });
  });

  it('that goes up and down the same list over and over is priced as what it reaches, once', () => {
    const lists = (next: string) =>
      [1, 2]
        .map((last) => `a${last}: participants(first: ${last}) { nodes { session { ${next} } } }`)
        .join(' ');
    const text = fanOut(100, lists, 'ProxySession').replace('{ ...F0 }', '{ sessions { nodes { ...F0 } } }');
    const { estimated } = price(text.replace('{ uniqueName }', '{ status }'));
    expect(estimated.total).toEqual({ min: 1, expected: 101, max: 101 });
  });
});
