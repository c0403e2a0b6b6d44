import { wireDate } from '../scheduler/clock.ts';
import { invalid, TwilioError } from '../errors.ts';
import type { Form } from '../operations/form.ts';
import { sessionStatuses, type SessionRecord, type SessionStatus } from '../state/records.ts';
import { isActive, type SessionNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';
import { isTaken } from '../numbers/choose-number.ts';
import { futureExpiry } from './session-create.ts';
import { close, scheduleTransition } from '../lifecycle/session-lifecycle.ts';

/**
 * Changes `Ttl`, `DateExpiry` and `Status`; nothing else of a Session can be changed.
 * The allowed changes of status: https://www.twilio.com/docs/api/errors/80608
 */
export function updateSession(state: AccountState, session: SessionNode, form: Form): void {
  const now = state.clock.now();
  const { record } = session;
  const status = form.oneOf('Status', sessionStatuses) ?? record.status;
  const ttl = form.seconds('Ttl');
  const isReopened = record.status === 'closed' && status === 'in-progress';
  const changesTime = ttl !== undefined || form.text('DateExpiry') !== undefined;
  if (status !== record.status && !isReopened && !isAllowed(record.status, status))
    throw new TwilioError(80608);
  if (!isActive(session) && !isReopened && changesTime) throw new TwilioError(80607);
  const expiry = futureExpiry(form, now) ?? record.date_expiry;
  if (isReopened) checkReopen(state, session, expiry, form.boolean('FailOnParticipantConflict') ?? false);
  if (status === record.status && !changesTime) return;

  const change: Partial<SessionRecord> = {
    ttl: ttl ?? record.ttl,
    date_expiry: expiry,
    date_updated: wireDate(now),
  };
  if (status === 'closed') {
    session.record = { ...record, ...change };
    close(state, session, 'api', now);
  } else {
    // A re-opened Session restarts its ttl and keeps its Participants and their numbers.
    if (isReopened) session.ttlFrom = now;
    const reopened = isReopened && { closed_reason: null, date_ended: null };
    state.store.changeSession(session, { ...record, ...change, ...reopened, status });
  }
  scheduleTransition(state, session);
}

/** Active Sessions can be closed. An open Session can be set to in progress. */
const isAllowed = (from: SessionStatus, to: SessionStatus): boolean =>
  to === 'closed' ? from === 'open' || from === 'in-progress' : from === 'open' && to === 'in-progress';

/** A Session can be re-opened only if its numbers are in the pool and no other active Session has its pairs. */
function checkReopen(
  state: AccountState,
  session: SessionNode,
  expiry: string | null,
  failOnConflict: boolean,
): void {
  const { service, sid } = session;
  if (expiry !== null && Date.parse(expiry) <= state.clock.now()) {
    throw invalid('DateExpiry', 'a date in the future, as the old one has passed');
  }
  const request = { service, sessionSid: sid, mode: session.record.mode, planned: [] };
  for (const { record } of session.participants) {
    const {
      date_deleted: deleted,
      identifier,
      proxy_identifier: proxy,
      proxy_identifier_sid: proxySid,
    } = record;
    if (deleted !== null || proxy === null) continue;
    if (proxySid !== null && service.phoneNumbers.get(proxySid) === undefined) throw new TwilioError(80605);
    if (!isTaken(request, identifier, proxy)) continue;
    if (failOnConflict || !state.settings.allowParticipantConflict) throw new TwilioError(80604);
    state.notices.add(80801, sid);
  }
}
