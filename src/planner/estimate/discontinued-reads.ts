import type { Resource } from '../../twilio/resource.ts';
import { atMost, type Count, lesser, ONE, type PageLimits } from './count.ts';
import { type Call, chainOf, type Level, type Levels } from './levels.ts';
import type { ListPages, PlannedCalls } from './planned-calls.ts';

/** The state of one estimate: its calls and levels, and its options. */
export interface EstimateState extends PageLimits {
  readonly levels: Levels;
  readonly calls: PlannedCalls;
  /** Whether Twilio is known to have discontinued the reads of that resource. */
  readonly isDiscontinued: (resource: Resource) => boolean;
  /** Separates the reads of root fields that share nothing. */
  readonly scope: string;
}

/** Pages of a list that are read under so many parents. */
export interface ListRead {
  readonly resource: Resource;
  readonly parent: Level | null;
  readonly pages: ListPages;
  readonly parents: Count;
  readonly counts: { readonly pages: Count; readonly rows: Count };
  /** The field that needs it. */
  readonly field: string;
}

/** The resource whose list has the same records where Twilio has discontinued the reads of this one. */
const fallbackOf = ({ discontinued }: Resource): Resource | undefined => discontinued?.fallback?.resource;

/**
 * Adds the calls of a list. Where Twilio has discontinued it, or may have, these include the fetch of its parent and the
 * fallback list. Those of a list that is not known to be discontinued count for `max` only. Returns the call that returns the
 * rows.
 */
export function addListRead(state: EstimateState, list: ListRead): Call {
  const { calls, isDiscontinued } = state;
  const { resource, parent, pages, parents, counts, field } = list;
  const addOwn = () => calls.addList(resource, parent, pages, parents, counts, field);
  if (!resource.discontinued || !parent) return addOwn();
  const fallback = fallbackOf(resource);
  const own = fallback && isDiscontinued(resource) ? null : addOwn();
  const due = own ? atMost(parents) : parents;
  // Parents that come from a list exist. So do the parents of later pages.
  if (resource.parent && !parent.known) {
    calls.addRecords(resource.parent, parent, pages.first.pageToken ? atMost(due) : due, [field]);
  }
  if (!fallback) return own ?? addOwn();
  const other = addFallback(state, { ...list, parents: due }, fallback, own);
  return own ?? other;
}

/** Adds the fallback list. Several parents share its pages. */
function addFallback(
  { calls, pageSizeMax, maxCalls }: EstimateState,
  { parent, pages, parents: reached, counts, field }: ListRead,
  resource: Resource,
  after: Call | null,
): Call {
  const above = chainOf(parent)[resource.lineage.length - 2] ?? null;
  const parents = above ? lesser(above.total, reached) : ONE;
  const { min, expected } = counts.pages;
  // Few of its rows may be wanted. Only the budget bounds how many pages are read in all.
  const max = Math.max(expected, Math.ceil(maxCalls / Math.max(1, parents.max)));
  const fallback = {
    key: `fallback ${pages.key}`,
    first: { ...pages.first, pageSize: pageSizeMax },
    fromStart: false,
    areWhole: false,
    via: after ?? parent?.via ?? null,
  };
  return calls.addList(
    resource,
    above,
    fallback,
    parents,
    { ...counts, pages: { min, expected, max } },
    field,
  );
}

/** Adds the reads of records by their SIDs. Where Twilio has discontinued them, or may have, that is a read of the fallback. */
export function addRecordReads(
  { calls, levels, scope, isDiscontinued }: EstimateState,
  resource: Resource,
  level: Level,
  reached: Count,
  fields: readonly string[],
): void {
  const fallback = fallbackOf(resource);
  const isKnown = fallback !== undefined && isDiscontinued(resource);
  if (!isKnown) calls.addRecords(resource, level, reached, fields);
  if (!fallback) return;
  const above = chainOf(level)[fallback.lineage.length - 2] ?? null;
  const other = levels.sameSids(level, above, scope);
  calls.addRecords(fallback, other, isKnown ? reached : atMost(reached), fields);
  if (isKnown) calls.readWith(level, other);
}
