import { wireDate } from '../scheduler/clock.ts';
import { missing, notFound, TwilioError } from '../errors.ts';
import { addInteraction } from '../lifecycle/add-interaction.ts';
import { inboundFields, outboundFields } from '../lifecycle/legs.ts';
import { operationsOf } from '../operations/operations.ts';
import { isActive, type InteractionNode, type ParticipantNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';
import { sharedFields } from './interaction.ts';
import { participantIn, participantPath } from './parents.ts';

/**
 * A message sent through the API. It is the same record as the Session's Interaction of that SID, seen from its recipient.
 * https://www.twilio.com/docs/proxy/api/sending-messages
 */
export const messageInteraction = operationsOf<InteractionNode>({
  // Twilio uses the same key for both lists.
  listKey: 'interactions',
  rows: (state, place) => participantIn(state, place).messageInteractions,
  view: (node, base) => {
    const { service_sid, session_sid, outbound_participant_sid: recipient, sid } = node.record;
    const parent = participantPath(service_sid, session_sid, recipient ?? '');
    return {
      ...sharedFields(node),
      participant_sid: recipient,
      url: `${base}${parent}/MessageInteractions/${sid}`,
    };
  },
  create: (state, place, form) => {
    const recipient = participantIn(state, place);
    const { session } = recipient;
    if (recipient.record.date_deleted !== null) throw notFound(place.path);
    if (!isActive(session)) throw new TwilioError(80607);
    if (session.record.mode === 'voice-only') throw new TwilioError(80616);
    // One of the two is required. Media URLs are accepted and not stored.
    if (form.text('Body') === undefined && form.all('MediaUrl').length === 0) throw missing('Body');
    return sendMessage(state, recipient, form.text('Body') ?? '');
  },
  // Twilio's contract says 200 since June 2024, not 201.
  createStatus: 200,
});

/** Sends a message from the proxy number: an Interaction without an inbound leg. */
export function sendMessage(state: AccountState, recipient: ParticipantNode, body: string): InteractionNode {
  const { session } = recipient;
  const date = wireDate(state.clock.now());
  const leg = {
    participantSid: recipient.sid,
    resourceSid: state.newSid('SM'),
    status: 'queued',
    resourceUrl: null,
  } as const;
  const record = {
    sid: state.newSid('KI'),
    session_sid: session.sid,
    service_sid: session.service.sid,
    account_sid: state.accountSid,
    data: JSON.stringify({ body }),
    type: 'message',
    ...inboundFields(null, 'message'),
    ...outboundFields(leg, 'message'),
    date_created: date,
    date_updated: date,
  } as const;
  return addInteraction(state, session, record, recipient);
}
