import { useMutation } from '@apollo/client/react';
import { useEffect } from 'react';
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

/** The form names its fields by their paths in the input. */
const PARTICIPANTS = ['participants.0', 'participants.1'];
const HAS_FIELD = /^(uniqueName|participants\.\d\.\w+)$/;

function inputOf(serviceId: string, form: FormData): OpenProxySessionInput {
  const valueOf = (path: string) => (form.get(path) as string) || null;
  return {
    serviceId,
    uniqueName: valueOf('uniqueName'),
    participants: PARTICIPANTS.map((path) => ({
      identifier: form.get(`${path}.identifier`) as string,
      friendlyName: valueOf(`${path}.friendlyName`),
      firstMessage: valueOf(`${path}.firstMessage`),
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
  const isDone = session && userErrors.length === 0 && !error;
  useEffect(() => {
    if (isDone) location.hash = session.id;
  }, [isDone, session]);
  // The form would open a second one.
  if (session)
    return (
      <>
        <p>
          <a href={`#${session.id}`}>The Session is open</a>
          {!isDone && ', but a message may not have been sent'}.
        </p>
        <UserErrors errors={userErrors} />
        <Failure error={error} />
      </>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void open({ variables: { input: inputOf(serviceId, new FormData(event.currentTarget)) } });
      }}
    >
      <Field label="Name of the Session" name="uniqueName" errors={userErrors} />
      {PARTICIPANTS.map((path, index) => (
        <fieldset key={path}>
          <legend>Participant {index + 1}</legend>
          <Field label="Phone number" name={`${path}.identifier`} errors={userErrors} required type="tel" />
          <Field label="Name" name={`${path}.friendlyName`} errors={userErrors} />
          <Field label="First message" name={`${path}.firstMessage`} errors={userErrors} />
        </fieldset>
      ))}
      <button disabled={loading}>Open</button>
      <Failure error={error} />
      <UserErrors errors={userErrors.filter((userError) => !HAS_FIELD.test(pathOf(userError)))} />
    </form>
  );
}
