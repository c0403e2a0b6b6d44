import { Button, tryParseJSONC, useGraphiQL } from '@graphiql/react';
import { requestPlan } from '../gateway-client.ts';
import { selectOperation } from '../graphiql/select-operation.ts';
import type { SelectedOperation } from '../graphiql/select-operation.ts';
import { authChange } from '../state.ts';
import type { ExplorerStore, PlanState } from '../state.ts';
import { readErrors, readPlan } from './extensions.ts';
import { formatCalls, formatRange, PlanTree } from './plan-tree.tsx';

interface PlanSectionProps {
  readonly store: ExplorerStore;
  readonly plan: PlanState;
  /** When false the button is disabled: a gateway without plans would run the operation. */
  readonly available: boolean;
}

/** Requests and shows the plan of the operation in the editor. The operation is not run. */
export const PlanSection = ({ store, plan, available }: PlanSectionProps) => {
  const { queryEditor, variableEditor, headerEditor, operationName } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    operationName: state.operationName,
  }));
  const loadPlan = async (): Promise<void> => {
    store.set({ plan: { phase: 'loading' } });
    try {
      const variables = parseEditor('Variables', variableEditor?.getValue());
      const headers = parseEditor('Request headers', headerEditor?.getValue()) as
        Record<string, string> | undefined;
      const query = queryEditor?.getValue() ?? '';
      const selected = selectOperation(query, operationName);
      const response = await requestPlan({ query, operationName: selected.name, variables }, headers ?? {});
      store.set({ ...authChange(response), plan: planState(selected, response.body) });
    } catch (error) {
      store.set({
        plan: { phase: 'failed', messages: [error instanceof Error ? error.message : String(error)] },
      });
    }
  };
  return (
    <section aria-label="Plan">
      <h3>Plan</h3>
      <p className="panel-note">
        {available
          ? 'The REST calls that the operation in the editor would make. The operation is not run.'
          : 'This gateway gives no plans (UPSTREAM_TRACE is off).'}
      </p>
      <Button type="button" disabled={!available || plan.phase === 'loading'} onClick={() => void loadPlan()}>
        {plan.phase === 'loading' ? 'Planning …' : 'Plan'}
      </Button>
      <PlanDetails plan={plan} />
    </section>
  );
};

const PlanDetails = ({ plan }: { plan: PlanState }) => {
  if (plan.phase === 'failed') {
    return (
      <ul className="panel-errors" role="alert">
        {plan.messages.map((message, index) => (
          <li key={index}>{message}</li>
        ))}
      </ul>
    );
  }
  if (plan.phase !== 'loaded') return null;
  const { min, max, expected } = plan.plan;
  return (
    <>
      <p className="plan-total">
        <code>{plan.name}</code> would make{' '}
        <strong>{min === max ? formatCalls(expected) : `${formatRange(plan.plan)} REST calls`}</strong>
        {plan.isSubscription && ' for each event, and 1 at its start'}.
      </p>
      <PlanTree nodes={plan.plan.calls} />
    </>
  );
};

const planState = (
  { name = 'The operation', isSubscription }: SelectedOperation,
  body: unknown,
): PlanState => {
  const plan = readPlan(body);
  if (plan) return { phase: 'loaded', name, isSubscription, plan };
  const messages = readErrors(body);
  return { phase: 'failed', messages: messages.length > 0 ? messages : ['The gateway sent no plan.'] };
};

/** Parses an editor's content as GraphiQL does when it runs an operation. Throws an Error that names the editor. */
const parseEditor = (editor: string, content: string | undefined): Record<string, unknown> | undefined => {
  try {
    return tryParseJSONC(content);
  } catch (cause) {
    throw new Error(`${editor} ${cause instanceof Error ? cause.message : 'cannot be read.'}`, { cause });
  }
};
