import type { Page } from '../twilio/page.ts';
import type { ModelOf, Resource } from '../twilio/resource.ts';

type AnyModel = ModelOf<Resource>;
type AnyPage = Page<AnyModel>;

/** A key in place of SIDs that are not known yet: several records of the list are expected to be requested. */
export const EXPECTED = '';

/** A list and its records, as `ListLoader` has them. */
export interface BatchedList {
  readonly resource: Resource;
  /** The records that are known, by SID. Pages add theirs before their promises resolve. */
  readonly rows: ReadonlyMap<string, AnyModel>;
  /** Whether all rows of the list are known. */
  readonly isComplete: boolean;
  /** Whether the list fitted one page when it was last read. */
  readonly fitsOnePage: boolean;
  /** Whether the largest first page is read or in flight, so that it costs no further call. */
  readonly hasLargestPage: boolean;
  readonly pagesInFlight: ReadonlySet<Promise<AnyPage | null>>;
  /** Reads the first page, as large as Twilio allows. */
  readLargestPage(): Promise<AnyPage | null>;
  /** Reads one record by its SID; null when it does not exist. */
  fetch(sid: string): Promise<AnyModel | null>;
}

const toError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)));

/** One value or one Error for each promise, in order. A rejected one does not affect the others. */
async function settleEach<T>(promises: Iterable<Promise<T>>): Promise<(T | Error)[]> {
  const results = await Promise.allSettled(promises);
  return results.map((result) => (result.status === 'fulfilled' ? result.value : toError(result.reason)));
}

/**
 * Waits for pages. Returns the result of the records that are not in them: null when the parent does not exist; the error
 * of a page, because point reads would add load to an upstream that has just failed; else undefined.
 */
async function settlePages(pages: Iterable<Promise<AnyPage | null>>): Promise<null | Error | undefined> {
  const results = await settleEach(pages);
  return results.includes(null) ? null : results.find((result) => result instanceof Error);
}

/**
 * Whether one list read is better than point reads: Twilio has no batch endpoint, but its lists may be short. A complete
 * list has no further records.
 */
function isWorthReading({ resource, isComplete, fitsOnePage }: BatchedList): boolean {
  if (isComplete || resource.operations.list !== true) return false;
  return resource.readTogether === 'always' || (resource.readTogether === 'when-one-page' && fitsOnePage);
}

/**
 * Reads several records of one list, as the batch function of a DataLoader: from its pages in flight; then by one list read,
 * where that saves calls; then the remaining ones by point reads. `EXPECTED` results in null, and in a list read when no page
 * is in flight.
 */
export async function batchByList(
  list: BatchedList,
  sids: readonly string[],
): Promise<(AnyModel | null | Error)[]> {
  const missing = () => sids.filter((sid) => sid !== EXPECTED && !list.rows.has(sid));
  const isInFlight = list.pagesInFlight.size > 0;
  let absent = isInFlight ? await settlePages(list.pagesInFlight) : undefined;
  if (absent === undefined && isWorthReading(list)) {
    const isExpected = !isInFlight && sids.includes(EXPECTED);
    const isWanted = missing().length > (list.hasLargestPage ? 0 : 1);
    if (isExpected || isWanted) absent = await settlePages([list.readLargestPage()]);
  }
  const fetched = new Map<string, AnyModel | null | Error>();
  if (absent === undefined) {
    const rest = missing();
    const results = rest.length === 0 ? [] : await settleEach(rest.map((sid) => list.fetch(sid)));
    rest.forEach((sid, index) => fetched.set(sid, results[index] ?? null));
  }
  return sids.map((sid) => list.rows.get(sid) ?? fetched.get(sid) ?? absent ?? null);
}
