import { type GraphQLNamedType, type GraphQLSchema, isObjectType, isUnionType } from 'graphql';
import type { GatewayContext } from './context.ts';
import { badUserInput, GatewayError } from '../errors/gateway-error.ts';
import { defineField, type DefinedField, type Target, targetsOfEach } from '../planner/define-field.ts';
import type { Representation } from './representation.ts';
import type { FieldInfo } from '../planner/selection.ts';

type ResolveReference = Partial<DefinedField> &
  ((representation: Representation, context: GatewayContext, info: FieldInfo) => Promise<object | null>);

/** Where `@apollo/subgraph` keeps what `__resolveReference` was. */
interface SubgraphExtensions {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ResolveReference } };
}

/** How a type finds the record of a representation; null for a type that is no entity. */
export function referenceResolverOf(type: GraphQLNamedType | undefined): ResolveReference | null {
  if (!isObjectType(type)) return null;
  return (type.extensions as SubgraphExtensions).apollo?.subgraph?.resolveReference ?? null;
}

/** The records that representations name, each with its type. Those of a type that is no entity, or malformed, name none. */
function targetsOf(
  schema: GraphQLSchema,
  { representations }: { readonly representations: readonly Representation[] },
): readonly Target[] {
  return targetsOfEach(representations, (representation): Target[] => {
    const typeName = String(representation['__typename']);
    const requires = referenceResolverOf(schema.getType(typeName))?.requires;
    const targets = requires?.kind === 'lookup' ? requires.targets(representation as never) : [];
    return targets.map((target) => ({ ...target, typeName }));
  });
}

function checkRouter({ viewer }: GatewayContext): void {
  if (viewer.isRouter) return;
  throw new GatewayError(
    'FORBIDDEN',
    'Expected the secret of the router in x-router-secret, but got none or another.',
  );
}

const isRepresentation = (value: unknown): value is Representation =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function findEntity(
  representation: unknown,
  context: GatewayContext,
  info: FieldInfo,
  typeNames: WeakMap<object, string>,
): Promise<object | null> {
  const typeName = isRepresentation(representation) ? representation['__typename'] : undefined;
  const resolve = typeof typeName === 'string' ? referenceResolverOf(info.schema.getType(typeName)) : null;
  if (!resolve || !isRepresentation(representation)) {
    throw badUserInput(
      'Expected a representation: an object with the __typename of a type that has keys, but got something else.',
    );
  }
  const model = await resolve(representation, context, info);
  if (model) typeNames.set(model, String(typeName));
  return model;
}

/**
 * Gives `_service` and `_entities` their resolvers. The library's own `_entities` fails as a whole when one type is
 * unknown, and believes whatever is said of a type without `__resolveReference`.
 */
export function connectFederation(schema: GraphQLSchema, sdl: string): void {
  const fields = schema.getQueryType()?.getFields();
  const { _service: service, _entities: entities } = fields ?? {};
  if (!service || !entities) throw new TypeError('The schema is no subgraph.');
  // The library tells the type of an entity by a field `__typename`; records of Twilio have none.
  const typeNames = new WeakMap<object, string>();
  const union = schema.getType('_Entity');
  if (isUnionType(union)) union.resolveType = (entity: object) => typeNames.get(entity);
  service.resolve = (_source: unknown, _args: unknown, context: GatewayContext) => {
    checkRouter(context);
    return { sdl };
  };
  entities.resolve = defineField(
    (
      _source: unknown,
      { representations }: { readonly representations: readonly unknown[] },
      context: GatewayContext,
      info: FieldInfo,
    ) => {
      checkRouter(context);
      return representations.map((representation) => findEntity(representation, context, info, typeNames));
    },
    {
      kind: 'lookup',
      targets: (args: { readonly representations: readonly Representation[] }) => targetsOf(schema, args),
    },
  );
}
