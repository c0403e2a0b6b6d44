import { integer, moment, text, textOrNothing } from '../fields.ts';
import * as inputs from '../inputs.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { service } from './service.ts';

/** What Twilio has to know of a new Participant, alone or inside a new Session. */
export const newParticipant = {
  identifier: inputs.identifier,
  friendlyName: inputs.text(255),
  proxyIdentifier: inputs.text(255, 1),
  proxyIdentifierSid: inputs.sid('PN'),
};

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
    create: {
      inputs: {
        uniqueName: inputs.text(191, 1),
        dateExpiry: inputs.date,
        ttl: inputs.seconds,
        mode: inputs.choice,
        status: inputs.choice,
        participants: inputs.listOf(newParticipant),
        failOnParticipantConflict: inputs.flag,
      },
    },
    fetch: true,
    update: {
      inputs: {
        dateExpiry: inputs.date,
        ttl: inputs.seconds,
        status: inputs.choice,
        failOnParticipantConflict: inputs.flag,
      },
    },
    remove: true,
  },
  uniqueName: true,
  alwaysSent: ['status', 'ttl', 'mode'],
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
