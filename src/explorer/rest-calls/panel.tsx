import type { GraphiQLPlugin } from '@graphiql/react';
import { useSyncExternalStore } from 'react';
import type { GatewayConfig } from '../gateway-client.ts';
import { RestCallsIcon } from '../icons.tsx';
import type { ExplorerStore, LastOperation } from '../state.ts';
import type { UpstreamTrace } from './extensions.ts';
import { Endpoint, formatCalls, formatRange } from './plan-tree.tsx';
import { PlanSection } from './plan-section.tsx';

/** The panel "REST calls": the calls of the last operation, and the plan of the operation in the editor. */
export const restCallsPlugin = (store: ExplorerStore, config: GatewayConfig): GraphiQLPlugin => ({
  title: 'REST calls',
  icon: RestCallsIcon,
  content: () => <RestCallsPanel store={store} config={config} />,
});

const RestCallsPanel = ({ store, config }: { store: ExplorerStore; config: GatewayConfig }) => {
  const { last, plan } = useSyncExternalStore(store.subscribe, store.get);
  return (
    <section className="panel" aria-label="REST calls">
      <h2 className="panel-title">REST calls</h2>
      <LastOperationSection last={last} />
      <PlanSection store={store} plan={plan} available={config.plan} />
    </section>
  );
};

const LastOperationSection = ({ last }: { last: LastOperation | undefined }) => (
  <section aria-label="Last operation">
    <h3>Last operation</h3>
    {!last && <p className="panel-note">Run an operation to see its calls to the Twilio Proxy REST API.</p>}
    {last?.events !== undefined && <EventDetails name={last.name} events={last.events} />}
    {last && last.events === undefined && !last.trace && (
      <p className="panel-note">The gateway reported no REST calls.</p>
    )}
    {last?.trace && <TraceDetails name={last.name} trace={last.trace} />}
  </section>
);

const EventDetails = ({ name, events }: { name: string; events: number }) => (
  <p>
    <code>{name}</code> received <strong>{formatEvents(events)}</strong>. A subscription makes 1 REST call at
    its start, and for each event those of its plan.
  </p>
);

const TraceDetails = ({ name, trace: { calls, planned, byEndpoint, saved } }: TraceDetailsProps) => (
  <>
    <p>
      <code>{name}</code> made <strong>{formatCalls(calls)}</strong>
      {planned && <>, planned {formatRange(planned)}</>}.
    </p>
    <table className="calls">
      <thead>
        <tr>
          <th scope="col">Calls</th>
          <th scope="col">Endpoint</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(byEndpoint).map(([endpoint, count]) => (
          <tr key={endpoint}>
            <td className="calls-count">{count}</td>
            <td>
              <Endpoint name={endpoint} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {saved && saved.deduplicated + saved.coalesced > 0 && (
      <p className="panel-note">
        Calls saved: {saved.deduplicated} repeated in this operation, {saved.coalesced} shared with calls in
        flight.
      </p>
    )}
  </>
);

interface TraceDetailsProps {
  readonly name: string;
  readonly trace: UpstreamTrace;
}

/**
 * One line below the response: how many events the last subscription received, or how many REST calls another operation
 * made. Nothing when the gateway did not report them.
 */
export const CallSummary = ({ store }: { store: ExplorerStore }) => {
  const { last } = useSyncExternalStore(store.subscribe, store.get);
  const summary = last ? summaryOf(last) : 'The response appears here.';
  return summary === undefined ? null : (
    <p className="call-summary" role="status">
      {summary}
    </p>
  );
};

const summaryOf = ({ name, events, trace }: LastOperation): string | undefined => {
  if (events !== undefined) return `${name}: ${formatEvents(events)}`;
  return trace && `${name}: ${formatCalls(trace.calls)}`;
};

const formatEvents = (events: number): string => `${events} event${events === 1 ? '' : 's'}`;
