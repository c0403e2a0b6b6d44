import { wireDate } from '../scheduler/clock.ts';
import { invalid, TwilioError } from '../errors.ts';
import type { Form } from '../operations/form.ts';
import { note } from '../state/notices.ts';
import { sessionStatuses, type SessionRecord, type SessionStatus } from '../state/records.ts';
import { isActive, type SessionNode } from '../state/store.ts';
import type { World } from '../state/account-state.ts';
import { isTaken } from '../numbers/choose-number.ts';
import { futureExpiry } from './session-create.ts';
import { close, plan } from '../lifecycle/session-lifecycle.ts';

/**
 * Changes `Ttl`, `DateExpiry` and `Status`; nothing else of a Session can be changed.
 * The allowed changes of status: https://www.twilio.com/docs/api/errors/80608
 */
export function updateSession(world: World, session: SessionNode, form: Form): void {
  const now = world.clock.now();
  const { record } = session;
  const status = form.oneOf('Status', sessionStatuses) ?? record.status;
  const ttl = form.seconds('Ttl');
  const isReopened = record.status === 'closed' && status === 'in-progress';
  const changesTime = ttl !== undefined || form.text('DateExpiry') !== undefined;
  if (status !== record.status && !isReopened && !isAllowed(record.status, status))
    throw new TwilioError(80608);
  if (!isActive(session) && !isReopened && changesTime) throw new TwilioError(80607);
  const expiry = futureExpiry(form, now) ?? record.date_expiry;
  if (isReopened) checkReopen(world, session, expiry, form.boolean('FailOnParticipantConflict') ?? false);
  if (status === record.status && !changesTime) return;

  const change: Partial<SessionRecord> = {
    ttl: ttl ?? record.ttl,
    date_expiry: expiry,
    date_updated: wireDate(now),
  };
  if (status === 'closed') {
    session.record = { ...record, ...change };
    close(world, session, 'api', now);
  } else {
    // A re-open is a new start for the ttl; Participants and their numbers are as they were.
    if (isReopened) session.ttlFrom = now;
    const reopened = isReopened && { closed_reason: null, date_ended: null };
    world.store.changeSession(session, { ...record, ...change, ...reopened, status });
  }
  plan(world, session);
}

/** Active Sessions can be closed, and an open one can be said to be in progress. */
const isAllowed = (from: SessionStatus, to: SessionStatus): boolean =>
  to === 'closed' ? from === 'open' || from === 'in-progress' : from === 'open' && to === 'in-progress';

/** A Session comes back only with numbers of its pool, and with pairs that no other active Session has. */
function checkReopen(
  world: World,
  session: SessionNode,
  expiry: string | null,
  failOnConflict: boolean,
): void {
  const { service, sid } = session;
  if (expiry !== null && Date.parse(expiry) <= world.clock.now()) {
    throw invalid('DateExpiry', 'a date in the future, as the old one has passed');
  }
  const room = { service, sessionSid: sid, mode: session.record.mode, planned: [] };
  for (const { record } of session.participants) {
    const {
      date_deleted: deleted,
      identifier,
      proxy_identifier: proxy,
      proxy_identifier_sid: proxySid,
    } = record;
    if (deleted !== null || proxy === null) continue;
    if (proxySid !== null && service.phoneNumbers.get(proxySid) === undefined) throw new TwilioError(80605);
    if (!isTaken(room, identifier, proxy)) continue;
    if (failOnConflict || !world.settings.allowParticipantConflict) throw new TwilioError(80604);
    note(world, 80801, sid);
  }
}
