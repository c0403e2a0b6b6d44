import type { GatewayContext } from '../graphql/context.ts';
import { GatewayError } from '../graphql/errors.ts';
import { refusalOf } from '../graphql/plan/budget.ts';
import { type Estimate, estimate, type EstimateOptions, NOTHING } from '../graphql/plan/estimate.ts';
import { toPlan } from '../graphql/plan/tree.ts';
import type { Listen, Resolved } from './operation-listeners.ts';

export interface CostOptions {
  /** Whether callers may ask what an operation costs. */
  readonly trace: boolean;
  /** How long an operation may take, in milliseconds, where Twilio's rate limit is kept; else null. */
  readonly laneMs: number | null;
}

const badRequest = (message: string) => new GatewayError('BAD_REQUEST', message, { status: 400 });

const headerOf = ({ request }: Resolved, name: string) =>
  request.http?.headers.get(name)?.trim().toLowerCase() ?? '';

/** Whether a plan is asked for. Anything unclear is refused, so that nobody runs what they only wanted to see. */
function isPlanAsked(context: Resolved, trace: boolean): boolean {
  const value = headerOf(context, 'x-upstream-plan');
  if (value === '' || value === 'false') return false;
  if (value !== 'true')
    throw badRequest('Expected the header x-upstream-plan to be "true" or left out, but got something else.');
  if (trace) return true;
  throw badRequest('This gateway gives no plans (UPSTREAM_TRACE is off). Nothing was executed.');
}

/** Lets the caller lower the budget of the operation. */
function lowerBudget(context: Resolved): void {
  const value = headerOf(context, 'x-max-upstream-calls');
  if (value === '') return;
  if (!/^\d{1,15}$/.test(value)) {
    throw badRequest(
      'Expected the header x-max-upstream-calls to be a whole number, but got something else.',
    );
  }
  context.contextValue.ledger.lower(Number(value));
}

/** What the operation will cost. Null when its variables do not fit: its execution only says so. */
function estimateOf({ schema, contextValue }: Resolved): Estimate | null {
  const { prepared, ledger, pageSizeMax, shortLists, retirements, slices } = contextValue;
  const rootType = prepared && schema.getRootType(prepared.definition.operation);
  if (!rootType) return null;
  const { operation, definition, selections, estimates } = prepared;
  const key = estimates.keyOf(operation.variableValues, slices.readCursor);
  return estimates.of(key && `${ledger.limit} ${retirements.names} ${key}`, () => {
    let isFinal = true;
    const isShortList: EstimateOptions['isShortList'] = (resource, parent) => {
      isFinal = false;
      return shortLists.has(resource, parent);
    };
    const isRetired: EstimateOptions['isRetired'] = (resource) => retirements.isRetired(resource);
    const options = { selections, slices, pageSizeMax, maxCalls: ledger.limit, isShortList, isRetired };
    return { estimate: estimate(operation, definition, rootType, options), isFinal };
  });
}

/**
 * What an operation costs: refuses what goes beyond the budget before anything is executed (`x-max-upstream-calls` lowers
 * it), answers `x-upstream-plan` with the plan alone, and adds a receipt to what `x-upstream-trace` asks for.
 */
export function upstreamCost({ trace, laneMs }: CostOptions): Listen {
  return () => {
    let planned = NOTHING;
    let asked: 'nothing' | 'receipt' | 'plan' = 'nothing';
    const addReceipt = (answer: { extensions?: Record<string, unknown> }, { ledger }: GatewayContext) => {
      if (asked !== 'receipt') return;
      answer.extensions = {
        ...answer.extensions,
        upstream: { planned: planned.total, ...ledger.spending },
      };
    };
    return {
      didResolveOperation(context: Resolved) {
        const isPlan = isPlanAsked(context, trace);
        lowerBudget(context);
        if (trace && headerOf(context, 'x-upstream-trace') === 'true') asked = 'receipt';
        const estimated = estimateOf(context);
        if (!estimated) return;
        planned = estimated;
        if (isPlan) asked = 'plan';
        const { limit } = context.contextValue.ledger;
        const refusal = asked === 'plan' ? null : refusalOf(planned, { maxCalls: limit, laneMs });
        if (refusal) throw refusal;
      },
      responseForOperation() {
        return asked === 'plan' ? { data: null, extensions: { plan: toPlan(planned) } } : null;
      },
      willSendResponse({ response: { body }, contextValue }) {
        if (body.kind === 'single') addReceipt(body.singleResult, contextValue);
      },
      willSendSubsequentPayload({ contextValue }, payload) {
        if (!payload.hasNext) addReceipt(payload, contextValue);
      },
    };
  };
}
