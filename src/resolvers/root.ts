import { recordsOf } from '../graphql/field-resolvers.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { dateTime, url } from '../graphql/scalars.ts';
import { interaction } from '../twilio/resources/interaction.ts';
import { messageInteraction } from '../twilio/resources/message-interaction.ts';
import { participant } from '../twilio/resources/participant.ts';
import { phoneNumber } from '../twilio/resources/phone-number.ts';
import { service } from '../twilio/resources/service.ts';
import { session } from '../twilio/resources/session.ts';
import { shortCode } from '../twilio/resources/short-code.ts';

/** The types of the schema that are records of Twilio, with their resources. */
export const recordTypes = {
  ProxyService: service,
  ProxySession: session,
  ProxyParticipant: participant,
  ProxyInteraction: interaction,
  ProxyMessageInteraction: messageInteraction,
  ProxyPhoneNumber: phoneNumber,
  ProxyShortCode: shortCode,
};

const anyRecord = recordsOf(recordTypes);

export const rootResolvers = {
  DateTime: dateTime,
  URL: url,
  Node: {
    __resolveType: anyRecord.typeNameOf,
  },
  Query: {
    node: anyRecord.node,
    nodes: anyRecord.nodes,
  },
} satisfies Resolvers;
