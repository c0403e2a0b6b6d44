import type { Resource } from '../twilio/resource.ts';
import { type Count, lesser, NONE, ONE, sum } from './count.ts';
import type { Level } from './levels.ts';

/** Records of one resource under one parent that an operation wants, beside what its lists bring. */
export interface Wanted {
  readonly resource: Resource;
  readonly parent: Level | null;
  /** Each level once, with how many of its records are reached. */
  readonly records: readonly { readonly level: Level; readonly count: Count }[];
  /** The lists of that parent that the operation reads anyway: how many rows from their start; null when there are none. */
  readonly listed: { readonly rows: number } | null;
  /** For how many parents the list is read at once, before its records are named. */
  readonly early: Count;
  /** Whether the list is known to fit one page. */
  readonly isShort: boolean;
}

/** How those records are read. */
export interface RecordReads {
  readonly lists: Count;
  readonly fetches: Count;
}

function readExpected(wanted: Wanted, named: number, expected: number, parents: number) {
  const { readTogether } = wanted.resource;
  const { listed, early, isShort } = wanted;
  const together = readTogether === 'always' || (readTogether === 'when-one-page' && isShort);
  const reads = (missing: number) =>
    together && missing >= 2 * parents ? { lists: parents, fetches: 0 } : { lists: 0, fetches: missing };
  if (listed === null && early.expected > 0) return { lists: early.expected, fetches: 0 };
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

function readAtLeast({ resource, listed, early, records }: Wanted): { lists: number; fetches: number } {
  const certain = records.reduce((total, { count }) => total + count.min, 0);
  if (resource.readTogether === undefined) return { lists: 0, fetches: certain };
  // A list in flight is awaited, and may bring all of them.
  if (listed !== null) return { lists: 0, fetches: 0 };
  if (early.min > 0) return { lists: early.min, fetches: 0 };
  if (certain < 2) return { lists: 0, fetches: certain };
  return resource.readTogether === 'always' ? { lists: 1, fetches: 0 } : { lists: 0, fetches: 1 };
}

/**
 * Foresees what the loaders will do: out of a list where that is worth it, one by one what the list lacks. Of records
 * that others refer to no more than the typical size of a list are expected.
 */
export function readRecords(wanted: Wanted): RecordReads {
  const { resource, parent, records } = wanted;
  const reached = sum(records.map(({ count }) => count));
  const parents = parent ? lesser(parent.total, reached) : ONE;
  const named = records.filter(({ level, count }) => level.sid !== null && count.expected > 0).length;
  const usual = resource.typicalSize === undefined ? Infinity : resource.typicalSize * parents.expected;
  const expected = readExpected(
    wanted,
    named,
    Math.min(reached.expected, Math.max(named, usual)),
    parents.expected,
  );
  const least = readAtLeast(wanted);
  const mayList = resource.readTogether !== undefined && reached.max > 1;
  return {
    lists: { min: least.lists, expected: expected.lists, max: (mayList ? parents : NONE).max },
    fetches: { min: least.fetches, expected: expected.fetches, max: reached.max },
  };
}
