import type { TypedDocumentNode } from '@apollo/client';
import { parse } from 'graphql';
import type { Data } from '../../support/gateway.ts';

/** What the tests ask. An app has the types from codegen, as test/conformance/clients/types shows. */
type Operation = TypedDocumentNode<Data, Record<string, unknown>>;

export const sessionList: Operation = parse(`
  query SessionList($serviceId: ID!, $first: Int!, $after: String) {
    proxyService(id: $serviceId) {
      id
      sessions(first: $first, after: $after) {
        edges {
          node {
            id
            uniqueName
            status
            interactions(first: 2) {
              edges {
                node {
                  id
                  messageBody
                }
              }
              pageInfo {
                hasNextPage
                endCursor
              }
            }
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

export const closedSessions: Operation = parse(`
  query ClosedSessions($serviceId: ID!, $after: String) {
    proxyService(id: $serviceId) {
      id
      sessions(first: 20, after: $after, filter: { status: [CLOSED] }, scan: 100) {
        edges {
          node {
            id
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

/** These and the next three select parts of objects that have no id. */
export const busyNumbers: Operation = parse(`
  query BusyNumbers($id: ID!) {
    proxyService(id: $id) {
      id
      pool {
        inUse
        crowded(above: 5) {
          id
          inUse
        }
      }
      webhook {
        isConnected
      }
      sessionCount {
        value
      }
    }
  }
`);

export const idleNumbers: Operation = parse(`
  query IdleNumbers($id: ID!) {
    proxyService(id: $id) {
      id
      pool {
        idle
      }
      webhook {
        dateLastReceived
      }
      sessionCount {
        precision
      }
    }
  }
`);

export const transcript: Operation = parse(`
  query Transcript($id: ID!) {
    proxySession(id: $id) {
      id
      transcript {
        entries {
          direction
          from {
            id
            friendlyName
          }
          to {
            id
            friendlyName
          }
          interaction {
            id
            messageBody
          }
        }
      }
    }
  }
`);

export const isTranscriptComplete: Operation = parse(`
  query IsTranscriptComplete($id: ID!) {
    proxySession(id: $id) {
      id
      transcript {
        isComplete
      }
    }
  }
`);

export const closeSessions: Operation = parse(`
  mutation CloseSessions($ids: [ID!]!) {
    closeProxySessions(input: { ids: $ids }) {
      results {
        id
        outcome
        session {
          id
          status
        }
        userErrors {
          code
        }
      }
    }
  }
`);

export const moreInteractions: Operation = parse(`
  query MoreInteractions($id: ID!, $after: String) {
    proxySession(id: $id) {
      id
      interactions(first: 3, after: $after) {
        edges {
          node {
            id
            messageBody
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

export const closeSession: Operation = parse(`
  mutation CloseSession($id: ID!) {
    updateProxySession(input: { id: $id, status: CLOSED }) {
      session {
        id
        status
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const deleteSession: Operation = parse(`
  mutation DeleteSession($id: ID!) {
    deleteProxySession(input: { id: $id }) {
      deletedId
      userErrors {
        code
        message
      }
    }
  }
`);

export const createSession: Operation = parse(`
  mutation CreateSession($serviceId: ID!, $uniqueName: String!) {
    createProxySession(input: { serviceId: $serviceId, uniqueName: $uniqueName }) {
      session {
        id
        uniqueName
        status
        interactions(first: 2) {
          edges {
            node {
              id
              messageBody
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

export const anyNode: Operation = parse(`
  query AnyNode($id: ID!) {
    node(id: $id) {
      id
      ... on Node {
        __typename
      }
      ... on ProxySession {
        uniqueName
      }
    }
  }
`);

export const sessionWithLaterParticipants: Operation = parse(`
  query LaterParticipants($id: ID!) {
    proxySession(id: $id) {
      id
      uniqueName
      ... @defer {
        participants {
          edges {
            node {
              id
              friendlyName
            }
          }
        }
      }
    }
  }
`);

export const interactionChanges: Operation = parse(`
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

export const oneInteraction: Operation = parse(`
  query OneInteraction($id: ID!) {
    proxyInteraction(id: $id) {
      id
      messageBody
      outboundResourceStatus
    }
  }
`);
