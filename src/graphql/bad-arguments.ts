import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import { parseConnectionArguments } from './connection-arguments.ts';
import type { GatewayContext } from './context.ts';
import { badUserInput } from './errors.ts';
import { callOf } from './field-call.ts';
import { argumentsOf, objectTypesOf, type SelectedField, selectedFields } from './selection.ts';

function checkField(info: GraphQLResolveInfo, selected: SelectedField, path: readonly string[]): void {
  const call = callOf(selected.field);
  if (call?.kind !== 'list') return;
  try {
    parseConnectionArguments(call.resource, argumentsOf(info, selected), null);
  } catch (error) {
    throw error instanceof GraphQLError ? badUserInput(error.message, path) : error;
  }
}

function checkBelow(
  info: GraphQLResolveInfo,
  parent: SelectedField,
  path: readonly string[],
  visited: Set<string>,
): void {
  for (const type of objectTypesOf(info, parent.field)) {
    for (const selected of selectedFields(info, type, parent.nodes)) {
      // The same piece of the document gives the same verdict wherever its fragment is spread.
      const key = `${type.name} ${selected.nodes.map(({ loc }) => loc?.start ?? '').join()}`;
      if (visited.has(key)) continue;
      visited.add(key);
      const here = [...path, selected.responseKey];
      checkField(info, selected, here);
      checkBelow(info, selected, here, visited);
    }
  }
}

/**
 * Makes a root field refuse bad connection arguments anywhere below it before anything is sent to Twilio: BAD_USER_INPUT
 * at the path of the field that has them.
 */
export function refusingBadArguments<Source, Arguments>(
  rootType: GraphQLObjectType,
  resolve: GraphQLFieldResolver<Source, GatewayContext, Arguments>,
): GraphQLFieldResolver<Source, GatewayContext, Arguments> {
  return Object.assign(
    (source: Source, args: Arguments, context: GatewayContext, info: GraphQLResolveInfo) => {
      const field = rootType.getFields()[info.fieldName];
      if (field) {
        const selected = { responseKey: String(info.path.key), field, nodes: info.fieldNodes };
        checkField(info, selected, [selected.responseKey]);
        checkBelow(info, selected, [selected.responseKey], new Set());
      }
      return resolve(source, args, context, info);
    },
    resolve,
  );
}
