/** How many there are of something before anything is read: at least, usually, at most. */
export interface Count {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

export const NONE: Count = { min: 0, expected: 0, max: 0 };
export const ONE: Count = { min: 1, expected: 1, max: 1 };
/** Something that need not be there, and usually is. */
export const LIKELY: Count = { min: 0, expected: 1, max: 1 };

/** A fan-out of a hundred levels has more than numbers can count; it is enough to know that it is too much. */
const clamp = (value: number) => Math.min(value, Number.MAX_SAFE_INTEGER);

const combine =
  (operator: (a: number, b: number) => number) =>
  (a: Count, b: Count): Count => ({
    min: clamp(operator(a.min, b.min)),
    expected: clamp(operator(a.expected, b.expected)),
    max: clamp(operator(a.max, b.max)),
  });

export const plus = combine((a, b) => a + b);
export const times = combine((a, b) => a * b);
export const lesser = combine(Math.min);
export const greater = combine(Math.max);

export const sum = (counts: Iterable<Count>): Count => [...counts].reduce(plus, NONE);

/** The same, where nothing of it is certain or expected. */
export const atMost = ({ max }: Count): Count => ({ min: 0, expected: 0, max });

export const isWithin = (a: Count, b: Count): boolean =>
  a.min <= b.min && a.expected <= b.expected && a.max <= b.max;
