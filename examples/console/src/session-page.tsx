import { useMutation, useQuery } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { withChanges } from './entries';
import { Failure, UserErrors } from './errors';
import { graphql } from './gql';
import { useChanges } from './live';
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

/** Interactions per step into the past, and at most: 1 REST call per 100. */
const STEP = 100;
const MOST = 1000;

/** One Session: what was said, what is said now, and what can be done. */
export function SessionPage({ id }: { id: string }) {
  const [upTo, setUpTo] = useState(STEP);
  const { data, previousData, loading, error, refetch } = useQuery(transcriptQuery, {
    variables: { id, upTo },
    errorPolicy: 'all',
    // A read that began before an event must not answer for one that begins after it.
    context: { queryDeduplication: false },
  });
  const [readError, setReadError] = useState<Error>();
  const readAgain = useCallback(
    () => void refetch().then(() => setReadError(undefined), setReadError),
    [refetch],
  );
  const before = previousData?.proxySession;
  const session = data?.proxySession ?? before;
  if (!session) {
    if (loading) return <p>Loading …</p>;
    return error ? <Failure error={error} retry={readAgain} /> : <p>There is no such Session.</p>;
  }
  // A longer transcript that cannot be read leaves the shorter one.
  const transcript = session.transcript ?? before?.transcript ?? null;
  return (
    <>
      <p>
        <a href={`#${id.split('-')[0]}`}>All Sessions</a>
      </p>
      <h2>{session.uniqueName ?? id}</h2>
      <Status session={session} />
      <Failure error={readError ?? error} retry={readAgain} />
      {transcript && !transcript.isComplete && (
        <p className="state">
          Earlier messages and calls are not shown.{' '}
          {upTo < MOST && (
            <button disabled={loading} onClick={() => setUpTo(upTo + STEP)}>
              Show {STEP} more
            </button>
          )}
        </p>
      )}
      <Conversation session={{ ...session, transcript }} readAgain={readAgain} />
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
  const participants = session.participants?.nodes ?? [];
  return (
    <>
      <p role="status" className={state}>
        {LIVE[state]}
      </p>
      <Transcript entries={withChanges(session, changes)} />
      <SendMessage
        participants={participants.filter(({ dateDeleted }) => dateDeleted === null)}
        onSent={state === 'live' ? undefined : readAgain}
      />
    </>
  );
}
