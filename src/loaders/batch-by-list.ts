import type { Page } from '../twilio/page.ts';
import {
  type Fetchable,
  type Listable,
  type ModelOf,
  type Resource,
  sidOf,
  type SidPath,
} from '../twilio/resource.ts';
import type { SeenRows } from './row-cache.ts';
import type { ShortLists } from './single-page-lists.ts';

type AnyModel = ModelOf<Resource>;
type AnyPage = Page<AnyModel>;

/** How records of one parent are read; the parts are those of the loaders. */
export interface SiblingReads {
  readonly fetch: (resource: Fetchable, path: SidPath) => Promise<AnyModel | null>;
  /** The first page of the list, as large as can be. */
  readonly firstPage: (resource: Listable, parent: SidPath) => Promise<AnyPage | null>;
  /** Whether that page was asked for in this operation already; then it costs nothing more. */
  readonly hasFirstPage: (resource: Resource, parent: SidPath) => boolean;
  readonly pagesInFlight: (resource: Resource, parent: SidPath) => readonly Promise<AnyPage | null>[];
  readonly seen: SeenRows;
  readonly shortLists: ShortLists;
}

/** Stands in the place of a SID for records that are expected to be wanted soon, and are not known yet. */
export const EXPECTED = '';

type Result = AnyModel | null | Error;

const toError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)));
const isListable = (resource: Resource): resource is Listable => resource.operations.list === true;

/** One value or one Error for each promise, in order: a failing one never harms its neighbours. */
export async function settleEach<T>(promises: readonly Promise<T>[]): Promise<(T | Error)[]> {
  const results = await Promise.allSettled(promises);
  return results.map((result) => (result.status === 'fulfilled' ? result.value : toError(result.reason)));
}

/** What a list read tells of the records that are wanted. */
interface Told {
  readonly found: Map<string, AnyModel>;
  /** The result of every record that was not found, if it is settled by now. */
  readonly rest: null | Error | undefined;
}

function readPages(resource: Resource, pages: readonly (AnyPage | null | Error)[]): Told {
  const found = new Map<string, AnyModel>();
  let rest: Told['rest'];
  for (const page of pages) {
    if (page === null) rest = null;
    // No storm of point reads on an upstream that just failed their list.
    else if (page instanceof Error) rest = rest === null ? null : page;
    else for (const row of page.rows) found.set(sidOf(resource, row), row);
  }
  return { found, rest };
}

/**
 * Whether one list read is worth more than point reads: Twilio has no batch endpoint, but its lists may be short. A list
 * that was seen as a whole cannot bring what it lacked.
 */
function isWorthListing(resource: Resource, parent: SidPath, { seen, shortLists }: SiblingReads): boolean {
  if (seen.isWhole(resource, parent)) return false;
  if (resource.readTogether === 'always') return true;
  return resource.readTogether === 'when-one-page' && shortLists.has(resource, parent);
}

/**
 * Reads several records of one parent: out of its lists that are in flight already; then, where that is worth it, out of
 * one list read for all of them; then one by one what the lists lack. Records that are only expected are null, and their
 * list is read where none is in flight.
 */
export async function readSiblings(
  resource: Fetchable,
  parent: SidPath,
  sids: readonly string[],
  reads: SiblingReads,
): Promise<Result[]> {
  const results = new Map<string, Result>();
  const missing = () => sids.filter((sid) => sid !== EXPECTED && !results.has(sid));
  const take = ({ found, rest }: Told) => {
    for (const sid of missing()) {
      const result = found.get(sid) ?? rest;
      if (result !== undefined) results.set(sid, result);
    }
  };
  const inFlight = reads.pagesInFlight(resource, parent);
  take(readPages(resource, await settleEach(inFlight)));
  const isListWanted = () =>
    missing().length > (reads.hasFirstPage(resource, parent) ? 0 : 1) ||
    (sids.includes(EXPECTED) && inFlight.length === 0);
  if (isListWanted() && isListable(resource) && isWorthListing(resource, parent, reads)) {
    take(readPages(resource, await settleEach([reads.firstPage(resource, parent)])));
  }
  const rest = missing();
  const fetched = await settleEach(rest.map((sid) => reads.fetch(resource, [...parent, sid])));
  rest.forEach((sid, index) => results.set(sid, fetched[index] ?? null));
  return sids.map((sid) => results.get(sid) ?? null);
}
