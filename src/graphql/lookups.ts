import { getNamedType, type GraphQLObjectType, isObjectType } from 'graphql';
import { type Fetchable, type ModelOf, referenceTo, type SidPath } from '../twilio/resource.ts';
import type { GatewayContext } from './context.ts';
import { prefetch } from '../planner/prefetch.ts';
import type { ListRequirement, Requirement } from '../planner/requirement.ts';
import type { FieldInfo } from '../planner/selection.ts';

/** The type of the records that a field has. Throws when it can be one of several. */
export function objectType(info: FieldInfo): GraphQLObjectType {
  const type = getNamedType(info.returnType);
  if (isObjectType(type)) return type;
  throw new TypeError(`${info.parentType.name}.${info.fieldName} returns no object type.`);
}

/** Reads a record by its own fetch, and everything below it that is known already in the same tick. */
function readRecord<R extends Fetchable>(
  { loaders }: GatewayContext,
  resource: R,
  path: SidPath,
  requirement: Requirement,
): Promise<ModelOf<R> | null> {
  const record = loaders.record(resource, path);
  if (!requirement.hasReadsBelow) return record;
  loaders.branch(path);
  prefetch(loaders, requirement, path);
  return record.then((model) => {
    if (model === null) loaders.cancelUnder(path);
    return model;
  });
}

/** Reads one of the lists of a record, and everything else below it in the same tick. Without a list there is no record. */
function readByList<R extends Fetchable>(
  { loaders }: GatewayContext,
  resource: R,
  path: SidPath,
  list: ListRequirement,
  requirement: Requirement,
): Promise<ModelOf<R> | null> {
  loaders.branch(path);
  const proof = loaders.prefetch.page(list.resource, path, list.firstPage);
  prefetch(loaders, requirement, path);
  return proof.then(
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
  const requirement = context.budget.requirements.of(info, type, info.fieldNodes);
  const list = requirement.proofAmong(requirement.readableLists(path));
  return list
    ? readByList(context, resource, path, list, requirement)
    : readRecord(context, resource, path, requirement);
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
  const requirement = context.budget.requirements.of(info, objectType(info), info.fieldNodes);
  if (!requirement.needsRecord) return referenceTo(resource, path);
  return context.loaders.cachedRecord(resource, path) ?? readRecord(context, resource, path, requirement);
}
