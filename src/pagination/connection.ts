import type { PageRequest } from '../twilio/page.ts';
import type { ConnectionArguments } from './arguments.ts';
import { encodeCursor } from './cursor.ts';
import { type Found, type ReadOnce, Walk, type WalkOptions } from './paginate.ts';

export interface ConnectionOptions<Model> extends WalkOptions<Model> {
  /** The tag of the list, to which its cursors are bound: see `listTag`. */
  readonly tag: string;
}

/** A row with the page that brought it. */
interface Row<Model> {
  readonly node: Model;
  readonly sid: string;
  readonly index: number;
  readonly source: ReadOnce<Model>;
}

/** The selected rows in the order of the list, and whether there are more on either side. */
interface Rows<Model> {
  readonly rows: readonly Row<Model>[];
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

const rowsOf = <Model>(source: ReadOnce<Model>, sidOf: (model: Model) => string): Row<Model>[] =>
  source.page.rows.map((node, index) => ({ node, sid: sidOf(node), index, source }));

/** The cursor of the row at that position. */
function cursorOf<Model>(
  rows: readonly Row<Model>[],
  position: number,
  { tag, sidOf }: ConnectionOptions<Model>,
): string | null {
  const row = rows[position];
  if (row === undefined) return null;
  const { sid, index, source } = row;
  const { request, side, page } = source;
  // A neighbour on another page helps where the search for the row gets there: see `Walk`.
  const sidBeside = (step: -1 | 1, isSearched: boolean): string | null => {
    const beside = page.rows[index + step];
    if (beside !== undefined) return sidOf(beside);
    return isSearched ? (rows[position + step]?.sid ?? null) : null;
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

/** An edge. Its cursor is encoded when it is asked for. */
class Edge<Model> {
  readonly node: Model;
  readonly #cursor: () => string | null;

  constructor(node: Model, cursor: () => string | null) {
    this.node = node;
    this.#cursor = cursor;
  }

  get cursor(): string {
    return this.#cursor() ?? '';
  }
}

/** A finished connection, after the Relay Cursor Connections specification. Edges and cursors are made when they are asked for. */
export class Connection<Model> {
  readonly #rows: readonly Row<Model>[];
  readonly #options: ConnectionOptions<Model>;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;

  constructor({ rows, hasPrevious, hasNext }: Rows<Model>, options: ConnectionOptions<Model>) {
    this.#rows = rows;
    this.#options = options;
    this.hasNextPage = hasNext;
    this.hasPreviousPage = hasPrevious;
  }

  get nodes(): readonly Model[] {
    return this.#rows.map(({ node }) => node);
  }

  get edges(): readonly Edge<Model>[] {
    return this.#rows.map(({ node }, index) => new Edge(node, () => this.#cursorAt(index)));
  }

  /** The `PageInfo` is the connection itself. */
  get pageInfo(): this {
    return this;
  }

  get startCursor(): string | null {
    return this.#cursorAt(0);
  }

  get endCursor(): string | null {
    return this.#cursorAt(this.#rows.length - 1);
  }

  #cursorAt(index: number): string | null {
    return cursorOf(this.#rows, index, this.#options);
  }
}

/** Reads forward from the start page until there are enough rows. */
async function collectForward<Model>(
  walk: Walk<Model>,
  start: Found<Model>,
  { count, from }: ConnectionArguments,
  { pageSizeMax, sidOf }: ConnectionOptions<Model>,
): Promise<Rows<Model> | null> {
  const rows = new Map<string, Row<Model>>();
  const hasPrevious = start.border > 0 || start.page.previous !== null;
  const result = (hasNext: boolean) => ({ rows: [...rows.values()], hasPrevious, hasNext });
  let { border } = start;
  for (let source: ReadOnce<Model> | null = start; source !== null; border = 0) {
    for (const row of rowsOf(source, sidOf).slice(border)) {
      // New rows push others onto the next page, where they come again.
      if (row.sid === from?.sid || rows.has(row.sid)) continue;
      if (rows.size === count) return result(true);
      rows.set(row.sid, row);
    }
    const { next } = source.page;
    if (next === null || rows.size === count) return result(next !== null);
    source = await walk.read({ ...next, pageSize: Math.min(count - rows.size, pageSizeMax) }, 'front');
  }
  return null;
}

/** Reads backward from the start page until there are enough rows. */
async function collectBackward<Model>(
  walk: Walk<Model>,
  start: Found<Model>,
  { count, from }: ConnectionArguments,
  { pageSizeMax, sidOf }: ConnectionOptions<Model>,
): Promise<Rows<Model> | null> {
  // From the last row to the first.
  const rows = new Map<string, Row<Model>>();
  const hasNext = start.border < start.page.rows.length || start.page.next !== null;
  const result = (hasPrevious: boolean) => ({ rows: [...rows.values()].reverse(), hasPrevious, hasNext });
  let border: number | undefined = start.border;
  for (let source: ReadOnce<Model> | null = start; source !== null; border = undefined) {
    for (const row of rowsOf(source, sidOf).slice(0, border).reverse()) {
      if (row.sid === from?.sid || rows.has(row.sid)) continue;
      if (rows.size === count) return result(true);
      rows.set(row.sid, row);
    }
    const { previous } = source.page;
    if (previous === null || rows.size === count) return result(previous !== null);
    source = await walk.read({ ...previous, pageSize: Math.min(count - rows.size, pageSizeMax) }, 'back');
  }
  return null;
}

/** `last` alone: Twilio cannot begin at the end, so the list is walked to it and only its last rows are kept. */
async function collectLast<Model>(
  walk: Walk<Model>,
  start: Found<Model>,
  { count }: ConnectionArguments,
  { pageSizeMax, sidOf }: ConnectionOptions<Model>,
): Promise<Rows<Model> | null> {
  const rows = new Map<string, Row<Model>>();
  let hasPrevious = false;
  let source: ReadOnce<Model> | null = start;
  while (source !== null) {
    for (const row of rowsOf(source, sidOf)) {
      if (rows.has(row.sid)) continue;
      rows.set(row.sid, row);
      const [oldest] = rows.keys();
      if (rows.size <= count || oldest === undefined) continue;
      rows.delete(oldest);
      hasPrevious = true;
    }
    const { next } = source.page;
    if (next === null) return { rows: [...rows.values()], hasPrevious, hasNext: false };
    const request: PageRequest = { ...next, pageSize: pageSizeMax };
    source = await walk.read(request, 'front');
  }
  return null;
}

/**
 * Reads the rows that the arguments select, page by page, and no page more. Null when the parent of the list does not exist. Throws
 * CURSOR_EXPIRED when the place of the cursor cannot be found again, and whatever `readPage` throws.
 */
export async function readConnection<Model>(
  args: ConnectionArguments,
  options: ConnectionOptions<Model>,
): Promise<Connection<Model> | null> {
  const walk = new Walk(options);
  const start = await walk.start(args);
  if (start === null) return null;
  const collect =
    args.direction === 'forward' ? collectForward : args.from === null ? collectLast : collectBackward;
  const found = await collect(walk, start, args, options);
  return found && new Connection(found, options);
}
