import { ancestor, entity, globalId, lookup } from '../graphql/fields.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { service } from '../twilio/resources/service.ts';
import { type ShortCode, shortCode } from '../twilio/resources/short-code.ts';

export const shortCodeResolvers = {
  Query: {
    proxyShortCode: lookup(shortCode),
  },
  ProxyShortCode: {
    __resolveReference: entity(shortCode),
    id: globalId(shortCode),
    service: ancestor(service, (s: ShortCode) => [s.serviceSid]),
  },
} satisfies Resolvers;
