import { pageQuery, type PageRequest } from '../../twilio/page.ts';
import type { Resource, SidPath } from '../../twilio/resource.ts';
import { type Count, greater, NONE, ONE, plus, sum, times } from './count.ts';
import { type Call, type Level, sidPathOf } from './levels.ts';
import { countRecordReads, type RecordGroup } from './record-reads.ts';

/** The maximum number of fields that are listed at one call. An operation may have thousands. */
export const MAX_FIELDS = 20;

const newCall = (method: Call['method'], path: string, via: Call['via'], under: Level | null): Call => ({
  method,
  path,
  times: NONE,
  fields: new Set(),
  via,
  under,
});

function getOrSet<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = create();
  map.set(key, value);
  return value;
}

function nameField({ fields }: Call, field: string): void {
  if (fields.size < MAX_FIELDS) fields.add(field);
}

/** The pages that a list field reads of its list. */
export interface ListPages {
  /** Differs for fields whose pages differ after the first one. */
  readonly key: string;
  readonly first: PageRequest;
  readonly fromStart: boolean;
  /** Whether they are read from the start of the list and all as large as possible, so that such reads share all pages. */
  readonly areWhole: boolean;
  /** The call or the records whose answer is needed first; by default what names the parents. */
  readonly via?: Call | Level | null;
}

/** Those pages: under how many parents, and how many under each. */
interface PageReads {
  readonly parents: Count;
  readonly pages: Count;
  readonly areWhole: boolean;
}

/** The call of a list, with all reads of it that share their first page. */
interface ListReads {
  readonly call: Call;
  readonly reads: Map<string, PageReads>;
}

/** A group of records with the calls that read it: its list, and one fetch for each record. */
interface RecordReads extends RecordGroup {
  readonly records: Map<Level, Count>;
  prefetched: Count;
  listed: { rows: number } | null;
  readonly lists: Call;
  readonly fetches: Call;
}

export type IsSinglePageList = (resource: Resource, parent: SidPath) => boolean;

/** Of reads of whole pages under the same parents one reads the pages of all others. */
function withoutShared(reads: readonly PageReads[]): readonly PageReads[] {
  const longest = new Map<string, PageReads>();
  const others: PageReads[] = [];
  for (const read of reads) {
    if (!read.areWhole) {
      others.push(read);
      continue;
    }
    const { min, expected, max } = read.parents;
    const key = `${min} ${expected} ${max}`;
    const pages = greater(longest.get(key)?.pages ?? NONE, read.pages);
    longest.set(key, { ...read, pages });
  }
  return [...longest.values(), ...others];
}

/** Reads that begin with the same page share that page. Most read their further pages themselves. */
function timesOf(reads: readonly PageReads[]): Count {
  const first = reads.map(({ parents }) => parents).reduce(greater, NONE);
  const more = withoutShared(reads).map(({ parents, pages }) =>
    times(parents, { min: pages.min - 1, expected: pages.expected - 1, max: pages.max - 1 }),
  );
  return plus(first, sum(more));
}

/** The REST calls that an operation may make: each once, for any number of fields that need it. */
export class PlannedCalls {
  readonly #lists = new Map<string, ListReads>();
  readonly #records = new Map<string, RecordReads>();
  readonly #readsOfLevel = new Map<Level, RecordReads>();
  readonly #others = new Map<string, Call>();
  readonly #isSinglePageList: IsSinglePageList;

  constructor(isSinglePageList: IsSinglePageList) {
    this.#isSinglePageList = isSinglePageList;
  }

  /** Adds pages of a list under so many parents. Those that begin with the same page share its call. */
  addList(
    resource: Resource,
    parent: Level | null,
    pages: ListPages,
    parents: Count,
    counts: { readonly pages: Count; readonly rows: Count },
    field: string,
  ): Call {
    const key = `${resource.type} ${parent?.id ?? ''}?${pageQuery(pages.first)}`;
    const via = pages.via === undefined ? (parent?.via ?? null) : pages.via;
    const list = getOrSet(this.#lists, key, () => ({
      call: newCall('GET', resource.endpoints.list, via, parent),
      reads: new Map<string, PageReads>(),
    }));
    if (pages.via === undefined) list.call.via = via;
    nameField(list.call, field);
    const before = list.reads.get(pages.key)?.parents ?? NONE;
    const { areWhole } = pages;
    list.reads.set(pages.key, { parents: greater(before, parents), pages: counts.pages, areWhole });
    const records = this.#recordsOf(resource, parent);
    records.listed ??= { rows: 0 };
    if (pages.fromStart) records.listed.rows = Math.max(records.listed.rows, counts.rows.expected);
    return list.call;
  }

  /** Adds the prefetch of a list, under so many parents, to whose records other rows will refer. */
  addReferencedList(resource: Resource, parent: Level, parents: Count): void {
    const records = this.#recordsOf(resource, parent);
    records.prefetched = greater(records.prefetched, parents);
    records.lists.via = parent.via;
  }

  /** Adds reads of so many records of a level. */
  addRecords(resource: Resource, level: Level, reached: Count, fields: readonly string[]): void {
    const reads = this.#recordsOf(resource, level.parent);
    const { records, prefetched, lists, fetches } = reads;
    if (records.size === 0) {
      if (prefetched.max === 0) lists.via = level.via;
      fetches.via = level.via;
    }
    records.set(level, greater(records.get(level) ?? NONE, reached));
    this.#readsOfLevel.set(level, reads);
    for (const field of fields) {
      nameField(lists, field);
      nameField(fetches, field);
    }
  }

  /** Marks the records of a level as part of the reads of another one. */
  readWith(level: Level, other: Level): void {
    const reads = this.#readsOfLevel.get(other);
    if (reads) this.#readsOfLevel.set(level, reads);
  }

  /** Adds a read by unique name under that parent. */
  addNamed(resource: Resource, parent: Level | null, uniqueName: string, field: string): Call {
    const key = `${resource.type} ${parent?.id ?? ''}/${uniqueName}`;
    const call = getOrSet(this.#others, key, () => newCall('GET', resource.endpoints.name, null, parent));
    call.times = ONE;
    nameField(call, field);
    return call;
  }

  /** Adds a write of that root field. It is not made when its input is wrong, or when the call before it fails. */
  addWrite(
    resource: Resource,
    operation: 'create' | 'update' | 'remove',
    { under, via = null, writes = 1 }: { under: Level | null; via?: Call | null; writes?: number },
    field: string,
  ): Call {
    const method = operation === 'remove' ? 'DELETE' : 'POST';
    const path = operation === 'create' ? resource.endpoints.list : resource.endpoints.record;
    const call = newCall(method, path, via, under);
    call.times = { min: 0, expected: writes, max: writes };
    nameField(call, field);
    this.#others.set(`write ${field} ${path} ${under?.id ?? ''}`, call);
    return call;
  }

  /** All calls that were added, with how often each is made. */
  sum(): readonly Call[] {
    for (const { call, reads } of this.#lists.values()) call.times = timesOf([...reads.values()]);
    for (const reads of this.#records.values()) {
      const parent = sidPathOf(reads.parent);
      const isSinglePage =
        reads.resource.readTogether === 'when-one-page' &&
        parent !== null &&
        this.#isSinglePageList(reads.resource, parent);
      const { lists, fetches } = countRecordReads(reads, isSinglePage);
      reads.lists.times = lists;
      reads.fetches.times = fetches;
    }
    return [
      ...[...this.#lists.values()].map(({ call }) => call),
      ...[...this.#records.values()].flatMap(({ lists, fetches }) => [lists, fetches]),
      ...this.#others.values(),
    ].filter((call) => call.times.max > 0);
  }

  /** The call whose answer contains the records of a level; known after `sum`. */
  sourceOf(level: Level): Call | null {
    const reads = this.#readsOfLevel.get(level);
    if (!reads) return null;
    return reads.lists.times.expected > 0 ? reads.lists : reads.fetches;
  }

  #recordsOf(resource: Resource, parent: Level | null): RecordReads {
    return getOrSet(this.#records, `${resource.type} ${parent?.id ?? ''}`, () => ({
      resource,
      parent,
      records: new Map<Level, Count>(),
      prefetched: NONE,
      lists: newCall('GET', resource.endpoints.list, null, parent),
      fetches: newCall('GET', resource.endpoints.record, null, parent),
      listed: null,
    }));
  }
}
