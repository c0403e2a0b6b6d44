import { ALL_ROWS, rowsToRead } from '../../pagination/arguments.ts';
import type { Resource, SidPath } from '../../twilio/resource.ts';
import { type Count, greater, isWithin, lesser, LIKELY, NONE, ONE, pagesOf, rowsOf, times } from './count.ts';
import type { FollowUp, RequiresOf, Target } from '../define-field.ts';
import { addListRead, addRecordReads, type EstimateState } from './discontinued-reads.ts';
import { type Call, chainOf, type Level, sidPathOf } from './levels.ts';
import type { FieldRequirement, ListRequirement, Requirement } from '../requirement.ts';

export interface PlanOptions extends EstimateState {
  /** Whether wrong arguments of a list are thrown. Otherwise nothing is read for it, and its field has the error. */
  readonly refusesWrongLists: boolean;
}

/** Records of one resource that the operation reaches, and how many of them. */
export interface ReachedRecords {
  readonly resource: Resource;
  readonly level: Level;
  readonly reached: Count;
}

/** An operation with more levels is planned only in part. Each level has its own reads. */
const MAX_LEVELS = 10_000;

/** A write at the root, and the requirement of its payload. */
export type WriteRequirement = FieldRequirement<RequiresOf<'write'>>;

/** A subscription at the root, and the requirement of its events. */
export type EventRequirement = FieldRequirement<RequiresOf<'event'>>;

/**
 * Adds the calls of a root field: goes through its requirement as the resolvers do. Fields are named by their response keys:
 * `proxyService.sessions`.
 */
export class Planner {
  readonly #options: PlanOptions;
  /** How many records of a level have reached a requirement so far. */
  readonly #reached = new Map<Requirement, Map<Level, Count>>();
  /** The lists that writes read: by what they are under, with the level of their rows. */
  readonly #listed = new Map<Level, { readonly resource: Resource; readonly rows: Level }>();

  constructor(options: PlanOptions) {
    this.#options = options;
  }

  /** Whether the plan is incomplete, because the operation has too many levels. */
  get isPartial(): boolean {
    return this.#options.levels.size > MAX_LEVELS;
  }

  /** Adds the records that a root field looks up. They may not exist. */
  addTargets(targets: readonly Target[], field: FieldRequirement): void {
    const { levels, calls, scope } = this.#options;
    const name = field.responseKey;
    for (const target of targets) {
      const { resource, typeName } = target;
      const requirement = typeName === undefined ? field.below : field.belowOn(typeName);
      if (!requirement) continue;
      if ('path' in target) {
        const level = levels.literal(target.path, scope, { known: false, via: null });
        if (level) this.#addRecords({ resource, level, reached: ONE }, requirement, name, true);
      } else {
        const parent = levels.literal(target.parent, scope, { known: false, via: null });
        const via = calls.addNamed(resource, parent, target.uniqueName, name);
        const rest = { sid: null, total: LIKELY, known: true, via };
        const level = levels.child(parent, `${resource.type}/${target.uniqueName}`, rest);
        this.#addRecords({ resource, level, reached: LIKELY }, requirement, name, false);
      }
    }
  }

  /** Adds a list at the root. */
  addRootList(list: ListRequirement): void {
    if (this.#isReadable(list, [])) this.#addList(list, null, ONE, list.responseKey);
  }

  /** Adds the writes of a root field and what is selected of its payload. Throws BAD_USER_INPUT for a malformed id. */
  addWrite(field: WriteRequirement, input: Readonly<Record<string, unknown>>): void {
    for (const path of field.requires.pathsOf(input as never)) this.#addWriteAt(path, field, input);
  }

  #addWriteAt(
    path: SidPath,
    { requires, responseKey, below }: WriteRequirement,
    input: Readonly<Record<string, unknown>>,
  ): void {
    const { calls, levels, scope } = this.#options;
    const { resource, operation } = requires;
    const under = levels.literal(path, scope, { known: false, via: null });
    const call = calls.addWrite(resource, operation, { under }, responseKey);
    if (requires.reportsUnsent) call.mayStayUnsent = true;
    const known = operation !== 'remove';
    const level: Level | null =
      operation === 'create'
        ? levels.child(under, 'created', { sid: null, total: LIKELY, known, via: call, isNew: true })
        : levels.literal(path, `${scope}written `, { known, via: call });
    const selects = (name: string) => below?.fields.some(({ field }) => field.name === name) ?? false;
    const written = new Map<Resource, Level>();
    chainOf(level).forEach((each, index) => {
      const ancestor = resource.lineage[index];
      if (ancestor) written.set(ancestor, each);
    });
    let last = level;
    for (const followUp of requires.followUps?.(input as never, selects) ?? []) {
      if (last) last = this.#addFollowUp(followUp, last, responseKey);
      if (last) written.set(followUp.resource, last);
    }
    if (below) this.#addPayload(below, written, responseKey);
  }

  /** Adds a further call of a write. Returns the level of its records. */
  #addFollowUp({ operation, resource, rows }: FollowUp, above: Level, field: string): Level {
    const { calls, levels, pageSizeMax } = this.#options;
    const total = { min: 0, expected: rows, max: rows };
    let call: Call;
    if (operation === 'list') {
      const pages = { key: operation, first: { pageSize: pageSizeMax }, fromStart: true, areWhole: true };
      call = calls.addList(resource, above, pages, LIKELY, { pages: ONE, rows: total }, field);
    } else {
      const via = above.via !== null && 'method' in above.via ? above.via : null;
      call = calls.addWrite(resource, operation, { under: above, via, writes: rows }, field);
    }
    const rest = { sid: null, total, known: true, via: call, isNew: true } as const;
    const level = levels.child(above, `${resource.type} ${operation}`, rest);
    if (operation === 'list') this.#listed.set(above, { resource, rows: level });
    return level;
  }

  /** Adds what is selected of the records in a payload, which has them at any depth. */
  #addPayload(payload: Requirement, written: ReadonlyMap<Resource, Level>, name: string): void {
    for (const { below, responseKey } of payload.fields) {
      const field = `${name}.${responseKey}`;
      const level = below?.resource && written.get(below.resource);
      if (below?.resource && level) {
        const reached = { ...level.total, min: 0 };
        this.#addRecords({ resource: below.resource, level, reached }, below, field, false);
      } else if (below && !below.resource) this.#addPayload(below, written, field);
    }
  }

  /** Adds what one event requires. It contains its Interaction, and the path of its Session. */
  addEvent(
    { requires, responseKey, below }: EventRequirement,
    args: Readonly<Record<string, unknown>>,
  ): void {
    const { levels, scope } = this.#options;
    const path = requires.pathOf(args as never);
    const above = levels.literal(path, scope, { known: false, via: null });
    const unnamed = { sid: null, total: LIKELY, via: null };
    const session =
      path.length > 1 ? above : levels.child(above, 'Session of the event', { ...unnamed, known: false });
    const interaction = levels.child(session, 'Interaction of the event', { ...unnamed, known: true });
    for (const field of below?.fields ?? []) {
      const record = field.below;
      const level = field.requires?.kind === 'relation' ? session : interaction;
      if (!record?.resource || !level) continue;
      const records = { resource: record.resource, level, reached: LIKELY };
      this.#addRecords(records, record, `${responseKey}.${field.responseKey}`, false);
    }
  }

  /** Adds what is required of records. Those that `mayBeMissing` are read even when only their path is selected. */
  #addRecords(records: ReachedRecords, requirement: Requirement, field: string, mayBeMissing: boolean): void {
    const { resource, level, reached } = records;
    if (this.isPartial || !this.#reachesMore(requirement, level, reached)) return;
    const path = this.#pathOf(level);
    const lists = requirement.lists.filter((list) => this.#isReadable(list, path));
    const isRead = mayBeMissing ? requirement.existenceList(lists) === null : requirement.needsRecord;
    if (isRead && !level.known) {
      const fields = requirement.recordFields.map(({ responseKey }) => `${field}.${responseKey}`);
      addRecordReads(this.#options, resource, level, reached, fields.length > 0 ? fields : [field]);
    }
    for (const list of lists) this.#addList(list, level, reached, `${field}.${list.responseKey}`);
    this.#addRelations(records, requirement, field);
  }

  /** Whether more records reach a requirement than before. */
  #reachesMore(requirement: Requirement, level: Level, reached: Count): boolean {
    const before = this.#reached.get(requirement) ?? new Map<Level, Count>();
    this.#reached.set(requirement, before);
    const known = before.get(level);
    if (known && isWithin(reached, known)) return false;
    before.set(level, greater(known ?? NONE, reached));
    return true;
  }

  /** The path of a parent, where it is known. No cursor is of a list that does not exist yet. */
  #pathOf(level: Level): SidPath | null {
    return level.isNew ? [] : sidPathOf(level);
  }

  #isReadable(list: ListRequirement, parent: SidPath | null): boolean {
    if (!this.#options.refusesWrongLists) return list.isReadable(parent);
    list.check(parent);
    return true;
  }

  #addList(list: ListRequirement, parent: Level | null, reached: Count, field: string): void {
    const { resource } = list;
    const args = list.arguments;
    const { direction, count, from, filter } = args;
    const listed = parent ? this.#listed.get(parent) : undefined;
    if (listed?.resource === resource && from === null && count >= listed.rows.total.max) {
      this.#addRows(list, listed.rows, listed.rows.total, field);
      return;
    }
    const parentPath = sidPathOf(parent);
    const read = rowsToRead(args);
    const key = `${direction} ${read} ${from?.list ?? ''} ${from?.sid ?? ''} ${from?.index ?? ''}`;
    const rows = rowsOf(args, resource);
    const counts = { pages: pagesOf(args, resource, this.#options), rows };
    // A cursor belongs to one list, so that the other parents of these rows refuse it.
    const parents = from && parentPath === null ? lesser(reached, LIKELY) : reached;
    const fromStart = from === null && direction === 'forward';
    const isWhole = read === ALL_ROWS || read % this.#options.pageSizeMax === 0;
    const pages = { key, first: list.firstPage, fromStart, areWhole: fromStart && isWhole };
    const call = addListRead(this.#options, { resource, parent, pages, parents, counts, field });
    const total = times(parent?.total ?? ONE, rows);
    const rest = { sid: null, total, known: true, via: call };
    const rowsKey = `${resource.type}?${key} ${count} ${filter?.key ?? ''}`;
    const level = this.#options.levels.child(parent, rowsKey, rest);
    // `prefetch` starts these lists where it knows the path.
    if (parent && parentPath) {
      const { calls } = this.#options;
      for (const referenced of list.referencedLists) calls.addReferencedList(referenced, parent, parents);
    }
    this.#addRows(list, level, times(parents, rows), field);
  }

  #addRows({ resource, rows }: ListRequirement, level: Level, reached: Count, field: string): void {
    for (const row of rows) {
      this.#addRecords({ resource, level, reached }, row.requirement, `${field}.${row.field}`, false);
    }
  }

  #addRelations(records: ReachedRecords, { relations }: Requirement, field: string): void {
    const named = new Map<Resource, Set<string>>();
    for (const { requires, field: related } of relations) {
      if (requires.from === 'path') continue;
      named.set(requires.resource, (named.get(requires.resource) ?? new Set()).add(related.name));
    }
    for (const { requires, responseKey, below } of relations) {
      const { resource, from, pathOf } = requires;
      const related =
        from === 'path'
          ? this.#relatedByPath(records, pathOf)
          : this.#relatedByRecord(records, resource, named.get(resource)?.size ?? 1);
      if (!below || !related) continue;
      this.#addRecords({ resource, ...related }, below, `${field}.${responseKey}`, false);
    }
  }

  /** The records whose path follows from the path of these: some of its SIDs, in the order of the related path. */
  #relatedByPath(
    { resource, level, reached }: ReachedRecords,
    pathOf: (source: never) => SidPath | null,
  ): Omit<ReachedRecords, 'resource'> | null {
    const chain = chainOf(level);
    const source = Object.fromEntries(resource.path.map((name, index) => [name, String(index)]));
    const related = pathOf(source as never)?.map((index) => chain[Number(index)]) ?? [];
    const last = related.at(-1);
    if (!last) return null;
    if (last !== level) return { level: last, reached: lesser(last.total, reached) };
    const { levels, scope } = this.#options;
    return { level: levels.sameSids(level, related.at(-2) ?? null, scope), reached };
  }

  /**
   * The records that these name in so many of their fields. All records of a resource that one level names are one level,
   * because rows usually name the same records.
   */
  #relatedByRecord(
    { level, reached }: ReachedRecords,
    resource: Resource,
    fields: number,
  ): Omit<ReachedRecords, 'resource'> {
    const above = chainOf(level)[resource.lineage.length - 2] ?? null;
    const naming = times(reached, { min: 0, expected: fields, max: fields });
    const parents = above ? lesser(above.total, reached).expected : 1;
    const expected = Math.min(naming.expected, parents * (resource.typicalSize ?? Infinity));
    const total = { ...naming, expected };
    const rest = { sid: null, total, known: false, via: level };
    const target = this.#options.levels.child(above, `${resource.type} of ${level.id}`, rest);
    return { level: target, reached: total };
  }
}
