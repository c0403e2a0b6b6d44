import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Failure, UserErrors } from './errors';
import { graphql } from './gql';
import type { Participant } from './operations';

const sendMutation = graphql(`
  mutation Send($participantId: ID!, $body: String!) {
    createProxyMessageInteraction(input: { participantId: $participantId, body: $body }) {
      messageInteraction {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`);

interface SendMessageProps {
  readonly participants: readonly Participant[];
  /** Called when the transcript has to be read again, because no events come. */
  readonly onSent: (() => void) | undefined;
}

/** Sends a message to one Participant in the name of the Service. */
export function SendMessage({ participants, onSent }: SendMessageProps) {
  const [body, setBody] = useState('');
  const [send, { data, error, loading }] = useMutation(sendMutation, { errorPolicy: 'all' });

  const submit = async (form: HTMLFormElement) => {
    const variables = { participantId: new FormData(form).get('participantId') as string, body };
    const { data: sent } = await send({ variables });
    if (!sent?.createProxyMessageInteraction?.messageInteraction) return;
    setBody('');
    onSent?.();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <label>
        To{' '}
        <select name="participantId" required>
          {participants.map(({ id, friendlyName }) => (
            <option key={id} value={id}>
              {friendlyName ?? id}
            </option>
          ))}
        </select>
      </label>
      <label>
        Message <input value={body} onChange={({ target }) => setBody(target.value)} required />
      </label>
      <button disabled={loading}>Send</button>
      <Failure error={error} />
      <UserErrors errors={data?.createProxyMessageInteraction?.userErrors} />
    </form>
  );
}
