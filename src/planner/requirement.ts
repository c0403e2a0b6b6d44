import {
  type FieldNode,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { checkList, type ConnectionArguments, firstRequest } from '../pagination/arguments.ts';
import type { PageRequest } from '../twilio/page.ts';
import type { Fetchable, Listable, Resource, SidPath } from '../twilio/resource.ts';
import { type ReadString, stringReader, valuesOfLeaf } from './cost-model.ts';
import { rowsOf } from './estimate/count.ts';
import {
  argumentsCheckOf,
  type FieldRequires,
  type ListRequires,
  requiresOf,
  type RequiresOf,
  resourceOf,
} from './define-field.ts';
import { argumentsOf, objectTypeOf, type Operation, type SelectedField, selectionOn } from './selection.ts';

/** The requirements of one operation, as its fields use them: see `RequirementTree`. */
interface Requirements {
  readonly pageSizeMax: number;
  of(operation: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Requirement;
  connectionArguments(
    requires: ListRequires,
    nodes: readonly FieldNode[],
    read: () => object,
  ): ConnectionArguments;
}

/** A selected field: what it requires itself, and the requirement of what is selected below it. */
export class FieldRequirement<
  Requires extends FieldRequires | null = FieldRequires | null,
> implements SelectedField {
  readonly responseKey: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly requires: Requires;
  readonly isLeaf: boolean;
  readonly isList: boolean;
  protected readonly tree: Requirements;
  protected readonly operation: Operation;
  #below: Requirement | null | undefined;

  constructor(tree: Requirements, operation: Operation, selected: SelectedField, requires: Requires) {
    this.responseKey = selected.responseKey;
    this.field = selected.field;
    this.nodes = selected.nodes;
    this.requires = requires;
    this.isLeaf = isLeafType(getNamedType(selected.field.type));
    this.isList = isListType(getNullableType(selected.field.type));
    this.tree = tree;
    this.operation = operation;
  }

  /** What is selected below it, on the first of its types; null for a leaf. */
  get below(): Requirement | null {
    if (this.#below === undefined) {
      const type = objectTypeOf(this.operation, this.field);
      this.#below = type && this.tree.of(this.operation, type, this.nodes);
    }
    return this.#below;
  }

  /** What is selected below it on values of that type; null when there is no such type. */
  belowOn(typeName: string): Requirement | null {
    const type = this.operation.schema.getType(typeName);
    return isObjectType(type) ? this.tree.of(this.operation, type, this.nodes) : null;
  }

  /** Its arguments with their variables. Throws a GraphQLError when a value does not fit its type. */
  readArguments(): Readonly<Record<string, unknown>> {
    return argumentsOf(this.operation, this);
  }
}

/** The selection on the rows of a list: their field below it, such as `nodes` or `edges.node`, and what they require. */
export interface RowRequirement {
  readonly field: string;
  readonly requirement: Requirement;
}

/** A list: the pages that it requires, and what its rows require. */
export class ListRequirement extends FieldRequirement<RequiresOf<'list'>> {
  #rows: readonly RowRequirement[] | undefined;
  #referencedLists: readonly (Fetchable & Listable)[] | undefined;

  get resource(): Listable {
    return this.requires.resource;
  }

  /** Its connection arguments. Throws BAD_USER_INPUT, and a GraphQLError when a value does not fit its type. */
  get arguments(): ConnectionArguments {
    return this.tree.connectionArguments(this.requires, this.nodes, () => this.readArguments());
  }

  /** Refuses arguments that are wrong for the list under that parent, and of fields made of its rows; null for a parent that is not known yet. */
  check(parent: SidPath | null): void {
    const args = this.arguments;
    if (parent) checkList(args, parent);
    this.below?.checkArguments();
  }

  /** Whether it is read under that parent. With wrong arguments nothing is read, and its field has the error. */
  isReadable(parent: SidPath | null): boolean {
    try {
      this.check(parent);
      return true;
    } catch (error) {
      if (error instanceof GraphQLError) return false;
      throw error;
    }
  }

  /** The request of its first page. It is known before any read. */
  get firstPage(): PageRequest {
    return firstRequest(this.arguments, this.tree.pageSizeMax);
  }

  get rows(): readonly RowRequirement[] {
    return (this.#rows ??= rowsBelow(this, this.resource, ''));
  }

  /**
   * The lists beside it that are read in the same tick, because its rows will refer to several of their records: those under
   * the same parent whose records are always read together.
   */
  get referencedLists(): readonly (Fetchable & Listable)[] {
    return (this.#referencedLists ??= referencedLists(this));
  }
}

function rowsBelow({ below }: FieldRequirement, resource: Resource, prefix: string): RowRequirement[] {
  return (below?.fields ?? []).flatMap((field) => {
    const requirement = field.below;
    if (!requirement) return [];
    const name = `${prefix}${field.responseKey}`;
    const row = { field: name, requirement };
    if (requirement.resource === resource) return [row];
    // An object that stands for a row, as its relations show, and has the row below it.
    const own = requirement.relations.length > 0 ? [row] : [];
    return [...own, ...rowsBelow(field, resource, `${name}.`)];
  });
}

const isReadTogether = (resource: Fetchable): resource is Fetchable & Listable =>
  resource.readTogether === 'always' && resource.operations.list === true;

function referencedLists(list: ListRequirement): (Fetchable & Listable)[] {
  const fieldsOf = new Map<Fetchable & Listable, Set<string>>();
  for (const { requirement } of list.rows) {
    for (const { requires, field, below } of requirement.relations) {
      const { resource, from } = requires;
      if (from !== 'record' || !isReadTogether(resource) || resource.parent !== list.resource.parent)
        continue;
      if (below?.needsRecord) fieldsOf.set(resource, (fieldsOf.get(resource) ?? new Set()).add(field.name));
    }
  }
  const rows = rowsOf(list.arguments, list.resource).expected;
  return [...fieldsOf].filter(([, fields]) => rows * fields.size > 1).map(([resource]) => resource);
}

const isRelation = (field: FieldRequirement): field is FieldRequirement<RequiresOf<'relation'>> =>
  field.requires?.kind === 'relation';

/** Whether a field needs the record itself. The id and the SIDs of a record follow from its path. */
function isRecordField({ requires, field }: FieldRequirement, resource: Resource | null): boolean {
  if (requires?.kind === 'relation') return requires.from === 'record';
  return requires === null && !resource?.path.includes(field.name);
}

/**
 * The REST reads that a selection on one object type requires. The estimate sums them, the prefetch starts them, and the
 * plan prints them. It also counts the values that the selection adds to the answer: see `cost-model.ts`.
 */
export class Requirement {
  readonly type: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  /** The resource whose records these are; null for other objects, such as connections. */
  readonly resource: Resource | null;
  readonly fields: readonly FieldRequirement[];
  readonly lists: readonly ListRequirement[];
  readonly relations: readonly FieldRequirement<RequiresOf<'relation'>>[];
  /** The fields that only the record has. A relation that the record names is one of them. */
  readonly recordFields: readonly FieldRequirement[];
  /** The fields whose objects come with this one, such as the `edges` of a connection. */
  readonly parts: readonly FieldRequirement[];
  /** How many values its fields add to the answer, independent of their content. */
  readonly fixedValues: number;
  /** The strings that add values by their length. */
  readonly strings: readonly ReadString[];

  constructor(
    tree: Requirements,
    operation: Operation,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ) {
    const selection = selectionOn(operation, type, nodes);
    const resource = resourceOf(type);
    const fields = selection.fields.map((selected) => {
      const requires = requiresOf(selected.field);
      return requires?.kind === 'list'
        ? new ListRequirement(tree, operation, selected, requires)
        : new FieldRequirement(tree, operation, selected, requires);
    });
    const strings: ReadString[] = [];
    let fixedValues = 2 * selection.typeNames;
    for (const { field, isLeaf } of fields) {
      const values = isLeaf ? valuesOfLeaf(field, resource !== null) : 1;
      fixedValues += values ?? 1;
      if (values === null) strings.push(stringReader(field));
    }
    this.type = type;
    this.nodes = nodes;
    this.resource = resource;
    this.fields = fields;
    this.lists = fields.filter((field) => field instanceof ListRequirement);
    this.relations = fields.filter(isRelation);
    this.recordFields = fields.filter((field) => isRecordField(field, resource));
    this.parts = fields.filter(({ requires, isLeaf }) => requires === null && !isLeaf);
    this.fixedValues = fixedValues;
    this.strings = strings;
  }

  /** Refuses wrong arguments of its fields that read nothing themselves. Throws BAD_USER_INPUT. */
  checkArguments(): void {
    for (const field of this.fields) argumentsCheckOf(field.field)?.(field.readArguments() as never);
  }

  /** Whether a record is read for its own fields. Where it is not, its path and its lists are enough. */
  get needsRecord(): boolean {
    return this.recordFields.length > 0;
  }

  /** Whether reads below a record may start before it has arrived: see `prefetch`. */
  get hasReadsBelow(): boolean {
    if (this.lists.length > 0) return true;
    return this.relations.some(
      ({ requires, below }) =>
        requires.from === 'path' && below !== null && (below.needsRecord || below.hasReadsBelow),
    );
  }

  /** The lists right below that are read under that path; null for a path that is not known yet. */
  readableLists(path: SidPath | null): readonly ListRequirement[] {
    return this.lists.filter((list) => list.isReadable(path));
  }

  /** The list whose first page shows that a record exists: the first of those lists. Null when the record itself is read. */
  existenceList(lists: readonly ListRequirement[]): ListRequirement | null {
    return this.needsRecord ? null : (lists[0] ?? null);
  }
}
