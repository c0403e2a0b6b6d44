import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from './gql';
import { createSession } from './operations';
import { prependSession, removeSession } from './updates';

const sessionList = graphql(`
  query SessionList($serviceId: ID!, $after: String) {
    proxyService(id: $serviceId) {
      id
      sessions(first: 20, after: $after) {
        edges {
          node {
            id
            uniqueName
            status
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

export function useSessions(serviceId: string) {
  const { data, error, fetchMore, refetch } = useQuery(sessionList, {
    variables: { serviceId },
    errorPolicy: 'all',
  });
  const [pageError, setPageError] = useState<unknown>();
  const sessions = data?.proxyService?.sessions; // absent while it loads; empty if it failed, so show `error` first
  const showMore = async () => {
    try {
      await fetchMore({ variables: { after: sessions?.pageInfo.endCursor } });
      setPageError(undefined);
    } catch (failure) {
      setPageError(failure); // `error` has only that of the first page
    }
  };
  return { sessions, error: error ?? pageError, showMore, refetch };
}

const deleteSession = graphql(`
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

export const useCreateSession = () =>
  useMutation(createSession, {
    errorPolicy: 'all',
    update(cache, { data }) {
      const session = data?.createProxySession?.session;
      if (session) prependSession(cache, session.id);
    },
  });

export const useDeleteSession = () =>
  useMutation(deleteSession, {
    errorPolicy: 'all',
    update(cache, { data }) {
      const deletedId = data?.deleteProxySession?.deletedId;
      if (deletedId) removeSession(cache, deletedId);
    },
  });
