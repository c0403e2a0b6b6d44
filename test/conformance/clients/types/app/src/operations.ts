import { graphql } from './gql';

export const createSession = graphql(`
  mutation CreateSession($input: CreateProxySessionInput!) {
    createProxySession(input: $input) {
      session {
        id
        uniqueName
        status
      }
      userErrors {
        code
        field
        message
        twilioCode
        moreInfo
      }
    }
  }
`);

export const transcript = graphql(`
  query Transcript($id: ID!, $first: Int) {
    proxySession(id: $id) {
      id
      status
      dateExpiry
      interactions(first: $first) {
        edges {
          cursor
          node {
            id
            type
            messageBody
            callDurationSeconds
            inboundResourceUrl
            dateCreated
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

export const anyNode = graphql(`
  query AnyNode($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on ProxyPhoneNumber {
        isReserved
        capabilities {
          voice
        }
      }
    }
  }
`);
