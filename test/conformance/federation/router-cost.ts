import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLList,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isListType,
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

  /** The weights of the given fields of an input. A list counts its own weight and that of each item. */
  function costOfInput(type: GraphQLInputType, value: unknown, weight: number): number {
    const inner = getNullableType(type);
    if (value === undefined || value === null) return 0;
    if (isListType(inner) && Array.isArray(value)) {
      const item = inner.ofType;
      return weight + value.reduce<number>((sum, each) => sum + costOfInput(item, each, weight), 0);
    }
    if (!isInputObjectType(inner)) return weight;
    return Object.values(inner.getFields()).reduce((sum, field) => {
      const own = (directive(field.astNode, 'cost')?.['weight'] as number | undefined) ?? 0;
      return sum + costOfInput(field.type, (value as Variables)[field.name], own);
    }, weight);
  }

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
      const args = getArgumentValues(field, node, variables);
      const inputs = field.args.reduce(
        (sum, { name, type: input }) => sum + costOfInput(input, args[name], 0),
        0,
      );
      const rows = size ? sizeOf(size, args) : 1;
      const below = isObjectType(returned)
        ? costOf(
            returned,
            collectSubfields(schema, fragments, variables, returned, nodes),
            Object.fromEntries((size?.sizedFields ?? []).map((name) => [name, rows])),
          )
        : 0;
      const isList = getNullableType(field.type) instanceof GraphQLList;
      const times = isList ? (sized[field.name] ?? (size && !size.sizedFields ? rows : 1)) : 1;
      total += inputs + times * (own + below);
    }
    return total;
  }

  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) throw new TypeError('Expected a document with an operation.');
  const set: SelectionSetNode = operation.selectionSet;
  return costOf(root, collectFields(schema, fragments, variables, root, set), {});
}
