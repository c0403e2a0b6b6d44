import { wireDate } from '../scheduler/clock.ts';
import { missing, notFound, TwilioError } from '../errors.ts';
import { addInteraction } from '../lifecycle/add-interaction.ts';
import { inboundFields, outboundFields } from '../lifecycle/legs.ts';
import { operationsOf } from '../operations/operations.ts';
import { isActive, type InteractionNode, type ParticipantNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';
import { participantIn, participantPath } from './parents.ts';

/**
 * A message sent through the API. It is the same record as the Session's Interaction of that SID, seen from its recipient.
 * https://www.twilio.com/docs/proxy/api/sending-messages
 */
export const messageInteraction = operationsOf<InteractionNode>({
  // Twilio uses the same key for both lists.
  listKey: 'interactions',
  rows: (state, place) => participantIn(state, place).messageInteractions,
  view: ({ record }, base) => {
    const recipient = record.outbound_participant_sid ?? '';
    const parent = participantPath(record.service_sid, record.session_sid, recipient);
    return {
      sid: record.sid,
      session_sid: record.session_sid,
      service_sid: record.service_sid,
      account_sid: record.account_sid,
      data: record.data,
      type: record.type,
      participant_sid: record.outbound_participant_sid,
      inbound_participant_sid: record.inbound_participant_sid,
      inbound_resource_sid: record.inbound_resource_sid,
      inbound_resource_status: record.inbound_resource_status,
      inbound_resource_type: record.inbound_resource_type,
      inbound_resource_url: record.inbound_resource_url,
      outbound_participant_sid: record.outbound_participant_sid,
      outbound_resource_sid: record.outbound_resource_sid,
      outbound_resource_status: record.outbound_resource_status,
      outbound_resource_type: record.outbound_resource_type,
      outbound_resource_url: record.outbound_resource_url,
      date_created: record.date_created,
      date_updated: record.date_updated,
      url: `${base}${parent}/MessageInteractions/${record.sid}`,
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
