import { ancestor, entity, globalId, list, lookup, reference } from '../graphql/fields.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { messageInteraction } from '../twilio/resources/message-interaction.ts';
import { type Participant, participant } from '../twilio/resources/participant.ts';
import { phoneNumber } from '../twilio/resources/phone-number.ts';
import { service } from '../twilio/resources/service.ts';
import { session } from '../twilio/resources/session.ts';

export const participantResolvers = {
  Query: {
    proxyParticipant: lookup(participant),
  },
  ProxyParticipant: {
    __resolveReference: entity(participant),
    id: globalId(participant),
    session: ancestor(session, (p: Participant) => [p.serviceSid, p.sessionSid]),
    service: ancestor(service, (p: Participant) => [p.serviceSid]),
    proxyPhoneNumber: reference(phoneNumber, (p: Participant) => [p.serviceSid, p.proxyIdentifierSid]),
    messageInteractions: list(messageInteraction),
  },
} satisfies Resolvers;
