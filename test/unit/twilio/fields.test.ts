import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateTime } from '../../../src/twilio/fields.ts';

/** What `dateTime` makes of a text, and whether it reports it. */
function readDateTime(value: unknown) {
  let reports = 0;
  const read = dateTime(value, () => void (reports += 1));
  return { read, reports };
}

const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'));

/** Moments as Twilio writes them, and such as look like them and are none: 30 February, 24 o'clock, month 13. */
const written = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(0, 1900, 2000, 2024, 9999)),
    two(0, 13),
    two(0, 32),
    two(0, 25),
    two(0, 61),
    two(0, 61),
  )
  .map(([year, month, day, hour, minute, second]) => {
    return `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`;
  });

describe('a moment', () => {
  it('is read alike in the form that Twilio writes and in one that needs a second look', () => {
    let right = 0;
    fc.assert(
      fc.property(written, (text) => {
        const quick = readDateTime(`${text}Z`);
        expect(readDateTime(`${text}+00:00`)).toEqual(quick);
        expect(readDateTime(`${text}.000Z`)).toEqual(quick);
        if (quick.read === null) return;
        right += 1;
        // The language's own calendar, which takes no day for another when it writes.
        expect(new Date(Date.parse(quick.read)).toISOString()).toBe(`${text}.000Z`);
      }),
      { numRuns: 5000 },
    );
    expect(right).toBeGreaterThan(1000);
  });

  it('stays the moment that it is', () => {
    const range = { min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') };
    fc.assert(
      fc.property(fc.date({ ...range, noInvalidDate: true }), (date) => {
        date.setUTCMilliseconds(0);
        const text = date.toISOString().replace('.000Z', 'Z');
        expect(readDateTime(text)).toEqual({ read: text, reports: 0 });
      }),
    );
  });

  it.each([
    '2026-03-02T09:00:00Z\n',
    '\n2026-03-02T09:00:00Z',
    '2026-03-02T09:00:00z',
    '٢٠٢٦-03-02T09:00:00Z',
  ])('is not found in %j', (text) => expect(readDateTime(text)).toEqual({ read: null, reports: 1 }));
});
