import type { Resource } from '../twilio/resource.ts';
import type { Slice } from '../pagination/arguments.ts';
import { placeBeyond, SEARCH_PAGES } from '../pagination/paginate.ts';
import type { Count } from './count.ts';

export interface PageLimits {
  /** The largest page to ask Twilio for. */
  readonly pageSizeMax: number;
  /** How many REST calls the operation may make. */
  readonly maxCalls: number;
}

/** What a list of unknown length is taken for when it has to be walked to its end, in rows. */
const UNKNOWN_LENGTH = 500;

/** How many rows a slice brings. Every list may be empty. */
export function rowsOf({ count }: Slice, { typicalSize }: Resource): Count {
  return { min: 0, expected: Math.min(count, typicalSize ?? count), max: count };
}

/** How many pages a slice reads of one list. */
export function pagesOf(slice: Slice, resource: Resource, { pageSizeMax, maxCalls }: PageLimits): Count {
  const { direction, count, from } = slice;
  const pages = (rows: number) => Math.max(0, Math.ceil(rows / pageSizeMax));
  const { expected } = rowsOf(slice, resource);
  if (from === null && direction === 'backward') {
    const length = Math.max(count, resource.typicalSize ?? UNKNOWN_LENGTH);
    return { min: 1, expected: pages(resource.typicalSize ?? length), max: Math.max(1, maxCalls) };
  }
  if (from === null || placeBeyond(slice)) {
    return { min: 1, expected: Math.max(1, pages(expected)), max: pages(count) };
  }
  // The cursor's own page is read again; further pages are searched only when its row has moved.
  const onPage = direction === 'forward' ? Math.min(from.pageSize, pageSizeMax) - from.index - 1 : from.index;
  return { min: 1, expected: 1 + pages(expected - onPage), max: 1 + SEARCH_PAGES + pages(count) };
}
