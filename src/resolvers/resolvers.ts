import type { Resolvers } from '../graphql/generated.ts';
import { backOfficeMutationResolvers } from './back-office-mutations.ts';
import { interactionEventResolvers } from './interaction-event.ts';
import { interactionResolvers } from './interaction.ts';
import { messageInteractionResolvers } from './message-interaction.ts';
import { participantResolvers } from './participant.ts';
import { phoneNumberResolvers } from './phone-number.ts';
import { poolResolvers } from './pool.ts';
import { rootResolvers } from './root.ts';
import { serviceResolvers } from './service.ts';
import { sessionResolvers } from './session.ts';
import { shortCodeResolvers } from './short-code.ts';
import { transcriptResolvers } from './transcript.ts';

/** The list of resolvers: one entry for each file of `schema/` that defines types. */
export const resolvers: readonly Resolvers[] = [
  rootResolvers,
  serviceResolvers,
  sessionResolvers,
  participantResolvers,
  interactionResolvers,
  interactionEventResolvers,
  messageInteractionResolvers,
  phoneNumberResolvers,
  shortCodeResolvers,
  poolResolvers,
  transcriptResolvers,
  backOfficeMutationResolvers,
];
