import { useMutation } from '@apollo/client/react';
import { Failure, textOf, UserErrors } from './errors';
import { graphql } from './gql';
import { isOpen, type ListedSession } from './session-table';

/** One REST call per Session. */
const closeMutation = graphql(`
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
          message
        }
      }
      userErrors {
        code
        message
      }
    }
  }
`);

const OUTCOMES = {
  DONE: 'closed.',
  REFUSED: 'not closed.',
  // Closing is safe to repeat.
  OUTCOME_UNKNOWN: 'it is not known whether it was closed. Close it again.',
  NOT_ATTEMPTED: 'not closed yet. Close it again in a moment.',
};

interface CloseSessionsProps {
  readonly sessions: readonly ListedSession[];
  /** Ids. */
  readonly selected: readonly string[];
}

/** Closes the selected Sessions, and says what became of each. */
export function CloseSessions({ sessions, selected }: CloseSessionsProps) {
  const [close, { data, error, loading }] = useMutation(closeMutation, { errorPolicy: 'all' });
  const nameOf = (id: string) => sessions.find((session) => session.id === id)?.uniqueName ?? id;
  const ids = sessions
    .filter((session) => selected.includes(session.id) && isOpen(session))
    .map(({ id }) => id);
  const { results = [], userErrors } = data?.closeProxySessions ?? {};
  return (
    <section className="selected" aria-label="Selected Sessions">
      <button disabled={loading || ids.length === 0} onClick={() => void close({ variables: { ids } })}>
        Close selected Sessions ({ids.length})
      </button>
      <Failure error={error} />
      <UserErrors errors={userErrors} />
      <div role="status" aria-label="Outcomes">
        {results.map(({ id, outcome, userErrors: refusals }, index) => (
          <p key={index}>{[`${nameOf(id)}: ${OUTCOMES[outcome]}`, ...refusals.map(textOf)].join(' ')}</p>
        ))}
      </div>
    </section>
  );
}
