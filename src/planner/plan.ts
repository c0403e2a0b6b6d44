import { getNamedType, GraphQLError, type GraphQLObjectType, isObjectType } from 'graphql';
import type { Resource } from '../twilio/resource.ts';
import { checkList, type Slice } from '../pagination/arguments.ts';
import type { Demand } from './requirement.ts';
import type { Target } from './field-call.ts';
import { areSeveral } from '../loaders/referenced-lists.ts';
import {
  argumentsOf,
  objectTypesOf,
  type Operation,
  type SelectedField,
  type Selection,
} from './selection.ts';
import type { Selections } from './selections.ts';
import type { Slices } from '../pagination/slices.ts';
import { firstRequest } from '../pagination/paginate.ts';
import type { CallBook } from './call-book.ts';
import { type Count, greater, isWithin, lesser, LIKELY, NONE, ONE, times } from './count.ts';
import { chainOf, type Level, type Levels, sidPathOf } from './levels.ts';
import { noteList, noteRecord } from './note-reads.ts';
import { type PageLimits, pagesOf, rowsOf } from './pages.ts';

/** The path of a field by its response keys: `proxyService.sessions`. */
export type FieldPath = string;

export interface VisitorOptions extends PageLimits {
  readonly operation: Operation;
  readonly selections: Selections;
  readonly slices: Slices;
  readonly levels: Levels;
  readonly book: CallBook;
  readonly isDiscontinued: (resource: Resource) => boolean;
  /** Keeps what one root field reads apart from the others, where they share nothing. */
  readonly scope: string;
  /** Whether bad arguments of a list are thrown. Else the list is left out: its field says so, and nothing is read. */
  readonly refusesBadLists: boolean;
}

/** Records of one resource that the operation reaches, and how many of them. */
export interface Place {
  readonly resource: Resource;
  readonly level: Level;
  readonly reached: Count;
}

/** Operations with more levels than this are not looked at any further; each stands for a read of its own. */
const MAX_LEVELS = 10_000;

/** The name of the type of a connection's rows. */
function rowTypeOf(connection: GraphQLObjectType): string {
  const nodes = connection.getFields()['nodes'];
  return nodes ? getNamedType(nodes.type).name : '';
}

/** A list whose slice is right. */
interface ReadableList {
  readonly selected: Demand['lists'][number];
  readonly slice: Slice;
}

/** Goes through the selections of an operation as the resolvers will, and notes the calls that they will make. */
export class Visitor {
  readonly options: VisitorOptions;
  /** How many records of a level were reached at a selection so far. */
  readonly #reached = new Map<Selection, Map<Level, Count>>();

  constructor(options: VisitorOptions) {
    this.options = options;
  }

  get isPartial(): boolean {
    return this.options.levels.size > MAX_LEVELS;
  }

  /** Visits the records that a root field looks up. Their existence has to be proved. */
  visitTargets(targets: readonly Target[], selected: SelectedField): void {
    const { levels, book, scope, operation } = this.options;
    const path = selected.responseKey;
    for (const target of targets) {
      const { resource, typeName } = target;
      const [type] = typeName === undefined ? objectTypesOf(operation, selected.field) : [];
      const recordType = type ?? operation.schema.getType(typeName ?? '');
      if (!isObjectType(recordType)) continue;
      if ('path' in target) {
        const level = levels.literal(target.path, scope, { known: false, via: null });
        if (level) this.visitRecord({ resource, level, reached: ONE }, recordType, selected, path, true);
      } else {
        const parent = levels.literal(target.parent, scope, { known: false, via: null });
        const via = book.named(resource, parent, target.uniqueName, path);
        const rest = { sid: null, total: LIKELY, known: true, via };
        const level = levels.child(parent, `${resource.type}/${target.uniqueName}`, rest);
        this.visitRecord({ resource, level, reached: LIKELY }, recordType, selected, path, false);
      }
    }
  }

  /** Visits what is selected on records. `prove` means that their existence has to be proved, if need be by a fetch. */
  visitRecord(
    place: Place,
    type: GraphQLObjectType,
    { nodes }: Pick<SelectedField, 'nodes'>,
    path: FieldPath,
    prove: boolean,
  ): void {
    const { operation, selections } = this.options;
    const { resource, level, reached } = place;
    if (this.isPartial || !this.#reaches(selections.of(operation, type, nodes), level, reached)) return;
    const demand = selections.demand(operation, resource, type, nodes);
    const lists = demand.lists.flatMap((selected) => this.#readable(selected, level));
    if (!level.known && (demand.plain.length > 0 || (prove && lists.length === 0))) {
      const fields = demand.plain.map(({ responseKey }) => `${path}.${responseKey}`);
      noteRecord(this.options, resource, level, reached, fields.length > 0 ? fields : [path]);
    }
    for (const list of lists) this.#visitSlice(list, level, reached, `${path}.${list.selected.responseKey}`);
    this.#visitRelations(place, demand.relations, path);
  }

  /** Visits a list under so many parents. */
  visitList(selected: Demand['lists'][number], parent: Level | null, path: FieldPath): void {
    for (const list of this.#readable(selected, parent)) this.#visitSlice(list, parent, ONE, path);
  }

  /** Whether that is more than what was visited before. */
  #reaches(selection: Selection, level: Level, reached: Count): boolean {
    const before = this.#reached.get(selection) ?? new Map<Level, Count>();
    this.#reached.set(selection, before);
    const known = before.get(level);
    if (known && isWithin(reached, known)) return false;
    before.set(level, greater(known ?? NONE, reached));
    return true;
  }

  /** The slice of a list; none when its arguments are bad. */
  #readable(selected: Demand['lists'][number], parent: Level | null): ReadableList[] {
    const { operation, slices, refusesBadLists } = this.options;
    // No cursor is of a list that does not exist yet.
    const sids = parent?.isNew ? [] : sidPathOf(parent);
    try {
      const slice = slices.of(selected.call.resource, selected.nodes, () => argumentsOf(operation, selected));
      if (sids) checkList(slice, sids);
      return [{ selected, slice }];
    } catch (error) {
      if (error instanceof GraphQLError && !refusesBadLists) return [];
      throw error;
    }
  }

  #visitSlice(
    { selected, slice }: ReadableList,
    parent: Level | null,
    reached: Count,
    path: FieldPath,
  ): void {
    const { resource } = selected.call;
    const { levels, pageSizeMax } = this.options;
    const { direction, count, from } = slice;
    const key = `${direction} ${count} ${from?.list ?? ''} ${from?.sid ?? ''} ${from?.index ?? ''}`;
    const rows = rowsOf(slice, resource);
    const counts = { pages: pagesOf(slice, resource, this.options), rows };
    // A cursor belongs to one list, so that the other parents of these rows refuse it.
    const parents = from && parent && sidPathOf(parent) === null ? lesser(reached, LIKELY) : reached;
    const fromStart = from === null && direction === 'forward';
    const request = { key, first: firstRequest(slice, pageSizeMax), fromStart };
    const list = { resource, parent, slice: request, reached: parents, counts, field: path };
    const call = noteList(this.options, list);
    const level = levels.child(parent, `${resource.type}?${key}`, {
      sid: null,
      total: times(parent?.total ?? ONE, rows),
      known: true,
      via: call,
    });
    const [type] = objectTypesOf(this.options.operation, selected.field);
    if (!type) return;
    if (parent && sidPathOf(parent)) this.#readEarly({ selected, slice }, type, parent, parents);
    this.#visitConnection({ resource, level, reached: times(parents, rows) }, type, selected, path);
  }

  /** What its rows are going to name is read beside a list whose path is known: see `lookAhead`. */
  #readEarly(
    { selected, slice }: ReadableList,
    type: GraphQLObjectType,
    parent: Level,
    parents: Count,
  ): void {
    const { operation, selections, book } = this.options;
    const { resource } = selected.call;
    for (const named of selections.siblings(operation, resource, type, selected.nodes)) {
      if (areSeveral(slice, resource, named)) book.early(named.resource, parent, parents);
    }
  }

  /** Goes down to the rows: `nodes`, or `edges` and `node`. */
  #visitConnection(
    place: Place,
    type: GraphQLObjectType,
    { nodes }: SelectedField,
    path: FieldPath,
    rowType = rowTypeOf(type),
  ): void {
    const { operation, selections } = this.options;
    for (const selected of selections.of(operation, type, nodes).fields) {
      const below = `${path}.${selected.responseKey}`;
      const [fieldType] = objectTypesOf(operation, selected.field);
      if (!fieldType) continue;
      if (fieldType.name === rowType) this.visitRecord(place, fieldType, selected, below, false);
      else this.#visitConnection(place, fieldType, selected, below, rowType);
    }
  }

  #visitRelations(place: Place, relations: Demand['relations'], path: FieldPath): void {
    const named = new Map<Resource, Set<string>>();
    for (const { call, field } of relations) {
      if (call.from === 'path') continue;
      named.set(call.resource, (named.get(call.resource) ?? new Set()).add(field.name));
    }
    for (const selected of relations) {
      const { call } = selected;
      const [type] = objectTypesOf(this.options.operation, selected.field);
      const related =
        call.from === 'path'
          ? this.#relatedByPath(place, call.pathOf)
          : this.#relatedByRecord(place, call.resource, named.get(call.resource)?.size ?? 1);
      if (!type || !related) continue;
      const to = { resource: call.resource, ...related };
      this.visitRecord(to, type, selected, `${path}.${selected.responseKey}`, false);
    }
  }

  /** The records whose path follows from the path of these: some of its SIDs, in the order of the related path. */
  #relatedByPath(
    { resource, level, reached }: Place,
    pathOf: (source: never) => readonly string[] | null,
  ): Omit<Place, 'resource'> | null {
    const chain = chainOf(level);
    const source = Object.fromEntries(resource.path.map((name, index) => [name, String(index)]));
    const related = pathOf(source as never)?.map((index) => chain[Number(index)]) ?? [];
    const last = related.at(-1);
    if (!last) return null;
    if (last !== level) return { level: last, reached: lesser(last.total, reached) };
    const { levels, scope } = this.options;
    return { level: levels.again(level, related.at(-2) ?? null, scope), reached };
  }

  /**
   * The records that these name in so many of their fields. All that one level names of a resource is one level again,
   * because the same records are named over and over.
   */
  #relatedByRecord({ level, reached }: Place, resource: Resource, fields: number): Omit<Place, 'resource'> {
    const above = chainOf(level)[resource.lineage.length - 2] ?? null;
    const naming = times(reached, { min: 0, expected: fields, max: fields });
    const parents = above ? lesser(above.total, reached).expected : 1;
    const expected = Math.min(naming.expected, parents * (resource.typicalSize ?? Infinity));
    const total = { ...naming, expected };
    const rest = { sid: null, total, known: false, via: level };
    const target = this.options.levels.child(above, `${resource.type} of ${level.id}`, rest);
    return { level: target, reached: total };
  }
}
