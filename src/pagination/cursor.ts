import { badUserInput } from '../errors/gateway-error.ts';
import type { PagePlace } from '../twilio/page.ts';
import type { Resource, SidPath } from '../twilio/resource.ts';
import { parseSid } from '../twilio/sid.ts';

/** From which side a page was reached: its token names the row before it (`front`), or the row at its end (`back`). */
export type Side = 'front' | 'back';

/**
 * A row of a list with its page and its neighbours in the page. For the last row of a page it also has the place of the
 * next page, for the first row that of the previous one, so that no page is read twice.
 */
export interface Cursor {
  /** The list that it belongs to: see `listTag`. */
  readonly list: string;
  readonly place: PagePlace;
  readonly side: Side;
  readonly pageSize: number;
  /** The position of the row in the page, from 0. */
  readonly index: number;
  /** The SIDs of the row, of the one before and of the one after it. */
  readonly sid: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The places of the neighbouring pages. */
  readonly next: PagePlace | null;
  readonly previous: PagePlace | null;
}

const VERSION = 2;

/** Longer than any cursor whose tokens have an accepted length. */
const MAX_LENGTH = 8192;

/**
 * Identifies a list among those of its resource, so that a cursor of one is refused on another: the SID of the parent, empty
 * for the account. Lists of several resources under one parent differ by the SID prefixes of their rows.
 */
export const listTag = (parent: SidPath): string => parent.at(-1) ?? '';

const toWire = (place: PagePlace | null) => place && [place.page, place.pageToken];

export function encodeCursor(cursor: Cursor): string {
  const { list, side, pageSize, index, sid, before, after } = cursor;
  const places = [cursor.place, cursor.next, cursor.previous].map(toWire);
  const wire = [VERSION, list, side === 'back' ? 1 : 0, pageSize, index, sid, before, after, ...places];
  return Buffer.from(JSON.stringify(wire)).toString('base64url');
}

function readInteger(value: unknown, least: number, most: number): number {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
    throw new TypeError('No whole number within its bounds.');
  }
  return value as number;
}

function readPlace(value: unknown): PagePlace | null {
  if (value === null) return null;
  const [page, pageToken] = Array.isArray(value) ? (value as unknown[]) : [];
  const pageFits = page === null || (Number.isInteger(page) && (page as number) >= 0);
  const tokenFits = pageToken === null || (typeof pageToken === 'string' && pageToken.length <= 2048);
  if (!pageFits || !tokenFits) throw new TypeError('No place.');
  return { page: page as number | null, pageToken };
}

function readSid(value: unknown): string {
  const sid = typeof value === 'string' ? parseSid(value.slice(0, 2), value) : null;
  if (sid === null || sid !== value) throw new TypeError('No SID.');
  return sid;
}

function decode(text: string): Cursor {
  if (text.length > MAX_LENGTH || !/^[\w-]+$/.test(text)) throw new TypeError('No cursor.');
  const wire: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  if (!Array.isArray(wire) || wire.length !== 11 || wire[0] !== VERSION) throw new TypeError('No cursor.');
  const [, list, back, pageSize, index, sid, before, after, place, next, previous] = wire as unknown[];
  if (typeof list !== 'string') throw new TypeError('No list.');
  return {
    list,
    side: readInteger(back, 0, 1) === 1 ? 'back' : 'front',
    pageSize: readInteger(pageSize, 1, 1000),
    index: readInteger(index, 0, 1_000_000),
    sid: readSid(sid),
    before: before === null ? null : readSid(before),
    after: after === null ? null : readSid(after),
    place: readPlace(place) ?? { page: null, pageToken: null },
    next: readPlace(next),
    previous: readPlace(previous),
  };
}

/** Reads a cursor; null when the text is none. */
export type ReadCursor = (text: string) => Cursor | null;

export const readCursor: ReadCursor = (text) => {
  try {
    return decode(text);
  } catch {
    return null;
  }
};

/** Reads cursors for one operation. It keeps the last one, because several fields may have the same cursor. */
export function createCursorReader(): ReadCursor {
  let latest: { readonly text: string; readonly cursor: Cursor | null } | null = null;
  return (text) => {
    if (latest?.text !== text) latest = { text, cursor: readCursor(text) };
    return latest.cursor;
  };
}

/** The SIDs of the rows that a cursor names. */
const sidsOf = ({ sid, before, after }: Cursor) => [sid, before, after].filter((each) => each !== null);

/** Reads a cursor. Throws BAD_USER_INPUT when the text is no cursor of a list of that resource. */
export function parseCursor(resource: Resource, argument: string, text: string, read = readCursor): Cursor {
  const cursor = read(text);
  if (cursor && sidsOf(cursor).every((sid) => sid.startsWith(resource.sidPrefix))) return cursor;
  throw badUserInput(
    `Argument "${argument}" must be a cursor that this list gave out, but got something else.`,
  );
}

/** The offset in a page where the rows after (forward) or up to (backward) a cursor begin or end. */
interface Location {
  readonly offset: number;
  /** Whether the row itself may be on a further page, onto which new rows pushed it. */
  readonly isGuess: boolean;
}

/** Locates a cursor in a page by its row, or by a neighbour of it. Null when the page has none of them. */
export function locate(
  from: Cursor,
  direction: 'forward' | 'backward',
  sids: readonly string[],
): Location | null {
  const at = (sid: string | null) => (sid === null ? -1 : sids.indexOf(sid));
  const row = sids[from.index] === from.sid ? from.index : at(from.sid);
  if (row >= 0) return { offset: direction === 'forward' ? row + 1 : row, isGuess: false };
  const [before, after] = [at(from.before), at(from.after)];
  const isAhead = direction === 'forward' && from.side === 'front';
  const isBehind = direction === 'backward' && from.side === 'back';
  if (before >= 0) return { offset: before + 1, isGuess: isAhead && after < 0 };
  if (after >= 0) return { offset: after, isGuess: isBehind };
  return null;
}

/** Locates a cursor by its own page: where that begins or ends beside the row, even when the row and its neighbours are gone. */
export function locateByPage(
  from: Cursor,
  direction: 'forward' | 'backward',
  length: number,
): Location | null {
  if (direction === 'forward') {
    const isAtStart = from.side === 'front' && from.index === 0 && from.place.pageToken !== null;
    return isAtStart ? { offset: 0, isGuess: true } : null;
  }
  return from.side === 'back' && from.after === null ? { offset: length, isGuess: true } : null;
}
