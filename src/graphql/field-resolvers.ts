import { isObjectType } from 'graphql';
import {
  type Fetchable,
  type Listable,
  type ModelOf,
  type Nameable,
  pathOf,
  type Resource,
  sidOf,
  type SidPath,
} from '../twilio/resource.ts';
import { Model } from '../twilio/model.ts';
import { parseSid } from '../twilio/sid.ts';
import { checkList, type RawConnectionArguments } from '../pagination/arguments.ts';
import { type Connection, readConnection } from '../pagination/connection.ts';
import type { GatewayContext } from './context.ts';
import { listTag } from '../pagination/cursor.ts';
import { type Target, targetsOfEach, defineField } from '../planner/define-field.ts';
import { parseAnyGlobalId, parseGlobalId, toGlobalId } from './global-id.ts';
import { fetchExisting, objectType, resolveRelation } from './lookups.ts';
import { nameOfRepresentation, pathOfRepresentation, type Representation } from './representation.ts';
import { checkUniqueName } from './unique-name.ts';
import type { FieldInfo } from '../planner/selection.ts';

/** The kinds of resolvers; `src/resolvers` says which field is which. */

/** A promise also of what is thrown at once. */
function orRejected<T>(start: () => Promise<T>): Promise<T> {
  try {
    return start();
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}

/** `id`: the SID path joined by `-`. */
export const globalId = <R extends Resource>(resource: R) =>
  defineField((source: ModelOf<R>) => toGlobalId(pathOf(resource, source)), {
    kind: 'path',
    resource,
  });

/** A root field that finds a record by its id. */
export function lookup<R extends Fetchable>(resource: R) {
  const pathOfArguments = ({ id }: { readonly id: string }) => parseGlobalId(resource, id);
  return defineField(
    (_: unknown, args: { readonly id: string }, context: GatewayContext, info: FieldInfo) =>
      fetchExisting(context, info, resource, pathOfArguments(args), objectType(info)),
    {
      kind: 'lookup',
      targets: (args: { readonly id: string }) => [{ resource, path: pathOfArguments(args) }],
    },
  );
}

/** A root field that finds a record by its unique name, under the parent of that id. */
export function lookupByUniqueName<R extends Nameable, Arguments extends { readonly uniqueName: string }>(
  resource: R,
  parentId: (args: Arguments) => string | null,
) {
  const nameOfArguments = (args: Arguments) => {
    const id = parentId(args);
    const parent = resource.parent && id !== null ? parseGlobalId(resource.parent, id) : [];
    return { resource, parent, uniqueName: checkUniqueName(resource, args.uniqueName) };
  };
  return defineField(
    (_: unknown, args: Arguments, { loaders }: GatewayContext): Promise<ModelOf<R> | null> => {
      const { parent, uniqueName } = nameOfArguments(args);
      return loaders.recordByName(resource, parent, uniqueName);
    },
    { kind: 'lookup', targets: (args: Arguments) => [nameOfArguments(args)] },
  );
}

/** A model of one of several resources. */
type ModelOfAny<R> = R extends Fetchable ? ModelOf<R> : never;

export interface IdArgument {
  readonly id: string;
}

export interface IdsArgument {
  readonly ids: readonly string[];
}

/** The root fields that find a record of any of these resources by its id, each under the name of its type. */
export function recordsOf<Types extends Readonly<Record<string, Fetchable>>>(types: Types) {
  type Model = ModelOfAny<Types[keyof Types]>;
  const resources = Object.values<Fetchable>(types);
  const typeNames = new Map(Object.entries<Fetchable>(types).map(([name, { type }]) => [type, name]));
  const targetOf = (id: string) => {
    const { resource, path } = parseAnyGlobalId(resources, id);
    return { resource, path, typeName: typeNames.get(resource.type) ?? '' };
  };
  const find = (id: string, context: GatewayContext, info: FieldInfo): Promise<Model | null> => {
    const { resource, path, typeName } = targetOf(id);
    const type = info.schema.getType(typeName);
    if (!isObjectType(type)) throw new TypeError(`${typeName} is no object type.`);
    return fetchExisting(context, info, resource, path, type) as Promise<Model | null>;
  };
  return {
    /** The type of a record that one of these fields has found. */
    typeNameOf: (model: object) => (typeNames.get(Model.typeOf(model) ?? '') ?? '') as keyof Types & string,
    node: defineField(
      (_: unknown, { id }: IdArgument, context: GatewayContext, info: FieldInfo) => find(id, context, info),
      { kind: 'lookup', targets: ({ id }: IdArgument) => [targetOf(id)] },
    ),
    nodes: defineField(
      // Each id is a promise of its own, so that one that fails leaves the others alone; codegen knows no such promise of null.
      (_: unknown, { ids }: IdsArgument, context: GatewayContext, info: FieldInfo) =>
        ids.map((id) => orRejected(() => find(id, context, info))) as Promise<Model>[],
      { kind: 'lookup', targets: ({ ids }: IdsArgument) => targetsOfEach(ids, (id) => [targetOf(id)]) },
    ),
  };
}

/** A list under the record, or under the account: a connection, null when its parent does not exist. */
export const list = <R extends Listable>(resource: R) =>
  defineField(
    (
      source: object,
      raw: RawConnectionArguments,
      context: GatewayContext,
      info: FieldInfo,
    ): Promise<Connection<ModelOf<R>> | null> => {
      const parent = resource.parent ? pathOf(resource.parent, source as ModelOf<Resource>) : [];
      const { loaders, budget } = context;
      const args = budget.requirements.connectionArguments(resource, info.fieldNodes, () => raw);
      checkList(args, parent);
      return readConnection(args, {
        readPage: (request) => loaders.page(resource, parent, request),
        sidOf: (model: ModelOf<R>) => sidOf(resource, model),
        tag: listTag(parent),
        pageSizeMax: budget.requirements.pageSizeMax,
      });
    },
    { kind: 'list', resource },
  );

function relation<R extends Fetchable, Source>(
  resource: R,
  from: 'path' | 'record',
  pathOfRelated: (source: Source) => SidPath | null,
) {
  return defineField(
    (source: Source, _: unknown, context: GatewayContext, info: FieldInfo) => {
      const path = pathOfRelated(source);
      return path && resolveRelation(context, info, resource, path);
    },
    { kind: 'relation', resource, from, pathOf: pathOfRelated },
  );
}

/** A related record whose path follows from the path of this one, such as its Session. */
export const ancestor = <R extends Fetchable, Source>(
  resource: R,
  path: (source: Source) => SidPath | null,
) => relation(resource, 'path', path);

/** A record of a payload: known by its path, and read when more than its path is asked for. */
export const payloadRecord = <R extends Fetchable, Name extends string>(resource: R, name: Name) =>
  relation(resource, 'path', (payload: Readonly<Partial<Record<Name, ModelOf<R> | null>>>) => {
    const record = payload[name];
    return record ? pathOf(resource, record) : null;
  });

/**
 * A related record that this one names by a SID in its own record, under what they have in common above; null when it names none, or one of another kind (a
 * Participant may have a channel address in place of a number).
 */
export const reference = <R extends Fetchable, Source>(
  resource: R,
  sidOfRelated: (source: Source) => string | null | undefined,
) =>
  relation(resource, 'record', (source: Source & object) => {
    const sid = parseSid(resource.sidPrefix, sidOfRelated(source) ?? '');
    const path = Model.pathOf(source);
    // Twilio's tree is the same further up.
    return sid !== null && path !== null ? [...path.slice(0, resource.path.length - 1), sid] : null;
  });

/** A record that another subgraph refers to by its id or by the SIDs of its path. Nothing else that it says is trusted. */
export const entity = <R extends Fetchable>(resource: R) =>
  defineField(
    async (
      representation: Representation,
      context: GatewayContext,
      info: FieldInfo,
    ): Promise<ModelOf<R> | null> => {
      const type = info.schema.getType(String(representation['__typename']));
      if (!isObjectType(type))
        throw new TypeError(`No object type for a representation of ${resource.type}.`);
      return fetchExisting(context, info, resource, pathOfRepresentation(resource, representation), type);
    },
    {
      kind: 'lookup',
      targets: (representation: Representation) => [
        { resource, path: pathOfRepresentation(resource, representation) },
      ],
    },
  );

/** The same for a record to which others may also refer by its unique name under its parent. */
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
      return uniqueName === null ? null : context.loaders.recordByName(resource, parent, uniqueName);
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
