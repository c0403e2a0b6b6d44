import { operationsOf } from '../operations/operations.ts';
import type { InteractionNode } from '../state/store.ts';
import { refuseIfHeld } from './legal-hold.ts';
import { sessionIn, sessionPath } from './parents.ts';

/** What an Interaction and a MessageInteraction have in common. */
export const sharedFields = ({ record }: InteractionNode) => ({
  sid: record.sid,
  session_sid: record.session_sid,
  service_sid: record.service_sid,
  account_sid: record.account_sid,
  data: record.data,
  type: record.type,
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
});

/** https://www.twilio.com/docs/proxy/api/interaction */
export const interaction = operationsOf<InteractionNode>({
  listKey: 'interactions',
  rows: (state, place) => sessionIn(state, place).interactions,
  view: (node, base) => {
    const { service_sid, session_sid, sid } = node.record;
    return {
      ...sharedFields(node),
      url: `${base}${sessionPath(service_sid, session_sid)}/Interactions/${sid}`,
    };
  },
  remove: (state, node) => {
    refuseIfHeld(state, node.sid);
    state.store.removeInteraction(node);
  },
});
