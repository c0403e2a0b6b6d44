import { operationsOf } from '../operations.ts';
import type { InteractionNode } from '../store.ts';
import { participantIn, participantPath } from './parents.ts';

/**
 * A message that was sent over the API: the same record as the Session's Interaction of that SID, seen from its recipient.
 * https://www.twilio.com/docs/proxy/api/sending-messages
 */
export const messageInteraction = operationsOf<InteractionNode>({
  // Not a slip: Twilio names the array of both lists alike.
  listKey: 'interactions',
  rows: (world, place) => participantIn(world, place).messageInteractions,
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
});
