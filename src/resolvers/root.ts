import { anyRecord } from '../graphql/fields.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { dateTime, url } from '../graphql/scalars.ts';
import { interaction } from '../twilio/resources/interaction.ts';
import { messageInteraction } from '../twilio/resources/message-interaction.ts';
import { participant } from '../twilio/resources/participant.ts';
import { phoneNumber } from '../twilio/resources/phone-number.ts';
import { service } from '../twilio/resources/service.ts';
import { session } from '../twilio/resources/session.ts';
import { shortCode } from '../twilio/resources/short-code.ts';

const find = anyRecord({
  ProxyService: service,
  ProxySession: session,
  ProxyParticipant: participant,
  ProxyInteraction: interaction,
  ProxyMessageInteraction: messageInteraction,
  ProxyPhoneNumber: phoneNumber,
  ProxyShortCode: shortCode,
});

type Found = Promise<NonNullable<Awaited<ReturnType<typeof find>>>>;

export const rootResolvers = {
  DateTime: dateTime,
  URL: url,
  Query: {
    node: (_, { id }, context, info) => find(id, context, info),
    // Each id is a promise of its own, so that one that fails leaves the others alone; codegen knows no such promise of null.
    nodes: (_, { ids }, context, info) => ids.map((id) => find(id, context, info)) as Found[],
  },
} satisfies Resolvers;
