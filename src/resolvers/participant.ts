import { entity } from '../graphql/federation.ts';
import { ancestor, globalId, lookup, payloadRecord, reference } from '../graphql/field-resolvers.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { list } from '../graphql/list-resolvers.ts';
import { lastDigits, personal } from '../graphql/masking.ts';
import { create, remove } from '../graphql/mutations.ts';
import { referenceTo } from '../twilio/resource.ts';
import { messageInteraction } from '../twilio/resources/message-interaction.ts';
import { type Participant, participant } from '../twilio/resources/participant.ts';
import { phoneNumber } from '../twilio/resources/phone-number.ts';
import { service } from '../twilio/resources/service.ts';
import { session } from '../twilio/resources/session.ts';

export const participantResolvers = {
  Query: {
    proxyParticipant: lookup(participant),
  },
  Mutation: {
    createProxyParticipant: create(participant, 'participant', 'sessionId'),
    deleteProxyParticipant: remove(participant, (path) => ({
      participant: referenceTo(participant, path),
      session: referenceTo(session, path.slice(0, -1)),
    })),
  },
  DeleteProxyParticipantPayload: {
    participant: payloadRecord(participant, 'participant'),
    session: payloadRecord(session, 'session'),
  },
  ProxyParticipant: {
    __resolveReference: entity(participant),
    id: globalId(participant),
    identifier: personal(lastDigits, (p: Participant) => p.identifier),
    session: ancestor(session, (p: Participant) => [p.serviceSid, p.sessionSid]),
    service: ancestor(service, (p: Participant) => [p.serviceSid]),
    proxyPhoneNumber: reference(phoneNumber, (p: Participant) => p.proxyIdentifierSid),
    messageInteractions: list(messageInteraction),
  },
} satisfies Resolvers;
