import { dateTime, string } from '../fields.ts';
import * as inputs from '../inputs.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { newParticipant, session } from './session.ts';

/** Twilio cannot update a Participant: https://www.twilio.com/docs/proxy/api/participant */
export const participant = defineResource({
  type: 'Participant',
  sidPrefix: 'KP',
  segment: 'Participants',
  listKey: 'participants',
  parent: session,
  path: ['serviceSid', 'sessionSid', 'sid'],
  operations: {
    list: true,
    create: { inputs: { ...newParticipant, failOnParticipantConflict: inputs.boolean } },
    fetch: true,
    remove: true,
  },
  readTogether: 'always',
  // A Session connects two Participants.
  typicalSize: 2,
  fields: {
    accountSid: string,
    friendlyName: string,
    identifier: string,
    proxyIdentifier: string,
    proxyIdentifierSid: string,
    dateDeleted: dateTime,
    dateCreated: dateTime,
    dateUpdated: dateTime,
  },
});

export type Participant = ModelOf<typeof participant>;
