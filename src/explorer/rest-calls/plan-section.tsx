import { Button, tryParseJSONC, useGraphiQL } from '@graphiql/react';
import { requestPlan } from '../gateway-client.ts';
import { formatCalls, formatRange, PlanTree } from './plan-tree.tsx';
import type { PlanState, RestCallsStore } from '../state.ts';
import { selectOperation } from '../graphiql/select-operation.ts';
import { readErrors, readPlan } from './extensions.ts';

interface PlanSectionProps {
  readonly restCalls: RestCallsStore;
  readonly plan: PlanState;
  /** Without it the button stays off: a gateway that does not plan would run the operation instead. */
  readonly available: boolean;
}

/** Asks the gateway what the operation in the editor would cost, without running it. */
export const PlanSection = ({ restCalls, plan, available }: PlanSectionProps) => {
  const { queryEditor, variableEditor, headerEditor, operationName } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    operationName: state.operationName,
  }));
  const ask = async (): Promise<void> => {
    restCalls.set({ plan: { phase: 'asking' } });
    try {
      const variables = parseEditor('Variables', variableEditor?.getValue());
      const headers = parseEditor('Request headers', headerEditor?.getValue()) as
        Record<string, string> | undefined;
      const query = queryEditor?.getValue() ?? '';
      const selected = selectOperation(query, operationName);
      const answer = await requestPlan({ query, operationName: selected, variables }, headers ?? {});
      restCalls.set({ plan: planState(selected ?? 'The operation', answer) });
    } catch (error) {
      restCalls.set({
        plan: { phase: 'failed', messages: [error instanceof Error ? error.message : String(error)] },
      });
    }
  };
  return (
    <section aria-label="Plan">
      <h3>Plan</h3>
      <p className="panel-note">
        {available
          ? 'What the operation in the editor would cost. It is not run.'
          : 'This gateway gives no plans (UPSTREAM_TRACE is off).'}
      </p>
      <Button type="button" disabled={!available || plan.phase === 'asking'} onClick={() => void ask()}>
        {plan.phase === 'asking' ? 'Planning …' : 'Plan'}
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
  if (plan.phase !== 'planned') return null;
  const { min, max, expected } = plan.plan;
  return (
    <>
      <p className="plan-total">
        <code>{plan.name}</code> would make{' '}
        <strong>{min === max ? formatCalls(expected) : `${formatRange(plan.plan)} REST calls`}</strong>.
      </p>
      <PlanTree nodes={plan.plan.calls} />
    </>
  );
};

const planState = (name: string, answer: unknown): PlanState => {
  const plan = readPlan(answer);
  if (plan) return { phase: 'planned', name, plan };
  const messages = readErrors(answer);
  return { phase: 'failed', messages: messages.length > 0 ? messages : ['The gateway sent no plan.'] };
};

/** Reads an editor as GraphiQL does when it runs an operation. Throws an Error that says which editor is wrong. */
const parseEditor = (editor: string, content: string | undefined): Record<string, unknown> | undefined => {
  try {
    return tryParseJSONC(content);
  } catch (cause) {
    throw new Error(`${editor} ${cause instanceof Error ? cause.message : 'cannot be read.'}`, { cause });
  }
};
