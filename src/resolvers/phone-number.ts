import { ancestor, entity, globalId, lookup } from '../graphql/fields.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { type PhoneNumber, phoneNumber } from '../twilio/resources/phone-number.ts';
import { service } from '../twilio/resources/service.ts';

export const phoneNumberResolvers = {
  Query: {
    proxyPhoneNumber: lookup(phoneNumber),
  },
  ProxyPhoneNumber: {
    __resolveReference: entity(phoneNumber),
    id: globalId(phoneNumber),
    service: ancestor(service, (p: PhoneNumber) => [p.serviceSid]),
  },
} satisfies Resolvers;
