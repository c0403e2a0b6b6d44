import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { getVariableValues } from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { refusalOf } from '../../planner/budget-check.ts';
import { type Estimate, estimate, type EstimateOptions, NOTHING } from '../../planner/estimate/estimate.ts';
import { fragmentsOf } from '../../planner/selection.ts';
import { toPlan } from '../../planner/explain.ts';
import type { CheckOperation, Resolved } from './check-operations.ts';

export interface CostOptions {
  /** Whether callers may request plans and receipts. */
  readonly trace: boolean;
  /** The deadline of an operation in milliseconds; null if Twilio's rate limit is not enforced. */
  readonly rateLimitedMs: number | null;
  /** The REST calls of one Service and endpoint that this replica can count on in 5 seconds. */
  readonly callsInWindow: () => number;
}

const badRequest = (message: string) => new GatewayError('BAD_REQUEST', message, { status: 400 });

const headerOf = ({ request }: Resolved, name: string) =>
  request.http?.headers.get(name)?.trim().toLowerCase() ?? '';

/** Whether the request is for a plan. Throws BAD_REQUEST for any other value, because the operation must not run by mistake. */
function isPlanAsked(context: Resolved, trace: boolean): boolean {
  const value = headerOf(context, 'x-upstream-plan');
  if (value === '' || value === 'false') return false;
  if (value !== 'true')
    throw badRequest('Expected the header x-upstream-plan to be "true" or left out, but got something else.');
  if (trace) return true;
  throw badRequest('This gateway gives no plans (UPSTREAM_TRACE is off). Nothing was executed.');
}

/** Lowers the budget of the operation to `x-max-upstream-calls`. */
function lowerBudget(context: Resolved): void {
  const value = headerOf(context, 'x-max-upstream-calls');
  if (value === '') return;
  if (!/^\d{1,15}$/.test(value)) {
    throw badRequest(
      'Expected the header x-max-upstream-calls to be a whole number, but got something else.',
    );
  }
  context.contextValue.budget.calls.lower(Number(value));
}

/** Estimates the operation. Null when its variables are invalid: graphql-js then reports them and executes nothing. */
function estimateOf({
  schema,
  document,
  operation: definition,
  request,
  contextValue,
}: Resolved): Estimate | null {
  const { budget, loaders } = contextValue;
  const rootType = schema.getRootType(definition.operation);
  const { coerced: variableValues } = getVariableValues(
    schema,
    definition.variableDefinitions ?? [],
    request.variables ?? {},
    { maxErrors: 1 },
  );
  if (!rootType || !variableValues) return null;
  const operation = { schema, fragments: fragmentsOf(document), variableValues };
  const options: EstimateOptions = {
    maxCalls: budget.calls.limit,
    isSinglePageList: (resource, parent) => loaders.isSinglePageList(resource, parent),
    isDiscontinued: (resource) => loaders.isDiscontinued(resource),
  };
  return estimate(budget.requirements, operation, definition, rootType, options);
}

interface Cost {
  readonly estimate: Estimate;
  readonly asked: 'nothing' | 'receipt' | 'plan';
}

export interface UpstreamCost {
  /** Refuses an operation that exceeds its budget, before it is executed. */
  readonly check: CheckOperation;
  /** Whether the request is for a plan, so that nothing is executed. Known after `check`. */
  readonly isPlan: (context: GatewayContext) => boolean;
  /** Answers with the plan or adds the receipt. */
  readonly plugin: ApolloServerPlugin<GatewayContext>;
}

/**
 * Estimates each operation and refuses it before execution when it exceeds its budget, which `x-max-upstream-calls` lowers.
 * A request with `x-upstream-plan` gets the plan only. A response to `x-upstream-trace` includes the receipt.
 */
export function upstreamCost({ trace, rateLimitedMs, callsInWindow }: CostOptions): UpstreamCost {
  const costs = new WeakMap<GatewayContext, Cost>();

  const addReceipt = (result: { extensions?: Record<string, unknown> }, context: GatewayContext) => {
    const cost = costs.get(context);
    if (cost?.asked !== 'receipt') return;
    const { calls, answer } = context.budget;
    const upstream = { planned: cost.estimate.total, values: answer.values, ...calls.receipt };
    result.extensions = { ...result.extensions, upstream };
  };

  return {
    check(resolved) {
      const { contextValue } = resolved;
      const isPlan = isPlanAsked(resolved, trace);
      lowerBudget(resolved);
      const isReceipt = trace && headerOf(resolved, 'x-upstream-trace') === 'true';
      const estimated = estimateOf(resolved);
      const asked = estimated && isPlan ? 'plan' : isReceipt ? 'receipt' : 'nothing';
      costs.set(contextValue, { estimate: estimated ?? NOTHING, asked });
      if (!estimated || asked === 'plan') return;
      const { calls, answer } = contextValue.budget;
      const refusal = refusalOf(estimated, {
        maxCalls: calls.limit,
        maxValues: answer.maxValues,
        rateLimitedMs,
        callsInWindow: callsInWindow(),
      });
      if (refusal) throw refusal;
    },

    isPlan: (context) => costs.get(context)?.asked === 'plan',

    plugin: {
      requestDidStart: async () => ({
        async responseForOperation({ contextValue }) {
          const cost = costs.get(contextValue);
          if (cost?.asked !== 'plan') return null;
          const singleResult = { data: null, extensions: { plan: toPlan(cost.estimate) } };
          return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
        },
        async willSendResponse({ response: { body }, contextValue }) {
          if (body.kind === 'single') addReceipt(body.singleResult, contextValue);
        },
        async willSendSubsequentPayload({ contextValue }, payload) {
          if (!payload.hasNext) addReceipt(payload, contextValue);
        },
      }),
    },
  };
}
