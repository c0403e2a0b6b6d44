import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  type GraphQLField,
  GraphQLList,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

interface ListSize {
  readonly assumedSize?: number;
  readonly slicingArguments?: readonly string[];
  readonly sizedFields?: readonly string[];
}

type AnyField = GraphQLField<unknown, unknown>;
type Variables = Readonly<Record<string, unknown>>;

/**
 * What a router makes of `@cost` and `@listSize`, after the rules of Apollo
 * (https://www.apollographql.com/docs/graphos/routing/security/demand-control) and of IBM
 * (https://ibm.github.io/graphql-specs/cost-spec.html): the weights of all fields, each times the size of the lists that it
 * stands in. A field without a weight costs what its type costs: 1 for an object, unless its type says otherwise.
 */
export function routerCost(schema: GraphQLSchema, document: DocumentNode, variables: Variables = {}): number {
  const directive = (
    node: { readonly directives?: readonly DirectiveNode[] } | null | undefined,
    name: string,
  ) => {
    const definition = schema.getDirective(name);
    return definition && node ? getDirectiveValues(definition, node) : undefined;
  };
  const weightOf = (node: AnyField | GraphQLNamedType) =>
    directive(node.astNode, 'cost')?.['weight'] as number | undefined;
  const listSizeOf = (field: AnyField) => directive(field.astNode, 'listSize') as ListSize | undefined;

  const fragments = Object.fromEntries(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );

  /** How many rows a sized field below has: the largest of its slicing arguments, else what is assumed. */
  function sizeOf({ assumedSize, slicingArguments = [] }: ListSize, args: Variables): number {
    const given = slicingArguments.map((name) => args[name]).filter((value) => typeof value === 'number');
    return given.length > 0 ? Math.max(...given) : (assumedSize ?? 1);
  }

  function costOf(
    type: GraphQLObjectType,
    selected: ReadonlyMap<string, readonly FieldNode[]>,
    sized: Readonly<Record<string, number>>,
  ): number {
    let total = 0;
    for (const nodes of selected.values()) {
      const [node] = nodes;
      const field = node && type.getFields()[node.name.value];
      if (!field) continue;
      const returned = getNamedType(field.type);
      const own = weightOf(field) ?? weightOf(returned) ?? (isCompositeType(returned) ? 1 : 0);
      const size = listSizeOf(field);
      const rows = size ? sizeOf(size, getArgumentValues(field, node, variables)) : 1;
      const below = isObjectType(returned)
        ? costOf(
            returned,
            collectSubfields(schema, fragments, variables, returned, nodes),
            Object.fromEntries((size?.sizedFields ?? []).map((name) => [name, rows])),
          )
        : 0;
      const isList = getNullableType(field.type) instanceof GraphQLList;
      const times = isList ? (sized[field.name] ?? (size && !size.sizedFields ? rows : 1)) : 1;
      total += times * (own + below);
    }
    return total;
  }

  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) throw new TypeError('Expected a document with an operation.');
  const set: SelectionSetNode = operation.selectionSet;
  return costOf(root, collectFields(schema, fragments, variables, root, set), {});
}
