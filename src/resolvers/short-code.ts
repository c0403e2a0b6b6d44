import { entity } from '../graphql/federation.ts';
import { ancestor, globalId, lookup, payloadRecord } from '../graphql/field-resolvers.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { create, remove, update } from '../graphql/mutations.ts';
import { referenceTo } from '../twilio/resource.ts';
import { service } from '../twilio/resources/service.ts';
import { type ShortCode, shortCode } from '../twilio/resources/short-code.ts';

export const shortCodeResolvers = {
  Query: {
    proxyShortCode: lookup(shortCode),
  },
  Mutation: {
    createProxyShortCode: create(shortCode, 'shortCode', 'serviceId'),
    updateProxyShortCode: update(shortCode, 'shortCode'),
    deleteProxyShortCode: remove(shortCode, (path) => ({ service: referenceTo(service, path.slice(0, -1)) })),
  },
  DeleteProxyShortCodePayload: {
    service: payloadRecord(service, 'service'),
  },
  ProxyShortCode: {
    __resolveReference: entity(shortCode),
    id: globalId(shortCode),
    service: ancestor(service, (s: ShortCode) => [s.serviceSid]),
  },
} satisfies Resolvers;
