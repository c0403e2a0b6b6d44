import { notFound } from '../errors.ts';
import type { Form } from './form.ts';
import type { OrderedRows, Row } from '../state/ordered-rows.ts';
import { pageBody, readPage, readPageRequest } from './paging.ts';
import { canonicalSid } from '../state/sids.ts';
import type { AccountState } from '../state/account-state.ts';
import type { Place } from './place.ts';

export type Verb = 'list' | 'fetch' | 'create' | 'update' | 'remove';

/** The input of an operation. */
export interface Call {
  readonly state: AccountState;
  /** The address that the client used, without a trailing slash. */
  readonly base: string;
  readonly place: Place;
  readonly query: string;
  readonly form: Form;
}

export interface Answer {
  readonly status: number;
  /** JSON, or empty. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Operation = (call: Call) => Answer;

/** The operations of one resource. An absent verb is answered with 405. */
export type Operations = Readonly<Partial<Record<Verb, Operation>>>;

/** The differences between the seven resources. */
export interface Rules<T extends Row & { record: object }> {
  /** The name of the array in a list. */
  readonly listKey: string;
  /** The list below a parent. Throws 404 when the parent does not exist. */
  readonly rows: (state: AccountState, place: Place) => OrderedRows<T>;
  /** The JSON of a row. */
  readonly view: (row: T, base: string, state: AccountState) => object;
  /** Set when the JSON depends on more than the row's record, so that it is not cached. */
  readonly viewIsLive?: true;
  /** Finds a row by unique name, where the API supports it. Used when no row has the SID. */
  readonly fetchByName?: (state: AccountState, place: Place) => T;
  readonly create?: (state: AccountState, place: Place, form: Form) => T;
  /** Default: 201. */
  readonly createStatus?: 200;
  readonly update?: (state: AccountState, row: T, form: Form) => void;
  readonly remove?: (state: AccountState, row: T) => void;
  /** Default: 204. */
  readonly removeStatus?: 200;
  /** Whether `update` and `remove` answer 404 although the row exists. */
  readonly isGone?: (row: T) => boolean;
}

/** Builds the operations of a resource from its rules. */
export function operationsOf<T extends Row & { record: object }>(rules: Rules<T>): Operations {
  const { create, remove, update } = rules;
  /** The row's JSON, cached per record. Records are replaced and never changed. */
  const textOf = (row: T, { base, state }: Call): string => {
    if (rules.viewIsLive) return JSON.stringify(rules.view(row, base, state));
    let cache = state.jsonCache.get(rules);
    if (cache === undefined) state.jsonCache.set(rules, (cache = new WeakMap()));
    const known = cache.get(row.record);
    if (known?.base === base) return known.text;
    const text = JSON.stringify(rules.view(row, base, state));
    cache.set(row.record, { base, text });
    return text;
  };

  const find = ({ place, state }: Call): T | undefined => {
    const rows = rules.rows(state, place);
    return rows.get(place.sid) ?? rows.get(canonicalSid(place.sid));
  };

  const findToChange = (call: Call): T => {
    const row = find(call);
    if (row === undefined || rules.isGone?.(row) === true) throw notFound(call.place.path);
    return row;
  };

  return {
    list: (call) => {
      const request = readPageRequest(call.query);
      const slice = readPage(rules.rows(call.state, call.place), request);
      const rowTexts = slice.rows.map((row) => textOf(row, call));
      return {
        status: 200,
        body: pageBody(call.base + call.place.path, rules.listKey, request, slice, rowTexts),
      };
    },
    fetch: (call) => {
      const row = find(call) ?? rules.fetchByName?.(call.state, call.place);
      if (row === undefined) throw notFound(call.place.path);
      return { status: 200, body: textOf(row, call) };
    },
    ...(create && {
      create: (call) => {
        const row = create(call.state, call.place, call.form);
        return { status: rules.createStatus ?? 201, body: textOf(row, call) };
      },
    }),
    ...(update && {
      update: (call) => {
        const row = findToChange(call);
        update(call.state, row, call.form);
        return { status: 200, body: textOf(row, call) };
      },
    }),
    ...(remove && {
      remove: (call) => {
        remove(call.state, findToChange(call));
        return { status: rules.removeStatus ?? 204, body: '' };
      },
    }),
  };
}
