import * as inputs from '../inputs.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { interactionFields } from './interaction.ts';
import { participant } from './participant.ts';

/** Its page calls the rows `interactions`: https://www.twilio.com/docs/proxy/api/sending-messages */
export const messageInteraction = defineResource({
  type: 'MessageInteraction',
  sidPrefix: 'KI',
  segment: 'MessageInteractions',
  listKey: 'interactions',
  parent: participant,
  path: ['serviceSid', 'sessionSid', 'participantSid', 'sid'],
  operations: {
    list: true,
    create: { inputs: { body: inputs.text(Infinity), mediaUrl: inputs.urls }, oneOf: ['body', 'mediaUrl'] },
    fetch: true,
  },
  fields: interactionFields,
});

export type MessageInteraction = ModelOf<typeof messageInteraction>;
