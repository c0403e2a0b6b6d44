import type { ProxyServiceSessionsArgs, ProxySessionFilter } from '../graphql/generated.ts';
import { checkBetween, type RowFilter } from '../pagination/arguments.ts';
import type { Session } from '../twilio/resources/session.ts';

const SCAN = { least: 100, most: 2000, default: 500 };

/** Whether a Session matches. */
export type MatchesSession = (session: Session) => boolean;

/** Compares without case, as enums are compared everywhere. */
const oneOf = (wanted: readonly string[], value: string | null | undefined): boolean =>
  wanted.includes(value?.toLowerCase() ?? '');

/** The milliseconds of a date. None, as comparisons with NaN are false, matches nothing. */
const timeOf = (date: string | null | undefined): number => (date ? Date.parse(date) : NaN);

/** The conditions of a filter; none for a field that is null, empty or left out. */
function conditionsOf(filter: ProxySessionFilter): readonly MatchesSession[] {
  const { status, mode, uniqueNameStartsWith: start } = filter;
  const { dateCreatedFrom: from, dateCreatedBefore: before, dateLastInteractionBefore: quiet } = filter;
  const conditions: MatchesSession[] = [];
  if (status && status.length > 0) conditions.push((session) => oneOf(status, session.status));
  if (mode && mode.length > 0) conditions.push((session) => oneOf(mode, session.mode));
  if (start) conditions.push(({ uniqueName }) => uniqueName?.startsWith(start) === true);
  if (from) conditions.push(({ dateCreated }) => timeOf(dateCreated) >= from.getTime());
  if (before) conditions.push(({ dateCreated }) => timeOf(dateCreated) < before.getTime());
  if (quiet) conditions.push((session) => timeOf(session.dateLastInteraction) < quiet.getTime());
  return conditions;
}

/** The predicate of a filter; null for one that matches every Session. */
export function sessionMatcher(filter: ProxySessionFilter | null | undefined): MatchesSession | null {
  const conditions = filter ? conditionsOf(filter) : [];
  if (conditions.length === 0) return null;
  return (session) => conditions.every((matches) => matches(session));
}

/** The filter of `ProxyService.sessions`; null when all Sessions match. Throws BAD_USER_INPUT. */
export function sessionFilter({ filter, scan }: Partial<ProxyServiceSessionsArgs>): RowFilter | null {
  const rows = checkBetween('scan', scan ?? SCAN.default, SCAN.least, SCAN.most);
  const matches = sessionMatcher(filter);
  return matches && { key: JSON.stringify(filter), matches, scan: rows };
}
