import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cancellation, type Signal } from '../../src/twilio/signal.ts';

/** Something to do with a signal; listeners have numbers, and do more of it when they are told. */
type Act =
  | { readonly kind: 'add' | 'remove'; readonly listener: number }
  | { readonly kind: 'abort' }
  | { readonly kind: 'look' };

interface Script {
  readonly acts: readonly Act[];
  /** What each listener does when it is told. */
  readonly listeners: readonly (readonly Act[])[];
}

const LISTENERS = 4;
const listener = fc.nat({ max: LISTENERS - 1 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), listener }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), listener }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'abort' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'look' } as const) },
);
const script: fc.Arbitrary<Script> = fc.record({
  acts: fc.array(act, { maxLength: 12 }),
  // None adds another: Node tells some of those that are added while it tells, which the DOM standard does not (it goes
  // through a copy of the list: https://dom.spec.whatwg.org/#concept-event-listener-invoke).
  listeners: fc.array(
    fc.array(
      act.filter(({ kind }) => kind !== 'add'),
      { maxLength: 4 },
    ),
    { minLength: LISTENERS, maxLength: LISTENERS },
  ),
});

/** What is told to whom, and what is seen, in order. */
function play({ acts, listeners }: Script, signal: Signal, abort: () => void): string[] {
  const told: string[] = [];
  const all = listeners.map((then, index) => () => {
    told.push(`told ${index}, aborted: ${signal.aborted}`);
    then.forEach(perform);
  });
  function perform(what: Act): void {
    if (what.kind === 'abort') abort();
    else if (what.kind === 'look') told.push(`aborted: ${signal.aborted}`);
    else {
      const each = all[what.listener];
      if (each && what.kind === 'add') signal.addEventListener('abort', each);
      else if (each) signal.removeEventListener('abort', each);
    }
  }
  acts.forEach(perform);
  return told;
}

describe('a cancellation', () => {
  it('tells the same listeners in the same order as an AbortController, whatever they do meanwhile', () => {
    let told = 0;
    fc.assert(
      fc.property(script, (each) => {
        const controller = new AbortController();
        const expected = play(each, controller.signal, () => controller.abort());
        const cancellation = new Cancellation();
        expect(play(each, cancellation, () => cancellation.abort())).toEqual(expected);
        told += expected.filter((line) => line.startsWith('told')).length;
      }),
      { numRuns: 2000 },
    );
    expect(told).toBeGreaterThan(500);
  });

  it.each<[string, Partial<Script> & Pick<Script, 'acts'>, string[]]>([
    [
      'tells a listener once that was added twice',
      { acts: [{ kind: 'add', listener: 0 }, { kind: 'add', listener: 0 }, { kind: 'abort' }] },
      ['told 0, aborted: true'],
    ],
    [
      'does not tell a listener that another one took away',
      {
        acts: [{ kind: 'add', listener: 0 }, { kind: 'add', listener: 1 }, { kind: 'abort' }],
        listeners: [[{ kind: 'remove', listener: 1 }], []],
      },
      ['told 0, aborted: true'],
    ],
    [
      'does not tell a listener that came too late',
      {
        acts: [
          { kind: 'add', listener: 0 },
          { kind: 'abort' },
          { kind: 'add', listener: 1 },
          { kind: 'abort' },
        ],
        listeners: [[{ kind: 'add', listener: 2 }], [], []],
      },
      ['told 0, aborted: true'],
    ],
  ])('%s', (_, { acts, listeners = [[], [], []] }, expected) => {
    const cancellation = new Cancellation();
    expect(play({ acts, listeners }, cancellation, () => cancellation.abort())).toEqual(expected);
  });
});
