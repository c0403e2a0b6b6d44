import { ApolloProvider, useQuery } from '@apollo/client/react';
import { useEffect, useMemo, useState } from 'react';
import { createClient } from './client';
import { Failure } from './errors';
import { graphql } from './gql';
import type { ProxySessionFilter } from './gql/graphql';
import { ServicePage } from './service-page';
import { SessionPage } from './session-page';

const servicesQuery = graphql(`
  query Services {
    proxyServices(first: 100) {
      nodes {
        id
        uniqueName
      }
    }
  }
`);

/** The id after the `#` of the address: `KS…` shows the Sessions of a Service, `KS…-KC…` one Session. */
function useId(): string {
  const [id, setId] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const follow = () => setId(location.hash.slice(1));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return id;
}

export function App() {
  // It is kept nowhere else.
  const [apiKey, setApiKey] = useState('');
  const client = useMemo(() => createClient(apiKey || null), [apiKey]);
  // The page of a Session does not lose the filter of the list.
  const [filter, setFilter] = useState<ProxySessionFilter>({});
  const id = useId();
  const [serviceId = '', sessionSid] = id.split('-');
  return (
    <ApolloProvider client={client}>
      <header>
        <h1>Twilio Proxy console</h1>
        <Services selected={serviceId} />
        <form action={(form) => setApiKey(form.get('key') as string)}>
          <label>
            API key <input name="key" type="password" autoComplete="off" />
          </label>
          <button>Use</button>
        </form>
      </header>
      <main>
        {sessionSid && <SessionPage key={id} id={id} />}
        {serviceId && !sessionSid && (
          <ServicePage key={id} serviceId={serviceId} filter={filter} onFilter={setFilter} />
        )}
        {!serviceId && <p>Choose a Service.</p>}
      </main>
    </ApolloProvider>
  );
}

function Services({ selected }: { selected: string }) {
  const { data, error, refetch } = useQuery(servicesQuery);
  return (
    <nav>
      <label>
        Service{' '}
        <select value={selected} onChange={({ target }) => (location.hash = target.value)}>
          <option value="">…</option>
          {data?.proxyServices?.nodes.map(({ id, uniqueName }) => (
            <option key={id} value={id}>
              {uniqueName ?? id}
            </option>
          ))}
        </select>
      </label>
      <Failure error={error} retry={refetch} />
    </nav>
  );
}
