import fc from 'fast-check';
import { execute, type ExecutionResult, type GraphQLError, Kind, parse, validate } from 'graphql';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayContext } from '../../src/graphql/context.ts';
import { executeSteps } from '../../src/graphql/execution/execute.ts';
import { PreparedOperations } from '../../src/graphql/execution/prepared.ts';
import { MadeUpDocuments } from '../support/made-up-documents.ts';
import { MadeUpWorld, schema, type Weather } from '../support/made-up-world.ts';

/**
 * Rejections that nobody took. graphql-js leaves some behind: where an item of a list throws at once, those of its neighbours.
 * Ours must not, so they are looked at here and not by the runner.
 */
const untaken: unknown[] = [];
const note = (error: unknown) => void untaken.push(error);
let ofTheRunner: NodeJS.UnhandledRejectionListener[] = [];
beforeAll(() => {
  ofTheRunner = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', note);
});
afterAll(() => {
  process.removeListener('unhandledRejection', note);
  ofTheRunner.forEach((listener) => process.on('unhandledRejection', listener));
});

type Values = Readonly<Record<string, unknown>>;

interface Answer extends ExecutionResult {
  /** The resolvers that ran, in order. */
  readonly calls: readonly string[];
}

/** The answer of graphql-js, which is the judge. */
async function judge(weather: Weather, text: string, variableValues: Values): Promise<Answer> {
  const world = new MadeUpWorld(weather);
  const document = parse(text);
  const { data, errors } = await execute({ schema, document, variableValues, contextValue: world });
  return { data: data ?? null, ...(errors && { errors }), calls: world.calls };
}

/** The answer of our executor; null for what it leaves to graphql-js. */
async function own(
  weather: Weather,
  text: string,
  variables: Values,
  unrollAfter: number,
): Promise<Answer | null> {
  const document = parse(text);
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('Expected an operation.');
  const prepared = new PreparedOperations(schema, unrollAfter).prepare(document, definition, variables);
  if (!prepared?.steps) return null;
  const world = new MadeUpWorld(weather);
  const context = world as unknown as GatewayContext;
  const { data, errors } = await executeSteps(prepared.steps, prepared.operation, definition, context);
  return { data: data ?? null, ...(errors && { errors }), calls: world.calls };
}

/**
 * Two defects have texts of their own: graphql-js writes the value into them, or explains at length what a developer should
 * have done. They are masked before anybody sees them, so that it is enough that the same one is meant.
 */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /^Expected `.*\.serialize\(.*\)` to return non-nullable value|must not be serialized to nothing/s,
    'nothing',
  ],
  [/^Abstract type "|^Runtime Object type "|must be one of the types of /s, 'no such type'],
];

function told({ message, path, locations, extensions }: GraphQLError) {
  const [, same] = OTHER_WORDS.find(([words]) => words.test(message)) ?? [];
  return { message: same ?? message, path, locations, extensions: { ...extensions } };
}

const toldOf = ({ errors = [] }: Answer) => errors.map(told);

/** The nearest place to that of an error that is seen: the error's own, or the one that became null because of it. */
function seenAt(data: unknown, path: readonly (string | number)[]): string {
  let value = data;
  const seen = path.findIndex((key) => {
    if (value === null || value === undefined) return true;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
    return false;
  });
  return JSON.stringify(seen === -1 ? path : path.slice(0, seen));
}

/** Worlds and documents that other seeds have found: items of a list that nobody takes any more, and fail. */
const FOUND: [number, number][] = [[-1739181997, 1798806748]];

/** Selections that are never compiled, from the first record on, and in the middle of a list. */
const UNROLL_AFTER = [Infinity, 0, 1];

interface Case {
  readonly text: string;
  readonly variables: Values;
  readonly expected: Answer;
  readonly actual: Answer;
}

/** Executes made-up documents in worlds of that weather by both, and shows what came of each. */
async function compare(
  weather: Omit<Weather, 'seed'>,
  numRuns: number,
  check: (both: Case) => void,
): Promise<number> {
  let errors = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer(), async (seed, documentSeed) => {
      const documents = new MadeUpDocuments(documentSeed, schema);
      const text = documents.query(3);
      const variables = documents.variables();
      expect(validate(schema, parse(text)), text).toEqual([]);
      const expected = await judge({ ...weather, seed }, text, variables);
      await setImmediate();
      untaken.length = 0;
      for (const unrollAfter of UNROLL_AFTER) {
        const actual = await own({ ...weather, seed }, text, variables, unrollAfter);
        await setImmediate();
        expect(untaken, text).toEqual([]);
        if (!actual) return;
        // As text, so that the order of the keys counts.
        expect(JSON.stringify(actual.data), text).toBe(JSON.stringify(expected.data));
        check({ text, variables, expected, actual });
      }
      errors += expected.errors?.length ?? 0;
    }),
    // The same worlds each time: another seed looks further, and what it finds can be seen again.
    { numRuns, seed: 20261126, examples: FOUND },
  );
  return errors;
}

/**
 * Of several errors that make one place null the first is told. Which that is may differ where values come late: graphql-js
 * hands an error up from promise to promise, and tells what else fails on the way; ours is at once where it leads.
 * So all errors must be the same whose own places are seen, and others must have led to the same places.
 */
function haveSameErrors({ text, expected, actual }: Case): void {
  const placesOf = ({ data, errors = [] }: Answer) => errors.map(({ path = [] }) => seenAt(data, path));
  expect(new Set(placesOf(actual)), text).toEqual(new Set(placesOf(expected)));
  const seenOf = (answer: Answer) =>
    toldOf(answer)
      .filter(({ path = [] }) => seenAt(answer.data, path) === JSON.stringify(path))
      .map((error) => JSON.stringify(error));
  expect(seenOf(actual).toSorted(), text).toEqual(seenOf(expected).toSorted());
}

describe('our executor, beside graphql-js', () => {
  it('gives the same answer, and runs the same resolvers in the same order, where all goes well', async () => {
    await compare({ later: false, wrong: 0 }, 300, ({ text, expected, actual }) => {
      expect(toldOf(actual), text).toEqual(toldOf(expected));
      expect(actual.calls, text).toEqual(expected.calls);
    });
  });

  it('gives the same answer and the same errors, in the same order, where values are wrong', async () => {
    const errors = await compare({ later: false, wrong: 12 }, 500, ({ text, expected, actual }) => {
      expect(toldOf(actual), text).toEqual(toldOf(expected));
      expect(actual.calls, text).toEqual(expected.calls);
    });
    expect(errors).toBeGreaterThan(150);
  });

  it('gives the same answer, and runs the same resolvers, where values come late', async () => {
    await compare({ later: true, wrong: 0 }, 300, (both) => {
      haveSameErrors(both);
      const { text, expected, actual } = both;
      if (!expected.errors) expect(actual.calls.toSorted(), text).toEqual(expected.calls.toSorted());
    });
  });

  it('gives the same answer, and the same errors at all places that are seen, where late values are wrong', async () => {
    expect(await compare({ later: true, wrong: 12 }, 500, haveSameErrors)).toBeGreaterThan(200);
  });

  it('gives the same answer and runs no resolver more often, where many places wait for one value', async () => {
    let spared = 0;
    await compare({ later: true, wrong: 0, alike: true }, 300, (both) => {
      haveSameErrors(both);
      const { text, expected, actual } = both;
      if (expected.errors) return;
      expect(new Set(actual.calls), text).toEqual(new Set(expected.calls));
      spared += expected.calls.length - actual.calls.length;
    });
    expect(spared).toBeGreaterThan(300);
  });

  it('tells an error at each place that waited for one value', async () => {
    expect(await compare({ later: true, wrong: 12, alike: true }, 500, haveSameErrors)).toBeGreaterThan(200);
  });

  it('gives the same answer under the names of properties that every object has', async () => {
    const names = Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__');
    expect(names).toContain('constructor');
    const fields = names.map((name, index) => `${name}: ${index % 2 === 0 ? 'textStrict' : 'colour'}`);
    const text = `{ thingsStrict { ${fields.join(' ')} then: text return: text } }`;
    const weather = { seed: 7, later: false, wrong: 0 };
    const expected = await judge(weather, text, {});
    expect(JSON.stringify(expected.data)).toContain('"hasOwnProperty":');
    for (const unrollAfter of UNROLL_AFTER) {
      const actual = await own(weather, text, {}, unrollAfter);
      expect(JSON.stringify(actual?.data)).toBe(JSON.stringify(expected.data));
    }
  });
});
