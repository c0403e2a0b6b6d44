import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { GatewayContext } from './context.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import { requiresOf } from '../planner/define-field.ts';
import type { Scope } from './scopes.ts';

/**
 * Marks a field as personal, beside its resolver: callers without `proxy:pii` see what `mask` leaves of it. Nothing stays
 * nothing.
 */
export function personal<Source, Value>(
  mask: (value: Value) => Value,
  resolve: (source: Source) => Value | null | undefined,
) {
  const masking = (source: Source, _: unknown, { viewer }: GatewayContext): Value | null => {
    const value = resolve(source) ?? null;
    return value === null || viewer.scopes.has('proxy:pii') ? value : mask(value);
  };
  return Object.assign(masking, { isPersonal: true as const });
}

/** Whether callers without `proxy:pii` see the field masked. */
export const isPersonal = ({ resolve }: Pick<GraphQLField<unknown, unknown>, 'resolve'>): boolean =>
  resolve !== undefined && 'isPersonal' in resolve;

/** What a caller must be allowed to ask a field; null when everybody may who got in. Reads below a write are reads. */
function scopeOf(schema: GraphQLSchema, type: GraphQLObjectType, name: string): Scope | null {
  const field = type.getFields()[name];
  if (type === schema.getMutationType()) return 'proxy:write';
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

/** Lets each field that reads or writes refuse callers without the scope for it, before anything is sent to Twilio. */
export function requireScopes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const scope = scopeOf(schema, type, field.name);
      if (scope !== null && field.resolve) field.resolve = requiring(scope, field.resolve);
    }
  }
}
