import * as inputs from '../inputs.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { interaction, interactionFields } from './interaction.ts';
import { participant } from './participant.ts';

/**
 * A page has its rows under `interactions`. Where Twilio has discontinued the reads, sent messages are among the Interactions of
 * the Session: https://www.twilio.com/docs/proxy/api/sending-messages
 */
export const messageInteraction = defineResource({
  type: 'MessageInteraction',
  sidPrefix: 'KI',
  segment: 'MessageInteractions',
  listKey: 'interactions',
  parent: participant,
  path: ['serviceSid', 'sessionSid', 'participantSid', 'sid'],
  operations: {
    list: true,
    create: { inputs: { body: inputs.string(Infinity), mediaUrl: inputs.urls }, oneOf: ['body', 'mediaUrl'] },
    fetch: true,
  },
  discontinued: {
    fallback: {
      resource: interaction,
      // A message that was sent over the API has no inbound side.
      isRow: ({ outboundParticipantSid, inboundParticipantSid }, parent) =>
        outboundParticipantSid === parent.at(-1) && !inboundParticipantSid,
    },
  },
  alwaysSent: ['type'],
  fields: interactionFields,
});

export type MessageInteraction = ModelOf<typeof messageInteraction>;
