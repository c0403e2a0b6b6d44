import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Link, Line } from '../../src/twilio/line.ts';

describe('Line', () => {
  it('is empty at first', () => {
    const line = new Line<string>();
    expect([line.size, line.first, line.last, line.values()]).toEqual([0, null, null, []]);
  });

  it('is left once, however often it is told', () => {
    const line = new Line<string>();
    const link = line.join('a');
    line.join('b');
    line.leave(link);
    line.leave(link);
    expect([line.size, line.values()]).toEqual([1, ['b']]);
  });

  it('keeps nothing of those who left', () => {
    const line = new Line<string>();
    const [a, b, c] = ['a', 'b', 'c'].map((value) => line.join(value)) as [
      Link<string>,
      Link<string>,
      Link<string>,
    ];
    line.leave(b);
    expect([b.before, b.behind]).toEqual([null, null]);
    expect([a.behind, c.before]).toEqual([c, a]);
  });

  it('holds what a Set holds, in its order', () => {
    const step = fc.record({ what: fc.constantFrom('join', 'leave', 'rotate'), who: fc.nat({ max: 10 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const line = new Line<object>();
        const set = new Set<Link<object>>();
        for (const { what, who } of steps) {
          const link = what === 'join' ? undefined : [...set][who];
          if (link) {
            set.delete(link);
            if (what === 'leave') line.leave(link);
            else {
              line.rotate(link);
              set.add(link);
            }
          } else set.add(line.join({}));
        }
        const values = [...set].map(({ value }) => value);
        expect(line.values()).toEqual(values);
        expect(line.size).toBe(set.size);
        expect(line.first?.value).toBe(values[0]);
        expect(line.last?.value).toBe(values.at(-1));
      }),
    );
  });
});
