import type { Page, PagePlace, PageRequest } from '../twilio/page.ts';
import { TwilioError } from '../twilio/errors.ts';
import type { Slice } from './connection-arguments.ts';
import { type Cursor, encodeCursor } from './cursor.ts';
import { GatewayError } from './errors.ts';

/** Reads one page of the list; null when its parent does not exist. */
export type ReadPage<Model> = (request: PageRequest) => Promise<Page<Model> | null>;

export interface ConnectionOptions<Model> {
  readonly readPage: ReadPage<Model>;
  readonly sidOf: (model: Model) => string;
  /** The tag of the list, to which its cursors are bound. */
  readonly list: string;
  /** The largest page to ask for. */
  readonly pageSizeMax: number;
}

const FIRST_PAGE: PagePlace = { page: null, pageToken: null };

/** How many further pages are searched for the row of a cursor, when rows were created before it. */
const SEARCH_PAGES = 10;

/** A row with the page on which it was seen. */
interface Sighting<Model> {
  readonly node: Model;
  readonly sid: string;
  readonly seen: { readonly request: PageRequest; readonly page: Page<Model>; readonly index: number };
}

/** An edge; its cursor is worked out only when it is asked for. */
class Edge<Model> {
  readonly #sighting: Sighting<Model>;
  readonly #options: ConnectionOptions<Model>;

  constructor(sighting: Sighting<Model>, options: ConnectionOptions<Model>) {
    this.#sighting = sighting;
    this.#options = options;
  }

  get node(): Model {
    return this.#sighting.node;
  }

  get cursor(): string {
    const { sid, seen } = this.#sighting;
    const { list, sidOf } = this.#options;
    const { rows, next, previous } = seen.page;
    const sidAt = (index: number) => {
      const row = rows[index];
      return row === undefined ? null : sidOf(row);
    };
    const cursor: Cursor = {
      list,
      sid,
      place: { page: seen.request.page ?? null, pageToken: seen.request.pageToken ?? null },
      pageSize: seen.request.pageSize,
      before: sidAt(seen.index - 1),
      after: sidAt(seen.index + 1),
      next: seen.index === rows.length - 1 ? next : null,
      previous: seen.index === 0 ? previous : null,
    };
    return encodeCursor(cursor);
  }
}

/** A finished connection, after the Relay Cursor Connections specification. */
export class Connection<Model> {
  readonly edges: readonly Edge<Model>[];
  readonly #more: { readonly before: boolean; readonly after: boolean };

  constructor(edges: readonly Edge<Model>[], more: { before: boolean; after: boolean }) {
    this.edges = edges;
    this.#more = more;
  }

  get nodes(): readonly Model[] {
    return this.edges.map(({ node }) => node);
  }

  get pageInfo() {
    return {
      hasNextPage: this.#more.after,
      hasPreviousPage: this.#more.before,
      startCursor: this.edges[0]?.cursor ?? null,
      endCursor: this.edges.at(-1)?.cursor ?? null,
    };
  }
}

/** The first request of a slice; known before anything is read, so that a page can be read ahead. */
export function firstRequest({ direction, count, from }: Slice, pageSizeMax: number): PageRequest {
  const wanted = Math.min(count, pageSizeMax);
  if (from === null) return { ...FIRST_PAGE, pageSize: direction === 'forward' ? wanted : pageSizeMax };
  const beyond = direction === 'forward' ? from.next : from.previous;
  return beyond ? { ...beyond, pageSize: wanted } : { ...from.place, pageSize: from.pageSize };
}

/** Finds where to go on behind (forward) or before (backward) the row of the cursor; null when it is not on this page. */
function locate(from: Cursor, sids: readonly string[], direction: Slice['direction']): number | null {
  const at = (sid: string | null) => (sid === null ? -1 : sids.indexOf(sid));
  const [row, before, after] = [at(from.sid), at(from.before), at(from.after)];
  if (row >= 0) return direction === 'forward' ? row + 1 : row;
  if (before >= 0) return before + 1;
  return after >= 0 ? after : null;
}

/** The pages of a walk, in the order of reading. Throws when Twilio leads it in a circle. */
class Walk<Model> {
  readonly #options: ConnectionOptions<Model>;
  readonly #visited = new Set<string>();

  constructor(options: ConnectionOptions<Model>) {
    this.#options = options;
  }

  async read(request: PageRequest): Promise<Page<Model> | null> {
    const key = `${request.page ?? ''}|${request.pageToken ?? ''}`;
    if (this.#visited.has(key)) {
      throw new TwilioError('bad-response', 'Twilio sent pages that lead in a circle.');
    }
    this.#visited.add(key);
    return this.#options.readPage(request);
  }

  /** Reads on until the page that holds the row of the cursor, or one of its neighbours. */
  async find(slice: Slice, first: PageRequest): Promise<Found<Model> | null> {
    const { from, direction } = slice;
    const { sidOf, pageSizeMax } = this.#options;
    const beyond = from && (direction === 'forward' ? from.next : from.previous);
    let request = first;
    for (let searched = 0; ; searched += 1) {
      const page = await this.read(request);
      if (page === null) return null;
      if (from === null || beyond) {
        return { request, page, border: direction === 'forward' ? 0 : page.rows.length };
      }
      const border = locate(from, page.rows.map(sidOf), direction);
      if (border !== null) return { request, page, border };
      if (page.next === null || searched === SEARCH_PAGES) throw cursorExpired();
      request = { ...page.next, pageSize: pageSizeMax };
    }
  }
}

interface Found<Model> {
  readonly request: PageRequest;
  readonly page: Page<Model>;
  /** Rows from here on lie behind the cursor, rows up to here before it. */
  readonly border: number;
}

const cursorExpired = () =>
  new GatewayError(
    'CURSOR_EXPIRED',
    'The row of the cursor and its neighbours are gone from the list. Start again without a cursor.',
  );

/** The rows of a page with where they were seen. */
function sightings<Model>(found: Found<Model>, sidOf: (model: Model) => string): Sighting<Model>[] {
  const { request, page } = found;
  return page.rows.map((node, index) => ({ node, sid: sidOf(node), seen: { request, page, index } }));
}

async function readForward<Model>(slice: Slice, options: ConnectionOptions<Model>) {
  const { count, from } = slice;
  const walk = new Walk(options);
  const start = await walk.find(slice, firstRequest(slice, options.pageSizeMax));
  if (start === null) return null;
  const rows = new Map<string, Sighting<Model>>();
  const moreBefore = start.border > 0 || start.page.previous !== null;
  for (let current: Found<Model> = start; ;) {
    for (const row of sightings(current, options.sidOf).slice(current.border)) {
      if (row.sid === from?.sid || rows.has(row.sid)) continue;
      if (rows.size === count) return { rows, moreBefore, moreAfter: true };
      rows.set(row.sid, row);
    }
    const { next } = current.page;
    if (next === null || rows.size === count) return { rows, moreBefore, moreAfter: next !== null };
    const request = { ...next, pageSize: Math.min(count - rows.size, options.pageSizeMax) };
    const page = await walk.read(request);
    if (page === null) return null;
    current = { request, page, border: 0 };
  }
}

async function readBackward<Model>(slice: Slice, options: ConnectionOptions<Model>) {
  const { count, from } = slice;
  const walk = new Walk(options);
  const start = await walk.find(slice, firstRequest(slice, options.pageSizeMax));
  if (start === null) return null;
  // Collected from the last row to the first, and turned round at the end.
  const rows = new Map<string, Sighting<Model>>();
  const moreAfter = start.border < start.page.rows.length || start.page.next !== null;
  const result = (moreBefore: boolean) => ({ rows: new Map([...rows].reverse()), moreBefore, moreAfter });
  for (let current: Found<Model> = start; ;) {
    for (const row of sightings(current, options.sidOf).slice(0, current.border).reverse()) {
      if (row.sid === from?.sid || rows.has(row.sid)) continue;
      if (rows.size === count) return result(true);
      rows.set(row.sid, row);
    }
    const { previous } = current.page;
    if (previous === null || rows.size === count) return result(previous !== null);
    const request = { ...previous, pageSize: Math.min(count - rows.size, options.pageSizeMax) };
    const page = await walk.read(request);
    if (page === null) return null;
    current = { request, page, border: page.rows.length };
  }
}

/** `last` alone: Twilio cannot begin at the end, so the list is walked to it and only its last rows are kept. */
async function readEnd<Model>({ count }: Slice, options: ConnectionOptions<Model>) {
  const walk = new Walk(options);
  const rows = new Map<string, Sighting<Model>>();
  let total = 0;
  let request: PageRequest = { ...FIRST_PAGE, pageSize: options.pageSizeMax };
  for (;;) {
    const page = await walk.read(request);
    if (page === null) return null;
    for (const row of sightings({ request, page, border: 0 }, options.sidOf)) {
      if (rows.has(row.sid)) continue;
      rows.set(row.sid, row);
      total += 1;
      const [oldest] = rows.keys();
      if (rows.size > count && oldest !== undefined) rows.delete(oldest);
    }
    if (page.next === null) return { rows, moreBefore: total > count, moreAfter: false };
    request = { ...page.next, pageSize: options.pageSizeMax };
  }
}

/**
 * Reads the rows of a slice, page by page, and no page more. Null when the parent of the list does not exist. Throws
 * CURSOR_EXPIRED when the place of the cursor cannot be found again, and whatever `readPage` throws.
 */
export async function readConnection<Model>(
  slice: Slice,
  options: ConnectionOptions<Model>,
): Promise<Connection<Model> | null> {
  const read = slice.direction === 'forward' ? readForward : slice.from === null ? readEnd : readBackward;
  const result = await read(slice, options);
  if (result === null) return null;
  const edges = [...result.rows.values()].map((sighting) => new Edge(sighting, options));
  return new Connection(edges, { before: result.moreBefore, after: result.moreAfter });
}
