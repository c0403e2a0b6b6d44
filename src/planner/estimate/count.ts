import { ALL_ROWS, type ConnectionArguments, placeBeyond, rowsToRead } from '../../pagination/arguments.ts';
import { SEARCH_PAGES } from '../../pagination/paginate.ts';
import type { Resource } from '../../twilio/resource.ts';

/** A number that is estimated before anything is read: minimum, expectation and maximum. */
export interface Count {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

export const NONE: Count = { min: 0, expected: 0, max: 0 };
export const ONE: Count = { min: 1, expected: 1, max: 1 };
/** The count of one record that usually exists. */
export const LIKELY: Count = { min: 0, expected: 1, max: 1 };

/** The product over a hundred levels is not a safe integer. Its exact value does not matter, only that it is too large. */
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

/** The same maximum, with nothing certain or expected. */
export const atMost = ({ max }: Count): Count => ({ min: 0, expected: 0, max });

export const isWithin = (a: Count, b: Count): boolean =>
  a.min <= b.min && a.expected <= b.expected && a.max <= b.max;

export interface PageLimits {
  /** The largest page to request. */
  readonly pageSizeMax: number;
  /** How many REST calls the operation may make. */
  readonly maxCalls: number;
}

/** The expected number of rows of a list that is read to its end, where its length is unknown. */
const UNKNOWN_LENGTH = 500;

/** How many rows of a list these arguments select. Every list may be empty. */
export function rowsOf(args: ConnectionArguments, { typicalSize }: Resource): Count {
  const max = Math.min(args.count, rowsToRead(args));
  const usual = typicalSize ?? (max === ALL_ROWS ? UNKNOWN_LENGTH : max);
  return { min: 0, expected: Math.min(max, usual), max };
}

/** How many pages of one list are read for them. */
export function pagesOf(
  args: ConnectionArguments,
  resource: Resource,
  { pageSizeMax, maxCalls }: PageLimits,
): Count {
  const { direction, count, from, filter } = args;
  const pages = (rows: number) => Math.max(0, Math.ceil(rows / pageSizeMax));
  const isSearched = from !== null && !placeBeyond(args);
  if (filter) {
    const scanned = pages(filter.scan);
    // The search for a row that has moved may take more, and then one page further.
    return { min: 1, expected: scanned, max: isSearched ? Math.max(scanned, SEARCH_PAGES + 2) : scanned };
  }
  const { expected } = rowsOf(args, resource);
  if (from === null && direction === 'backward') {
    const length = Math.max(count, resource.typicalSize ?? UNKNOWN_LENGTH);
    return { min: 1, expected: pages(resource.typicalSize ?? length), max: Math.max(1, maxCalls) };
  }
  if (!isSearched) {
    const max = count === ALL_ROWS ? Math.max(1, maxCalls) : pages(count);
    return { min: 1, expected: Math.max(1, pages(expected)), max };
  }
  // The cursor's own page is read again; further pages are searched only when its row has moved.
  const onPage = direction === 'forward' ? Math.min(from.pageSize, pageSizeMax) - from.index - 1 : from.index;
  return { min: 1, expected: 1 + pages(expected - onPage), max: 1 + SEARCH_PAGES + pages(count) };
}
