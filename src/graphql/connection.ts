import type { PageRequest } from '../twilio/page.ts';
import type { Slice } from './connection-arguments.ts';
import { encodeCursor } from './cursor.ts';
import { areDistinct } from './distinct.ts';
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

/** The rows beside a row, as the walk met them: they may stand on the pages beside its own. */
interface Neighbours<Model> {
  readonly before: Sighting<Model> | undefined;
  readonly after: Sighting<Model> | undefined;
}

/** An edge; its cursor is worked out only when it is asked for. */
class Edge<Model> {
  readonly #sighting: Sighting<Model>;
  readonly #neighbours: Neighbours<Model>;
  readonly #options: ConnectionOptions<Model>;

  constructor(sighting: Sighting<Model>, neighbours: Neighbours<Model>, options: ConnectionOptions<Model>) {
    this.#sighting = sighting;
    this.#neighbours = neighbours;
    this.#options = options;
  }

  get node(): Model {
    return this.#sighting.node;
  }

  get cursor(): string {
    const { sid, index, seen } = this.#sighting;
    const { tag, sidOf } = this.#options;
    const { request, side, page } = seen;
    const { before, after } = this.#neighbours;
    const sidAt = (at: number) => {
      const row = page.rows[at];
      return row === undefined ? null : sidOf(row);
    };
    return encodeCursor({
      list: tag,
      place: { page: request.page ?? null, pageToken: request.pageToken ?? null },
      side,
      pageSize: request.pageSize,
      index,
      sid,
      // A neighbour on another page helps where the search for the row gets there: see `Walk`.
      before: sidAt(index - 1) ?? (side === 'back' ? before?.sid : null) ?? null,
      after: sidAt(index + 1) ?? (side === 'front' ? after?.sid : null) ?? null,
      next: index === page.rows.length - 1 ? page.next : null,
      previous: index === 0 ? page.previous : null,
    });
  }
}

/** The rows of a slice in the order of the list, and whether there are more on either side. */
interface Rows<Model> {
  /** Each with its page; a function where that is worked out only when it is asked for. */
  readonly sightings: readonly Sighting<Model>[] | (() => readonly Sighting<Model>[]);
  readonly nodes: readonly Model[];
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
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
  #sightings: readonly Sighting<Model>[] | null = null;

  constructor(found: Rows<Model>, options: ConnectionOptions<Model>) {
    this.#found = found;
    this.#options = options;
  }

  get edges(): readonly Edge<Model>[] {
    return this.#found.nodes.map((_, index) => this.#edge(index));
  }

  get nodes(): readonly Model[] {
    return this.#found.nodes;
  }

  get pageInfo(): PageInfo<Model> {
    return new PageInfo(this, this.#found);
  }

  /** The cursor of a row; null when there are none. */
  cursorAt(index: number): string | null {
    return this.#found.nodes.length === 0 ? null : this.#edge(index).cursor;
  }

  #edge(index: number): Edge<Model> {
    const { sightings } = this.#found;
    this.#sightings ??= typeof sightings === 'function' ? sightings() : sightings;
    const rows = this.#sightings;
    const row = rows[index];
    if (row === undefined) throw new RangeError(`A connection of ${rows.length} rows has no row ${index}.`);
    return new Edge(row, { before: rows[index - 1], after: rows[index + 1] }, this.#options);
  }
}

function sightings<Model>(seen: ReadOnce<Model>, sidOf: (model: Model) => string): Sighting<Model>[] {
  return seen.page.rows.map((node, index) => ({ node, sid: sidOf(node), index, seen }));
}

/** Rows that were collected one by one. */
const collected = <Model>(
  rows: readonly Sighting<Model>[],
  moreBefore: boolean,
  moreAfter: boolean,
): Rows<Model> => ({ sightings: rows, nodes: rows.map(({ node }) => node), moreBefore, moreAfter });

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
    if (!areDistinct(sids)) return null;
  }
  const moreBefore = previous !== null;
  return { sightings: () => sightings(start, sidOf), nodes, moreBefore, moreAfter: next !== null };
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
