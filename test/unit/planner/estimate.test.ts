import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type Estimate, estimate } from '../../../src/planner/estimate.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import type { Selection } from '../../../src/planner/selection.ts';
import { Selections } from '../../../src/planner/selections.ts';
import { Slices } from '../../../src/pagination/slices.ts';
import { resolvers } from '../../../src/resolvers/resolvers.ts';

const schema = createSchema(resolvers, () => undefined);

/** Counts how often anybody asks what a selection holds. */
class CountedSelections extends Selections {
  asked = 0;

  override of(...args: Parameters<Selections['of']>): Selection {
    this.asked += 1;
    return super.of(...args);
  }
}

interface Price {
  readonly estimated: Estimate;
  /** How many selections were looked into, and how often one was asked for. */
  readonly looks: number;
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
  const selections = new CountedSelections();
  const running = { schema, fragments, variableValues: {} };
  const estimated = estimate(running, operation, rootType, {
    selections,
    slices: new Slices(),
    pageSizeMax: 100,
    maxCalls: 500,
    isShortList: () => false,
    isDiscontinued: () => false,
  });
  return { estimated, looks: selections.looks, asked: selections.asked };
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
    expect(hundred.looks - twenty.looks).toBe(8 * (twenty.looks - ten.looks));
    expect(hundred.asked - twenty.asked).toBe(8 * (twenty.asked - ten.asked));
    expect(hundred.looks).toBeLessThan(1500);
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
