import {
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { Step } from './steps.ts';

const nameOf = ({ parentType, nodes }: Step) => `${parentType.name}.${nodes[0]?.name.value ?? ''}`;

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** Lets a value go for which nobody waits any more: that a promise in it fails is no defect of the program. */
export function letGo(value: unknown): void {
  if (isPromise(value)) Promise.resolve(value).then(letGo, () => undefined);
  else if (typeof value === 'object' && value !== null && Symbol.iterator in value) {
    for (const item of value as Iterable<unknown>) letGo(item);
  }
}

/** Throws where graphql-js does; what it says of a value that becomes nothing would tell the value. */
export function serialize(type: GraphQLLeafType, value: unknown): unknown {
  const serialized: unknown = type.serialize(value);
  if (serialized === null || serialized === undefined) {
    throw new TypeError(`A value of ${type.name} must not be serialized to nothing.`);
  }
  return serialized;
}

/** Nothing came where something must. */
export const nullError = (step: Step) =>
  new Error(`Cannot return null for non-nullable field ${nameOf(step)}.`);

/** The items of a list, of whatever kind it is. Throws when the value has none. */
export function itemsOf(value: unknown, step: Step): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && Symbol.iterator in value) {
    return Array.from(value as Iterable<unknown>);
  }
  throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(step)}".`);
}

/** The type that a value says it has. Throws when the field cannot have values of it. */
export function typeNamed(
  name: unknown,
  step: Step,
  type: GraphQLAbstractType,
  { schema }: { readonly schema: GraphQLSchema },
): GraphQLObjectType {
  const found = typeof name === 'string' ? schema.getType(name) : undefined;
  if (isObjectType(found) && schema.isSubType(type, found)) return found;
  throw new TypeError(`${nameOf(step)} must be one of the types of ${type.name}.`);
}
