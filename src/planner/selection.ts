import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isAbstractType,
  isObjectType,
  Kind,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';

/** The parts of a running operation that its selections depend on. */
export type Operation = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** The resolve info of a field without `path`, the only part that differs between rows. */
export type FieldInfo = Omit<GraphQLResolveInfo, 'path'>;

/** A selected field: its response key and the nodes of the document that select it. */
export interface SelectedField {
  readonly responseKey: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
}

/** What is selected on one object type. */
export interface Selection {
  readonly fields: readonly SelectedField[];
  /** How many times `__typename` is selected, under different response keys. */
  readonly typeNames: number;
}

/** The fragments of a document by their names. */
export const fragmentsOf = ({ definitions }: DocumentNode): Operation['fragments'] =>
  Object.fromEntries(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );

/** The object type of the values of a field, the first of several; null for a leaf. */
export function objectTypeOf(
  { schema }: Pick<Operation, 'schema'>,
  field: Pick<GraphQLField<unknown, unknown>, 'type'>,
): GraphQLObjectType | null {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return type;
  return isAbstractType(type) ? (schema.getPossibleTypes(type)[0] ?? null) : null;
}

/**
 * What these nodes select on an object type, with fragments, `@skip` and `@include` applied: the same fields that graphql-js
 * executes. `__typename` is only counted.
 */
export function selectionOn(
  { schema, fragments, variableValues }: Operation,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Selection {
  const collected = collectSubfields(schema, fragments, variableValues, type, nodes);
  const known = type.getFields();
  const fields: SelectedField[] = [];
  for (const [responseKey, selected] of collected) {
    const field = known[selected[0]?.name.value ?? ''];
    if (field) fields.push({ responseKey, field, nodes: selected });
  }
  return { fields, typeNames: collected.size - fields.length };
}

/** The arguments of a selected field with its variables. Throws a GraphQLError when a value does not fit its type. */
export function argumentsOf(
  { variableValues }: Pick<Operation, 'variableValues'>,
  { field, nodes: [node] }: SelectedField,
): Readonly<Record<string, unknown>> {
  return node ? getArgumentValues(field, node, variableValues) : {};
}
