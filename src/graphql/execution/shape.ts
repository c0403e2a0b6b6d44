import {
  type GraphQLAbstractType,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** The type of a field, looked into once: what is done with a value of it. */
export type Shape = { readonly nullable: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType; readonly keepsText: boolean }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType }
  | { readonly kind: 'abstract'; readonly type: GraphQLAbstractType }
);

/** Whether a text is serialized to itself: most values of an answer are texts. */
const keepsText = (type: GraphQLLeafType) =>
  type === GraphQLString || type === GraphQLID || type.serialize === String;

/** The shape of an output type. Types that test their values by `isTypeOf` are not supported: this schema has none. */
export function shapeOf(type: GraphQLOutputType, nullable = true): Shape {
  if (isNonNullType(type)) return shapeOf(type.ofType, false);
  if (isListType(type)) return { kind: 'list', nullable, item: shapeOf(type.ofType) };
  if (isLeafType(type)) return { kind: 'leaf', nullable, type, keepsText: keepsText(type) };
  if (!isObjectType(type)) return { kind: 'abstract', nullable, type };
  if (type.isTypeOf) throw new TypeError(`${type.name} tests its values, which the executor does not.`);
  return { kind: 'object', nullable, type };
}
