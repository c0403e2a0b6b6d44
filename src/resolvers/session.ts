import { namedEntity } from '../graphql/federation.ts';
import { ancestor, globalId, lookup, lookupByUniqueName, payloadRecord } from '../graphql/field-resolvers.ts';
import type {
  ProxySessionTranscriptArgs,
  QueryProxySessionByUniqueNameArgs,
  Resolvers,
} from '../graphql/generated.ts';
import { fromRows, list } from '../graphql/list-resolvers.ts';
import { create, remove, update } from '../graphql/mutations.ts';
import { toTranscriptEntries } from '../graphql/transcript.ts';
import { checkBetween } from '../pagination/arguments.ts';
import { interaction } from '../twilio/resources/interaction.ts';
import { referenceTo } from '../twilio/resource.ts';
import { participant } from '../twilio/resources/participant.ts';
import { service } from '../twilio/resources/service.ts';
import { type Session, session } from '../twilio/resources/session.ts';

const TRANSCRIPT = { default: 100, most: 1000 };

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
    transcript: fromRows(interaction, {
      upTo: ({ upTo }: Partial<ProxySessionTranscriptArgs>) =>
        checkBetween('upTo', upTo ?? TRANSCRIPT.default, 1, TRANSCRIPT.most),
      make: ({ rows, isComplete }) => ({ entries: toTranscriptEntries(rows), isComplete }),
      listSize: {
        assumedSize: TRANSCRIPT.default,
        slicingArguments: ['upTo'],
        sizedFields: ['entries'],
      },
    }),
  },
} satisfies Resolvers;
