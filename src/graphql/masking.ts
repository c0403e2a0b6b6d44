/** What stands in place of what is hidden. */
const HIDDEN = '***';

/** Fewer digits than this are hidden wholly: the last four would be most of them. */
const LEAST_DIGITS = 8;

/** A number as its last four digits, `***0901`; a channel address too. What is no number is hidden wholly. */
export function lastDigits(identifier: string): string {
  const digits = identifier.replaceAll(/\D/g, '');
  return digits.length < LEAST_DIGITS ? HIDDEN : HIDDEN + digits.slice(-4);
}

/** That there is a text, and nothing of it. */
export const hideText = (): string => HIDDEN;
