import { moment, text } from '../fields.ts';
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
    create: { inputs: { ...newParticipant, failOnParticipantConflict: inputs.flag } },
    fetch: true,
    remove: true,
  },
  readTogether: 'always',
  // Twilio takes part in conversations of two.
  typicalSize: 2,
  fields: {
    accountSid: text,
    friendlyName: text,
    identifier: text,
    proxyIdentifier: text,
    proxyIdentifierSid: text,
    dateDeleted: moment,
    dateCreated: moment,
    dateUpdated: moment,
  },
});

export type Participant = ModelOf<typeof participant>;
