import { dateTime, integer, optionalString, string } from '../fields.ts';
import * as inputs from '../inputs.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { service } from './service.ts';

/** The inputs of a new Participant, alone or in a new Session. */
export const newParticipant = {
  identifier: inputs.identifier,
  friendlyName: inputs.string(255),
  proxyIdentifier: inputs.string(255, 1),
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
        uniqueName: inputs.string(191, 1),
        dateExpiry: inputs.dateTime,
        ttl: inputs.seconds,
        mode: inputs.choice,
        status: inputs.choice,
        participants: inputs.listOf(newParticipant),
        failOnParticipantConflict: inputs.boolean,
      },
    },
    fetch: true,
    update: {
      inputs: {
        dateExpiry: inputs.dateTime,
        ttl: inputs.seconds,
        status: inputs.choice,
        failOnParticipantConflict: inputs.boolean,
      },
    },
    remove: true,
  },
  uniqueName: true,
  alwaysSent: ['status', 'ttl', 'mode'],
  fields: {
    accountSid: string,
    uniqueName: string,
    status: string,
    // Empty while the Session is not closed, as in Twilio's samples.
    closedReason: optionalString,
    ttl: integer,
    mode: string,
    dateStarted: dateTime,
    dateEnded: dateTime,
    dateLastInteraction: dateTime,
    dateExpiry: dateTime,
    dateCreated: dateTime,
    dateUpdated: dateTime,
  },
});

export type Session = ModelOf<typeof session>;
