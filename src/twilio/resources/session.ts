import { integer, moment, text, textOrNothing } from '../fields.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { service } from './service.ts';

/** https://www.twilio.com/docs/proxy/api/session */
export const session = defineResource({
  type: 'Session',
  sidPrefix: 'KC',
  segment: 'Sessions',
  listKey: 'sessions',
  parent: service,
  path: ['serviceSid', 'sid'],
  operations: {
    list: true,
    create: [
      'uniqueName',
      'dateExpiry',
      'ttl',
      'mode',
      'status',
      'participants',
      'failOnParticipantConflict',
    ],
    fetch: true,
    update: ['dateExpiry', 'ttl', 'status', 'failOnParticipantConflict'],
    remove: true,
  },
  uniqueName: true,
  fields: {
    accountSid: text,
    uniqueName: text,
    status: text,
    // Twilio's own samples show an empty reason on a Session that is not closed.
    closedReason: textOrNothing,
    ttl: integer,
    mode: text,
    dateStarted: moment,
    dateEnded: moment,
    dateLastInteraction: moment,
    dateExpiry: moment,
    dateCreated: moment,
    dateUpdated: moment,
  },
});

export type Session = ModelOf<typeof session>;
