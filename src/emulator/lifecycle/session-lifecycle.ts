import { wireDate } from '../scheduler/clock.ts';
import { isActive, type SessionNode } from '../state/store.ts';
import type { World } from '../state/account-state.ts';

const DAY = 86_400_000;

/**
 * When an active Session expires, ms since the epoch; null for never.
 * `DateExpiry` goes before `Ttl`, which counts from the last of creation, interaction and re-open.
 * https://www.twilio.com/docs/proxy/api/session
 */
export function expiryOf({ record, ttlFrom }: SessionNode): number | null {
  if (record.date_expiry !== null) return Date.parse(record.date_expiry);
  return record.ttl > 0 ? ttlFrom + record.ttl * 1000 : null;
}

/** When the clock does something to a Session: it expires, or is deleted some time after its end. */
function dueOf(world: World, session: SessionNode): number | null {
  if (isActive(session)) return expiryOf(session);
  const { closedSessionDays } = world.settings;
  const { date_ended: ended, status } = session.record;
  if (closedSessionDays === null || ended === null || status !== 'closed') return null;
  return Date.parse(ended) + closedSessionDays * DAY;
}

/** Puts the next thing that happens to a Session on the agenda. To be called whenever its record has changed. */
export function plan(world: World, session: SessionNode): void {
  const due = dueOf(world, session);
  if (due === null || (session.dueAt !== null && session.dueAt <= due)) return;
  session.dueAt = due;
  world.agenda.add(due, (at) => {
    // An earlier entry has taken the place of this one.
    if (session.dueAt !== at) return;
    session.dueAt = null;
    if (!isStored(world, session)) return;
    const stillDue = dueOf(world, session);
    if (stillDue !== null && stillDue <= at) happen(world, session, at);
    plan(world, session);
  });
}

function happen(world: World, session: SessionNode, at: number): void {
  if (isActive(session)) expire(world, session, at);
  else world.store.removeSession(session);
}

function expire(world: World, session: SessionNode, at: number): void {
  const { record } = session;
  const { date, ttl } = world.settings.closedReasons;
  close(world, session, record.date_expiry === null ? ttl : date, at);
}

/** Ends an active Session. A Session that never started keeps `date_started` null. */
export function close(world: World, session: SessionNode, reason: string, at: number): void {
  const date = wireDate(at);
  world.store.changeSession(session, {
    ...session.record,
    status: 'closed',
    closed_reason: reason,
    date_ended: date,
    date_updated: date,
  });
}

/** What every Interaction does to its Session: the first one starts it, each one restarts its ttl. */
export function touch(world: World, session: SessionNode): void {
  const now = world.clock.now();
  const date = wireDate(now);
  session.ttlFrom = now;
  world.store.changeSession(session, {
    ...session.record,
    status: 'in-progress',
    date_started: session.record.date_started ?? date,
    date_last_interaction: date,
    date_updated: date,
  });
  plan(world, session);
}

const isStored = ({ store }: World, session: SessionNode): boolean =>
  store.services.get(session.service.sid) === session.service &&
  session.service.sessions.get(session.sid) === session;

/** Puts all Sessions on the agenda: after seeding, and when a setting has changed what the clock does. */
export function planAll(world: World): void {
  for (const service of world.store.services) for (const session of service.sessions) plan(world, session);
}
