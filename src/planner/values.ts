import { GraphQLError } from 'graphql';
import type { AnswerBudget } from '../loaders/answer-budget.ts';
import { valuesOfString } from './cost-model.ts';
import type { RequiresOf } from './define-field.ts';
import { rowsOf } from './estimate/count.ts';
import { type FieldRequirement, ListRequirement, type Requirement } from './requirement.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The values of a selection on that object. Stops counting when there are more than `room`. */
function countValues({ fixedValues, strings, parts }: Requirement, source: object, room: number): number {
  let values = fixedValues;
  for (const read of strings) {
    values += valuesOfString(read(source));
    if (values > room) return values;
  }
  for (const { field, isList, below } of parts) {
    const value = (source as Readonly<Record<string, unknown>>)[field.name];
    // A payload may have errors and nulls in place of records.
    if (!below || !isObject(value) || value instanceof Error) continue;
    const items = isList ? (value as readonly unknown[]).filter(isObject) : [value];
    const perItem = isList ? 1 : 0;
    values += items.length * (perItem + below.fixedValues);
    if (below.strings.length === 0 && below.parts.length === 0) continue;
    for (const item of items) {
      if (values > room) return values;
      values += countValues(below, item, room) - below.fixedValues;
    }
  }
  return values;
}

/**
 * Charges the values of a selection on an object, without those of its lists and relations, whose resolvers charge their own.
 * Throws QUERY_TOO_COMPLEX when they do not fit into the answer.
 */
export function chargeValues(budget: AnswerBudget, requirement: Requirement, source: object): void {
  budget.charge(countValues(requirement, source, budget.room));
}

/** A list that multiplies values. */
interface WideList {
  /** Response keys: `proxyService.sessions`. */
  readonly field: string;
  readonly rows: number;
}

/** How many values a part of an answer is expected to hold. */
export interface ExpectedValues {
  readonly values: number;
  /** Of the lists above most of the values the one with the most rows; null when there is none. */
  readonly widest: WideList | null;
}

/** The values of a selection: once, and for each row when it is that of a connection. */
interface SelectionValues {
  readonly once: ExpectedValues;
  readonly perRow: ExpectedValues;
}

export const NO_VALUES: ExpectedValues = { values: 0, widest: null };

const clamp = (value: number) => Math.min(value, Number.MAX_SAFE_INTEGER);

const prefixed = (key: string, { values, widest }: ExpectedValues): ExpectedValues => ({
  values,
  widest: widest && { ...widest, field: `${key}.${widest.field}` },
});

/** Adds values. The widest list is that of the larger part. */
export const addValues = (a: ExpectedValues, b: ExpectedValues): ExpectedValues => ({
  values: clamp(a.values + b.values),
  widest: b.values > a.values || a.widest === null ? b.widest : a.widest,
});

const isWrite = (field: FieldRequirement): field is FieldRequirement<RequiresOf<'write'>> =>
  field.requires?.kind === 'write';

/** The expected number of rows of a list, or of the lists in a payload. With wrong arguments it is 0. */
function rowsOfField(field: FieldRequirement): number {
  const isList = field instanceof ListRequirement;
  if (!isList && !isWrite(field)) return 0;
  try {
    if (isList) return rowsOf(field.arguments, field.resource).expected;
    return field.requires.rowsOf?.(field.readArguments()['input'] as never) ?? 0;
  } catch (error) {
    if (error instanceof GraphQLError) return 0;
    throw error;
  }
}

/** Estimates how many values an answer holds. Each selection is estimated once, wherever its fragment is spread. */
export class ValueEstimate {
  readonly #known = new Map<Requirement, SelectionValues>();

  /** The values of a field with all that is below it. `below` is needed where the field can have several types. */
  ofField(field: FieldRequirement, below = field.below): ExpectedValues {
    const own = { values: 1, widest: null };
    if (!below) return own;
    const { once, perRow } = this.#of(below);
    const rows = rowsOfField(field);
    const multiplied = { values: clamp(perRow.values * rows), widest: perRow.widest };
    const total = addValues(prefixed(field.responseKey, addValues(once, multiplied)), own);
    if (field.requires?.kind !== 'list' || perRow.values === 0) return total;
    // Of lists with as many rows the outermost one is named.
    const { widest } = total;
    return { ...total, widest: widest && widest.rows > rows ? widest : { field: field.responseKey, rows } };
  }

  #of(requirement: Requirement): SelectionValues {
    const known = this.#known.get(requirement);
    if (known) return known;
    const { fields, fixedValues, strings } = requirement;
    // Strings of unknown length are assumed to be short.
    let once: ExpectedValues = { values: fixedValues + strings.length, widest: null };
    let perRow = NO_VALUES;
    for (const field of fields) {
      if (field.isLeaf) continue;
      const values = this.ofField(field);
      // The field itself is among the fixed values already.
      if (field.requires === null && field.isList) perRow = addValues(perRow, values);
      else once = addValues(once, { ...values, values: values.values - 1 });
    }
    const values = { once, perRow };
    this.#known.set(requirement, values);
    return values;
  }
}
