import { graphql } from './gql';
import type { InteractionFieldsFragment, PersonFragment, TranscriptQuery } from './gql/graphql';

graphql(`
  fragment InteractionFields on ProxyInteraction {
    id
    type
    messageBody
    callDurationSeconds
    inboundParticipantSid
    inboundResourceStatus
    outboundParticipantSid
    outboundResourceStatus
    dateCreated
    dateUpdated
  }
`);

graphql(`
  fragment Person on ProxyParticipant {
    id
    sid
    friendlyName
    dateDeleted
  }
`);

/** 1 REST call for the Session, 1 for its Participants, 1 per 100 Interactions. */
export const transcriptQuery = graphql(`
  query Transcript($id: ID!, $upTo: Int!) {
    proxySession(id: $id) {
      id
      uniqueName
      status
      participants {
        nodes {
          ...Person
        }
      }
      transcript(upTo: $upTo) {
        isComplete
        entries {
          direction
          from {
            ...Person
          }
          to {
            ...Person
          }
          interaction {
            ...InteractionFields
          }
        }
      }
    }
  }
`);

export type Interaction = InteractionFieldsFragment;
export type Participant = PersonFragment;
export type Session = NonNullable<TranscriptQuery['proxySession']>;
export type Entry = NonNullable<Session['transcript']>['entries'][number];

/** Participants are known from the transcript, so an event makes no REST call. */
export const changesSubscription = graphql(`
  subscription Changes($of: ID!, $after: String) {
    proxyInteractionChanged(of: $of, after: $after) {
      kind
      cursor
      interaction {
        ...InteractionFields
      }
    }
  }
`);
