import { checkList, type RawConnectionArguments } from '../pagination/arguments.ts';
import { type Connection, readConnection } from '../pagination/connection.ts';
import { listTag } from '../pagination/cursor.ts';
import { defineField, targetsOfEach } from '../planner/define-field.ts';
import type { FieldInfo } from '../planner/selection.ts';
import { chargeValues } from '../planner/values.ts';
import { Model } from '../twilio/model.ts';
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
import { parseSid } from '../twilio/sid.ts';
import type { GatewayContext } from './context.ts';
import { parseAnyGlobalId, parseGlobalId, toGlobalId } from './global-id.ts';
import {
  checkUniqueName,
  fetchByUniqueName,
  fetchExisting,
  objectType,
  objectTypeNamed,
  resolveRelation,
} from './lookups.ts';

/** The kinds of resolvers. `src/resolvers` assigns one to each field. */

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
    (_: unknown, args: Arguments, context: GatewayContext, info: FieldInfo) =>
      fetchByUniqueName(context, info, nameOfArguments(args), objectType(info)),
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
  const find = async (id: string, context: GatewayContext, info: FieldInfo): Promise<Model | null> => {
    const { resource, path, typeName } = targetOf(id);
    const type = objectTypeNamed(info, typeName);
    return (await fetchExisting(context, info, resource, path, type)) as Model | null;
  };
  return {
    /** The type of a record that one of these fields has found. */
    typeNameOf: (model: object) => (typeNames.get(Model.typeOf(model) ?? '') ?? '') as keyof Types & string,
    node: defineField(
      (_: unknown, { id }: IdArgument, context: GatewayContext, info: FieldInfo) => find(id, context, info),
      { kind: 'lookup', targets: ({ id }: IdArgument) => [targetOf(id)] },
    ),
    nodes: defineField(
      // One promise per id, so that a failed one does not affect the others. The generated types do not allow a promise of null.
      (_: unknown, { ids }: IdsArgument, context: GatewayContext, info: FieldInfo) =>
        ids.map((id) => find(id, context, info)) as Promise<Model>[],
      { kind: 'lookup', targets: ({ ids }: IdsArgument) => targetsOfEach(ids, (id) => [targetOf(id)]) },
    ),
  };
}

/**
 * A list under the record, or under the account: a connection, null when its parent does not exist. Its errors count as
 * errors of the answer, because each row of a list may have one: see `AnswerBudget.fail`.
 */
export function list<R extends Listable>(resource: R) {
  const sidOfRow = (model: ModelOf<R>) => sidOf(resource, model);
  return defineField(
    async (
      source: object,
      raw: RawConnectionArguments,
      { loaders, budget }: GatewayContext,
      info: FieldInfo,
    ): Promise<Connection<ModelOf<R>> | null> => {
      const { requirements, answer } = budget;
      if (answer.isFull) return answer.fail(null);
      try {
        const parent = resource.parent ? pathOf(resource.parent, source as ModelOf<Resource>) : [];
        const args = requirements.connectionArguments(resource, info.fieldNodes, () => raw);
        checkList(args, parent);
        const connection = await readConnection(args, {
          readPage: (request) => loaders.page(resource, parent, request),
          sidOf: sidOfRow,
          tag: listTag(parent),
          pageSizeMax: requirements.pageSizeMax,
        });
        if (connection) {
          chargeValues(answer, requirements.of(info, objectType(info), info.fieldNodes), connection);
        }
        return connection;
      } catch (error) {
        return answer.fail(error);
      }
    },
    { kind: 'list', resource },
  );
}

function relation<R extends Fetchable, Source>(
  resource: R,
  from: 'path' | 'record',
  pathOfRelated: (source: Source) => SidPath | null,
) {
  return defineField(
    (source: Source, _: unknown, context: GatewayContext, info: FieldInfo) => {
      const { answer } = context.budget;
      if (answer.isFull) return answer.fail(null);
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

/** A record of a payload: known by its path, and read only when other fields are selected. */
export const payloadRecord = <R extends Fetchable, Name extends string>(resource: R, name: Name) =>
  relation(resource, 'path', (payload: Readonly<Partial<Record<Name, ModelOf<R> | null>>>) => {
    const record = payload[name];
    return record ? pathOf(resource, record) : null;
  });

/**
 * A related record whose SID is a field of this one. Both have the same ancestors. Null when the field has no SID or one
 * of another resource: a Participant may have a channel address in place of a number.
 */
export const reference = <R extends Fetchable, Source>(
  resource: R,
  sidOfRelated: (source: Source) => string | null | undefined,
) =>
  relation(resource, 'record', (source: Source & object) => {
    const sid = parseSid(resource.sidPrefix, sidOfRelated(source) ?? '');
    const path = Model.pathOf(source);
    return sid !== null && path !== null ? [...path.slice(0, resource.path.length - 1), sid] : null;
  });
