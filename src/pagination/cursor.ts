import type { PagePlace } from '../twilio/page.ts';
import type { Resource, SidPath } from '../twilio/resource.ts';
import { parseSid } from '../twilio/sid.ts';
import { badUserInput } from '../errors/gateway-error.ts';

/** From which side a page was reached: its token names the row before it, or the row at its end. */
export type Side = 'front' | 'back';

/**
 * A place in a list: the page on which a row was seen, the row and its neighbours there. At the end of a page it also
 * says where the next page lies, at the start where the previous one does, so that a walk never reads a page twice.
 */
export interface Cursor {
  /** Which list it belongs to; see `listTag`. */
  readonly list: string;
  readonly place: PagePlace;
  readonly side: Side;
  readonly pageSize: number;
  /** Which row of the page, from 0. */
  readonly index: number;
  readonly sid: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly next: PagePlace | null;
  readonly previous: PagePlace | null;
}

const VERSION = 2;

/** Longer than any cursor with tokens of the length that is accepted. */
const MAX_LENGTH = 8192;

/**
 * What tells the lists of one resource apart, so that a cursor of one is refused on another: the SID of their parent, empty
 * for the account. The lists beside each other under one parent are told apart by the SIDs of their rows.
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

/** Reads a text that may be a cursor; null for any other. */
export type ReadCursor = (text: string) => Cursor | null;

export const readCursor: ReadCursor = (text) => {
  try {
    return decode(text);
  } catch {
    return null;
  }
};

/** The same for one operation. The cursor that was read last is kept, because several fields may have the same one. */
export function createCursorReader(): ReadCursor {
  let latest: { readonly text: string; readonly cursor: Cursor | null } | null = null;
  return (text) => {
    if (latest?.text !== text) latest = { text, cursor: readCursor(text) };
    return latest.cursor;
  };
}

/** The rows that a cursor names. */
const sidsOf = ({ sid, before, after }: Cursor) => [sid, before, after].filter((each) => each !== null);

/** Reads a cursor. Throws BAD_USER_INPUT for a text that no list of that resource gave out. */
export function parseCursor(resource: Resource, argument: string, text: string, read = readCursor): Cursor {
  const cursor = read(text);
  if (cursor && sidsOf(cursor).every((sid) => sid.startsWith(resource.sidPrefix))) return cursor;
  throw badUserInput(
    `Argument "${argument}" must be a cursor that this list gave out, but got something else.`,
  );
}
