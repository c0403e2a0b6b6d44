import { useMutation } from '@apollo/client/react';
import { Failure, UserErrors } from './errors';
import { Field, pathOf } from './field';
import { graphql } from './gql';
import type { OpenProxySessionInput } from './gql/graphql';

/** 1 REST call for the Session, and with first messages 1 for the Participants and 1 per message. */
const openMutation = graphql(`
  mutation Open($input: OpenProxySessionInput!) {
    openProxySession(input: $input) {
      session {
        id
      }
      messageInteractions {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** The fields of the form, named by their paths in the input. */
const NAME = 'uniqueName';
const PARTICIPANTS = [0, 1].map((index) => ({
  legend: `Participant ${index + 1}`,
  identifier: `participants.${index}.identifier`,
  friendlyName: `participants.${index}.friendlyName`,
  firstMessage: `participants.${index}.firstMessage`,
}));
const PATHS = [
  NAME,
  ...PARTICIPANTS.flatMap(({ identifier, friendlyName, firstMessage }) => [
    identifier,
    friendlyName,
    firstMessage,
  ]),
];

function inputOf(serviceId: string, form: FormData): OpenProxySessionInput {
  const valueOf = (path: string) => (form.get(path) as string) || null;
  return {
    serviceId,
    uniqueName: valueOf(NAME),
    participants: PARTICIPANTS.map(({ identifier, friendlyName, firstMessage }) => ({
      identifier: form.get(identifier) as string,
      friendlyName: valueOf(friendlyName),
      firstMessage: valueOf(firstMessage),
    })),
  };
}

/** Opens a Session with two Participants and a first message to each, and shows it. */
export function OpenSession({ serviceId }: { serviceId: string }) {
  const [open, { data, error, loading }] = useMutation(openMutation, {
    errorPolicy: 'all',
    update(cache, { data: opened }) {
      // The lists of the Service are read again.
      if (opened?.openProxySession?.session)
        cache.evict({ id: `ProxyService:${serviceId}`, fieldName: 'sessions' });
    },
  });
  const { session, userErrors = [] } = data?.openProxySession ?? {};
  const submit = async (form: HTMLFormElement) => {
    const answer = await open({ variables: { input: inputOf(serviceId, new FormData(form)) } });
    const opened = answer.data?.openProxySession;
    const isDone = opened?.userErrors.length === 0 && !answer.error;
    if (isDone && opened.session) location.hash = opened.session.id;
  };
  // The form would open a second one.
  if (session)
    return (
      <>
        <p>
          <a href={`#${session.id}`}>The Session is open</a>, but not every message was sent.
        </p>
        <UserErrors errors={userErrors} />
        <Failure error={error} />
      </>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <Field label="Name of the Session" name={NAME} errors={userErrors} />
      {PARTICIPANTS.map(({ legend, identifier, friendlyName, firstMessage }) => (
        <fieldset key={legend}>
          <legend>{legend}</legend>
          <Field label="Phone number" name={identifier} errors={userErrors} required type="tel" />
          <Field label="Name" name={friendlyName} errors={userErrors} />
          <Field label="First message" name={firstMessage} errors={userErrors} />
        </fieldset>
      ))}
      <button disabled={loading}>Open</button>
      <Failure error={error} />
      <UserErrors errors={userErrors.filter((userError) => !PATHS.includes(pathOf(userError)))} />
    </form>
  );
}
