import { getNamedType, type GraphQLField } from 'graphql';
import { requiresOf } from './define-field.ts';

/**
 * How many values a field adds to the answer: one for each object, list item and leaf, and one more for each started 100
 * characters of a string.
 */

/** Characters of a string that count as one value. */
const CHARACTERS_PER_VALUE = 100;

/** A cursor has 200 to 300 characters. */
const CURSOR_VALUES = 3;

/** Scalars whose values are strings of any length. */
const STRINGS = new Set(['ID', 'String', 'URL']);
const NUMBERS = new Set(['Boolean', 'Float', 'Int']);

type Field = GraphQLField<unknown, unknown>;

/** Reads the string of a leaf from its record. Any other value is possible. */
export type ReadString = (source: object) => unknown;

export interface ReadsString {
  readonly readString: ReadString;
}

/** Declares beside the resolver of a leaf which string it reads, when that is not the property of the field's name. */
export const readingString = <Resolve extends object>(
  readString: (source: never) => unknown,
  resolve: Resolve,
): Resolve & ReadsString => Object.assign(resolve, { readString: readString as ReadString });

/** The values of a leaf; null when they depend on the length of its string: see `stringReader`. */
export function valuesOfLeaf(field: Field, isOfRecord: boolean): number | null {
  const { name } = getNamedType(field.type);
  if (field.resolve && 'readString' in field.resolve) return null;
  if (NUMBERS.has(name)) return 1;
  // A date, or the name of an enum value.
  if (!STRINGS.has(name)) return 2;
  // An id has at most 139 characters.
  if (requiresOf(field)?.kind === 'path') return 3;
  return isOfRecord ? null : 1 + CURSOR_VALUES;
}

/** How the string of such a leaf is read. */
export function stringReader({ name, resolve }: Field): ReadString {
  const { readString } = (resolve ?? {}) as Partial<ReadsString>;
  return readString ?? ((source) => (source as Readonly<Record<string, unknown>>)[name]);
}

/** The values that a string adds to that of its field. */
export const valuesOfString = (value: unknown): number =>
  typeof value === 'string' ? Math.ceil(value.length / CHARACTERS_PER_VALUE) : 0;
