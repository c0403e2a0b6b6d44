import type { Plan, Receipt } from './rest-calls/extensions.ts';

/** What the panel shows of the last answered operation; without a receipt when the gateway sent none. */
export interface LastOperation {
  readonly name: string;
  readonly receipt?: Receipt | undefined;
}

/** What the panel shows of the last request for a plan. */
export type PlanState =
  | { readonly phase: 'none' }
  | { readonly phase: 'asking' }
  | { readonly phase: 'planned'; readonly name: string; readonly plan: Plan }
  | { readonly phase: 'failed'; readonly messages: readonly string[] };

/** All that the panel knows. It outlives the panel, which is unmounted when another one is opened. */
export interface RestCalls {
  readonly last?: LastOperation;
  readonly plan: PlanState;
}

/** A value that React components subscribe to. */
export interface RestCallsStore {
  readonly get: () => RestCalls;
  readonly set: (change: Partial<RestCalls>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Makes the store of one page. */
export const createRestCallsStore = (): RestCallsStore => {
  let value: RestCalls = { plan: { phase: 'none' } };
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      value = { ...value, ...change };
      listeners.forEach((listener) => listener());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
