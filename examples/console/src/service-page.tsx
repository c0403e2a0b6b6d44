import type { ProxySessionFilter, ProxySessionStatusFilter } from './gql/graphql';
import { OpenSession } from './open-session';
import { SessionList } from './session-list';

const STATUSES: readonly ProxySessionStatusFilter[] = ['OPEN', 'IN_PROGRESS', 'CLOSED', 'FAILED'];

interface ServicePageProps {
  readonly serviceId: string;
  readonly filter: ProxySessionFilter;
  readonly onFilter: (filter: ProxySessionFilter) => void;
}

/** The Sessions of a Service, found by status and name, and a form that opens one. */
export const ServicePage = ({ serviceId, filter, onFilter }: ServicePageProps) => (
  <>
    <details>
      <summary>Open a Session</summary>
      <OpenSession serviceId={serviceId} />
    </details>
    <FindSessions filter={filter} onFilter={onFilter} />
    <SessionList key={JSON.stringify(filter)} serviceId={serviceId} filter={filter} />
  </>
);

function FindSessions({ filter, onFilter }: Pick<ServicePageProps, 'filter' | 'onFilter'>) {
  const submit = (form: FormData) => {
    const status = form.get('status') as ProxySessionStatusFilter | '';
    onFilter({ status: status ? [status] : [], uniqueNameStartsWith: form.get('name') as string });
  };
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <label>
        Status{' '}
        <select name="status" defaultValue={filter.status?.[0]}>
          <option value="">Any</option>
          {STATUSES.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </select>
      </label>
      <label>
        Name starts with <input name="name" type="search" defaultValue={filter.uniqueNameStartsWith ?? ''} />
      </label>
      <button>Find</button>
    </form>
  );
}
