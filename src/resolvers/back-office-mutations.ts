import type { CloseProxySessionsInput, OpenProxySessionInput, Resolvers } from '../graphql/generated.ts';
import { write } from '../graphql/mutations.ts';
import { session } from '../twilio/resources/session.ts';
import { closeSessions, pathsOf } from './close-sessions.ts';
import { followUps, openSession, parentOf } from './open-session.ts';

export const backOfficeMutationResolvers = {
  Mutation: {
    openProxySession: write(
      {
        resource: session,
        operation: 'create',
        pathsOf: (input: OpenProxySessionInput) => [parentOf(input)],
        followUps,
        rowsOf: ({ participants }: OpenProxySessionInput) => participants.length,
        // The Session and the list of its Participants. Each message has a weight of its own.
        weight: 2,
      },
      openSession,
    ),
    closeProxySessions: write(
      {
        resource: session,
        operation: 'update',
        pathsOf,
        rowsOf: ({ ids }: CloseProxySessionsInput) => ids.length,
        reportsUnsent: true,
        // Each id has a weight of its own.
        weight: 0,
      },
      closeSessions,
    ),
  },
} satisfies Resolvers;
