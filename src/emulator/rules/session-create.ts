import { wireDate } from '../scheduler/clock.ts';
import { invalid, TwilioError } from '../errors.ts';
import { Form } from '../operations/form.ts';
import { sessionModes, sessionStatuses } from '../state/records.ts';
import type { ServiceNode, SessionNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';
import { addParticipant } from './participant.ts';
import { inlineForm, planParticipant, type ParticipantPlan } from './participant-plan.ts';
import { scheduleTransition } from '../lifecycle/session-lifecycle.ts';

/** Creates a Session with the Participants of the form. When one Participant is refused, nothing is created. */
export function createSession(state: AccountState, service: ServiceNode, form: Form): SessionNode {
  const now = state.clock.now();
  const uniqueName = form.text('UniqueName', 191) ?? null;
  if (uniqueName !== null && service.sessionNames.has(uniqueName)) throw new TwilioError(80603);
  const date = wireDate(now);
  const record = {
    sid: state.newSid('KC'),
    service_sid: service.sid,
    account_sid: state.accountSid,
    unique_name: uniqueName,
    status: firstStatus(form),
    closed_reason: null,
    ttl: form.seconds('Ttl') ?? service.record.default_ttl,
    mode: form.oneOf('Mode', sessionModes) ?? 'voice-and-message',
    date_started: null,
    date_ended: null,
    date_last_interaction: null,
    date_expiry: futureExpiry(form, now),
    date_created: date,
    date_updated: date,
  };
  const failOnConflict = form.boolean('FailOnParticipantConflict') ?? false;
  const plans: ParticipantPlan[] = [];
  for (const json of form.all('Participants')) {
    const planned = plans.map(({ proxyIdentifier }) => proxyIdentifier);
    const request = { service, sessionSid: record.sid, mode: record.mode, planned };
    const members = plans.map(({ identifier }) => ({ identifier, isRemoved: false }));
    plans.push(planParticipant(state, request, members, new Form(inlineForm(json)), failOnConflict));
  }
  const session = state.store.addSession(service, record, now);
  for (const each of plans) addParticipant(state, session, each);
  scheduleTransition(state, session);
  return session;
}

/** A new Session is `open`, or `in-progress` if the form says so. Twilio's contract allows no other status. */
function firstStatus(form: Form): 'open' | 'in-progress' {
  const status = form.oneOf('Status', sessionStatuses) ?? 'open';
  if (status !== 'open' && status !== 'in-progress') throw new TwilioError(80608);
  return status;
}

/** `DateExpiry` as a wire date. A date in the past is refused. */
export function futureExpiry(form: Form, now: number): string | null {
  const moment = form.moment('DateExpiry');
  if (moment === undefined) return null;
  if (moment <= now) throw invalid('DateExpiry', 'a date in the future');
  return wireDate(moment);
}
