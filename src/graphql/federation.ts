import { type GraphQLNamedType, type GraphQLSchema, isObjectType, isUnionType } from 'graphql';
import { badUserInput, GatewayError } from '../errors/gateway-error.ts';
import { defineField, type DefinedField, type Target, targetsOfEach } from '../planner/define-field.ts';
import type { FieldInfo } from '../planner/selection.ts';
import type { Fetchable, ModelOf, Nameable, Resource, SidPath } from '../twilio/resource.ts';
import { parseSidPath, pathForm } from '../twilio/path.ts';
import type { GatewayContext } from './context.ts';
import { parseGlobalId } from './global-id.ts';
import { checkUniqueName, fetchByUniqueName, fetchExisting, objectTypeNamed } from './lookups.ts';

/** A reference to a record from another subgraph: its type and one of its keys. Other fields are ignored. */
type Representation = Readonly<Record<string, unknown>>;

const typeNameOf = (representation: Representation) => String(representation['__typename']);

/** A null key counts as absent: a router sends null for a field that the other subgraph did not return. */
const isGiven = (value: unknown) => value !== undefined && value !== null;

const unreadable = (resource: Resource, names: readonly string[]) =>
  badUserInput(
    `Expected a representation with an id (${pathForm(resource)}) or with the SIDs ${names.join(', ')}, but got neither.`,
  );

function pathOfSids(resource: Resource, names: readonly string[], representation: Representation): SidPath {
  const sids = names.map((name) => representation[name]);
  const path = sids.every((sid) => typeof sid === 'string') ? parseSidPath(resource, sids) : null;
  if (path) return path;
  throw unreadable(resource, names);
}

/** The path that a representation names by its id, else by the SIDs of its path. Throws BAD_USER_INPUT when it names none. */
function pathOfRepresentation(resource: Resource, representation: Representation): SidPath {
  const { id } = representation;
  if (!isGiven(id)) return pathOfSids(resource, resource.path, representation);
  if (typeof id === 'string') return parseGlobalId(resource, id);
  throw unreadable(resource, resource.path);
}

/**
 * The unique name under a parent by which a representation names its record; null when it has an id or a SID, which take
 * precedence. The name itself is null for a reference to nothing. Throws BAD_USER_INPUT for a name that cannot be one.
 */
function nameOfRepresentation(
  resource: Nameable,
  representation: Representation,
): { readonly parent: SidPath; readonly uniqueName: string | null } | null {
  const { id, sid, uniqueName } = representation;
  const isName = uniqueName === null || typeof uniqueName === 'string';
  if (!isName || isGiven(id) || isGiven(sid)) return null;
  const names = resource.path.slice(0, -1);
  const parent = resource.parent ? pathOfSids(resource.parent, names, representation) : [];
  return { parent, uniqueName: uniqueName === null ? null : checkUniqueName(resource, uniqueName) };
}

/** Resolves a record that another subgraph names by its id or by the SIDs of its path. */
export const entity = <R extends Fetchable>(resource: R) =>
  defineField(
    async (
      representation: Representation,
      context: GatewayContext,
      info: FieldInfo,
    ): Promise<ModelOf<R> | null> => {
      const type = objectTypeNamed(info, typeNameOf(representation));
      return fetchExisting(context, info, resource, pathOfRepresentation(resource, representation), type);
    },
    {
      kind: 'lookup',
      targets: (representation: Representation) => [
        { resource, path: pathOfRepresentation(resource, representation) },
      ],
    },
  );

/** The same for a record that other subgraphs may also name by its unique name under its parent. */
export function namedEntity<R extends Nameable>(resource: R) {
  const byPath = entity(resource);
  return defineField(
    async (
      representation: Representation,
      context: GatewayContext,
      info: FieldInfo,
    ): Promise<ModelOf<R> | null> => {
      const name = nameOfRepresentation(resource, representation);
      if (!name) return byPath(representation, context, info);
      const { parent, uniqueName } = name;
      if (uniqueName === null) return null;
      const type = objectTypeNamed(info, typeNameOf(representation));
      return fetchByUniqueName(context, info, { resource, parent, uniqueName }, type);
    },
    {
      kind: 'lookup',
      targets: (representation: Representation): Target[] => {
        const name = nameOfRepresentation(resource, representation);
        if (!name) return [{ resource, path: pathOfRepresentation(resource, representation) }];
        const { parent, uniqueName } = name;
        return uniqueName === null ? [] : [{ resource, parent, uniqueName }];
      },
    },
  );
}

type ResolveReference = Partial<DefinedField> &
  ((representation: Representation, context: GatewayContext, info: FieldInfo) => Promise<object | null>);

/** Where `@apollo/subgraph` stores `__resolveReference`. */
interface SubgraphExtensions {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ResolveReference } };
}

/** The reference resolver of a type; null for a type that is not an entity. */
function referenceResolverOf(type: GraphQLNamedType | undefined): ResolveReference | null {
  if (!isObjectType(type)) return null;
  return (type.extensions as SubgraphExtensions).apollo?.subgraph?.resolveReference ?? null;
}

/** The records of representations, each with its type. Malformed ones, and those of types that are not entities, have none. */
function targetsOf(
  schema: GraphQLSchema,
  { representations }: { readonly representations: readonly Representation[] },
): readonly Target[] {
  return targetsOfEach(representations, (representation): Target[] => {
    const typeName = typeNameOf(representation);
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
 * Sets the resolvers of `_service` and `_entities`. The library's own `_entities` fails as a whole when one type is
 * unknown, and returns the representation itself for a type without `__resolveReference`.
 */
export function connectFederation(schema: GraphQLSchema, sdl: string): void {
  const fields = schema.getQueryType()?.getFields();
  const { _service: service, _entities: entities } = fields ?? {};
  if (!service || !entities) throw new TypeError('The schema is no subgraph.');
  // The library reads the type of an entity from a property `__typename`, which models do not have.
  const typeNames = new WeakMap<object, string>();
  const union = schema.getType('_Entity');
  if (isUnionType(union)) union.resolveType = (record: object) => typeNames.get(record);
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
