import type { Resource } from '../../twilio/resource.ts';
import { type Count, lesser, NONE, ONE, sum } from './count.ts';
import type { Level } from './levels.ts';

/** Records of one resource under one parent that an operation reads beside its lists. */
export interface RecordGroup {
  readonly resource: Resource;
  readonly parent: Level | null;
  /** Their levels, with how many records of each are reached. */
  readonly records: ReadonlyMap<Level, Count>;
  /** The lists of that parent that the operation reads anyway: how many rows from their start; null when there are none. */
  readonly listed: { readonly rows: number } | null;
  /** For how many parents the list is prefetched, before its records are named. */
  readonly prefetched: Count;
}

/** How often their list is read, and how often one of them is fetched. */
export interface RecordReadCounts {
  readonly lists: Count;
  readonly fetches: Count;
}

function expectedReads(
  { resource: { readTogether }, listed, prefetched }: RecordGroup,
  isSinglePage: boolean,
  named: number,
  expected: number,
  parents: number,
): { lists: number; fetches: number } {
  const together = readTogether === 'always' || (readTogether === 'when-one-page' && isSinglePage);
  const reads = (missing: number) =>
    together && missing >= 2 * parents ? { lists: parents, fetches: 0 } : { lists: 0, fetches: missing };
  if (listed === null && prefetched.expected > 0) return { lists: prefetched.expected, fetches: 0 };
  if (listed === null) {
    // A record that is named by the operation itself is fetched before others are known.
    const first = together && named === 1 ? 1 : 0;
    const rest = reads(expected - first);
    return { lists: rest.lists, fetches: rest.fetches + first };
  }
  if (readTogether === undefined) return { lists: 0, fetches: expected };
  if (readTogether === 'when-one-page') return { lists: 0, fetches: 0 };
  return reads(Math.max(0, expected - listed.rows * parents));
}

function leastReads({ resource, listed, prefetched, records }: RecordGroup): {
  lists: number;
  fetches: number;
} {
  const certain = sum(records.values()).min;
  if (resource.readTogether === undefined) return { lists: 0, fetches: certain };
  // The loader waits for a list in flight, which may contain all of them.
  if (listed !== null) return { lists: 0, fetches: 0 };
  if (prefetched.min > 0) return { lists: prefetched.min, fetches: 0 };
  if (certain < 2) return { lists: 0, fetches: certain };
  return resource.readTogether === 'always' ? { lists: 1, fetches: 0 } : { lists: 0, fetches: 1 };
}

/**
 * Predicts the reads of the loaders (`batchByList`): they read records by their list where that saves calls, and fetch the
 * remaining ones. Of records that others refer to, at most the typical size of their list are expected. `isSinglePage`:
 * whether the list is known to fit one page.
 */
export function countRecordReads(group: RecordGroup, isSinglePage: boolean): RecordReadCounts {
  const { resource, parent, records } = group;
  const reached = sum(records.values());
  const parents = parent ? lesser(parent.total, reached) : ONE;
  const named = [...records].filter(([level, count]) => level.sid !== null && count.expected > 0).length;
  const usual = resource.typicalSize === undefined ? Infinity : resource.typicalSize * parents.expected;
  const expected = expectedReads(
    group,
    isSinglePage,
    named,
    Math.min(reached.expected, Math.max(named, usual)),
    parents.expected,
  );
  const least = leastReads(group);
  const mayList = resource.readTogether !== undefined && reached.max > 1;
  return {
    lists: { min: least.lists, expected: expected.lists, max: (mayList ? parents : NONE).max },
    fetches: { min: least.fetches, expected: expected.fetches, max: reached.max },
  };
}
