import { z } from 'zod';

/** What came in place of a number. A text is shown only where it looks like a number: another one may be a secret. */
function describe(text: string): string {
  if (text.trim() === '') return 'blanks';
  return /^[-+]?\d[\w.+-]{0,4}$/.test(text) ? `"${text}"` : 'a text that is no such number';
}

/** A whole number in decimal digits. Other ways to write numbers, such as `0x10` and `1e3`, are refused. */
export const integer = (least: number, most: number) =>
  z.string().transform((text, context) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : null;
    if (value !== null && value >= least && value <= most) return value;
    const came = value === null ? describe(text) : value < least ? 'a smaller one' : 'a larger one';
    context.addIssue(`must be a whole number from ${least} to ${most} in decimal digits, but got ${came}`);
    return z.NEVER;
  });
