import { operationsOf } from '../operations.ts';
import type { ParticipantNode } from '../store.ts';
import { participantPath, sessionIn } from './parents.ts';

/** https://www.twilio.com/docs/proxy/api/participant */
export const participant = operationsOf<ParticipantNode>({
  listKey: 'participants',
  rows: (world, place) => sessionIn(world, place).participants,
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
});
