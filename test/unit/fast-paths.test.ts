import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateTime } from '../../src/twilio/fields.ts';
import { pageQuery } from '../../src/twilio/page.ts';
import { parseSid } from '../../src/twilio/sid.ts';

/** What `dateTime` makes of a text, and whether it reports it. */
function readMoment(value: unknown) {
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
        const quick = readMoment(`${text}Z`);
        expect(readMoment(`${text}+00:00`)).toEqual(quick);
        expect(readMoment(`${text}.000Z`)).toEqual(quick);
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
        expect(readMoment(text)).toEqual({ read: text, reports: 0 });
      }),
    );
  });

  it.each([
    '2026-03-02T09:00:00Z\n',
    '\n2026-03-02T09:00:00Z',
    '2026-03-02T09:00:00z',
    '٢٠٢٦-03-02T09:00:00Z',
  ])('is not found in %j', (text) => expect(readMoment(text)).toEqual({ read: null, reports: 1 }));
});

describe('a SID', () => {
  const character = fc.constantFrom(...'0123456789abcdefABCDEFgG-KC \n'.split(''));
  const likely = fc.oneof(
    { weight: 3, arbitrary: fc.stringMatching(/^(KC|KS|kc|Kc)[0-9a-fA-F]{32}$/) },
    { weight: 1, arbitrary: fc.stringMatching(/^(KC|KS)[0-9a-f]{31,33}$/) },
    { weight: 1, arbitrary: fc.string({ unit: character, minLength: 33, maxLength: 35 }) },
    { weight: 1, arbitrary: fc.stringMatching(/^KC[0-9a-f]{32}\n$/) },
  );

  it('is the text in canonical form when it is right, in whichever case it came', () => {
    let right = 0;
    fc.assert(
      fc.property(likely, (text) => {
        // Letter by letter, without an expression that could share a mistake.
        const digits = Array.from(text.slice(2));
        const isRight =
          text.startsWith('KC') &&
          digits.length === 32 &&
          digits.every((digit) => '0123456789abcdefABCDEF'.includes(digit));
        if (isRight) right += 1;
        expect(parseSid('KC', text)).toBe(isRight ? `KC${text.slice(2).toLowerCase()}` : null);
      }),
      { numRuns: 3000 },
    );
    expect(right).toBeGreaterThan(100);
  });
});

describe('the query of a page', () => {
  const token = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      maxLength: 40,
    }),
    fc.string({ unit: fc.constantFrom(...'+ %&=#?/\\"\'~!()*;,\0\n\ud83d\ude00é'.split('')), maxLength: 40 }),
  );

  it('carries any token whole; half a surrogate pair, which no address can hold, becomes U+FFFD', () => {
    fc.assert(
      fc.property(
        token,
        fc.integer({ min: 1, max: 100 }),
        fc.option(fc.nat()),
        (pageToken, pageSize, page) => {
          const query = new URLSearchParams(pageQuery({ pageSize, page, pageToken }));
          expect([...query]).toEqual([
            ['PageSize', String(pageSize)],
            ...(page === null ? [] : [['Page', String(page)]]),
            ['PageToken', Buffer.from(pageToken, 'utf8').toString('utf8')],
          ]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is the same text in an address: nothing in it has to be written otherwise', () => {
    fc.assert(
      fc.property(token, (pageToken) => {
        const query = pageQuery({ pageSize: 50, page: 2, pageToken });
        expect(new URL(`https://proxy.example/v1/Services?${query}`).search).toBe(
          `?${query}`.replaceAll("'", '%27'),
        );
      }),
    );
  });

  it('has neither page nor token for the first page', () => {
    expect(pageQuery({ pageSize: 50 })).toBe('PageSize=50');
    expect(pageQuery({ pageSize: 50, page: null, pageToken: null })).toBe('PageSize=50');
  });
});
