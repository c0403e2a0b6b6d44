import { GraphQLError, type GraphQLObjectType, isLeafType, getNamedType } from 'graphql';
import { callOf } from './field-call.ts';
import {
  argumentsOf,
  objectTypesOf,
  type Operation,
  type SelectedField,
  type Selection,
} from './selection.ts';
import type { Selections } from './selections.ts';
import type { Slices } from '../pagination/slices.ts';
import { isList } from './cost-model.ts';
import { rowsOf } from './pages.ts';

/** A list on the way to most of the values. */
interface WideList {
  /** Response keys: `proxyService.sessions`. */
  readonly field: string;
  readonly rows: number;
}

/** How many values a part of an answer is expected to hold. */
export interface ExpectedValues {
  readonly values: number;
  /** Of the lists on the way to most of the values the one with the most rows; null when there is none. */
  readonly widest: WideList | null;
}

/** What a selection holds: once, and for each row when it is that of a connection. */
interface Holding {
  readonly once: ExpectedValues;
  readonly perRow: ExpectedValues;
}

export const NO_VALUES: ExpectedValues = { values: 0, widest: null };

const clamp = (value: number) => Math.min(value, Number.MAX_SAFE_INTEGER);

const below = (key: string, { values, widest }: ExpectedValues): ExpectedValues => ({
  values,
  widest: widest && { ...widest, field: `${key}.${widest.field}` },
});

/** Adds up, and goes on with the list of the part that holds more. */
export const addValues = (a: ExpectedValues, b: ExpectedValues): ExpectedValues => ({
  values: clamp(a.values + b.values),
  widest: b.values > a.values || a.widest === null ? b.widest : a.widest,
});

/** Estimates how many values an operation is answered with. Each selection is looked into once, wherever its fragment is spread. */
export class ValueEstimate {
  readonly #operation: Operation;
  readonly #selections: Selections;
  readonly #slices: Slices;
  readonly #known = new Map<Selection, Holding>();

  constructor(operation: Operation, selections: Selections, slices: Slices) {
    this.#operation = operation;
    this.#selections = selections;
    this.#slices = slices;
  }

  /** The values of a field with all that is below it. `type` is needed where the field can be of several. */
  ofField(selected: SelectedField, ofType?: GraphQLObjectType): ExpectedValues {
    const { responseKey, field, nodes } = selected;
    const type = ofType ?? objectTypesOf(this.#operation, field)[0];
    const own = { values: 1, widest: null };
    if (!type) return own;
    const { once, perRow } = this.#of(type, nodes);
    const rows = this.#rowsOf(selected);
    const multiplied = { values: clamp(perRow.values * rows), widest: perRow.widest };
    const total = addValues(below(responseKey, addValues(once, multiplied)), own);
    if (callOf(field)?.kind !== 'list') return total;
    // Of lists with as many rows the outermost one is named.
    const { widest } = total;
    return { ...total, widest: widest && widest.rows > rows ? widest : { field: responseKey, rows } };
  }

  /** How many rows a list is expected to bring. One whose arguments are wrong brings none. */
  #rowsOf(selected: SelectedField): number {
    const call = callOf(selected.field);
    if (call?.kind !== 'list') return 0;
    const { resource } = call;
    try {
      const slice = this.#slices.of(resource, selected.nodes, () => argumentsOf(this.#operation, selected));
      return rowsOf(slice, resource).expected;
    } catch (error) {
      if (error instanceof GraphQLError) return 0;
      throw error;
    }
  }

  #of(type: GraphQLObjectType, nodes: SelectedField['nodes']): Holding {
    const selection = this.#selections.of(this.#operation, type, nodes);
    const known = this.#known.get(selection);
    if (known) return known;
    const { fixed, texts } = this.#selections.weight(this.#operation, type, nodes);
    // A text of unknown length is taken for a short one.
    let once: ExpectedValues = { values: fixed + texts.length, widest: null };
    let perRow = NO_VALUES;
    for (const selected of selection.fields) {
      const { field } = selected;
      if (isLeafType(getNamedType(field.type))) continue;
      const values = this.ofField(selected);
      // The field itself is among the fixed values already.
      if (!callOf(field) && isList(field)) perRow = addValues(perRow, values);
      else once = addValues(once, { ...values, values: values.values - 1 });
    }
    const holding = { once, perRow };
    this.#known.set(selection, holding);
    return holding;
  }
}
