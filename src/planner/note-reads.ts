import type { Resource } from '../twilio/resource.ts';
import type { Call, ListSlice } from './call-book.ts';
import { atMost, type Count, lesser, ONE } from './count.ts';
import { chainOf, type Level } from './levels.ts';
import type { VisitorOptions } from './plan.ts';

/** A slice of a list that is read under so many parents. */
export interface NotedList {
  readonly resource: Resource;
  readonly parent: Level | null;
  readonly slice: ListSlice;
  readonly reached: Count;
  readonly counts: { readonly pages: Count; readonly rows: Count };
  /** The field that needs it. */
  readonly field: string;
}

/**
 * Notes the reads of a list: its own; and where Twilio has retired it, or may have, the proof that its parent exists and the
 * list in its place. Those of a list that is not known to be retired count for `max` only. Returns the call that brings
 * the rows.
 */
export function noteList(options: VisitorOptions, list: NotedList): Call {
  const { book, isDiscontinued } = options;
  const { resource, parent, slice, reached, counts, field } = list;
  const { discontinued } = resource;
  if (!discontinued || !parent) return book.list(resource, parent, slice, reached, counts, field);
  const instead = discontinued.fallback?.resource;
  const own =
    instead && isDiscontinued(resource) ? null : book.list(resource, parent, slice, reached, counts, field);
  const due = own ? atMost(reached) : reached;
  // A parent that a list brought needs no proof, and a later page none of any parent.
  if (resource.parent && !parent.known) {
    book.record(resource.parent, parent, slice.first.pageToken ? atMost(due) : due, [field]);
  }
  if (!instead) return own ?? book.list(resource, parent, slice, reached, counts, field);
  const other = noteInstead(options, { ...list, reached: due }, instead, own);
  return own ?? other;
}

/** Notes the list that stands in the place of a retired one. Those of several parents share its pages. */
function noteInstead(
  { book, pageSizeMax, maxCalls }: VisitorOptions,
  { parent, slice, reached, counts, field }: NotedList,
  resource: Resource,
  after: Call | null,
): Call {
  const above = chainOf(parent)[resource.lineage.length - 2] ?? null;
  const parents = above ? lesser(above.total, reached) : ONE;
  const { min, expected } = counts.pages;
  // Its rows may be few among many others; the budget is the only bound of how many pages are read in all.
  const max = Math.max(expected, Math.ceil(maxCalls / Math.max(1, parents.max)));
  const instead = {
    key: `instead ${slice.key}`,
    first: { ...slice.first, pageSize: pageSizeMax },
    fromStart: false,
    via: after ?? parent?.via ?? null,
  };
  return book.list(resource, above, instead, parents, { ...counts, pages: { min, expected, max } }, field);
}

/** Notes the read of a record by its SID; where Twilio has retired it, or may have, that of the same record elsewhere. */
export function noteRecord(
  { book, levels, scope, isDiscontinued }: VisitorOptions,
  resource: Resource,
  level: Level,
  reached: Count,
  fields: readonly string[],
): void {
  const instead = resource.discontinued?.fallback?.resource;
  const isKnown = instead !== undefined && isDiscontinued(resource);
  if (!isKnown) book.record(resource, level, reached, fields);
  if (!instead) return;
  const above = chainOf(level)[instead.lineage.length - 2] ?? null;
  const other = levels.again(level, above, scope);
  book.record(instead, other, isKnown ? reached : atMost(reached), fields);
  if (isKnown) book.bring(level, other);
}
