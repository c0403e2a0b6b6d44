import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../../src/twilio/http/retry-after.ts';

const now = Date.parse('2026-03-02T09:00:00Z');
const read = (value: string | string[] | undefined, date?: string) =>
  retryAfterMs({ headers: { 'retry-after': value, date } }, () => now);

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['1', 1000],
    [' 30 ', 30_000],
    ['Mon, 02 Mar 2026 09:00:07 GMT', 7000],
    ['Monday, 02-Mar-26 09:00:07 GMT', 7000],
    ['Mon Mar  2 09:00:07 2026', 7000],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
  ])('%j is %d ms', (value, expected) => expect(read(value)).toBe(expected));

  it.each(['99999999', '99999999999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'never asks for more than a day: %j',
    (value) => expect(read(value)).toBe(86_400_000),
  );

  it.each([
    undefined,
    '',
    '-1',
    '1.5',
    '1e3',
    'soon',
    '9'.repeat(21),
    'Infinity',
    '2026-03-02T09:00:07Z',
    'Mon, 99 Mar 2026 09:00:07 GMT',
    `${' '.repeat(50_000)}x`,
    ['1', '2'],
  ])('says nothing when it cannot be read: %j', (value) => expect(read(value)).toBeNull());

  it('compares a date with the date of the answer, so that clocks may differ', () => {
    expect(read('Mon, 02 Mar 2026 11:00:07 GMT', 'Mon, 02 Mar 2026 11:00:00 GMT')).toBe(7000);
  });
});
