import { sharedReference } from '../graphql/field-resolvers.ts';
import type { Resolvers } from '../graphql/generated.ts';
import type { TranscriptEntryModel } from '../graphql/transcript.ts';
import { participant } from '../twilio/resources/participant.ts';

const interactionOf = ({ interaction }: TranscriptEntryModel) => interaction;

export const transcriptResolvers = {
  ProxyTranscriptEntry: {
    from: sharedReference(
      participant,
      interactionOf,
      ({ interaction }: TranscriptEntryModel) => interaction.inboundParticipantSid,
    ),
    to: sharedReference(
      participant,
      interactionOf,
      ({ interaction }: TranscriptEntryModel) => interaction.outboundParticipantSid,
    ),
  },
} satisfies Resolvers;
