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

/** Starts the reads below a record. Whoever resolves a field there later meets the same promise and its error. */
function startBelow({ lists, relations }: LookAhead): void {
  for (const reads of [lists, relations]) {
    for (const read of reads) read().catch(() => undefined);
  }
}

/** Reads a record by its own fetch, and everything below it that is known already in the same tick. */
function readRecord<R extends Fetchable>(
  { loaders }: GatewayContext,
  resource: R,
  path: SidPath,
  below: LookAhead,
): Promise<ModelOf<R> | null> {
  const record = loaders.record(resource, path);
  if (below.lists.length === 0 && below.relations.length === 0) return record;
  loaders.branch(path);
  startBelow(below);
  return record.then((model) => {
    if (model === null) loaders.cancelUnder(path);
    return model;
  });
}

/** Reads the first list of a record, and everything else below it in the same tick. Without a list there is no record. */
function readByList<R extends Fetchable>(
  { loaders }: GatewayContext,
  resource: R,
  path: SidPath,
  first: LookAhead['lists'][number],
  below: LookAhead,
): Promise<ModelOf<R> | null> {
  loaders.branch(path);
  const list = first();
  startBelow(below);
  return list.then(
    (page) => {
      if (page !== null) return referenceTo(resource, path);
      loaders.cancelUnder(path);
      return null;
    },
    // A list that fails says nothing about its parent. The field of the list has the error.
    () => referenceTo(resource, path),
  );
}

/**
 * Reads a record that may not exist: by its own fetch, or, when only its path and its lists are selected, by its first
 * list. What is selected below starts in the same tick as far as it is known. Missing is null.
 */
export function fetchExisting<R extends Fetchable>(
  context: GatewayContext,
  info: FieldInfo,
  resource: R,
  path: SidPath,
  type: GraphQLObjectType,
): Promise<ModelOf<R> | null> {
  const below = lookAhead(context, info, resource, path, type, info.fieldNodes);
  const [first] = below.lists;
  return below.needsRecord || !first
    ? readRecord(context, resource, path, below)
    : readByList(context, resource, path, first, below);
}

/**
 * Reads a related record, whose existence is taken for granted: when only its path is selected, nothing is read. Missing
 * is null.
 */
export function resolveRelation<R extends Fetchable>(
  context: GatewayContext,
  info: FieldInfo,
  resource: R,
  path: SidPath,
): ModelOf<R> | Promise<ModelOf<R> | null> {
  const type = objectType(info);
  const { plain } = context.selections.demand(info, resource, type, info.fieldNodes);
  if (plain.length === 0) return referenceTo(resource, path);
  const known = context.loaders.cachedRecord(resource, path);
  if (known) return known;
  const below = lookAhead(context, info, resource, path, type, info.fieldNodes);
  return readRecord(context, resource, path, below);
}
