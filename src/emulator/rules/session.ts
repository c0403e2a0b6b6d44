import { notFound, TwilioError } from '../errors.ts';
import { operationsOf } from '../operations/operations.ts';
import { isSid } from '../state/sids.ts';
import type { SessionNode } from '../state/store.ts';
import { refuseIfHeld } from './legal-hold.ts';
import { serviceIn, sessionPath } from './parents.ts';
import { createSession } from './session-create.ts';
import { updateSession } from './session-update.ts';

/** https://www.twilio.com/docs/proxy/api/session */
export const session = operationsOf<SessionNode>({
  listKey: 'sessions',
  rows: (state, place) => serviceIn(state, place).sessions,
  fetchByName: (state, place) => {
    const found = serviceIn(state, place).sessionNames.get(place.sid);
    if (found !== undefined) return found;
    throw isSid('KC', place.sid) ? notFound(place.path) : new TwilioError(80308);
  },
  view: ({ record }, base) => {
    const url = base + sessionPath(record.service_sid, record.sid);
    return {
      sid: record.sid,
      service_sid: record.service_sid,
      account_sid: record.account_sid,
      unique_name: record.unique_name,
      status: record.status,
      closed_reason: record.closed_reason,
      ttl: record.ttl,
      mode: record.mode,
      date_started: record.date_started,
      date_ended: record.date_ended,
      date_last_interaction: record.date_last_interaction,
      date_expiry: record.date_expiry,
      date_created: record.date_created,
      date_updated: record.date_updated,
      url,
      links: { interactions: `${url}/Interactions`, participants: `${url}/Participants` },
    };
  },
  create: (state, place, form) => createSession(state, serviceIn(state, place), form),
  update: updateSession,
  remove: (state, node) => {
    refuseIfHeld(state, node.sid);
    state.store.removeSession(node);
  },
});
