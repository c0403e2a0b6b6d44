import type { GatewayResponse } from './gateway-client.ts';
import type { Plan, UpstreamTrace } from './rest-calls/extensions.ts';

/** The last operation that was answered. */
export interface LastOperation {
  readonly name: string;
  /** Absent when the gateway sent none. */
  readonly trace?: UpstreamTrace | undefined;
  /** How many events a subscription has received; absent for other operations, and when it was refused. */
  readonly events?: number | undefined;
}

/** The last request for a plan. */
export type PlanState =
  | { readonly phase: 'none' }
  | { readonly phase: 'loading' }
  | { readonly phase: 'loaded'; readonly name: string; readonly isSubscription: boolean; readonly plan: Plan }
  | { readonly phase: 'failed'; readonly messages: readonly string[] };

/** The state of the page. It outlives the panels: GraphiQL unmounts a panel when another one opens. */
export interface ExplorerState {
  readonly last?: LastOperation;
  readonly plan: PlanState;
  /** The authentication scheme that the gateway asked for; undefined when its last response was no 401. */
  readonly requiredAuth?: string | undefined;
}

/** A value for `useSyncExternalStore` of React. */
export interface ExplorerStore {
  readonly get: () => ExplorerState;
  readonly set: (change: Partial<ExplorerState>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Creates the store of one page. */
export const createStore = (): ExplorerStore => {
  let value: ExplorerState = { plan: { phase: 'none' } };
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

/** What a response tells about authentication. A failure without a status tells nothing. */
export const authChange = ({ status, authScheme = 'Bearer' }: GatewayResponse): Partial<ExplorerState> =>
  status === undefined ? {} : { requiredAuth: status === 401 ? authScheme : undefined };
