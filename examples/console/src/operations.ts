import { graphql } from './gql';
import type { InteractionFieldsFragment, TranscriptQuery } from './gql/graphql';

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

export type Interaction = InteractionFieldsFragment;

/** The newest Interactions come first. */
export const transcriptQuery = graphql(`
  query Transcript($id: ID!, $after: String) {
    proxySession(id: $id) {
      id
      uniqueName
      status
      participants {
        nodes {
          id
          sid
          friendlyName
          dateDeleted
        }
      }
      interactions(first: 50, after: $after) {
        edges {
          node {
            ...InteractionFields
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export type Session = NonNullable<TranscriptQuery['proxySession']>;
export type Participant = NonNullable<Session['participants']>['nodes'][number];

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
