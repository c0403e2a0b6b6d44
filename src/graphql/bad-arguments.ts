import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isNonNullType,
} from 'graphql';
import type { GatewayContext } from './context.ts';
import { badUserInput } from './errors.ts';
import { argumentsOf, type Operation, type SelectedField } from './selection.ts';

/**
 * Looks for bad connection arguments at a root field and anywhere below it. Throws BAD_USER_INPUT at the path of the first
 * field that has them.
 */
export function checkArguments(
  operation: Operation,
  { selections, slices }: Pick<GatewayContext, 'selections' | 'slices'>,
  root: SelectedField,
): void {
  for (const { selected, resource, keys } of selections.lists(operation, root)) {
    try {
      slices.of(resource, selected.nodes, () => argumentsOf(operation, selected));
    } catch (error) {
      throw error instanceof GraphQLError ? badUserInput(error.message, keys) : error;
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
      try {
        checkArguments(info, context, { responseKey, field, nodes: info.fieldNodes });
      } catch (error) {
        if (error instanceof GraphQLError && isNonNullType(field.type)) return refuseEach(error, args);
        throw error;
      }
      return resolve(source, args, context, info);
    },
    resolve,
  );
}
