import { TwilioError } from './errors.ts';
import { asRecord, type ReportUnreadable } from './model.ts';
import { listPath } from './path.ts';
import { modelOf, type ModelOf, type Resource } from './resource.ts';
import type { SidPath } from './sid.ts';

/** The position of a page in its list: Twilio's opaque token and page number. The first page has neither. */
export interface PagePlace {
  readonly page: number | null;
  readonly pageToken: string | null;
}

export interface PageRequest extends Partial<PagePlace> {
  /** 1 to 100, Twilio's working limit. */
  readonly pageSize: number;
}

export interface Page<Model> {
  readonly rows: readonly Model[];
  readonly next: PagePlace | null;
  readonly previous: PagePlace | null;
}

/** The longest token that is accepted. No Twilio product writes longer ones. */
const MAX_TOKEN_LENGTH = 2048;

/** The query of a list request, in the order of Twilio's own page addresses. */
export function pageQuery({ pageSize, page, pageToken }: PageRequest): string {
  let query = `PageSize=${pageSize}`;
  if (page !== null && page !== undefined) query += `&Page=${page}`;
  if (pageToken !== null && pageToken !== undefined)
    query += `&PageToken=${encodeURIComponent(pageToken.toWellFormed())}`;
  return query;
}

/** Whether a page URL is null or empty: there is no such page. */
const hasNone = (url: unknown): boolean => url === null || url === undefined || url === '';

/** Host with path, and query, of a page URL. */
const PAGE_URL = /^https?:\/\/([^?#]*)\?([^#]*)/i;

/**
 * The position of a page, from its URL. Null when there is no such page. Throws `bad-response` when the URL is of another list
 * than the one at that path, or has no position. The host of the URL is ignored: requests go to the configured origin only.
 */
export function placeOfPageUrl(url: unknown, path: string): PagePlace | null {
  if (hasNone(url)) return null;
  const [, location, query] = (typeof url === 'string' ? PAGE_URL.exec(url) : null) ?? [];
  if (location?.toLowerCase().endsWith(path.toLowerCase()) !== true) {
    throw new TwilioError('bad-response', 'Twilio sent a page with a link to another list.');
  }
  const places = new URLSearchParams(query);
  const pageToken = places.get('PageToken');
  const pageText = places.get('Page') ?? '';
  const page = /^\d{1,9}$/.test(pageText) ? Number(pageText) : null;
  if ((pageToken === null && page === null) || (pageToken?.length ?? 0) > MAX_TOKEN_LENGTH) {
    throw new TwilioError('bad-response', 'Twilio sent a page with a link without a valid page token.');
  }
  return { page, pageToken };
}

/** Throws `bad-response` when a link leads to the page itself. Only the token tells pages apart. */
function otherPlace(place: PagePlace | null, request: PageRequest): PagePlace | null {
  const token = place?.pageToken ?? null;
  if (token === null || token !== request.pageToken) return place;
  throw new TwilioError('bad-response', 'Twilio sent a page with a link to itself.');
}

/**
 * Reads a page of the list under that parent from a parsed body. Throws `bad-response` when the body is no page. Twilio's
 * `page_size` and other counts are ignored.
 */
export function readPage<R extends Resource>(
  resource: R,
  parent: SidPath,
  request: PageRequest,
  body: unknown,
  report: ReportUnreadable,
): Page<ModelOf<R>> {
  const envelope = asRecord(body, 'a page');
  const rows = envelope[resource.listKey];
  if (!Array.isArray(rows)) {
    throw new TwilioError('bad-response', `Twilio sent a page without the array "${resource.listKey}".`);
  }
  // Without it a further page would go unnoticed, and its rows would be missing.
  const meta = asRecord(envelope['meta'], 'a page with "meta"');
  // Most lists have one page, which needs no path.
  const placeOf = (url: unknown) =>
    hasNone(url) ? null : placeOfPageUrl(url, listPath(resource, parent).path);
  const what = `a page of ${resource.type} records`;
  return {
    rows: rows.map((row: unknown) => modelOf(resource, parent, asRecord(row, what), report)),
    next: otherPlace(placeOf(meta['next_page_url']), request),
    previous: otherPlace(placeOf(meta['previous_page_url']), request),
  };
}
