import { entity } from '../graphql/federation.ts';
import { globalId, list, lookup, lookupByUniqueName } from '../graphql/field-resolvers.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { create, remove, update } from '../graphql/mutations.ts';
import { phoneNumber } from '../twilio/resources/phone-number.ts';
import { service } from '../twilio/resources/service.ts';
import { session } from '../twilio/resources/session.ts';
import { shortCode } from '../twilio/resources/short-code.ts';

export const serviceResolvers = {
  Query: {
    proxyServices: list(service),
    proxyService: lookup(service),
    proxyServiceByUniqueName: lookupByUniqueName(service, () => null),
  },
  Mutation: {
    createProxyService: create(service, 'service', null),
    updateProxyService: update(service, 'service'),
    deleteProxyService: remove(service, () => ({})),
  },
  ProxyService: {
    __resolveReference: entity(service),
    id: globalId(service),
    sessions: list(session),
    phoneNumbers: list(phoneNumber),
    shortCodes: list(shortCode),
  },
} satisfies Resolvers;
