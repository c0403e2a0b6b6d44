import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { GatewayContext } from './context.ts';
import { requiresOf } from '../planner/define-field.ts';
import { checkWrite } from '../planner/estimate/estimate.ts';
import { FieldRequirement } from '../planner/requirement.ts';

/**
 * Makes each write refuse bad connection arguments in its payload before anything is sent to Twilio. In a query the list
 * says so itself, and everything else is answered.
 */
export function refuseBadArguments(mutationType: GraphQLObjectType): void {
  for (const field of Object.values(mutationType.getFields())) {
    const { resolve } = field;
    const requires = requiresOf(field);
    if (!resolve || requires?.kind !== 'write') continue;
    const refusing: GraphQLFieldResolver<unknown, GatewayContext, Readonly<Record<string, unknown>>> = (
      source,
      args,
      context,
      info: GraphQLResolveInfo,
    ) => {
      const selected = { responseKey: String(info.path.key), field, nodes: info.fieldNodes };
      checkWrite(new FieldRequirement(context.budget.requirements, info, selected, requires), args);
      return resolve(source, args, context, info);
    };
    field.resolve = Object.assign(refusing, resolve);
  }
}
