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

/** The parts of a running operation that say what its selections mean. */
export type Operation = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/**
 * What a resolver is told of its field. Where the value will stand in the answer it need not know: that differs for each
 * record, and everything else is the same.
 */
export type FieldInfo = Omit<GraphQLResolveInfo, 'path'>;

/** A field as it was selected: under its response key, with everything that is selected below it. */
export interface SelectedField {
  readonly responseKey: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
}

/** The fragments of a document by their names. */
export const fragmentsOf = ({ definitions }: DocumentNode): Operation['fragments'] =>
  Object.fromEntries(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );

/** The object types that a value of the type of that field can have. */
export function objectTypesOf(
  { schema }: Pick<Operation, 'schema'>,
  field: Pick<GraphQLField<unknown, unknown>, 'type'>,
): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

/**
 * What some field nodes select on an object type, fragments spread, `@skip` and `@include` applied: the same that the
 * executor will visit. `__typename` and other fields that start with two underscores are only counted.
 */
export function selectionOn(
  { schema, fragments, variableValues }: Operation,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Selection {
  const collected = collectSubfields(schema, fragments, variableValues, type, nodes);
  const known = type.getFields();
  const fields = [...collected].flatMap(([responseKey, selected]) => {
    const field = known[selected[0]?.name.value ?? ''];
    return field ? [{ responseKey, field, nodes: selected }] : [];
  });
  return { type, nodes, fields, typeNames: collected.size - fields.length };
}

/** The arguments of a selected field, variables put in. Throws a GraphQLError when a value does not fit its type. */
export function argumentsOf(
  { variableValues }: Pick<Operation, 'variableValues'>,
  { field, nodes: [node] }: SelectedField,
): Readonly<Record<string, unknown>> {
  return node ? getArgumentValues(field, node, variableValues) : {};
}

/** What is selected on one object type by some field nodes. */
export interface Selection {
  readonly type: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  readonly fields: readonly SelectedField[];
  /** How many times `__typename` is selected, under different response keys. */
  readonly typeNames: number;
}
