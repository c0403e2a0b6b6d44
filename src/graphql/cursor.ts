import { createHash } from 'node:crypto';
import type { PagePlace } from '../twilio/page.ts';
import type { Resource, SidPath } from '../twilio/resource.ts';
import { parseSid } from '../twilio/sid.ts';
import { badUserInput } from './errors.ts';

/**
 * A place in a list: the page on which a row was seen, the row and its neighbours there. At the end of a page it also
 * says where the next page lies, at the start where the previous one does, so that a walk never reads a page twice.
 */
export interface Cursor {
  /** Which list it belongs to; see `listTag`. */
  readonly list: string;
  readonly place: PagePlace;
  readonly pageSize: number;
  readonly sid: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly next: PagePlace | null;
  readonly previous: PagePlace | null;
}

type Wire = readonly [1, string, number, string, string | null, string | null, ...(PlaceOnWire | null)[]];
type PlaceOnWire = readonly [number | null, string | null];

const MAX_LENGTH = 8192;

/** A short name of a list: a cursor of one list is refused on another. */
export function listTag(resource: Resource, parent: SidPath): string {
  const list = [...parent, resource.segment].join('/');
  return createHash('sha256').update(list).digest('base64url').slice(0, 11);
}

const toWire = (place: PagePlace | null): PlaceOnWire | null => place && [place.page, place.pageToken];

export function encodeCursor(cursor: Cursor): string {
  const { list, pageSize, sid, before, after, place, next, previous } = cursor;
  const wire: Wire = [1, list, pageSize, sid, before, after, toWire(place), toWire(next), toWire(previous)];
  return Buffer.from(JSON.stringify(wire)).toString('base64url');
}

function readPlace(value: unknown): PagePlace | null {
  if (value === null) return null;
  const [page, pageToken] = Array.isArray(value) ? (value as unknown[]) : [];
  const pageFits = page === null || (Number.isInteger(page) && (page as number) >= 0);
  const tokenFits = pageToken === null || (typeof pageToken === 'string' && pageToken.length <= 2048);
  if (!pageFits || !tokenFits) throw new TypeError('No place.');
  return { page: page as number | null, pageToken };
}

function readSid(resource: Resource, value: unknown): string {
  const sid = typeof value === 'string' ? parseSid(resource.sidPrefix, value) : null;
  if (sid === null) throw new TypeError('No SID.');
  return sid;
}

function decode(resource: Resource, text: string): Cursor {
  if (text.length > MAX_LENGTH || !/^[\w-]+$/.test(text)) throw new TypeError('No cursor.');
  const wire: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  if (!Array.isArray(wire) || wire.length !== 9 || wire[0] !== 1) throw new TypeError('No cursor.');
  const [, list, pageSize, sid, before, after, place, next, previous] = wire as unknown[];
  if (typeof list !== 'string') throw new TypeError('No list.');
  if (!Number.isInteger(pageSize) || (pageSize as number) < 1 || (pageSize as number) > 1000) {
    throw new TypeError('No page size.');
  }
  return {
    list,
    pageSize: pageSize as number,
    sid: readSid(resource, sid),
    before: before === null ? null : readSid(resource, before),
    after: after === null ? null : readSid(resource, after),
    place: readPlace(place) ?? { page: null, pageToken: null },
    next: readPlace(next),
    previous: readPlace(previous),
  };
}

/**
 * Reads a cursor of a list of that resource. Throws BAD_USER_INPUT for a text that no connection gave out, and, where the
 * list is known, for a cursor of another list.
 */
export function parseCursor(resource: Resource, argument: string, text: string, list: string | null): Cursor {
  let cursor: Cursor;
  try {
    cursor = decode(resource, text);
  } catch {
    throw badUserInput(
      `Argument "${argument}" must be a cursor that this list gave out, but got something else.`,
    );
  }
  if (list === null || cursor.list === list) return cursor;
  throw badUserInput(
    `Argument "${argument}" must be a cursor of this list, but got a cursor of another list.`,
  );
}
