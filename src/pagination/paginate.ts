import { GatewayError } from '../errors/gateway-error.ts';
import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import type { Page, PageRequest } from '../twilio/page.ts';
import { type ConnectionArguments, firstRequest, placeBeyond, rowsToRead } from './arguments.ts';
import { type Cursor, locate, locateByPage, type Side } from './cursor.ts';

/** Reads one page of the list; null when its parent does not exist. */
export type ReadPage<Model> = (request: PageRequest) => Promise<Page<Model> | null>;

export interface PaginateOptions<Model> {
  readonly readPage: ReadPage<Model>;
  readonly sidOf: (model: Model) => string;
  /** The largest page to request. */
  readonly pageSizeMax: number;
}

/** A page with how it was requested: the cursors of its rows name it. */
export interface SourcePage<Model> {
  readonly request: PageRequest;
  readonly side: Side;
  readonly page: Page<Model>;
}

/** A row with its page. */
export interface Row<Model> {
  readonly node: Model;
  readonly sid: string;
  /** Its position in the page, from 0. */
  readonly index: number;
  readonly source: SourcePage<Model>;
  /** Whether it matches the filter. */
  readonly isMatch: boolean;
}

/** The rows up to where reading ended, in the order of the list, and whether the list has more on either side. */
export interface Rows<Model> {
  readonly direction: ConnectionArguments['direction'];
  /** With those that do not match the filter. */
  readonly rows: readonly Row<Model>[];
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  /** How many rows the pages had that were read. */
  readonly rowsRead: number;
}

/** The page where the selected rows begin. */
interface StartPage<Model> {
  readonly source: SourcePage<Model>;
  /** Rows from this index on are after the cursor, rows up to it before the cursor. */
  readonly offset: number;
}

/** How many further pages are searched for the row of a cursor, when rows were created before it. */
export const SEARCH_PAGES = 10;

/** Twilio's code for a page token that it does not know (any more): https://www.twilio.com/docs/api/errors/21481 */
const INVALID_PAGE_TOKEN = 21481;

const cursorExpired = () =>
  new GatewayError(
    'CURSOR_EXPIRED',
    'The row of the cursor and its neighbours are gone from the list. Start again without a cursor.',
  );

const endNotReached = (scan: number) =>
  new GatewayError(
    'CALL_BUDGET_EXCEEDED',
    `"last" alone starts at the end of the list, which was not reached within "scan" (${scan} rows). Raise "scan", or page with "first" and "after".`,
  );

/** A token alone identifies a page; the page number beside it only counts up. */
const placeKey = ({ page, pageToken }: PageRequest) =>
  pageToken ? `token ${pageToken}` : `page ${page ?? ''}`;

/** Reads the pages of one list. */
class PageReader<Model> {
  /** How many rows the pages had so far. */
  rowsRead = 0;
  #pagesRead = 0;
  readonly #options: PaginateOptions<Model>;
  readonly #visited = new Set<string>();

  constructor(options: PaginateOptions<Model>) {
    this.#options = options;
  }

  /** Reads a page; null when the list has no parent. Throws when Twilio's pages form a cycle. */
  async read(request: PageRequest, side: Side): Promise<SourcePage<Model> | null> {
    const place = placeKey(request);
    if (this.#visited.has(place)) {
      throw new TwilioError('bad-response', 'Twilio sent pages that lead in a circle.');
    }
    this.#visited.add(place);
    const page = await this.#options.readPage(request);
    this.#pagesRead += 1;
    this.rowsRead += page?.rows.length ?? 0;
    return page && { request, side, page };
  }

  /** How many more rows to look through for a filter. A page that is shorter than requested counts as a whole one. */
  leftOf(scan: number): number {
    return scan - Math.max(this.rowsRead, this.#pagesRead * this.#options.pageSizeMax);
  }

  /** Reads the page of a cursor, and further ones until the row or one of its neighbours turns up. */
  async search(from: Cursor, args: ConnectionArguments): Promise<StartPage<Model> | null> {
    const { pageSizeMax, sidOf } = this.#options;
    let guess: StartPage<Model> | null = null;
    let source = await this.read(firstRequest(args, pageSizeMax), from.side);
    for (let searched = 0; source !== null; searched += 1) {
      const { rows, next, previous } = source.page;
      const location =
        locate(from, args.direction, rows.map(sidOf)) ??
        (searched === 0 ? locateByPage(from, args.direction, rows.length) : null);
      if (location) {
        const { offset, isGuess } = location;
        if (!isGuess) return { source, offset };
        guess = { source, offset };
      }
      // New rows push the others to this side.
      const further = from.side === 'front' ? next : previous;
      if (further === null || searched === SEARCH_PAGES) {
        if (guess === null) throw cursorExpired();
        // The row no longer exists. Its neighbours show where it was, on a page that may be searched already.
        this.#visited.clear();
        return guess;
      }
      source = await this.read({ ...further, pageSize: pageSizeMax }, from.side);
    }
    return null;
  }
}

/** Reads the page where the rows begin; null when the list has no parent. */
async function readStart<Model>(
  reader: PageReader<Model>,
  args: ConnectionArguments,
  { pageSizeMax }: PaginateOptions<Model>,
): Promise<StartPage<Model> | null> {
  const { direction, from } = args;
  if (from && placeBeyond(args) === null) return reader.search(from, args);
  const side = from && direction === 'backward' ? 'back' : 'front';
  const source = await reader.read(firstRequest(args, pageSizeMax), side);
  return source && { source, offset: direction === 'forward' ? 0 : source.page.rows.length };
}

/** Whether a row matches the filter; without one every row does. */
const matcherOf =
  ({ filter }: ConnectionArguments) =>
  (node: unknown): boolean =>
    filter === null || filter.matches(node as never);

/** Reads on from the start page, forward or backward, until there are enough rows. */
async function collect<Model>(
  reader: PageReader<Model>,
  start: StartPage<Model>,
  args: ConnectionArguments,
  { pageSizeMax, sidOf }: PaginateOptions<Model>,
): Promise<Rows<Model> | null> {
  const { direction, count, from, filter } = args;
  const isForward = direction === 'forward';
  const step = isForward ? 1 : -1;
  const matches = matcherOf(args);
  const { page } = start.source;
  const isFirst = start.offset === 0 && page.previous === null;
  const isLast = start.offset >= page.rows.length && page.next === null;
  // By SID: new rows push others onto the next page, where they come again.
  const rows = new Map<string, Row<Model>>();
  let matched = 0;
  const result = (hasMore: boolean): Rows<Model> => {
    const { rowsRead } = reader;
    return isForward
      ? { direction, rows: [...rows.values()], hasPrevious: !isFirst, hasNext: hasMore, rowsRead }
      : { direction, rows: [...rows.values()].reverse(), hasPrevious: hasMore, hasNext: !isLast, rowsRead };
  };
  let source: SourcePage<Model> | null = start.source;
  let index = isForward ? start.offset : start.offset - 1;
  while (source !== null) {
    const { rows: nodes, next, previous }: Page<Model> = source.page;
    for (let node = nodes[index]; node !== undefined; index += step, node = nodes[index]) {
      const sid = sidOf(node);
      if (sid === from?.sid || rows.has(sid)) continue;
      if (matched === count) return result(true);
      const isMatch = matches(node);
      rows.set(sid, { node, sid, index, source, isMatch });
      if (isMatch) matched += 1;
    }
    const further = isForward ? next : previous;
    if (further === null || matched === count) return result(further !== null);
    const left = filter ? reader.leftOf(filter.scan) : count - matched;
    // Without any row there is no cursor to read on from.
    if (left <= 0 && rows.size > 0) return result(true);
    const pageSize = left > 0 ? Math.min(left, pageSizeMax) : pageSizeMax;
    const request: PageRequest = { ...further, pageSize };
    source = await reader.read(request, isForward ? 'front' : 'back');
    index = isForward ? 0 : (source?.page.rows.length ?? 0) - 1;
  }
  return null;
}

/**
 * `last` alone: Twilio cannot start at the end, so the whole list is read, and its last rows are kept. Throws
 * CALL_BUDGET_EXCEEDED when a filter may not read so many rows.
 */
async function collectLast<Model>(
  reader: PageReader<Model>,
  start: StartPage<Model>,
  args: ConnectionArguments,
  { pageSizeMax, sidOf }: PaginateOptions<Model>,
): Promise<Rows<Model> | null> {
  const { direction, count, filter } = args;
  const matches = matcherOf(args);
  const rows = new Map<string, Row<Model>>();
  let matched = 0;
  let hasPrevious = false;
  let source: SourcePage<Model> | null = start.source;
  while (source !== null) {
    for (const [index, node] of source.page.rows.entries()) {
      const sid = sidOf(node);
      if (rows.has(sid)) continue;
      const isMatch = matches(node);
      rows.set(sid, { node, sid, index, source, isMatch });
      if (isMatch) matched += 1;
      for (const [oldest, row] of rows) {
        if (matched <= count) break;
        rows.delete(oldest);
        if (row.isMatch) matched -= 1;
        hasPrevious = true;
      }
    }
    const { next }: Page<Model> = source.page;
    if (next === null) {
      return { direction, rows: [...rows.values()], hasPrevious, hasNext: false, rowsRead: reader.rowsRead };
    }
    const left = filter ? reader.leftOf(filter.scan) : pageSizeMax;
    if (left <= 0) throw endNotReached(rowsToRead(args));
    source = await reader.read({ ...next, pageSize: Math.min(left, pageSizeMax) }, 'front');
  }
  return null;
}

/**
 * Reads the rows that the arguments select, page by page, and no page more. Null when the parent of the list does not
 * exist. Throws CURSOR_EXPIRED when the place of the cursor cannot be found again, and what `readPage` throws.
 */
export async function paginate<Model>(
  args: ConnectionArguments,
  options: PaginateOptions<Model>,
): Promise<Rows<Model> | null> {
  const { direction, from } = args;
  const reader = new PageReader(options);
  let start: StartPage<Model> | null;
  try {
    start = await readStart(reader, args, options);
  } catch (error) {
    const isExpired = isTwilioError(error, 'rejected') && error.answer?.code === INVALID_PAGE_TOKEN;
    throw from && isExpired ? cursorExpired() : error;
  }
  if (start === null) return null;
  const isLast = direction === 'backward' && from === null;
  return (isLast ? collectLast : collect)(reader, start, args, options);
}
