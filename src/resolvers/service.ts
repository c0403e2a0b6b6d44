import { entity } from '../graphql/federation.ts';
import { globalId, lookup, lookupByUniqueName } from '../graphql/field-resolvers.ts';
import type { ProxyCount, ProxyServiceSessionCountArgs, Resolvers } from '../graphql/generated.ts';
import type { GatewayContext } from '../graphql/context.ts';
import { derived, filteredList, fromRows, list } from '../graphql/list-resolvers.ts';
import { create, remove, update } from '../graphql/mutations.ts';
import { toPool } from '../graphql/pool.ts';
import { ALL_ROWS, checkBetween, DEFAULT_COUNT } from '../pagination/arguments.ts';
import { phoneNumber } from '../twilio/resources/phone-number.ts';
import { type Service, service } from '../twilio/resources/service.ts';
import { session } from '../twilio/resources/session.ts';
import { shortCode } from '../twilio/resources/short-code.ts';
import { sessionFilter, sessionMatcher } from './session-filter.ts';

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
    sessions: filteredList(session, sessionFilter),
    sessionCount: fromRows(session, {
      upTo: ({ upTo }: Partial<ProxyServiceSessionCountArgs>) =>
        checkBetween('upTo', upTo ?? 1000, 1, 10_000),
      make({ rows, isComplete }, { filter }): ProxyCount {
        const matches = sessionMatcher(filter);
        const value = matches ? rows.filter(matches).length : rows.length;
        return { value, precision: isComplete ? 'EXACT' : 'AT_LEAST' };
      },
    }),
    pool: fromRows(phoneNumber, {
      upTo: () => ALL_ROWS,
      make: ({ rows }) => toPool(rows),
      listSize: { assumedSize: DEFAULT_COUNT, slicingArguments: [], sizedFields: ['crowded'] },
    }),
    webhook: derived((s: Service, _: unknown, { loaders: { webhooks } }: GatewayContext) => ({
      isConnected: webhooks?.receives(s.callbackUrl ?? null) ?? null,
      dateLastReceived: webhooks?.lastReportOf(s.sid) ?? null,
    })),
    phoneNumbers: list(phoneNumber),
    shortCodes: list(shortCode),
  },
} satisfies Resolvers;
