import { entity } from '../graphql/federation.ts';
import { ancestor, globalId, lookup, payloadRecord } from '../graphql/field-resolvers.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { create, remove, update } from '../graphql/mutations.ts';
import { referenceTo } from '../twilio/resource.ts';
import { type PhoneNumber, phoneNumber } from '../twilio/resources/phone-number.ts';
import { service } from '../twilio/resources/service.ts';

export const phoneNumberResolvers = {
  Query: {
    proxyPhoneNumber: lookup(phoneNumber),
  },
  Mutation: {
    createProxyPhoneNumber: create(phoneNumber, 'phoneNumber', 'serviceId'),
    updateProxyPhoneNumber: update(phoneNumber, 'phoneNumber'),
    deleteProxyPhoneNumber: remove(phoneNumber, (path) => ({
      service: referenceTo(service, path.slice(0, -1)),
    })),
  },
  DeleteProxyPhoneNumberPayload: {
    service: payloadRecord(service, 'service'),
  },
  ProxyPhoneNumber: {
    __resolveReference: entity(phoneNumber),
    id: globalId(phoneNumber),
    service: ancestor(service, (p: PhoneNumber) => [p.serviceSid]),
  },
} satisfies Resolvers;
