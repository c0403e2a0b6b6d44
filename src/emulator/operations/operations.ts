import { notFound } from '../errors.ts';
import type { Form } from './form.ts';
import type { OrderedRows, Row } from '../state/ordered-rows.ts';
import { pageBody, readPage, readPageRequest } from './paging.ts';
import { canonicalSid } from '../state/sids.ts';
import type { Place, World } from '../state/account-state.ts';

export type Verb = 'list' | 'fetch' | 'create' | 'update' | 'remove';

/** One request as an operation sees it. */
export interface Call {
  readonly world: World;
  /** The address by which the emulator was asked, without a trailing slash. */
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

/** What the API has for one resource; a verb that is absent is answered with 405. */
export type Operations = Readonly<Partial<Record<Verb, Operation>>>;

/** What differs between the seven resources. */
export interface Rules<T extends Row & { record: object }> {
  /** The name of the array in a list. */
  readonly listKey: string;
  /** The list below a parent; refuses with 404 when the parent is not there. */
  readonly rows: (world: World, place: Place) => OrderedRows<T>;
  /** The JSON of a row. */
  readonly view: (row: T, base: string, world: World) => object;
  /** Set when the JSON depends on more than the row's record, so that its text is not kept. */
  readonly viewIsLive?: true;
  /** Finds a row that its SID did not find: by unique name, where the API can. */
  readonly fetchByName?: (world: World, place: Place) => T;
  readonly create?: (world: World, place: Place, form: Form) => T;
  /** 201 unless today's API says otherwise. */
  readonly createStatus?: 200;
  readonly update?: (world: World, row: T, form: Form) => void;
  readonly remove?: (world: World, row: T) => void;
  /** 204 unless today's API says otherwise. */
  readonly removeStatus?: 200;
  /** Hides an existing row from `update` and `remove`, which then answer 404. */
  readonly isGone?: (row: T) => boolean;
}

/** The operations of a resource, made from its rules. */
export function operationsOf<T extends Row & { record: object }>(rules: Rules<T>): Operations {
  const { create, remove, update } = rules;
  /** The row's JSON text; kept per record, as records are replaced and never changed. */
  const textOf = (row: T, { base, world }: Call): string => {
    if (rules.viewIsLive) return JSON.stringify(rules.view(row, base, world));
    let kept = world.texts.get(rules);
    if (kept === undefined) world.texts.set(rules, (kept = new WeakMap()));
    const known = kept.get(row.record);
    if (known?.base === base) return known.text;
    const text = JSON.stringify(rules.view(row, base, world));
    kept.set(row.record, { base, text });
    return text;
  };

  const find = ({ place, world }: Call): T | undefined => {
    const rows = rules.rows(world, place);
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
      const slice = readPage(rules.rows(call.world, call.place), request);
      const rowTexts = slice.rows.map((row) => textOf(row, call));
      return {
        status: 200,
        body: pageBody(call.base + call.place.path, rules.listKey, request, slice, rowTexts),
      };
    },
    fetch: (call) => {
      const row = find(call) ?? rules.fetchByName?.(call.world, call.place);
      if (row === undefined) throw notFound(call.place.path);
      return { status: 200, body: textOf(row, call) };
    },
    ...(create && {
      create: (call) => {
        const row = create(call.world, call.place, call.form);
        return { status: rules.createStatus ?? 201, body: textOf(row, call) };
      },
    }),
    ...(update && {
      update: (call) => {
        const row = findToChange(call);
        update(call.world, row, call.form);
        return { status: 200, body: textOf(row, call) };
      },
    }),
    ...(remove && {
      remove: (call) => {
        remove(call.world, findToChange(call));
        return { status: rules.removeStatus ?? 204, body: '' };
      },
    }),
  };
}
