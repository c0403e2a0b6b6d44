import { namedEntity } from '../graphql/federation.ts';
import {
  ancestor,
  globalId,
  list,
  lookup,
  lookupByUniqueName,
  payloadRecord,
} from '../graphql/field-resolvers.ts';
import type { QueryProxySessionByUniqueNameArgs, Resolvers } from '../graphql/generated.ts';
import { create, remove, update } from '../graphql/mutations.ts';
import { interaction } from '../twilio/resources/interaction.ts';
import { referenceTo } from '../twilio/resource.ts';
import { participant } from '../twilio/resources/participant.ts';
import { service } from '../twilio/resources/service.ts';
import { type Session, session } from '../twilio/resources/session.ts';

export const sessionResolvers = {
  Query: {
    proxySession: lookup(session),
    proxySessionByUniqueName: lookupByUniqueName(
      session,
      ({ serviceId }: QueryProxySessionByUniqueNameArgs) => serviceId,
    ),
  },
  Mutation: {
    createProxySession: create(session, 'session', 'serviceId'),
    updateProxySession: update(session, 'session'),
    deleteProxySession: remove(session, (path) => ({ service: referenceTo(service, path.slice(0, -1)) })),
  },
  DeleteProxySessionPayload: {
    service: payloadRecord(service, 'service'),
  },
  ProxySession: {
    __resolveReference: namedEntity(session),
    id: globalId(session),
    service: ancestor(service, (s: Session) => [s.serviceSid]),
    participants: list(participant),
    interactions: list(interaction),
  },
} satisfies Resolvers;
