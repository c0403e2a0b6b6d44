import { wireDate } from '../scheduler/clock.ts';
import { operationsOf } from '../operations/operations.ts';
import { TwilioError } from '../errors.ts';
import { isActive, type ParticipantNode, type SessionNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';
import { refuseIfHeld } from './legal-hold.ts';
import { participantPath, sessionIn } from './parents.ts';
import { planParticipant, type ParticipantPlan } from './participant-plan.ts';

/** https://www.twilio.com/docs/proxy/api/participant */
export const participant = operationsOf<ParticipantNode>({
  listKey: 'participants',
  rows: (state, place) => sessionIn(state, place).participants,
  view: ({ record }, base) => {
    const url = base + participantPath(record.service_sid, record.session_sid, record.sid);
    return {
      sid: record.sid,
      session_sid: record.session_sid,
      service_sid: record.service_sid,
      account_sid: record.account_sid,
      friendly_name: record.friendly_name,
      identifier: record.identifier,
      proxy_identifier: record.proxy_identifier,
      proxy_identifier_sid: record.proxy_identifier_sid,
      date_deleted: record.date_deleted,
      date_created: record.date_created,
      date_updated: record.date_updated,
      url,
      links: { message_interactions: `${url}/MessageInteractions` },
    };
  },
  create: (state, place, form) => {
    const session = sessionIn(state, place);
    if (!isActive(session)) throw new TwilioError(80607);
    const request = {
      service: session.service,
      sessionSid: session.sid,
      mode: session.record.mode,
      planned: [],
    };
    const members = Array.from(session.participants, ({ record }) => ({
      identifier: record.identifier,
      isRemoved: record.date_deleted !== null,
    }));
    const failOnConflict = form.boolean('FailOnParticipantConflict') ?? false;
    return addParticipant(state, session, planParticipant(state, request, members, form, failOnConflict));
  },
  remove: (state, node) => {
    refuseIfHeld(state, node.sid);
    state.store.retireParticipant(node, wireDate(state.clock.now()));
  },
  // Twilio's contract says 200 since May 2024, not 204.
  removeStatus: 200,
  isGone: ({ record }) => record.date_deleted !== null,
});

/** Stores a validated Participant. This does not start the Session. */
export function addParticipant(
  state: AccountState,
  session: SessionNode,
  plan: ParticipantPlan,
): ParticipantNode {
  const now = state.clock.now();
  const date = wireDate(now);
  const record = {
    sid: state.newSid('KP'),
    session_sid: session.sid,
    service_sid: session.service.sid,
    account_sid: state.accountSid,
    friendly_name: plan.friendlyName,
    identifier: plan.identifier,
    proxy_identifier: plan.proxyIdentifier,
    proxy_identifier_sid: plan.proxyIdentifierSid,
    date_deleted: null,
    date_created: date,
    date_updated: date,
  };
  return state.store.addParticipant(session, record, now);
}
