import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageQuery } from '../../../src/twilio/page.ts';

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
