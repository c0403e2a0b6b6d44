import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isNonNullType,
} from 'graphql';
import { addPath, type Path, pathToArray } from 'graphql/jsutils/Path.js';
import type { GatewayContext } from './context.ts';
import { badUserInput } from './errors.ts';
import { callOf } from './field-call.ts';
import {
  argumentsOf,
  objectTypesOf,
  type Operation,
  type SelectedField,
  type Selection,
} from './selection.ts';
import type { Slices } from './slices.ts';

function checkField(
  operation: Operation,
  slices: Slices,
  selected: SelectedField,
  path: Path | undefined,
): void {
  const call = callOf(selected.field);
  if (call?.kind !== 'list') return;
  try {
    slices.of(call.resource, selected.nodes, () => argumentsOf(operation, selected));
  } catch (error) {
    throw error instanceof GraphQLError ? badUserInput(error.message, pathToArray(path)) : error;
  }
}

/**
 * Looks for bad connection arguments at a field and anywhere below it. Throws BAD_USER_INPUT at the path of the first
 * field that has them. Each selection is visited once: it gives the same verdict wherever its fragment is spread.
 */
export function checkArguments(
  operation: Operation,
  { selections, slices }: Pick<GatewayContext, 'selections' | 'slices'>,
  selected: SelectedField,
  path: Path | undefined,
  visited = new Set<Selection>(),
): void {
  checkField(operation, slices, selected, path);
  for (const type of objectTypesOf(operation, selected.field)) {
    const selection = selections.of(operation, type, selected.nodes);
    if (visited.has(selection)) continue;
    visited.add(selection);
    for (const below of selection.fields) {
      checkArguments(
        operation,
        { selections, slices },
        below,
        addPath(path, below.responseKey, undefined),
        visited,
      );
    }
  }
}

/** The refusal of a field as often as it has items: a field that cannot be null would take its neighbours with it. */
function refuseEach(error: GraphQLError, args: object): GraphQLError[] {
  const names = Object.values(args).find((value) => Array.isArray(value)) as readonly unknown[] | undefined;
  const [root = '', ...below] = error.path ?? [];
  return (names ?? []).map((_, index) => badUserInput(error.message, [root, index, ...below]));
}

/** Makes a root field refuse bad connection arguments anywhere below it before anything is sent to Twilio. */
export function refusingBadArguments<Source, Arguments extends object>(
  rootType: GraphQLObjectType,
  resolve: GraphQLFieldResolver<Source, GatewayContext, Arguments>,
): GraphQLFieldResolver<Source, GatewayContext, Arguments> {
  return Object.assign(
    (source: Source, args: Arguments, context: GatewayContext, info: GraphQLResolveInfo) => {
      const field = rootType.getFields()[info.fieldName];
      if (!field) return resolve(source, args, context, info);
      const [node] = info.fieldNodes;
      const responseKey = node?.alias?.value ?? info.fieldName;
      const selected = { responseKey, field, nodes: info.fieldNodes };
      try {
        checkArguments(info, context, selected, addPath(undefined, responseKey, undefined));
      } catch (error) {
        if (error instanceof GraphQLError && isNonNullType(field.type)) return refuseEach(error, args);
        throw error;
      }
      return resolve(source, args, context, info);
    },
    resolve,
  );
}
