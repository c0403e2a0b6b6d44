import { TwilioError } from './errors.ts';
import { asRecord, type ReportUnreadable } from './model.ts';
import { listPath } from './path.ts';
import { modelOf, type ModelOf, type Resource } from './resource.ts';
import type { SidPath } from './sid.ts';

/** Where a page lies: Twilio's own opaque token and its client state. The first page has neither. */
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

/** Longer tokens are refused: no Twilio product writes any. */
const MAX_TOKEN_LENGTH = 2048;

/** The query of a list request, in the order of Twilio's own page addresses. */
export function pageQuery({ pageSize, page, pageToken }: PageRequest): string {
  let query = `PageSize=${pageSize}`;
  if (page !== null && page !== undefined) query += `&Page=${page}`;
  if (pageToken !== null && pageToken !== undefined)
    query += `&PageToken=${encodeURIComponent(pageToken.toWellFormed())}`;
  return query;
}

/** How Twilio says that there is no page on that side. */
const hasNone = (url: unknown): boolean => url === null || url === undefined || url === '';

/** The parts of a page's address that count: what stands before the query, and the query. */
const PAGE_URL = /^https?:\/\/([^?#]*)\?([^#]*)/i;

/**
 * Takes the place out of the address of a page of the list at that path. The host of the address is never used: requests
 * go to the configured origin, whatever the answer says. An address that leads to another list or has no place is refused.
 */
export function placeOfPageUrl(url: unknown, path: string): PagePlace | null {
  if (hasNone(url)) return null;
  const [, address, query] = (typeof url === 'string' ? PAGE_URL.exec(url) : null) ?? [];
  if (address?.toLowerCase().endsWith(path.toLowerCase()) !== true) {
    throw new TwilioError('bad-response', 'Twilio sent a page whose neighbour is no page of the same list.');
  }
  const places = new URLSearchParams(query);
  const pageToken = places.get('PageToken');
  const pageText = places.get('Page') ?? '';
  const page = /^\d{1,9}$/.test(pageText) ? Number(pageText) : null;
  if ((pageToken === null && page === null) || (pageToken?.length ?? 0) > MAX_TOKEN_LENGTH) {
    throw new TwilioError(
      'bad-response',
      'Twilio sent a page whose neighbour cannot be found: no page token.',
    );
  }
  return { page, pageToken };
}

/** Refuses a neighbour that is the page itself under another number: only the token says where a page lies. */
function otherPlace(place: PagePlace | null, request: PageRequest): PagePlace | null {
  const token = place?.pageToken ?? null;
  if (token === null || token !== request.pageToken) return place;
  throw new TwilioError('bad-response', 'Twilio sent a page that leads to itself.');
}

/**
 * Reads the page that was asked for, of a list under that parent. The array and the page addresses are believed, the
 * reported size is not.
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
  // Without it nobody knows whether the list goes on, and rows would be lost in silence.
  const meta = asRecord(envelope['meta'], 'a page with "meta"');
  // Most lists have one page, so that nothing has to be compared with their path.
  const placeOf = (url: unknown) =>
    hasNone(url) ? null : placeOfPageUrl(url, listPath(resource, parent).path);
  const what = `a page of ${resource.type} records`;
  return {
    rows: rows.map((row: unknown) => modelOf(resource, parent, asRecord(row, what), report)),
    next: otherPlace(placeOf(meta['next_page_url']), request),
    previous: otherPlace(placeOf(meta['previous_page_url']), request),
  };
}
