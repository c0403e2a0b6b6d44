import type { PageRequest } from '../twilio/page.ts';
import type { Slice } from './connection-arguments.ts';
import { encodeCursor } from './cursor.ts';
import { type Found, type ReadOnce, Walk, type WalkOptions } from './walk.ts';

export interface ConnectionOptions<Model> extends WalkOptions<Model> {
  /** The tag of the list, to which its cursors are bound: see `listTag`. */
  readonly tag: string;
}

/** A row with the page on which it was seen. */
interface Sighting<Model> {
  readonly node: Model;
  readonly sid: string;
  readonly index: number;
  readonly seen: ReadOnce<Model>;
}

/** The rows of a slice in the order of the list, and whether there are more on either side. */
interface Rows<Model> {
  readonly nodes: readonly Model[];
  /** A row as the walk met it; undefined where there is none. */
  readonly sightingAt: (index: number) => Sighting<Model> | undefined;
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
}

/** The cursor of a row; null where there is no such row. */
function cursorAt<Model>(
  { sightingAt }: Rows<Model>,
  at: number,
  { tag, sidOf }: ConnectionOptions<Model>,
): string | null {
  const row = sightingAt(at);
  if (row === undefined) return null;
  const { sid, index, seen } = row;
  const { request, side, page } = seen;
  // A neighbour on another page helps where the search for the row gets there: see `Walk`.
  const sidBeside = (step: -1 | 1, isSearched: boolean): string | null => {
    const beside = page.rows[index + step];
    if (beside !== undefined) return sidOf(beside);
    return isSearched ? (sightingAt(at + step)?.sid ?? null) : null;
  };
  return encodeCursor({
    list: tag,
    place: { page: request.page ?? null, pageToken: request.pageToken ?? null },
    side,
    pageSize: request.pageSize,
    index,
    sid,
    before: sidBeside(-1, side === 'back'),
    after: sidBeside(1, side === 'front'),
    next: index === page.rows.length - 1 ? page.next : null,
    previous: index === 0 ? page.previous : null,
  });
}

/** An edge; its cursor is worked out only when it is asked for. */
class Edge<Model> {
  readonly node: Model;
  readonly #connection: Connection<Model>;
  readonly #at: number;

  /** `at` says which row of the connection it has, from 0. */
  constructor(node: Model, connection: Connection<Model>, at: number) {
    this.node = node;
    this.#connection = connection;
    this.#at = at;
  }

  get cursor(): string {
    const cursor = this.#connection.cursorAt(this.#at);
    if (cursor === null)
      throw new RangeError(`Expected a row at ${this.#at}, but the connection ends before.`);
    return cursor;
  }
}

/**
 * Whether a connection goes on, and from where. A class, because an object with getters of its own costs V8 a new kind of
 * object each time, which is born old and keeps its operation until the next major collection.
 */
class PageInfo<Model> {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #connection: Connection<Model>;
  readonly #last: number;

  constructor(connection: Connection<Model>, { nodes, moreBefore, moreAfter }: Rows<Model>) {
    this.hasNextPage = moreAfter;
    this.hasPreviousPage = moreBefore;
    this.#connection = connection;
    this.#last = nodes.length - 1;
  }

  get startCursor(): string | null {
    return this.#connection.cursorAt(0);
  }

  get endCursor(): string | null {
    return this.#connection.cursorAt(this.#last);
  }
}

/** A finished connection, after the Relay Cursor Connections specification. Its parts are made when they are asked for. */
export class Connection<Model> {
  readonly #found: Rows<Model>;
  readonly #options: ConnectionOptions<Model>;

  constructor(found: Rows<Model>, options: ConnectionOptions<Model>) {
    this.#found = found;
    this.#options = options;
  }

  get edges(): readonly Edge<Model>[] {
    return this.#found.nodes.map((node, index) => new Edge(node, this, index));
  }

  get nodes(): readonly Model[] {
    return this.#found.nodes;
  }

  get pageInfo(): PageInfo<Model> {
    return new PageInfo(this, this.#found);
  }

  /** The cursor of a row, counted from 0; null where there is no such row. */
  cursorAt(index: number): string | null {
    return cursorAt(this.#found, index, this.#options);
  }
}

const sighting = <Model>(
  node: Model,
  index: number,
  seen: ReadOnce<Model>,
  sidOf: (model: Model) => string,
): Sighting<Model> => ({ node, sid: sidOf(node), index, seen });

const sightings = <Model>(seen: ReadOnce<Model>, sidOf: (model: Model) => string): Sighting<Model>[] =>
  seen.page.rows.map((node, index) => sighting(node, index, seen, sidOf));

/** Rows that were collected one by one. */
const collected = <Model>(
  rows: readonly Sighting<Model>[],
  moreBefore: boolean,
  moreAfter: boolean,
): Rows<Model> => ({
  nodes: rows.map(({ node }) => node),
  sightingAt: (index) => rows[index],
  moreBefore,
  moreAfter,
});

/** The rows where the first page alone is the slice, as for most lists and walks; null where it is not. */
function wholePage<Model>(
  { from, count }: Slice,
  start: Found<Model>,
  { sidOf }: ConnectionOptions<Model>,
): Rows<Model> | null {
  const { rows: nodes, next, previous } = start.page;
  const isEnough = next === null ? nodes.length <= count : nodes.length === count;
  if (start.border > 0 || !isEnough) return null;
  if (nodes.length > 1 || from) {
    const sids = nodes.map(sidOf);
    if (from) sids.push(from.sid);
    if (new Set(sids).size < sids.length) return null;
  }
  const moreBefore = previous !== null;
  const sightingAt = (index: number) => {
    const node = nodes[index];
    return node && sighting(node, index, start, sidOf);
  };
  return { nodes, sightingAt, moreBefore, moreAfter: next !== null };
}

async function walkForward<Model>(
  walk: Walk<Model>,
  start: Found<Model>,
  slice: Slice,
  { pageSizeMax, sidOf }: ConnectionOptions<Model>,
): Promise<Rows<Model> | null> {
  const rows = new Map<string, Sighting<Model>>();
  const moreBefore = start.border > 0 || start.page.previous !== null;
  const result = (moreAfter: boolean) => collected([...rows.values()], moreBefore, moreAfter);
  let { border } = start;
  for (let current: ReadOnce<Model> | null = start; current !== null; border = 0) {
    for (const row of sightings(current, sidOf).slice(border)) {
      if (row.sid === slice.from?.sid || rows.has(row.sid)) continue;
      if (rows.size === slice.count) return result(true);
      rows.set(row.sid, row);
    }
    const { next } = current.page;
    if (next === null || rows.size === slice.count) return result(next !== null);
    current = await walk.read({ ...next, pageSize: Math.min(slice.count - rows.size, pageSizeMax) }, 'front');
  }
  return null;
}

async function walkBackward<Model>(
  walk: Walk<Model>,
  start: Found<Model>,
  slice: Slice,
  { pageSizeMax, sidOf }: ConnectionOptions<Model>,
): Promise<Rows<Model> | null> {
  // Collected from the last row to the first, and turned round at the end.
  const rows = new Map<string, Sighting<Model>>();
  const moreAfter = start.border < start.page.rows.length || start.page.next !== null;
  const result = (moreBefore: boolean) => collected([...rows.values()].reverse(), moreBefore, moreAfter);
  let border: number | undefined = start.border;
  for (let current: ReadOnce<Model> | null = start; current !== null; border = undefined) {
    for (const row of sightings(current, sidOf).slice(0, border).reverse()) {
      if (row.sid === slice.from?.sid || rows.has(row.sid)) continue;
      if (rows.size === slice.count) return result(true);
      rows.set(row.sid, row);
    }
    const { previous } = current.page;
    if (previous === null || rows.size === slice.count) return result(previous !== null);
    const pageSize = Math.min(slice.count - rows.size, pageSizeMax);
    current = await walk.read({ ...previous, pageSize }, 'back');
  }
  return null;
}

/** `last` alone: Twilio cannot begin at the end, so the list is walked to it and only its last rows are kept. */
async function walkToEnd<Model>(
  walk: Walk<Model>,
  start: Found<Model>,
  slice: Slice,
  { pageSizeMax, sidOf }: ConnectionOptions<Model>,
): Promise<Rows<Model> | null> {
  const rows = new Map<string, Sighting<Model>>();
  let moreBefore = false;
  let current: ReadOnce<Model> | null = start;
  while (current !== null) {
    for (const row of sightings(current, sidOf)) {
      if (rows.has(row.sid)) continue;
      rows.set(row.sid, row);
      const [oldest] = rows.keys();
      if (rows.size <= slice.count || oldest === undefined) continue;
      rows.delete(oldest);
      moreBefore = true;
    }
    const { next } = current.page;
    if (next === null) return collected([...rows.values()], moreBefore, false);
    const request: PageRequest = { ...next, pageSize: pageSizeMax };
    current = await walk.read(request, 'front');
  }
  return null;
}

/**
 * Reads the rows of a slice, page by page, and no page more. Null when the parent of the list does not exist. Throws
 * CURSOR_EXPIRED when the place of the cursor cannot be found again, and whatever `readPage` throws.
 */
export function readConnection<Model>(
  slice: Slice,
  options: ConnectionOptions<Model>,
): Promise<Connection<Model> | null> {
  const { direction, from } = slice;
  const readOn = direction === 'forward' ? walkForward : from === null ? walkToEnd : walkBackward;
  const walk = new Walk(options);
  return walk.start(slice, (start) => {
    const whole = direction === 'forward' ? wholePage(slice, start, options) : null;
    return whole
      ? new Connection(whole, options)
      : readOn(walk, start, slice, options).then((rows) => rows && new Connection(rows, options));
  });
}
