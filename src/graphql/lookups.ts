import { getNamedType, type GraphQLObjectType, isObjectType } from 'graphql';
import { type Fetchable, type ModelOf, referenceTo, type SidPath } from '../twilio/resource.ts';
import type { GatewayContext } from './context.ts';
import { lookAhead, type LookAhead } from '../planner/prefetch.ts';
import type { FieldInfo } from '../planner/selection.ts';

/** The type of the records that a field has. Throws when it can be one of several. */
export function objectType(info: FieldInfo): GraphQLObjectType {
  const type = getNamedType(info.returnType);
  if (isObjectType(type)) return type;
  throw new TypeError(`${info.parentType.name}.${info.fieldName} returns no object type.`);
}

/** Starts reads early. Whoever resolves the field later meets the same promise and its error. */
function startAll(reads: readonly (() => Promise<unknown>)[]): void {
  for (const read of reads) read().catch(() => undefined);
}

function readRecord<R extends Fetchable>(
  context: GatewayContext,
  resource: R,
  path: SidPath,
  ahead: LookAhead,
): Promise<ModelOf<R> | null> {
  const record = context.loaders.record(resource, path);
  if (ahead.lists.length === 0 && ahead.relations.length === 0) return record;
  startAll([...ahead.lists, ...ahead.relations]);
  return record.then((model) => {
    if (model === null) context.abandon(path);
    return model;
  });
}

/** Reads a record by its first list: where there is none, there is no such record. */
async function readByList<R extends Fetchable>(
  context: GatewayContext,
  resource: R,
  path: SidPath,
  first: () => Promise<unknown>,
  ahead: LookAhead,
): Promise<ModelOf<R> | null> {
  const proof = first();
  startAll([...ahead.lists, ...ahead.relations]);
  // A list that fails in another way says nothing against its parent; the error stands at the list.
  const missing = (await proof.catch(() => undefined)) === null;
  if (!missing) return referenceTo(resource, path);
  context.abandon(path);
  return null;
}

/**
 * Reads a record whose existence has to be proved: by its own fetch, or, when only its path and its lists are asked, by
 * its first list. Everything below it that can be known already starts in the same tick. Missing is null.
 */
export function prove<R extends Fetchable>(
  context: GatewayContext,
  info: FieldInfo,
  resource: R,
  path: SidPath,
  type: GraphQLObjectType,
): Promise<ModelOf<R> | null> {
  const ahead = lookAhead(context, info, resource, path, type, info.fieldNodes);
  const [first] = ahead.lists;
  return ahead.needsRecord || !first
    ? readRecord(context, resource, path, ahead)
    : readByList(context, resource, path, first, ahead);
}

/**
 * Follows a relation, which is believed without proof: when only the path of the related record is asked for, nothing is
 * read. Missing is null.
 */
export function follow<R extends Fetchable>(
  context: GatewayContext,
  info: FieldInfo,
  resource: R,
  path: SidPath,
): ModelOf<R> | Promise<ModelOf<R> | null> {
  const type = objectType(info);
  const { plain } = context.selections.demand(info, resource, type, info.fieldNodes);
  if (plain.length === 0) return referenceTo(resource, path);
  const { loaders } = context;
  const row = loaders.seen(resource, path);
  if (row) return row;
  const ahead = lookAhead(context, info, resource, path, type, info.fieldNodes);
  return readRecord(context, resource, path, ahead);
}
