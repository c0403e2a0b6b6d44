import { graphql } from 'relay-runtime';

export const sessionsQuery = graphql`
  query sessionsQuery($serviceId: ID!) {
    proxyService(id: $serviceId) @catch(to: RESULT) {
      ...sessions_service
    }
  }
`;

export const sessionsOfService = graphql`
  fragment sessions_service on ProxyService
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" })
  @refetchable(queryName: "sessionsNextPageQuery") {
    sessions(first: $count, after: $cursor) @connection(key: "sessions_sessions") {
      __id
      edges {
        node {
          id
          uniqueName
          status
          ...sessions_interactions
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const interactionsOfSession = graphql`
  fragment sessions_interactions on ProxySession
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" })
  @refetchable(queryName: "sessionsNextInteractionsQuery") {
    interactions(first: $count, after: $cursor) @connection(key: "sessions_interactions") {
      edges {
        node {
          id
          messageBody
          dateCreated
        }
      }
    }
  }
`;

export const closeSession = graphql`
  mutation sessionsCloseMutation($id: ID!) {
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
`;

export const closeSessions = graphql`
  mutation sessionsCloseAllMutation($ids: [ID!]!) {
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
`;

export const createSession = graphql`
  mutation sessionsCreateMutation($input: CreateProxySessionInput!, $connections: [ID!]!) {
    createProxySession(input: $input) {
      session @prependNode(connections: $connections, edgeTypeName: "ProxySessionEdge") {
        id
        uniqueName
        status
      }
      userErrors {
        code
        message
      }
    }
  }
`;

export const deleteSession = graphql`
  mutation sessionsDeleteMutation($id: ID!, $connections: [ID!]!) {
    deleteProxySession(input: { id: $id }) {
      deletedId @deleteEdge(connections: $connections) @deleteRecord
      userErrors {
        code
        message
      }
    }
  }
`;

export const sessionState = graphql`
  query sessionsStateQuery($id: ID!) @throwOnFieldError {
    proxySession(id: $id) {
      status
      uniqueName
    }
  }
`;

export const closedSessionsQuery = graphql`
  query sessionsClosedQuery($serviceId: ID!) {
    proxyService(id: $serviceId) {
      ...sessions_closed
    }
  }
`;

export const closedSessionsOfService = graphql`
  fragment sessions_closed on ProxyService
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
  @refetchable(queryName: "sessionsNextClosedQuery") {
    sessions(first: $count, after: $cursor, filter: { status: [CLOSED] }, scan: 100)
      @connection(key: "sessions_closed_sessions", filters: ["filter"]) {
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
`;
