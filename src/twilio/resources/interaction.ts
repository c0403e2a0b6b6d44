import { dateTime, jsonString, optionalString, string } from '../fields.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { session } from './session.ts';

/** The fields of an Interaction and of a MessageInteraction. */
export const interactionFields = {
  accountSid: string,
  data: jsonString,
  type: string,
  inboundParticipantSid: string,
  inboundResourceSid: string,
  inboundResourceStatus: string,
  inboundResourceType: string,
  inboundResourceUrl: optionalString,
  outboundParticipantSid: string,
  outboundResourceSid: string,
  outboundResourceStatus: string,
  outboundResourceType: string,
  outboundResourceUrl: optionalString,
  dateCreated: dateTime,
  dateUpdated: dateTime,
} as const;

/** Only Twilio creates Interactions: https://www.twilio.com/docs/proxy/api/interaction */
export const interaction = defineResource({
  type: 'Interaction',
  sidPrefix: 'KI',
  segment: 'Interactions',
  listKey: 'interactions',
  parent: session,
  path: ['serviceSid', 'sessionSid', 'sid'],
  operations: { list: true, fetch: true, remove: true },
  // The same record may be a MessageInteraction of a Participant of that Session.
  writesReach: 'parent',
  alwaysSent: ['type'],
  fields: interactionFields,
});

export type Interaction = ModelOf<typeof interaction>;
