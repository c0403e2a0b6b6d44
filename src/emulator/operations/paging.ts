import { TwilioError } from '../errors.ts';
import type { OrderedRows, Row, Slice } from '../state/ordered-rows.ts';
import { canonicalSid } from '../state/sids.ts';

/** Twilio's page sizes: 50 by default, at most 100 rows in a page; above 1000 is refused. */
const DEFAULT_PAGE_SIZE = 50;
const LARGEST_PAGE = 100;
const LARGEST_PAGE_SIZE = 1000;

interface PageRequest {
  readonly size: number;
  readonly page: number;
  readonly token: string | null;
}

/** `PT` and the SID of the row before the page, or `PB` and the SID of the last row of the page. */
const tokenShape = /^(PT|PB)([A-Z]{2}[0-9a-f]{32})$/;

/** Reads `PageSize`, `Page` and `PageToken`. The API has no filters, so other parameters are ignored. */
export function readPageRequest(query: string): PageRequest {
  if (query === '') return { size: DEFAULT_PAGE_SIZE, page: 0, token: null };
  const parameters = new URLSearchParams(query);
  const size = wholeNumber(parameters.get('PageSize'), 'PageSize', 1) ?? DEFAULT_PAGE_SIZE;
  if (size > LARGEST_PAGE_SIZE) throw new TwilioError(20007);
  const token = parameters.get('PageToken');
  return {
    size: Math.min(size, LARGEST_PAGE),
    page: wholeNumber(parameters.get('Page'), 'Page', 0) ?? 0,
    token: token === '' ? null : token,
  };
}

function wholeNumber(text: string | null, parameter: string, least: number): number | null {
  if (text === null || text === '') return null;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least))
    throw new TwilioError(20001, { message: `Invalid parameter ${parameter}: a whole number from ${least}` });
  return value;
}

/** Reads one page of a list. A token without a current or removed row of this list is refused with 21481. */
export function readPage<T extends Row>(rows: OrderedRows<T>, request: PageRequest): Slice<T> {
  if (request.token === null) return rows.first(request.size);
  const [, kind, sid] = tokenShape.exec(request.token) ?? [];
  if (sid === undefined) throw new TwilioError(21481);
  const place = canonicalSid(sid);
  const slice = kind === 'PT' ? rows.after(place, request.size) : rows.upTo(place, request.size);
  if (slice === undefined) throw new TwilioError(21481);
  return slice;
}

/**
 * The body of a list: the rows under their key, and `meta` with absolute addresses.
 *
 * @param address the list's own address without a query
 * @param texts one JSON text per row of the slice
 */
export function pageBody(
  address: string,
  listKey: string,
  request: PageRequest,
  slice: Slice<Row>,
  texts: readonly string[],
): string {
  const { page, size, token } = request;
  const urlOf = (number: number, tokenOf: string | null): string =>
    `${address}?PageSize=${size}&Page=${number}${tokenOf === null ? '' : `&PageToken=${encodeURIComponent(tokenOf)}`}`;
  // An empty page has no last row, so the row of the token is used.
  const last = slice.rows.at(-1)?.sid ?? token?.slice(2) ?? '';
  const meta = {
    page,
    page_size: size,
    first_page_url: urlOf(0, null),
    previous_page_url:
      slice.before === undefined ? null : urlOf(Math.max(page - 1, 0), `PB${slice.before.sid}`),
    url: urlOf(page, token),
    next_page_url: slice.hasMore ? urlOf(page + 1, `PT${last}`) : null,
    key: listKey,
  };
  return `{${JSON.stringify(listKey)}:[${texts.join(',')}],"meta":${JSON.stringify(meta)}}`;
}
