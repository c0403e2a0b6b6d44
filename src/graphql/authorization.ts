import { type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { GatewayError } from '../errors/gateway-error.ts';
import { requiresOf } from '../planner/define-field.ts';
import type { GatewayContext, Scope } from './context.ts';

/** The scope that a field requires; null when it requires none. Reads below a write are reads. */
function scopeOf(schema: GraphQLSchema, type: GraphQLObjectType, name: string): Scope | null {
  const field = type.getFields()[name];
  if (type === schema.getMutationType()) return 'proxy:write';
  if (type === schema.getSubscriptionType()) return 'proxy:read';
  if (type === schema.getQueryType()) return name === '_service' ? null : 'proxy:read';
  const kind = field && requiresOf(field)?.kind;
  return kind === 'list' || kind === 'relation' ? 'proxy:read' : null;
}

function requiring(
  scope: Scope,
  resolve: GraphQLFieldResolver<unknown, GatewayContext>,
): GraphQLFieldResolver<unknown, GatewayContext> {
  const checked: typeof resolve = (source, args, context, info) => {
    if (context.viewer.scopes.has(scope)) return resolve(source, args, context, info);
    throw new GatewayError(
      'FORBIDDEN',
      `This field needs the scope ${scope}, which the caller does not have.`,
    );
  };
  return Object.assign(checked, resolve);
}

/** Makes each field that reads or writes check the viewer's scopes before it sends anything to Twilio. Throws FORBIDDEN. */
export function requireScopes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const scope = scopeOf(schema, type, field.name);
      if (scope === null) continue;
      if (field.resolve) field.resolve = requiring(scope, field.resolve);
      if (field.subscribe) field.subscribe = requiring(scope, field.subscribe);
    }
  }
}
