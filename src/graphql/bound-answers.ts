import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import type { GatewayContext } from './context.ts';
import { type FieldRequires, requiresOf } from '../planner/define-field.ts';
import type { FieldInfo } from '../planner/selection.ts';
import type { Requirement } from '../planner/requirement.ts';
import { chargeValues } from '../planner/values.ts';

type Resolve = GraphQLFieldResolver<unknown, GatewayContext>;

/** The object type of a value of that field. */
function typeOfValue(value: object, context: GatewayContext, info: FieldInfo): GraphQLObjectType | null {
  const type = getNamedType(info.returnType);
  if (isObjectType(type)) return type;
  if (!isAbstractType(type)) return null;
  const name = type.resolveType?.(value, context, info as Parameters<Resolve>[3], type);
  const found = typeof name === 'string' ? info.schema.getType(name) : undefined;
  return isObjectType(found) ? found : null;
}

/** A payload whose records are null with that error. The write itself is done, and the rest of its payload says so. */
const withoutRecords = (payload: object, { parts }: Requirement, error: unknown): object => ({
  ...payload,
  ...Object.fromEntries(
    parts
      .filter(({ isList }) => !isList)
      .map(({ field }) => [
        field.name,
        () => {
          throw error;
        },
      ]),
  ),
});

/** Counts what is selected on a value, which stands in the answer afterwards. */
function counted(
  value: unknown,
  kind: FieldRequires['kind'],
  context: GatewayContext,
  info: FieldInfo,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const type = typeOfValue(value, context, info);
  if (!type) return value;
  const requirement = context.budget.requirements.of(info, type, info.fieldNodes);
  try {
    chargeValues(context.budget.answer, requirement, value);
    return value;
  } catch (error) {
    if (kind === 'write') return withoutRecords(value, requirement, error);
    throw error;
  }
}

/** Makes a root field count what it brings. */
function countingRoot(kind: FieldRequires['kind'], resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const settle = (value: unknown): unknown =>
      value instanceof Promise ? value.then(settle) : counted(value, kind, context, info);
    const value: unknown = resolve(source, args, context, info);
    return Array.isArray(value) ? value.map(settle) : settle(value);
  };
}

/** Makes a list or a relation count what it brings, and how often it fails: each row of a list may have it. */
function countingBelow(kind: FieldRequires['kind'], resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const { answer } = context.budget;
    const fail = (error: unknown) => answer.fail(error);
    const settle = (value: unknown): unknown => {
      if (value instanceof Promise) return value.then(settle, fail);
      try {
        return counted(value, kind, context, info);
      } catch (error) {
        return fail(error);
      }
    };
    // What it brings would be left out anyway.
    if (answer.isFull) return fail(null);
    try {
      return settle(resolve(source, args, context, info));
    } catch (error) {
      return fail(error);
    }
  };
}

/** Bounds what answers may hold: see `AnswerBudget`. A list or a record that does not fit is null with QUERY_TOO_COMPLEX. */
export function boundAnswers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const kind = requiresOf(field)?.kind;
      if (!kind || kind === 'path' || !field.resolve) continue;
      const counting = kind === 'list' || kind === 'relation' ? countingBelow : countingRoot;
      field.resolve = Object.assign(counting(kind, field.resolve), field.resolve);
    }
  }
}
