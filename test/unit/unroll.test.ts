import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Kind, parse } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FieldSet } from '../../src/graphql/execution/field-set.ts';
import { Steps } from '../../src/graphql/execution/steps.ts';
import { unroll } from '../../src/graphql/execution/unroll.ts';
import { schema } from '../support/made-up-world.ts';

/** The steps of a query. */
function stepsOf(text: string) {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('Expected an operation.');
  const type = schema.getQueryType();
  if (!type) throw new TypeError('Expected a type of queries.');
  const operation = { schema, fragments: {}, variableValues: {} };
  const root = collectFields(schema, {}, {}, type, definition.selectionSet);
  return new Steps(operation, type, root, 0).root;
}

const textStep = (key: string) => stepsOf(`{ ${key}: orphan }`);

afterEach(() => vi.unstubAllGlobals());

describe('an unrolled selection', () => {
  it('begins with null for each field, in the order of the document', () => {
    const unrolled = unroll(stepsOf('{ b: orphan a: orphan kind: __typename }'));
    expect(JSON.stringify(unrolled?.start())).toBe('{"b":null,"a":null,"kind":null}');
  });

  it('goes with its document: nothing of what was compiled is kept', () => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    const heapAfter = (round: number) => {
      for (let index = 0; index < 3000; index += 1) {
        const unrolled = unroll(textStep(`a${round}_${index}_${'x'.repeat(300)}`));
        expect(unrolled?.start()).toBeTruthy();
      }
      gc();
      gc();
      return process.memoryUsage().heapUsed;
    };
    const before = heapAfter(0);
    // Each of them takes a kilobyte at least.
    expect(heapAfter(1) - before).toBeLessThan(3_000_000);
  });

  it('is done without where V8 must not compile texts, and is tried once', () => {
    const compile = vi.fn(function () {
      throw new EvalError('Code generation from strings disallowed for this context');
    });
    vi.stubGlobal('Function', compile);
    const fields = new FieldSet(textStep('a'), 2);
    expect([fields.next(), fields.next(), fields.next(), fields.next()]).toEqual([null, null, null, null]);
    expect(compile).toHaveBeenCalledTimes(1);
  });

  it('begins after so many records', () => {
    const fields = new FieldSet(textStep('a'), 2);
    expect([fields.next(), fields.next()]).toEqual([null, null]);
    expect(fields.next()).not.toBeNull();
    expect(fields.next()).toBe(fields.next());
  });
});
