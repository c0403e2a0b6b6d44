import type { ConnectionArguments } from './arguments.ts';
import { encodeCursor } from './cursor.ts';
import { paginate, type PaginateOptions, type Row, type Rows } from './paginate.ts';

export interface ConnectionOptions<Model> extends PaginateOptions<Model> {
  /** The tag of the list, which its cursors contain: see `listTag`. */
  readonly tag: string;
}

/** The cursor of the row at that position; null when there is no such row. */
function cursorOf<Model>(
  rows: readonly Row<Model>[],
  position: number,
  { tag, sidOf }: ConnectionOptions<Model>,
): string | null {
  const row = rows[position];
  if (row === undefined) return null;
  const { sid, index, source } = row;
  const { request, side, page } = source;
  // A neighbour on another page helps only where the search for the row gets to that page.
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

/** An edge of a connection. Its cursor is encoded when it is read. */
class Edge<Model> {
  readonly node: Model;
  readonly #connection: Connection<Model>;
  readonly #position: number;

  constructor(node: Model, connection: Connection<Model>, position: number) {
    this.node = node;
    this.#connection = connection;
    this.#position = position;
  }

  get cursor(): string {
    return this.#connection.cursorAt(this.#position) ?? '';
  }
}

/**
 * A connection after the Relay Cursor Connections specification. Edges and cursors are created when they are read. With a
 * filter it ends, in the direction of reading, where reading ended, and not at the last row that matches.
 */
export class Connection<Model> {
  readonly nodes: readonly Model[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly rowsRead: number;
  readonly #isForward: boolean;
  readonly #rows: readonly Row<Model>[];
  /** The positions of the rows that match. */
  readonly #matches: readonly number[];
  readonly #options: ConnectionOptions<Model>;
  #edges: readonly Edge<Model>[] | undefined;

  constructor(
    { direction, rows, hasPrevious, hasNext, rowsRead }: Rows<Model>,
    options: ConnectionOptions<Model>,
  ) {
    this.nodes = rows.filter(({ isMatch }) => isMatch).map(({ node }) => node);
    this.hasNextPage = hasNext;
    this.hasPreviousPage = hasPrevious;
    this.rowsRead = rowsRead;
    this.#isForward = direction === 'forward';
    this.#rows = rows;
    this.#matches = rows.flatMap(({ isMatch }, position) => (isMatch ? [position] : []));
    this.#options = options;
  }

  get edges(): readonly Edge<Model>[] {
    return (this.#edges ??= this.nodes.map((node, at) => new Edge(node, this, this.#matches[at] ?? 0)));
  }

  /** The `PageInfo` is the connection itself. */
  get pageInfo(): this {
    return this;
  }

  get startCursor(): string | null {
    return this.cursorAt((this.#isForward ? this.#matches[0] : 0) ?? 0);
  }

  get endCursor(): string | null {
    const last = this.#rows.length - 1;
    return this.cursorAt((this.#isForward ? last : this.#matches.at(-1)) ?? last);
  }

  /** The cursor of the row at that position; null when there is no such row. */
  cursorAt(position: number): string | null {
    return cursorOf(this.#rows, position, this.#options);
  }
}

/** Reads the connection that the arguments select; null when the parent of the list does not exist. Throws as `paginate` does. */
export async function readConnection<Model>(
  args: ConnectionArguments,
  options: ConnectionOptions<Model>,
): Promise<Connection<Model> | null> {
  const rows = await paginate(args, options);
  return rows && new Connection(rows, options);
}
