import type { AnswerBudget } from '../loaders/answer-budget.ts';
import { defineField, targetsOfEach } from '../planner/define-field.ts';
import type { FieldInfo } from '../planner/selection.ts';
import { Model } from '../twilio/model.ts';
import {
  type Fetchable,
  type ModelOf,
  type Nameable,
  pathOf,
  type Resource,
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

/** Throws the error of a field, or returns null in place of one that is not reported. */
type Fail<Source> = (answer: AnswerBudget, error: unknown, source: Source) => null;

const failEach: Fail<unknown> = (answer, error) => answer.fail(error);

function relation<R extends Fetchable, Source>(
  resource: R,
  from: 'path' | 'record',
  pathOfRelated: (source: Source) => SidPath | null,
  fail: Fail<Source> = failEach,
) {
  return defineField(
    (source: Source, _: unknown, context: GatewayContext, info: FieldInfo) => {
      const { answer } = context.budget;
      if (answer.isFull) return answer.fail(null);
      const path = pathOfRelated(source);
      return path && resolveRelation(context, info, resource, path, (error) => fail(answer, error, source));
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

/** The path beside a record with the same ancestors. Null when there is no SID or one of another resource. */
function pathBeside(resource: Resource, record: object, sidOfRelated: string | null | undefined) {
  const sid = parseSid(resource.sidPrefix, sidOfRelated ?? '');
  const path = Model.pathOf(record);
  return sid !== null && path !== null ? [...path.slice(0, resource.path.length - 1), sid] : null;
}

/**
 * A related record whose SID is a field of this one. Both have the same ancestors. Null when the field has no SID or one
 * of another resource: a Participant may have a channel address in place of a number.
 */
export const reference = <R extends Fetchable, Source>(
  resource: R,
  sidOfRelated: (source: Source) => string | null | undefined,
) =>
  relation(resource, 'record', (source: Source & object) =>
    pathBeside(resource, source, sidOfRelated(source)),
  );

/** An object that stands for a record, beside others that are read with it. */
export interface Entry {
  /** The errors that one of them has reported. */
  readonly reported: Set<unknown>;
}

/** The same for objects that stand for records and are read together. An error that several of them share is reported once. */
export const sharedReference = <R extends Fetchable, Source extends Entry>(
  resource: R,
  recordOf: (source: Source) => object,
  sidOfRelated: (source: Source) => string | null | undefined,
) =>
  relation(
    resource,
    'record',
    (source: Source) => pathBeside(resource, recordOf(source), sidOfRelated(source)),
    (answer, error, { reported }) => {
      if (reported.has(error)) return null;
      reported.add(error);
      return answer.fail(error);
    },
  );
