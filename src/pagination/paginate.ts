import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import type { Page, PagePlace, PageRequest } from '../twilio/page.ts';
import type { ConnectionArguments } from './arguments.ts';
import type { Cursor, Side } from './cursor.ts';
import { GatewayError } from '../errors/gateway-error.ts';

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

/** How many further pages are searched for the row of a cursor, when rows were created before it. */
export const SEARCH_PAGES = 10;

/** Twilio's code for a page token that it does not know (any more): https://www.twilio.com/docs/api/errors/21481 */
const INVALID_PAGE_TOKEN = 21481;

const cursorExpired = () =>
  new GatewayError(
    'CURSOR_EXPIRED',
    'The row of the cursor and its neighbours are gone from the list. Start again without a cursor.',
  );

/** Throws CURSOR_EXPIRED where Twilio no longer knows the page of a cursor, else what was thrown. */
function throwExpired(error: unknown): never {
  throw isTwilioError(error, 'rejected') && error.answer?.code === INVALID_PAGE_TOKEN
    ? cursorExpired()
    : error;
}

/** The place right behind (forward) or before (backward) the row of a cursor, where its page ends there. */
export function placeBeyond({ direction, from }: ConnectionArguments): PagePlace | null {
  return from && (direction === 'forward' ? from.next : from.previous);
}

/** The first page request. It is known before any read, so that the page can be prefetched. */
export function firstRequest(args: ConnectionArguments, pageSizeMax: number): PageRequest {
  const { direction, count, from } = args;
  const wanted = Math.min(count, pageSizeMax);
  // The end of a list can be reached from its start only.
  if (from === null)
    return { page: null, pageToken: null, pageSize: direction === 'forward' ? wanted : pageSizeMax };
  const beyond = placeBeyond(args);
  const { page, pageToken } = beyond ?? from.place;
  return { page, pageToken, pageSize: beyond ? wanted : Math.min(from.pageSize, pageSizeMax) };
}

/** Where there is a token it alone says where a page lies; the number beside it only counts up. */
const placeKey = ({ page, pageToken }: PageRequest) =>
  pageToken ? `token ${pageToken}` : `page ${page ?? ''}`;

interface Border {
  readonly index: number;
  /** Whether the row itself may yet turn up on the page to which new rows push it. */
  readonly isGuess: boolean;
}

/** Finds the border of a cursor by its row, or by a neighbour of it; null when this page tells nothing of them. */
function locate(
  from: Cursor,
  direction: ConnectionArguments['direction'],
  sids: readonly string[],
): Border | null {
  const at = (sid: string | null) => (sid === null ? -1 : sids.indexOf(sid));
  const row = sids[from.index] === from.sid ? from.index : at(from.sid);
  if (row >= 0) return { index: direction === 'forward' ? row + 1 : row, isGuess: false };
  const [before, after] = [at(from.before), at(from.after)];
  const isAhead = direction === 'forward' && from.side === 'front';
  const isBehind = direction === 'backward' && from.side === 'back';
  if (before >= 0) return { index: before + 1, isGuess: isAhead && after < 0 };
  if (after >= 0) return { index: after, isGuess: isBehind };
  return null;
}

/** Where a cursor's own page begins or ends right beside its row, that is its border even when all are gone. */
function locateByPage({ direction, from }: ConnectionArguments, length: number): Border | null {
  if (direction === 'forward') {
    const isAtStart = from?.side === 'front' && from.index === 0 && from.place.pageToken !== null;
    return isAtStart ? { index: 0, isGuess: true } : null;
  }
  return from?.side === 'back' && from.after === null ? { index: length, isGuess: true } : null;
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
    const place = placeKey(request);
    if (this.#visited.has(place)) {
      throw new TwilioError('bad-response', 'Twilio sent pages that lead in a circle.');
    }
    this.#visited.add(place);
    const page = await this.#options.readPage(request);
    return page && { request, side, page };
  }

  /**
   * Reads the page where the rows begin; null when the list has no parent. Throws CURSOR_EXPIRED when the place of its
   * cursor cannot be found again.
   */
  async start(args: ConnectionArguments): Promise<Found<Model> | null> {
    const { direction, from } = args;
    const request = firstRequest(args, this.#options.pageSizeMax);
    try {
      if (from && placeBeyond(args) === null) {
        return await this.#search(await this.read(request, from.side), from, args);
      }
      const first = await this.read(request, from && direction === 'backward' ? 'back' : 'front');
      return first && { ...first, border: direction === 'forward' ? 0 : first.page.rows.length };
    } catch (error) {
      if (from === null) throw error;
      return throwExpired(error);
    }
  }

  /** Reads on, to the side to which rows are pushed by new ones, until the cursor's row or a neighbour turns up. */
  async #search(
    first: ReadOnce<Model> | null,
    from: Cursor,
    args: ConnectionArguments,
  ): Promise<Found<Model> | null> {
    const { pageSizeMax, sidOf } = this.#options;
    let guess: Found<Model> | null = null;
    let read = first;
    for (let searched = 0; read !== null; searched += 1) {
      const { rows } = read.page;
      const border =
        locate(from, args.direction, rows.map(sidOf)) ??
        (searched === 0 ? locateByPage(args, rows.length) : null);
      if (border?.isGuess === false) return { ...read, border: border.index };
      if (border) guess = { ...read, border: border.index };
      const further = from.side === 'front' ? read.page.next : read.page.previous;
      if (further === null || searched === SEARCH_PAGES) return this.#settle(guess);
      read = await this.read({ ...further, pageSize: pageSizeMax }, from.side);
    }
    return null;
  }

  /** The row is gone: goes on from where its neighbours say that it was. */
  #settle<Guess>(guess: Guess | null): Guess {
    if (guess === null) throw cursorExpired();
    // The pages that were searched are part of the walk yet.
    this.#visited.clear();
    return guess;
  }
}
