import { getNamedType, type GraphQLObjectType, isObjectType } from 'graphql';
import { badUserInput } from '../errors/gateway-error.ts';
import { prefetch } from '../planner/prefetch.ts';
import type { ListRequirement, Requirement } from '../planner/requirement.ts';
import type { FieldInfo } from '../planner/selection.ts';
import { chargeValues } from '../planner/values.ts';
import {
  type Fetchable,
  type ModelOf,
  type Nameable,
  referenceTo,
  type Resource,
  type SidPath,
} from '../twilio/resource.ts';
import type { GatewayContext } from './context.ts';

/** The object type of a field's values. Throws when the field can have values of several types. */
export function objectType(info: FieldInfo): GraphQLObjectType {
  const type = getNamedType(info.returnType);
  if (isObjectType(type)) return type;
  throw new TypeError(`${info.parentType.name}.${info.fieldName} returns no object type.`);
}

/** The object type of that name. Throws when there is none. */
export function objectTypeNamed(info: FieldInfo, name: string): GraphQLObjectType {
  const type = info.schema.getType(name);
  if (isObjectType(type)) return type;
  throw new TypeError(`${name} is no object type.`);
}

/** Twilio's limit for a unique name, in characters: https://www.twilio.com/docs/proxy/api/session */
const MAX_NAME_LENGTH = 191;

const SID_SHAPE = /^[A-Za-z]{2}[0-9A-Fa-f]{32}$/;

/**
 * Checks a unique name before it becomes part of a URL. Empty names and `.` and `..` would name another URL, and a name
 * in the shape of a SID would find a record by its SID. Throws BAD_USER_INPUT.
 */
export function checkUniqueName(resource: Resource, uniqueName: string): string {
  const refuse = (what: string) => badUserInput(`Argument "uniqueName" must not be ${what}.`);
  if (uniqueName === '') throw refuse('empty');
  if (uniqueName === '.' || uniqueName === '..') throw refuse(`"${uniqueName}"`);
  if (Array.from(uniqueName).length > MAX_NAME_LENGTH)
    throw refuse(`longer than ${MAX_NAME_LENGTH} characters`);
  if (!uniqueName.isWellFormed()) throw refuse('text with half a surrogate pair');
  if (SID_SHAPE.test(uniqueName)) {
    throw refuse(`in the shape of a SID; look the ${resource.type} up by its id instead`);
  }
  return uniqueName;
}

/** Reads a record by its own fetch. In the same tick starts all reads below it whose paths are known. */
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

/** Reads one list of a record, and in the same tick everything else below it. Without the list the record does not exist. */
async function readByList<R extends Fetchable>(
  { loaders }: GatewayContext,
  resource: R,
  path: SidPath,
  list: ListRequirement,
  requirement: Requirement,
): Promise<ModelOf<R> | null> {
  loaders.branch(path);
  const page = loaders.prefetch.page(list.resource, path, list.firstPage);
  prefetch(loaders, requirement, path);
  // A failed list does not show whether its parent exists. The field of the list has the error.
  const isMissing = await page.then(
    (found) => found === null,
    () => false,
  );
  if (!isMissing) return referenceTo(resource, path);
  loaders.cancelUnder(path);
  return null;
}

/**
 * Reads a record that may not exist: by its own fetch or, when only its path and its lists are selected, by its first
 * list. Reads below it start in the same tick as far as their paths are known. Null when it does not exist (404). Throws
 * QUERY_TOO_COMPLEX when its values do not fit into the answer.
 */
export async function fetchExisting<R extends Fetchable>(
  context: GatewayContext,
  info: FieldInfo,
  resource: R,
  path: SidPath,
  type: GraphQLObjectType,
): Promise<ModelOf<R> | null> {
  const { requirements, answer } = context.budget;
  const requirement = requirements.of(info, type, info.fieldNodes);
  const list = requirement.existenceList(requirement.readableLists(path));
  const model = list
    ? await readByList(context, resource, path, list, requirement)
    : await readRecord(context, resource, path, requirement);
  if (model) chargeValues(answer, requirement, model);
  return model;
}

/** Reads the record of that unique name; null when there is none. Throws QUERY_TOO_COMPLEX as `fetchExisting` does. */
export async function fetchByUniqueName<R extends Nameable>(
  { loaders, budget }: GatewayContext,
  info: FieldInfo,
  { resource, parent, uniqueName }: { resource: R; parent: SidPath; uniqueName: string },
  type: GraphQLObjectType,
): Promise<ModelOf<R> | null> {
  const model = await loaders.recordByName(resource, parent, uniqueName);
  if (model) chargeValues(budget.answer, budget.requirements.of(info, type, info.fieldNodes), model);
  return model;
}

/**
 * A related record, which is assumed to exist: when only its path is selected, nothing is read. Null when it does not exist
 * (404).
 *
 * @param fail throws the error of the field. It counts the errors of the answer, because each row of a list may have one:
 *   see `AnswerBudget.fail`
 */
export function resolveRelation<R extends Fetchable>(
  context: GatewayContext,
  info: FieldInfo,
  resource: R,
  path: SidPath,
  fail: (error: unknown) => null,
): ModelOf<R> | null | Promise<ModelOf<R> | null> {
  const { requirements, answer } = context.budget;
  const requirement = requirements.of(info, objectType(info), info.fieldNodes);
  const known = requirement.needsRecord
    ? context.loaders.cachedRecord(resource, path)
    : referenceTo(resource, path);
  if (!known) return readRelation(context, resource, path, requirement, fail);
  try {
    chargeValues(answer, requirement, known);
    return known;
  } catch (error) {
    return fail(error);
  }
}

async function readRelation<R extends Fetchable>(
  context: GatewayContext,
  resource: R,
  path: SidPath,
  requirement: Requirement,
  fail: (error: unknown) => null,
): Promise<ModelOf<R> | null> {
  try {
    const model = await readRecord(context, resource, path, requirement);
    if (model) chargeValues(context.budget.answer, requirement, model);
    return model;
  } catch (error) {
    return fail(error);
  }
}
