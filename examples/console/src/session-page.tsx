import { useMutation, useQuery } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { Failure, UserErrors } from './errors';
import { graphql } from './gql';
import { newest, useChanges } from './live';
import { type Session, transcriptQuery } from './operations';
import { SendMessage } from './send-message';
import { Transcript } from './transcript';

const closeMutation = graphql(`
  mutation Close($id: ID!) {
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

const LIVE = {
  connecting: 'Connecting …',
  live: 'Live',
  unavailable: 'Not live: the gateway offers no events.',
};

/** One Session: what was said, what is said now, and what can be done. */
export function SessionPage({ id }: { id: string }) {
  const { data, loading, error, fetchMore, refetch } = useQuery(transcriptQuery, {
    variables: { id },
    errorPolicy: 'all',
    // A read that began before an event must not answer for one that begins after it.
    context: { queryDeduplication: false },
  });
  const [readError, setReadError] = useState<Error>();
  const follow = useCallback((reading: Promise<unknown>) => {
    void reading.then(() => setReadError(undefined), setReadError);
  }, []);
  const readAgain = useCallback(() => follow(refetch()), [follow, refetch]);
  const session = data?.proxySession;
  if (!session) {
    if (loading) return <p>Loading …</p>;
    return error ? <Failure error={error} retry={readAgain} /> : <p>There is no such Session.</p>;
  }
  const page = session.interactions?.pageInfo;
  return (
    <>
      <p>
        <a href={`#${id.split('-')[0]}`}>All Sessions</a>
      </p>
      <h2>{session.uniqueName ?? id}</h2>
      <Status session={session} />
      <Failure error={readError ?? error} retry={readAgain} />
      {page?.endCursor && page.hasNextPage && (
        <button onClick={() => follow(fetchMore({ variables: { after: page.endCursor } }))}>
          Show earlier ones
        </button>
      )}
      <Conversation session={session} readAgain={readAgain} />
    </>
  );
}

function Status({ session: { id, status } }: { session: Session }) {
  const [close, { data, error, loading }] = useMutation(closeMutation, { errorPolicy: 'all' });
  return (
    <>
      <p>
        Status: <strong>{status}</strong>{' '}
        {status !== 'CLOSED' && (
          <button disabled={loading} onClick={() => void close({ variables: { id } })}>
            Close the Session
          </button>
        )}
      </p>
      <Failure error={error} />
      <UserErrors errors={data?.updateProxySession?.userErrors} />
    </>
  );
}

function Conversation({ session, readAgain }: { session: Session; readAgain: () => void }) {
  const { state, changes } = useChanges(session.id, readAgain);
  const read = session.interactions?.edges.map(({ node }) => node) ?? [];
  const participants = session.participants?.nodes ?? [];
  return (
    <>
      <p role="status" className={state}>
        {LIVE[state]}
      </p>
      <Transcript interactions={newest([...read, ...changes])} participants={participants} />
      <SendMessage
        participants={participants.filter(({ dateDeleted }) => dateDeleted === null)}
        onSent={state === 'live' ? undefined : readAgain}
      />
    </>
  );
}
