import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { CloseSessions } from './close-sessions';
import { Failure } from './errors';
import { graphql } from './gql';
import type { ProxySessionFilter } from './gql/graphql';
import { SessionTable } from './session-table';

/** One REST call per page: of a filtered list, 100 Sessions are read for it. */
const sessionsQuery = graphql(`
  query Sessions($serviceId: ID!, $filter: ProxySessionFilter, $after: String) {
    proxyService(id: $serviceId) {
      id
      sessions(first: 20, after: $after, filter: $filter, scan: 100) {
        edges {
          node {
            id
            uniqueName
            status
            dateCreated
          }
        }
        rowsRead
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** The Sessions of a Service that match, newest first. A page may be empty although there are more. */
export function SessionList({ serviceId, filter }: { serviceId: string; filter: ProxySessionFilter }) {
  const { data, loading, error, fetchMore, refetch } = useQuery(sessionsQuery, {
    variables: { serviceId, filter },
    errorPolicy: 'all',
  });
  const [pageError, setPageError] = useState<Error>();
  const [lastPage, setLastPage] = useState('');
  const [selected, setSelected] = useState<readonly string[]>([]);
  // relayStylePagination answers a list that failed as an empty one, so the error comes first.
  if (error) return <Failure error={error} retry={refetch} />;
  const list = data?.proxyService?.sessions;
  if (!list) return <p>{loading ? 'Loading …' : 'There is no such Service.'}</p>;

  const { endCursor, hasNextPage } = list.pageInfo;
  const sessions = list.edges.map(({ node }) => node);
  const showMore = () =>
    fetchMore({ variables: { after: endCursor } }).then(({ data: more }) => {
      const page = more.proxyService?.sessions;
      setPageError(undefined);
      setLastPage(page ? `, ${page.edges.length} of them among the last ${page.rowsRead} read` : '');
    }, setPageError);
  return (
    <>
      <p role="status">
        {sessions.length} found{hasNextPage && ' so far'}
        {lastPage}.
      </p>
      {sessions.length > 0 && <SessionTable sessions={sessions} selected={selected} onSelect={setSelected} />}
      <Failure error={pageError} retry={showMore} />
      {hasNextPage && (
        <button disabled={loading} onClick={() => void showMore()}>
          {sessions.length > 0 ? 'Show more' : 'Search on'}
        </button>
      )}
      <CloseSessions sessions={sessions} selected={selected} />
    </>
  );
}
