import { wireDate } from '../scheduler/clock.ts';
import { isActive, type SessionNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';

const DAY = 86_400_000;

/**
 * When an active Session expires, ms since the epoch. Null: never.
 * `DateExpiry` has precedence over `Ttl`, which counts from the last of creation, interaction and re-open.
 * https://www.twilio.com/docs/proxy/api/session
 */
export function expiryOf({ record, ttlFrom }: SessionNode): number | null {
  if (record.date_expiry !== null) return Date.parse(record.date_expiry);
  return record.ttl > 0 ? ttlFrom + record.ttl * 1000 : null;
}

/** When the next transition of a Session is due: its expiry, or its deletion some time after its end. */
function dueOf(state: AccountState, session: SessionNode): number | null {
  if (isActive(session)) return expiryOf(session);
  const { closedSessionDays } = state.settings;
  const { date_ended: ended, status } = session.record;
  if (closedSessionDays === null || ended === null || status !== 'closed') return null;
  return Date.parse(ended) + closedSessionDays * DAY;
}

/** Schedules the next transition of a Session. Called whenever its record has changed. */
export function scheduleTransition(state: AccountState, session: SessionNode): void {
  const due = dueOf(state, session);
  if (due === null || (session.dueAt !== null && session.dueAt <= due)) return;
  session.dueAt = due;
  state.scheduler.schedule(due, (at) => {
    // An earlier task has replaced this one.
    if (session.dueAt !== at) return;
    session.dueAt = null;
    if (!isStored(state, session)) return;
    const stillDue = dueOf(state, session);
    if (stillDue !== null && stillDue <= at) runTransition(state, session, at);
    scheduleTransition(state, session);
  });
}

function runTransition(state: AccountState, session: SessionNode, at: number): void {
  if (isActive(session)) expire(state, session, at);
  else state.store.removeSession(session);
}

function expire(state: AccountState, session: SessionNode, at: number): void {
  const { record } = session;
  const { date, ttl } = state.settings.closedReasons;
  close(state, session, record.date_expiry === null ? ttl : date, at);
}

/** Closes an active Session. If it never started, `date_started` stays null. */
export function close(state: AccountState, session: SessionNode, reason: string, at: number): void {
  const date = wireDate(at);
  state.store.changeSession(session, {
    ...session.record,
    status: 'closed',
    closed_reason: reason,
    date_ended: date,
    date_updated: date,
  });
}

/** Updates the Session of a new Interaction: the first one starts the Session, each one restarts its ttl. */
export function recordActivity(state: AccountState, session: SessionNode): void {
  const now = state.clock.now();
  const date = wireDate(now);
  session.ttlFrom = now;
  state.store.changeSession(session, {
    ...session.record,
    status: 'in-progress',
    date_started: session.record.date_started ?? date,
    date_last_interaction: date,
    date_updated: date,
  });
  scheduleTransition(state, session);
}

const isStored = ({ store }: AccountState, session: SessionNode): boolean =>
  store.services.get(session.service.sid) === session.service &&
  session.service.sessions.get(session.sid) === session;

/** Schedules the transitions of all Sessions: after seeding, and when settings change. */
export function scheduleTransitions(state: AccountState): void {
  for (const service of state.store.services)
    for (const session of service.sessions) scheduleTransition(state, session);
}
