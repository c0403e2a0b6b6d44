import { getNamedType, type GraphQLObjectType } from 'graphql';
import type { Fetchable, Listable, Resource } from '../twilio/resource.ts';
import type { Slice } from '../pagination/arguments.ts';
import { rowsOf } from '../planner/pages.ts';
import { objectTypesOf, type Operation, type SelectedField } from '../planner/selection.ts';
import type { Selections } from '../planner/selections.ts';

/** Records beside a list that its rows name, where more than their path is asked. */
export interface NamedSiblings {
  readonly resource: Fetchable & Listable;
  /** The fields of the rows that name them. */
  readonly fields: ReadonlySet<string>;
}

type Rows = readonly [type: GraphQLObjectType, nodes: SelectedField['nodes']];

/** The selections on the rows of a connection: those of `nodes`, and of `node` below `edges`. */
function rowSelections(
  selections: Selections,
  operation: Operation,
  connection: GraphQLObjectType,
  nodes: SelectedField['nodes'],
): Rows[] {
  const row = connection.getFields()['nodes']?.type;
  const below = (type: GraphQLObjectType, at: SelectedField['nodes']): Rows[] =>
    selections.of(operation, type, at).fields.flatMap((selected): Rows[] => {
      const [fieldType] = objectTypesOf(operation, selected.field);
      if (!fieldType) return [];
      return fieldType === (row && getNamedType(row))
        ? [[fieldType, selected.nodes]]
        : below(fieldType, selected.nodes);
    });
  return below(connection, nodes);
}

/**
 * The resources under the same parent as the list whose records are always read together, and which the rows of the list
 * name: their own list can be read beside it, before the rows are there.
 */
export function siblingsNamedIn(
  selections: Selections,
  operation: Operation,
  list: Resource,
  connection: GraphQLObjectType,
  nodes: SelectedField['nodes'],
): readonly NamedSiblings[] {
  const found = new Map<Resource, NamedSiblings & { readonly fields: Set<string> }>();
  for (const [type, at] of rowSelections(selections, operation, connection, nodes)) {
    for (const { call, field, nodes: below } of selections.demand(operation, list, type, at).relations) {
      const { resource, from } = call;
      if (from !== 'record' || !isReadTogether(resource) || resource.parent !== list.parent) continue;
      const [relatedType] = objectTypesOf(operation, field);
      if (!relatedType || selections.demand(operation, resource, relatedType, below).plain.length === 0)
        continue;
      const known = found.get(resource) ?? { resource, fields: new Set<string>() };
      found.set(resource, { ...known, fields: known.fields.add(field.name) });
    }
  }
  return [...found.values()];
}

const isReadTogether = (resource: Fetchable): resource is Fetchable & Listable =>
  resource.readTogether === 'always' && resource.operations.list === true;

/** Whether the rows of a slice are expected to name two of them at least, so that their list would be read anyway. */
export const areSeveral = (slice: Slice, list: Resource, { fields }: NamedSiblings): boolean =>
  rowsOf(slice, list).expected * fields.size > 1;
