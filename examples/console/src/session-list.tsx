import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Failure } from './errors';
import { graphql } from './gql';

/** One REST call per page. */
const sessionsQuery = graphql(`
  query Sessions($serviceId: ID!, $after: String) {
    proxyService(id: $serviceId) {
      id
      sessions(first: 20, after: $after) {
        edges {
          node {
            id
            uniqueName
            status
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

/** The Sessions of a Service, newest first. */
export function SessionList({ serviceId }: { serviceId: string }) {
  const { data, loading, error, fetchMore, refetch } = useQuery(sessionsQuery, {
    variables: { serviceId },
    errorPolicy: 'all',
  });
  const [pageError, setPageError] = useState<Error>();
  // relayStylePagination answers a list that failed as an empty one, so the error comes first.
  if (error) return <Failure error={error} retry={refetch} />;
  const sessions = data?.proxyService?.sessions;
  if (!sessions) return <p>{loading ? 'Loading …' : 'There is no such Service.'}</p>;

  const showMore = () =>
    fetchMore({ variables: { after: sessions.pageInfo.endCursor } }).then(
      () => setPageError(undefined),
      setPageError,
    );
  return (
    <>
      <table>
        <caption>Sessions</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Status</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {sessions.edges.map(({ node: { id, uniqueName, status, dateCreated } }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`#${id}`}>{uniqueName ?? id}</a>
              </th>
              <td>{status}</td>
              <td>{dateCreated && new Date(dateCreated).toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Failure error={pageError} retry={showMore} />
      {sessions.pageInfo.hasNextPage && <button onClick={() => void showMore()}>Show more</button>}
    </>
  );
}
