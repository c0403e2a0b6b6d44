import { entity } from '../graphql/federation.ts';
import { ancestor, globalId, lookup, payloadRecord, reference } from '../graphql/field-resolvers.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { hideText, personal } from '../graphql/masking.ts';
import { remove } from '../graphql/mutations.ts';
import { readingString } from '../planner/cost-model.ts';
import { referenceTo } from '../twilio/resource.ts';
import { type Interaction, interaction } from '../twilio/resources/interaction.ts';
import { participant } from '../twilio/resources/participant.ts';
import { session } from '../twilio/resources/session.ts';
import { callDurationSeconds, maskData, messageBody } from './interaction-data.ts';

const data = (i: Interaction) => i.data;

export const interactionResolvers = {
  Query: {
    proxyInteraction: lookup(interaction),
  },
  Mutation: {
    deleteProxyInteraction: remove(interaction, (path) => ({
      session: referenceTo(session, path.slice(0, -1)),
    })),
  },
  DeleteProxyInteractionPayload: {
    session: payloadRecord(session, 'session'),
  },
  ProxyInteraction: {
    __resolveReference: entity(interaction),
    id: globalId(interaction),
    data: personal(maskData, data),
    messageBody: readingString(
      data,
      personal(hideText, (i: Interaction) => messageBody(i.data)),
    ),
    callDurationSeconds: readingString(data, (i: Interaction) => callDurationSeconds(i.data)),
    session: ancestor(session, (i: Interaction) => [i.serviceSid, i.sessionSid]),
    inboundParticipant: reference(participant, (i: Interaction) => i.inboundParticipantSid),
    outboundParticipant: reference(participant, (i: Interaction) => i.outboundParticipantSid),
  },
} satisfies Resolvers;
