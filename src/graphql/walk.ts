import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import type { Page, PagePlace, PageRequest } from '../twilio/page.ts';
import type { Slice } from './connection-arguments.ts';
import type { Cursor, Side } from './cursor.ts';
import { GatewayError } from './errors.ts';

/** Reads one page of the list; null when its parent does not exist. */
export type ReadPage<Model> = (request: PageRequest) => Promise<Page<Model> | null>;

export interface WalkOptions<Model> {
  readonly readPage: ReadPage<Model>;
  readonly sidOf: (model: Model) => string;
  /** The largest page to ask for. */
  readonly pageSizeMax: number;
}

/** A page with how it was asked for. */
export interface ReadOnce<Model> {
  readonly request: PageRequest;
  readonly side: Side;
  readonly page: Page<Model>;
}

/** The page of a cursor's row. */
export interface Found<Model> extends ReadOnce<Model> {
  /** Rows from here on lie behind the cursor, rows up to here before it. */
  readonly border: number;
}

const FIRST_PAGE: PagePlace = { page: null, pageToken: null };

/** How many further pages are searched for the row of a cursor, when rows were created before it. */
export const SEARCH_PAGES = 10;

/** Twilio's code for a page token that it does not know (any more): https://www.twilio.com/docs/api/errors/21481 */
const INVALID_PAGE_TOKEN = 21481;

const cursorExpired = () =>
  new GatewayError(
    'CURSOR_EXPIRED',
    'The row of the cursor and its neighbours are gone from the list. Start again without a cursor.',
  );

/** The place right behind (forward) or before (backward) the row of a cursor, where its page ends there. */
export function placeBeyond({ direction, from }: Slice): PagePlace | null {
  return from && (direction === 'forward' ? from.next : from.previous);
}

/** The first request of a slice; known before anything is read, so that a page can be read ahead. */
export function firstRequest(slice: Slice, pageSizeMax: number): PageRequest {
  const { direction, count, from } = slice;
  const wanted = Math.min(count, pageSizeMax);
  // The end of a list can be reached from its start only.
  if (from === null) return { ...FIRST_PAGE, pageSize: direction === 'forward' ? wanted : pageSizeMax };
  const beyond = placeBeyond(slice);
  return beyond
    ? { ...beyond, pageSize: wanted }
    : { ...from.place, pageSize: Math.min(from.pageSize, pageSizeMax) };
}

/** Finds the border of a cursor by its row, or by a neighbour of it; null when none of them is on this page. */
function locate(from: Cursor, sids: readonly string[], direction: Slice['direction']): number | null {
  const row = sids[from.index] === from.sid ? from.index : sids.indexOf(from.sid);
  if (row >= 0) return direction === 'forward' ? row + 1 : row;
  const before = from.before === null ? -1 : sids.indexOf(from.before);
  if (before >= 0) return before + 1;
  const after = from.after === null ? -1 : sids.indexOf(from.after);
  return after >= 0 ? after : null;
}

/** A walk over the pages of one list. Throws when Twilio leads it in a circle. */
export class Walk<Model> {
  readonly #options: WalkOptions<Model>;
  readonly #visited = new Set<string>();

  constructor(options: WalkOptions<Model>) {
    this.#options = options;
  }

  /** Reads a page; null when the list has no parent. */
  async read(request: PageRequest, side: Side): Promise<ReadOnce<Model> | null> {
    const key = `${request.page ?? ''}|${request.pageToken ?? ''}`;
    if (this.#visited.has(key)) {
      throw new TwilioError('bad-response', 'Twilio sent pages that lead in a circle.');
    }
    this.#visited.add(key);
    const page = await this.#options.readPage(request);
    return page && { request, side, page };
  }

  /** Reads where the slice begins. Throws CURSOR_EXPIRED when the place of its cursor cannot be found again. */
  async start(slice: Slice): Promise<Found<Model> | null> {
    const { direction, from } = slice;
    const request = firstRequest(slice, this.#options.pageSizeMax);
    if (from === null) return this.#whole(await this.read(request, 'front'), direction);
    try {
      const beyond = placeBeyond(slice) !== null;
      const side = beyond ? (direction === 'forward' ? 'front' : 'back') : from.side;
      const first = await this.read(request, side);
      return beyond ? this.#whole(first, direction) : await this.#search(first, from, direction);
    } catch (error) {
      if (isTwilioError(error, 'rejected') && error.answer?.code === INVALID_PAGE_TOKEN)
        throw cursorExpired();
      throw error;
    }
  }

  #whole(read: ReadOnce<Model> | null, direction: Slice['direction']): Found<Model> | null {
    return read && { ...read, border: direction === 'forward' ? 0 : read.page.rows.length };
  }

  /** Reads on, to the side to which rows are pushed by new ones, until the cursor's row or a neighbour turns up. */
  async #search(
    first: ReadOnce<Model> | null,
    from: Cursor,
    direction: Slice['direction'],
  ): Promise<Found<Model> | null> {
    const { pageSizeMax, sidOf } = this.#options;
    let read = first;
    for (let searched = 0; read !== null; searched += 1) {
      const border = locate(from, read.page.rows.map(sidOf), direction);
      if (border !== null) return { ...read, border };
      const further = from.side === 'front' ? read.page.next : read.page.previous;
      if (further === null || searched === SEARCH_PAGES) throw cursorExpired();
      read = await this.read({ ...further, pageSize: pageSizeMax }, from.side);
    }
    return null;
  }
}
