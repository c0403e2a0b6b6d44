import type { GraphiQLPlugin } from '@graphiql/react';
import { useSyncExternalStore } from 'react';
import type { GatewayConfig } from '../gateway-client.ts';
import { RestCallsIcon } from '../icons.tsx';
import { Endpoint, formatCalls, formatRange } from './plan-tree.tsx';
import { PlanSection } from './plan-section.tsx';
import type { LastOperation, RestCallsStore } from '../state.ts';
import type { Receipt } from './extensions.ts';

/** A panel that shows what the last operation cost and what the current one would cost. */
export const restCallsPlugin = (restCalls: RestCallsStore, config: GatewayConfig): GraphiQLPlugin => ({
  title: 'REST calls',
  icon: RestCallsIcon,
  content: () => <RestCallsPanel restCalls={restCalls} config={config} />,
});

const RestCallsPanel = ({ restCalls, config }: { restCalls: RestCallsStore; config: GatewayConfig }) => {
  const { last, plan } = useSyncExternalStore(restCalls.subscribe, restCalls.get);
  return (
    <section className="panel" aria-label="REST calls">
      <h2 className="panel-title">REST calls</h2>
      <LastOperationSection last={last} />
      <PlanSection restCalls={restCalls} plan={plan} available={config.plan} />
    </section>
  );
};

const LastOperationSection = ({ last }: { last: LastOperation | undefined }) => (
  <section aria-label="Last operation">
    <h3>Last operation</h3>
    {!last && (
      <p className="panel-note">Run an operation to see the calls to the Twilio Proxy API that it made.</p>
    )}
    {last && !last.receipt && <p className="panel-note">The gateway sent no receipt.</p>}
    {last?.receipt && <ReceiptDetails name={last.name} receipt={last.receipt} />}
  </section>
);

const ReceiptDetails = ({ name, receipt }: { name: string; receipt: Receipt }) => (
  <>
    <p>
      <code>{name}</code> made <strong>{formatCalls(receipt.calls)}</strong>
      {receipt.planned && <>, planned {formatRange(receipt.planned)}</>}.
    </p>
    <table className="receipt">
      <thead>
        <tr>
          <th scope="col">Calls</th>
          <th scope="col">Endpoint</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(receipt.byEndpoint).map(([endpoint, calls]) => (
          <tr key={endpoint}>
            <td className="calls-count">{calls}</td>
            <td>
              <Endpoint name={endpoint} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {receipt.saved && (
      <p className="panel-note">
        Saved: {receipt.saved.deduplicated} that this operation had asked already, {receipt.saved.coalesced}{' '}
        that were in flight.
      </p>
    )}
  </>
);

/** One line below the result: what the last operation cost, when the gateway says so. */
export const CallSummary = ({ restCalls }: { restCalls: RestCallsStore }) => {
  const { last } = useSyncExternalStore(restCalls.subscribe, restCalls.get);
  if (last && !last.receipt) return null;
  return (
    <p className="call-summary" role="status">
      {last?.receipt ? `${last.name}: ${formatCalls(last.receipt.calls)}` : 'The result comes here.'}
    </p>
  );
};
