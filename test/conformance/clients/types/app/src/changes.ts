import { useSubscription } from '@apollo/client/react';
import { graphql } from './gql';

const interactionChanges = graphql(`
  subscription InteractionChanges($of: ID!, $after: String) {
    proxyInteractionChanged(of: $of, after: $after) {
      kind
      cursor
      interaction {
        id
        messageBody
        outboundResourceStatus
      }
    }
  }
`);

/** Keeps the Interactions of a Session up to date while a component shows them. */
export const useChanges = (sessionId: string) =>
  useSubscription(interactionChanges, {
    variables: { of: sessionId },
    ignoreResults: true,
    onData({ client, data: { data } }) {
      if (data?.proxyInteractionChanged?.kind === 'GAP') void client.refetchQueries({ include: 'active' });
    },
  });
