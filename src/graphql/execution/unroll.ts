import type { GraphQLLeafType } from 'graphql';
import type { Container, Place } from './place.ts';
import type { Step } from './steps.ts';
import { serialize } from './values.ts';

/** What an unrolled selection leaves to the execution. Each says whether nobody sees the rest of the fields any more. */
export interface Filling {
  /** Resolves a field, and puts what comes. */
  resolve(step: Step, source: unknown, result: Container, place: Place): boolean;
  /** Puts what a property of the source holds, whatever it is. */
  put(step: Step, value: unknown, source: unknown, result: Container, place: Place): boolean;
  /** Tells that a field failed. */
  fail(step: Step, error: unknown, result: Container, place: Place): boolean;
}

/** The fields of a selection, written out one after the other. */
export interface Unrolled {
  /** An answer with a place for each field, in their order. */
  readonly start: () => Container;
  readonly fill: (filling: Filling, source: object, result: Container, place: Place) => void;
}

type Make = (
  steps: readonly Step[],
  serialize: (type: GraphQLLeafType, value: unknown) => unknown,
) => Unrolled;

const quoted = (text: string) => JSON.stringify(text);

/** What a loop over the fields does with one of them: see `#fields` of the execution. */
function fieldOf({ property, shape, responseKey }: Step, index: number): string {
  const step = `step${index}`;
  if (property === null || shape.kind !== 'leaf')
    return `if (filling.resolve(${step}, source, result, place)) return;`;
  const [isPlain, plain] = shape.keepsText
    ? [`typeof value === 'string'`, 'value']
    : [
        `typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'`,
        `serialize(${step}.shape.type, value)`,
      ];
  // Null stands there already.
  const isOdd = shape.nullable ? 'value !== null && ' : '';
  return `try {
    const value = source[${quoted(property)}];
    if (${isPlain}) result[${quoted(responseKey)}] = ${plain};
    else if (${isOdd}filling.put(${step}, value, source, result, place)) return;
  } catch (error) {
    if (filling.fail(${step}, error, result, place)) return;
  }`;
}

/**
 * Writes the loop over the fields of a selection out as a program. In it V8 knows what the records and their answers look
 * like, which it cannot in a loop that all selections share: a row takes a third of the time. Only response keys and names of
 * fields of the schema stand in it, letters, digits and underscores by the grammar of GraphQL, and quoted besides. Null where
 * V8 is told to compile no texts (`--disallow-code-generation-from-strings`).
 */
export function unroll(steps: readonly Step[]): Unrolled | null {
  const program = `
    const [${steps.map((_, index) => `step${index}`).join(', ')}] = steps;
    return {
      start: () => ({ ${steps.map(({ responseKey }) => `${quoted(responseKey)}: null`).join(', ')} }),
      fill(filling, source, result, place) {
        ${steps.map(fieldOf).join('\n')}
      },
    };`;
  try {
    // Node 24 keeps what `compileFunction` of node:vm has compiled for ever.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above: only names stand in it
    return (new Function('steps', 'serialize', program) as Make)(steps, serialize);
  } catch (error) {
    if (error instanceof EvalError) return null;
    throw error;
  }
}
