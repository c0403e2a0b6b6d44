import { graphql } from 'relay-runtime';

export const interactionChanges = graphql`
  subscription changesSubscription($of: ID!, $after: String) {
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
`;

export const oneInteraction = graphql`
  query changesInteractionQuery($id: ID!) {
    proxyInteraction(id: $id) {
      id
      messageBody
      outboundResourceStatus
    }
  }
`;
