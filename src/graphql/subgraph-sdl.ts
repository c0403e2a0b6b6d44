import {
  type FieldDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  type ObjectTypeDefinitionNode,
  print,
  visit,
} from 'graphql';
import { DEFAULT_COUNT } from '../pagination/arguments.ts';
import { type ListRequires, requiresOf } from '../planner/define-field.ts';
import { parseDirectives, readTypeDefs } from './type-defs.ts';

/**
 * The cost directives of a field: 1 where its resolver may call Twilio, what a write declares, and on a list how many rows to
 * assume. A router's sum
 * is then the number of REST calls, as long as each list fits one page
 * (https://www.apollographql.com/docs/graphos/routing/security/demand-control).
 */
function costOfField(type: GraphQLObjectType, name: string): string {
  const field = type.getFields()[name];
  const call = field ? requiresOf(field) : null;
  if (call === null || call.kind === 'path') return '';
  if (call.kind === 'write') return `@cost(weight: ${call.weight ?? 1})`;
  if (call.kind !== 'list') return '@cost(weight: 1)';
  return `@cost(weight: 1) ${listSizeOf(call)}`;
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

function listSizeOf({ resource, listSize }: ListRequires): string {
  if (listSize === null) return '';
  const { assumedSize, slicingArguments, sizedFields } = listSize ?? {
    assumedSize: resource.typicalSize ?? DEFAULT_COUNT,
    slicingArguments: ['first', 'last'],
    sizedFields: ['edges', 'nodes'],
  };
  const slicing = slicingArguments.length > 0 ? ` slicingArguments: [${quoted(slicingArguments)}],` : '';
  return `@listSize(assumedSize: ${assumedSize},${slicing} sizedFields: [${quoted(sizedFields)}], requireOneSlicingArgument: false)`;
}

/** The composers refuse two subgraphs that own `Query.node`. */
const isOffered = (type: GraphQLObjectType, { name }: FieldDefinitionNode): boolean =>
  type.name !== 'Query' || !['node', 'nodes'].includes(name.value);

/**
 * The SDL for a supergraph, as `_service` answers it and the package ships it: with `@cost` and `@listSize` from the resolvers
 * of `schema`, without `@defer`, which a router does by itself, and without `node`, `nodes` and `Node`, which differ between
 * subgraphs.
 */
export function printSubgraphSdl(schema: GraphQLSchema): string {
  const rootTypes: readonly unknown[] = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ];

  function stampType(node: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
    const type = schema.getType(node.name.value);
    if (!isObjectType(type)) throw new TypeError(`The schema has no type ${node.name.value}.`);
    const costOfType = rootTypes.includes(type) ? '' : '@cost(weight: 0)';
    return {
      ...node,
      interfaces: node.interfaces?.filter(({ name }) => name.value !== 'Node') ?? [],
      directives: [...(node.directives ?? []), ...parseDirectives(costOfType)],
      fields: (node.fields ?? [])
        .filter((field) => isOffered(type, field))
        .map((field) => ({
          ...field,
          directives: [...(field.directives ?? []), ...parseDirectives(costOfField(type, field.name.value))],
        })),
    };
  }

  return print(
    visit(readTypeDefs(), {
      // Its description is about this API, not about the supergraph.
      SchemaDefinition: () => null,
      DirectiveDefinition: ({ name }) => (name.value === 'defer' ? null : undefined),
      InterfaceTypeDefinition: ({ name }) => (name.value === 'Node' ? null : undefined),
      ObjectTypeDefinition: stampType,
    }),
  );
}
