import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSid } from '../../../src/twilio/sid.ts';

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
