import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** The size of an operation. A fragment counts wherever it is spread, and skipped fields count too. */
export interface Size {
  /** Levels of fields. Introspection (`__schema`, `__type`) counts as one. */
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  /** Characters of the longest alias. */
  readonly longestKey: number;
}

const NONE: Size = { depth: 0, aliases: 0, rootFields: 0, longestKey: 0 };

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );

/** Measures a selection set. Each fragment is measured once, however often it is spread. */
function measureSelection(set: SelectionSetNode, fragments: Fragments, known: Map<string, Size>): Size {
  let { depth, aliases, rootFields, longestKey } = NONE;
  const add = (size: Size) => {
    depth = Math.max(depth, size.depth);
    aliases += size.aliases;
    rootFields += size.rootFields;
    longestKey = Math.max(longestKey, size.longestKey);
  };
  const below = (inner: SelectionSetNode | undefined) =>
    inner ? measureSelection(inner, fragments, known) : NONE;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const inner = below(selection.selectionSet);
      const isMeta = selection.name.value.startsWith('__');
      const ownAliases = selection.alias ? 1 : 0;
      add({
        depth: isMeta ? 1 : inner.depth + 1,
        aliases: inner.aliases + ownAliases,
        rootFields: 1,
        longestKey: Math.max(inner.longestKey, selection.alias?.value.length ?? 0),
      });
    } else if (selection.kind === Kind.INLINE_FRAGMENT) add(below(selection.selectionSet));
    else {
      const name = selection.name.value;
      const size = known.get(name) ?? below(fragments.get(name)?.selectionSet);
      known.set(name, size);
      add(size);
    }
  }
  return { depth, aliases, rootFields, longestKey };
}

/** Measures an operation of a valid document, in which fragments have no cycles. */
export function measure(document: DocumentNode, operation: OperationDefinitionNode): Size {
  return measureSelection(operation.selectionSet, fragmentsOf(document), new Map());
}

function* rootFieldsOf(set: SelectionSetNode, fragments: Fragments): Generator<FieldNode> {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) yield selection;
    else {
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (inner) yield* rootFieldsOf(inner.selectionSet, fragments);
    }
  }
}

/** A list argument of a root field: its length in the document, and the variable that can replace it. */
export interface Named {
  readonly count: number;
  readonly variable: string | null;
}

const lengthOf = (value: ValueNode | undefined): number =>
  value?.kind === Kind.LIST ? value.values.length : 0;

/**
 * The list arguments of root fields: `representations` of `_entities` and `ids` of `nodes`. Call it only for an operation
 * within the limit of root fields.
 */
export function listsNamed(document: DocumentNode, operation: OperationDefinitionNode): readonly Named[] {
  const listOf = (value: ValueNode): Named => {
    if (value.kind !== Kind.VARIABLE) return { count: lengthOf(value), variable: null };
    const name = value.name.value;
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return { count: lengthOf(definition?.defaultValue), variable: name };
  };
  return [...rootFieldsOf(operation.selectionSet, fragmentsOf(document))].flatMap(
    ({ arguments: given = [] }) => given.map(({ value }) => listOf(value)),
  );
}

/** The number of records that these lists name. */
export function countNamed(lists: readonly Named[], variables: Readonly<Record<string, unknown>>): number {
  let named = 0;
  for (const { count, variable } of lists) {
    const given = variable !== null && Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    named += given === undefined ? count : Array.isArray(given) ? given.length : 0;
  }
  return named;
}
