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

function readRecord<R extends Fetchable>(
  context: GatewayContext,
  resource: R,
  path: SidPath,
  requirement: Requirement,
): Promise<ModelOf<R> | null> {
  const record = context.loaders.record(resource, path);
  if (!requirement.hasReadsBelow) return record;
  prefetch(context.loaders, requirement, path);
  return record.then((model) => {
    if (model === null) context.abandon(path);
    return model;
  });
}

/** Reads a record by one of its lists: where the list does not exist, nor does the record. */
async function readByList<R extends Fetchable>(
  context: GatewayContext,
  resource: R,
  path: SidPath,
  list: ListRequirement,
  requirement: Requirement,
): Promise<ModelOf<R> | null> {
  const proof = context.loaders.ahead.page(list.resource, path, list.firstPage);
  prefetch(context.loaders, requirement, path);
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
  const requirement = context.budget.requirements.of(info, type, info.fieldNodes);
  const list = requirement.proofAmong(requirement.readableLists(path));
  return list
    ? readByList(context, resource, path, list, requirement)
    : readRecord(context, resource, path, requirement);
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
  const requirement = context.budget.requirements.of(info, objectType(info), info.fieldNodes);
  if (!requirement.needsRecord) return referenceTo(resource, path);
  return context.loaders.seen(resource, path) ?? readRecord(context, resource, path, requirement);
}
