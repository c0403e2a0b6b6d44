import { wireDate } from '../scheduler/clock.ts';
import { invalid, TwilioError } from '../errors.ts';
import { Form } from '../operations/form.ts';
import { sessionModes, sessionStatuses } from '../state/records.ts';
import type { ServiceNode, SessionNode } from '../state/store.ts';
import type { World } from '../state/account-state.ts';
import { addParticipant } from './participant.ts';
import { inlineForm, planParticipant, type ParticipantPlan } from './participant-plan.ts';
import { plan } from '../lifecycle/session-lifecycle.ts';

/** Creates a Session, with its Participants if the form has them: all or nothing. */
export function createSession(world: World, service: ServiceNode, form: Form): SessionNode {
  const now = world.clock.now();
  const uniqueName = form.text('UniqueName', 191) ?? null;
  if (uniqueName !== null && service.sessionNames.has(uniqueName)) throw new TwilioError(80603);
  const date = wireDate(now);
  const record = {
    sid: world.newSid('KC'),
    service_sid: service.sid,
    account_sid: world.accountSid,
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
    const room = { service, sessionSid: record.sid, mode: record.mode, planned };
    const members = plans.map(({ identifier }) => ({ identifier, isRemoved: false }));
    plans.push(planParticipant(world, room, members, new Form(inlineForm(json)), failOnConflict));
  }
  const session = world.store.addSession(service, record, now);
  for (const each of plans) addParticipant(world, session, each);
  plan(world, session);
  return session;
}

/** A new Session is open; Twilio's contract lets it be in progress from the start, and nothing else. */
function firstStatus(form: Form): 'open' | 'in-progress' {
  const status = form.oneOf('Status', sessionStatuses) ?? 'open';
  if (status !== 'open' && status !== 'in-progress') throw new TwilioError(80608);
  return status;
}

/** `DateExpiry`, which must not lie in the past, as a wire date. */
export function futureExpiry(form: Form, now: number): string | null {
  const moment = form.moment('DateExpiry');
  if (moment === undefined) return null;
  if (moment <= now) throw invalid('DateExpiry', 'a date in the future');
  return wireDate(moment);
}
