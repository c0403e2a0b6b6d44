import { ancestor, globalId, list, lookup, lookupByUniqueName, namedEntity } from '../graphql/fields.ts';
import type { QueryProxySessionByUniqueNameArgs, Resolvers } from '../graphql/generated.ts';
import { interaction } from '../twilio/resources/interaction.ts';
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
  ProxySession: {
    __resolveReference: namedEntity(session),
    id: globalId(session),
    service: ancestor(service, (s: Session) => [s.serviceSid]),
    participants: list(participant),
    interactions: list(interaction),
  },
} satisfies Resolvers;
