import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { GatewayContext } from './context.ts';
import { callOf } from '../planner/field-call.ts';
import { checkWrite } from '../planner/check-write.ts';

/**
 * Makes each write refuse bad connection arguments in its payload before anything is sent to Twilio. In a query the list
 * says so itself, and everything else is answered.
 */
export function refuseBadArguments(mutationType: GraphQLObjectType): void {
  for (const field of Object.values(mutationType.getFields())) {
    const { resolve } = field;
    const call = callOf(field);
    if (!resolve || call?.kind !== 'write') continue;
    const refusing: GraphQLFieldResolver<unknown, GatewayContext, Readonly<Record<string, unknown>>> = (
      source,
      args,
      context,
      info: GraphQLResolveInfo,
    ) => {
      const selected = { responseKey: String(info.path.key), field, nodes: info.fieldNodes, call };
      checkWrite(info, context, selected, args);
      return resolve(source, args, context, info);
    };
    field.resolve = Object.assign(refusing, resolve);
  }
}
