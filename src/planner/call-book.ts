import { pageQuery, type PageRequest } from '../twilio/page.ts';
import type { Resource, SidPath } from '../twilio/resource.ts';
import { type Count, greater, LIKELY, NONE, ONE, plus, sum, times } from './count.ts';
import { type Level, sidPathOf } from './levels.ts';
import { readRecords } from './record-reads.ts';

/** One REST call that an operation may make, or a group of like calls. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The path template: `/v1/Services/{ServiceSid}/Sessions`. */
  readonly path: string;
  times: Count;
  /** Fields of the operation that need it, by their response keys: `proxyService.sessions`. */
  readonly fields: Set<string>;
  /** The call or the records without whose answer it cannot be made. */
  via: Call | Level | null;
  /** The level right under which it reads or writes; null for the account. */
  readonly under: Level | null;
}

/** Fields that are named at one call; an operation may ask for thousands. */
export const MAX_FIELDS = 20;

function nameField({ fields }: Call, field: string): void {
  if (fields.size < MAX_FIELDS) fields.add(field);
}

/** A slice of a list as it is asked for. */
export interface ListSlice {
  /** Tells it from other slices that begin with the same page. */
  readonly key: string;
  readonly first: PageRequest;
  readonly fromStart: boolean;
  /** What has to be answered before; by default what names the parents. */
  readonly via?: Call | Level | null;
}

/** A slice of a list: of how many parents, and how many pages of each. */
interface SliceReads {
  readonly reached: Count;
  readonly pages: Count;
}

/** A list with all slices of it that begin with the same page. */
interface ListReads {
  readonly call: Call;
  readonly slices: Map<string, SliceReads>;
}

/** Records that are wanted one by one. */
interface Wishes {
  readonly resource: Resource;
  readonly parent: Level | null;
  readonly records: Map<Level, Count>;
  /** For how many parents their list is read before they are named. */
  early: Count;
  readonly lists: Call;
  readonly fetches: Call;
  /** How many rows from its start the operation reads of their list anyway; null when it reads nothing of it. */
  listed: { rows: number } | null;
}

export type IsShortList = (resource: Resource, parent: SidPath) => boolean;

/** Slices that begin with the same page share that page; what follows is read for each of them. */
function timesOf(slices: readonly SliceReads[]): Count {
  const first = slices.map(({ reached }) => reached).reduce(greater, NONE);
  const more = slices.map(({ reached, pages }) =>
    times(reached, { min: pages.min - 1, expected: pages.expected - 1, max: pages.max - 1 }),
  );
  return plus(first, sum(more));
}

/** The REST calls that an operation may make, each noted once, however many fields need it. */
export class CallBook {
  readonly #lists = new Map<string, ListReads>();
  readonly #wishes = new Map<string, Wishes>();
  readonly #wishesOfLevel = new Map<Level, Wishes>();
  readonly #others = new Map<string, Call>();
  readonly #isShortList: IsShortList;

  constructor(isShortList: IsShortList) {
    this.#isShortList = isShortList;
  }

  /** How many different reads and writes are noted. */
  get size(): number {
    return this.#lists.size + this.#wishes.size + this.#others.size;
  }

  /** Notes a slice of a list under so many parents. Slices that begin with the same page share its call. */
  list(
    resource: Resource,
    parent: Level | null,
    slice: ListSlice,
    reached: Count,
    counts: { readonly pages: Count; readonly rows: Count },
    field: string,
  ): Call {
    const key = `${resource.type} ${parent?.id ?? ''}?${pageQuery(slice.first)}`;
    const via = slice.via === undefined ? (parent?.via ?? null) : slice.via;
    const known = this.#lists.get(key) ?? {
      call: this.#call('GET', resource.endpoints.list, via, parent),
      slices: new Map<string, SliceReads>(),
    };
    this.#lists.set(key, known);
    if (slice.via === undefined) known.call.via = via;
    nameField(known.call, field);
    const before = known.slices.get(slice.key)?.reached ?? NONE;
    known.slices.set(slice.key, { reached: greater(before, reached), pages: counts.pages });
    const wishes = this.#wishesOf(resource, parent);
    wishes.listed ??= { rows: 0 };
    if (slice.fromStart) wishes.listed.rows = Math.max(wishes.listed.rows, counts.rows.expected);
    return known.call;
  }

  /** Notes that the list of records that others will name is read at once, under so many parents. */
  early(resource: Resource, parent: Level, reached: Count): void {
    const wishes = this.#wishesOf(resource, parent);
    wishes.early = greater(wishes.early, reached);
    wishes.lists.via = parent.via;
  }

  /** Notes that the records of a level are wanted. */
  record(resource: Resource, level: Level, reached: Count, fields: readonly string[]): void {
    const wishes = this.#wishesOf(resource, level.parent);
    if (wishes.records.size === 0) {
      if (wishes.early.max === 0) wishes.lists.via = level.via;
      wishes.fetches.via = level.via;
    }
    wishes.records.set(level, greater(wishes.records.get(level) ?? NONE, reached));
    this.#wishesOfLevel.set(level, wishes);
    for (const field of fields) {
      nameField(wishes.lists, field);
      nameField(wishes.fetches, field);
    }
  }

  /** Notes that the records of a level come with the reads of another one. */
  bring(level: Level, other: Level): void {
    const wishes = this.#wishesOfLevel.get(other);
    if (wishes) this.#wishesOfLevel.set(level, wishes);
  }

  /** Notes a read by unique name under that parent. */
  named(resource: Resource, parent: Level | null, uniqueName: string, field: string): Call {
    const key = `${resource.type} ${parent?.id ?? ''}/${uniqueName}`;
    const known = this.#others.get(key);
    const call = known ?? this.#call('GET', resource.endpoints.name, null, parent);
    call.times = ONE;
    nameField(call, field);
    this.#others.set(key, call);
    return call;
  }

  /** Notes a write of that root field; it is not made when its input is wrong. */
  write(
    resource: Resource,
    operation: 'create' | 'update' | 'remove',
    under: Level | null,
    field: string,
  ): Call {
    const method = operation === 'remove' ? 'DELETE' : 'POST';
    const path = operation === 'create' ? resource.endpoints.list : resource.endpoints.record;
    const call = this.#call(method, path, null, under);
    call.times = LIKELY;
    nameField(call, field);
    this.#others.set(`write ${field}`, call);
    return call;
  }

  /** Everything that was noted, with how often it will be made. */
  calls(): readonly Call[] {
    for (const { call, slices } of this.#lists.values()) call.times = timesOf([...slices.values()]);
    for (const wishes of this.#wishes.values()) {
      const parent = sidPathOf(wishes.parent);
      const { lists, fetches } = readRecords({
        ...wishes,
        records: [...wishes.records].map(([level, count]) => ({ level, count })),
        isShort:
          wishes.resource.readTogether === 'when-one-page' &&
          parent !== null &&
          this.#isShortList(wishes.resource, parent),
      });
      wishes.lists.times = lists;
      wishes.fetches.times = fetches;
    }
    return [
      ...[...this.#lists.values()].map(({ call }) => call),
      ...[...this.#wishes.values()].flatMap(({ lists, fetches }) => [lists, fetches]),
      ...this.#others.values(),
    ].filter((call) => call.times.max > 0);
  }

  /** The call whose answer brings the records of a level; to be asked when all is noted. */
  bringerOf(level: Level): Call | null {
    const wishes = this.#wishesOfLevel.get(level);
    if (!wishes) return null;
    return wishes.lists.times.expected > 0 ? wishes.lists : wishes.fetches;
  }

  #call(method: Call['method'], path: string, via: Call['via'], under: Level | null): Call {
    return { method, path, times: NONE, fields: new Set(), via, under };
  }

  #wishesOf(resource: Resource, parent: Level | null): Wishes {
    const key = `${resource.type} ${parent?.id ?? ''}`;
    const known = this.#wishes.get(key);
    if (known) return known;
    const wishes: Wishes = {
      resource,
      parent,
      records: new Map(),
      early: NONE,
      lists: this.#call('GET', resource.endpoints.list, null, parent),
      fetches: this.#call('GET', resource.endpoints.record, null, parent),
      listed: null,
    };
    this.#wishes.set(key, wishes);
    return wishes;
  }
}
