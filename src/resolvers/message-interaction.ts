import { entity } from '../graphql/federation.ts';
import { ancestor, globalId, lookup, reference } from '../graphql/field-resolvers.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { hideText, personal } from '../graphql/masking.ts';
import { create } from '../graphql/mutations.ts';
import { readingString } from '../planner/cost-model.ts';
import { interaction } from '../twilio/resources/interaction.ts';
import { type MessageInteraction, messageInteraction } from '../twilio/resources/message-interaction.ts';
import { participant } from '../twilio/resources/participant.ts';
import { session } from '../twilio/resources/session.ts';
import { maskData, messageBody } from './interaction-data.ts';

const data = (m: MessageInteraction) => m.data;

export const messageInteractionResolvers = {
  Query: {
    proxyMessageInteraction: lookup(messageInteraction),
  },
  Mutation: {
    createProxyMessageInteraction: create(messageInteraction, 'messageInteraction', 'participantId'),
  },
  ProxyMessageInteraction: {
    __resolveReference: entity(messageInteraction),
    id: globalId(messageInteraction),
    data: personal(maskData, data),
    messageBody: readingString(
      data,
      personal(hideText, (m: MessageInteraction) => messageBody(m.data)),
    ),
    participant: ancestor(participant, (m: MessageInteraction) => [
      m.serviceSid,
      m.sessionSid,
      m.participantSid,
    ]),
    session: ancestor(session, (m: MessageInteraction) => [m.serviceSid, m.sessionSid]),
    inboundParticipant: reference(participant, (m: MessageInteraction) => m.inboundParticipantSid),
    outboundParticipant: reference(participant, (m: MessageInteraction) => m.outboundParticipantSid),
    interaction: ancestor(interaction, (m: MessageInteraction) => [m.serviceSid, m.sessionSid, m.sid]),
  },
} satisfies Resolvers;
