import { badUserInput } from '../errors/gateway-error.ts';
import type { PagePlace, PageRequest } from '../twilio/page.ts';
import type { Resource, SidPath } from '../twilio/resource.ts';
import { type Cursor, listTag, parseCursor, type ReadCursor } from './cursor.ts';

/** The four arguments of a connection, as a resolver gets them. */
export interface RawConnectionArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Which rows are wanted, where Twilio cannot tell: all rows are read, and those that do not match are left out. */
export interface RowFilter {
  /** Differs for filters that select different rows. */
  readonly key: string;
  readonly matches: (row: never) => boolean;
  /** How many rows to read at most. */
  readonly scan: number;
}

/** Parsed connection arguments. */
export interface ConnectionArguments {
  readonly direction: 'forward' | 'backward';
  /** How many rows. */
  readonly count: number;
  /** The cursor before or after which the rows lie; null for the first or the last rows of the list. */
  readonly from: Cursor | null;
  readonly filter: RowFilter | null;
}

export const DEFAULT_COUNT = 50;
export const MAX_COUNT = 1000;

/** The count that stands for all rows of a list. */
export const ALL_ROWS = Number.MAX_SAFE_INTEGER;

/** Arguments that select so many rows from the start of a list. */
export const firstRows = (count: number): ConnectionArguments => ({
  direction: 'forward',
  count,
  from: null,
  filter: null,
});

/** Checks a number that must lie between two others. Throws BAD_USER_INPUT. */
export function checkBetween(argument: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw badUserInput(`Argument "${argument}" must be between ${least} and ${most}, but got: ${value}.`);
}

/**
 * Parses connection arguments. Null counts as left out, as Relay sends it. So does an empty cursor, which
 * `relayStylePagination` of Apollo Client makes of null. Throws BAD_USER_INPUT.
 */
export function parseConnectionArguments(
  resource: Resource,
  { first, last, ...cursors }: RawConnectionArguments,
  read?: ReadCursor,
  filter: RowFilter | null = null,
): ConnectionArguments {
  const after = cursors.after === '' ? null : cursors.after;
  const before = cursors.before === '' ? null : cursors.before;
  const forward = typeof first === 'number' || typeof after === 'string';
  const backward = typeof last === 'number' || typeof before === 'string';
  if (typeof first === 'number') checkBetween('first', first, 1, MAX_COUNT);
  if (typeof last === 'number') checkBetween('last', last, 1, MAX_COUNT);
  if (forward && backward) {
    throw badUserInput(
      'Expected "first" and "after" to page forwards, or "last" and "before" to page backwards, but got both.',
    );
  }
  const [argument, text] = backward ? ['before', before] : ['after', after];
  const from = typeof text === 'string' ? parseCursor(resource, argument, text, read) : null;
  const count = (backward ? last : first) ?? DEFAULT_COUNT;
  return { direction: backward ? 'backward' : 'forward', count, from, filter };
}

/** Refuses arguments whose cursor belongs to another list than the one under that parent: BAD_USER_INPUT. */
export function checkList({ direction, from }: ConnectionArguments, parent: SidPath): void {
  if (from === null || from.list === listTag(parent)) return;
  const argument = direction === 'backward' ? 'before' : 'after';
  throw badUserInput(
    `Argument "${argument}" must be a cursor of this list, but got a cursor of another list.`,
  );
}

/** The place of the page right after (forward) or before (backward) the row of the cursor, where the row ends its page. */
export function placeBeyond({ direction, from }: ConnectionArguments): PagePlace | null {
  return from && (direction === 'forward' ? from.next : from.previous);
}

/** How many rows to read: those that are wanted, or with a filter those to look through. */
export const rowsToRead = ({ count, filter }: ConnectionArguments): number => filter?.scan ?? count;

/** The request of the first page. It is known before any read, so that the page can be prefetched. */
export function firstRequest(args: ConnectionArguments, pageSizeMax: number): PageRequest {
  const { direction, from } = args;
  const wanted = Math.min(rowsToRead(args), pageSizeMax);
  // The end of a list can be reached from its start only.
  if (from === null)
    return { page: null, pageToken: null, pageSize: direction === 'forward' ? wanted : pageSizeMax };
  const beyond = placeBeyond(args);
  const { page, pageToken } = beyond ?? from.place;
  return { page, pageToken, pageSize: beyond ? wanted : Math.min(from.pageSize, pageSizeMax) };
}
