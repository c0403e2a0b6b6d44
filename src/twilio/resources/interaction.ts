import { jsonText, moment, text, textOrNothing } from '../fields.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { session } from './session.ts';

/** What an Interaction and a MessageInteraction have in common. */
export const interactionFields = {
  accountSid: text,
  data: jsonText,
  type: text,
  inboundParticipantSid: text,
  inboundResourceSid: text,
  inboundResourceStatus: text,
  inboundResourceType: text,
  inboundResourceUrl: textOrNothing,
  outboundParticipantSid: text,
  outboundResourceSid: text,
  outboundResourceStatus: text,
  outboundResourceType: text,
  outboundResourceUrl: textOrNothing,
  dateCreated: moment,
  dateUpdated: moment,
} as const;

/** Twilio makes Interactions itself: https://www.twilio.com/docs/proxy/api/interaction */
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
