import { getNamedType, getNullableType, type GraphQLField, isLeafType, isListType } from 'graphql';
import type { AnswerBudget } from '../loaders/answer-budget.ts';
import { callOf } from './field-call.ts';
import { objectTypesOf, type Operation, type Selection } from './selection.ts';
import type { Selections } from './selections.ts';

/** Characters of a text that count as one value. */
const CHARACTERS_PER_VALUE = 100;

/** A cursor has 200 to 300 characters. */
const CURSOR_VALUES = 3;

/** Scalars whose values are texts of any length. */
const TEXTS = new Set(['ID', 'String', 'URL']);
const NUMBERS = new Set(['Boolean', 'Float', 'Int']);

type ReadText = (source: object) => unknown;

/**
 * How many values a selection puts into the answer: one for each field, whatever it holds, one for each item of a list, and
 * one more for each started 100 characters of a text. What lists and relations below bring is not part of it: they charge it
 * when they have it.
 */
export interface Weight {
  /** The values that do not depend on the data. */
  readonly fixed: number;
  /** The texts whose length counts. */
  readonly texts: readonly ReadText[];
  /** The objects below that come with this one, such as the `edges` of a connection or the Session of a payload. */
  readonly below: readonly { readonly name: string; readonly isList: boolean; readonly weight: Weight }[];
}

type Field = GraphQLField<unknown, unknown>;

/** Whether a field is a list, such as the `nodes` of a connection. */
export const isList = ({ type }: Pick<Field, 'type'>): boolean => isListType(getNullableType(type));

export interface ReadsText {
  readonly readText: ReadText;
}

/** Says beside the resolver of a leaf which text it reads, when that is not the property of the field's name. */
export const readingText = <Resolve extends object>(
  readText: (source: never) => unknown,
  resolve: Resolve,
): Resolve & ReadsText => Object.assign(resolve, { readText: readText as ReadText });

function textReader({ name, resolve }: Field): ReadText {
  const { readText } = (resolve ?? {}) as Partial<ReadsText>;
  return readText ?? ((source) => (source as Readonly<Record<string, unknown>>)[name]);
}

/** The values of a leaf whose text is short by its nature; null when the length of its text counts. */
function shortLeaf(field: Field, isRecord: boolean): number | null {
  const { name } = getNamedType(field.type);
  if (field.resolve && 'readText' in field.resolve) return null;
  if (NUMBERS.has(name)) return 1;
  // A date, or the name of an enum value.
  if (!TEXTS.has(name)) return 2;
  // An id has at most 139 characters.
  if (callOf(field)?.kind === 'path') return 3;
  return isRecord ? null : 1 + CURSOR_VALUES;
}

/** The weight of a selection. `selections` remembers those below. */
export function weightOf(operation: Operation, selections: Selections, selection: Selection): Weight {
  const isRecord = selection.type.getInterfaces().some(({ name }) => name === 'Node');
  let fixed = 2 * selection.typeNames;
  const texts: ReadText[] = [];
  const below: Weight['below'][number][] = [];
  for (const { field, nodes } of selection.fields) {
    if (isLeafType(getNamedType(field.type))) {
      const values = shortLeaf(field, isRecord);
      fixed += values ?? 1;
      if (values === null) texts.push(textReader(field));
      continue;
    }
    fixed += 1;
    const [type] = objectTypesOf(operation, field);
    if (!type || callOf(field)) continue;
    below.push({
      name: field.name,
      isList: isList(field),
      weight: selections.weight(operation, type, nodes),
    });
  }
  return { fixed, texts, below };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The values of a selection on that object; it stops counting where there are more than `room`. */
function countValues({ fixed, texts, below }: Weight, source: object, room: number): number {
  let values = fixed;
  for (const read of texts) {
    const text = read(source);
    if (typeof text === 'string') values += Math.ceil(text.length / CHARACTERS_PER_VALUE);
    if (values > room) return values;
  }
  for (const { name, isList, weight } of below) {
    const value = (source as Readonly<Record<string, unknown>>)[name];
    if (!isObject(value)) continue;
    const items = isList ? (value as readonly object[]) : [value];
    const perItem = isList ? 1 : 0;
    values += items.length * (perItem + weight.fixed);
    if (weight.texts.length === 0 && weight.below.length === 0) continue;
    for (const item of items) {
      if (values > room) return values;
      values += countValues(weight, item, room) - weight.fixed;
    }
  }
  return values;
}

/** Charges what is selected on an object. Throws QUERY_TOO_COMPLEX when it does not fit into the answer any more. */
export function charge(budget: AnswerBudget, weight: Weight, source: object): void {
  budget.charge(countValues(weight, source, budget.room));
}
