import type { GraphiQLProps } from 'graphiql';
import type { ExecutionResult } from 'graphql';
import { openSubscription, sendOperation } from '../gateway-client.ts';
import type { GatewayResponse, Operation } from '../gateway-client.ts';
import { readTrace } from '../rest-calls/extensions.ts';
import { authChange } from '../state.ts';
import type { ExplorerStore } from '../state.ts';
import { selectOperation } from './select-operation.ts';

type Fetcher = GraphiQLProps['fetcher'];
type Headers = Readonly<Record<string, string>>;

const INTROSPECTION = 'IntrospectionQuery';

/** Sends GraphiQL's operations to the gateway and records in the store what each response reports. */
export const createFetcher =
  (store: ExplorerStore): Fetcher =>
  ({ query, operationName, variables }, options) => {
    const { name, isSubscription } = selectOperation(query, operationName);
    const operation = { query, operationName: name, variables: variables as unknown };
    const headers = (options?.headers ?? {}) as Headers;
    return isSubscription ? observe(store, operation, headers) : send(store, operation, headers);
  };

const send = async (
  store: ExplorerStore,
  operation: Operation,
  headers: Headers,
): Promise<ExecutionResult> => {
  const response = await sendOperation(operation, headers);
  if (operation.operationName === INTROSPECTION) store.set(authChange(response));
  else record(store, operation, response);
  return response.body as ExecutionResult;
};

const record = (
  store: ExplorerStore,
  { operationName: name = 'unnamed operation' }: Operation,
  response: GatewayResponse,
  events?: number,
): void => store.set({ ...authChange(response), last: { name, trace: readTrace(response.body), events } });

interface Observer {
  readonly next: (result: ExecutionResult) => void;
  readonly complete: () => void;
}

/** Not an async iterator: GraphiQL's stop button would wait for the next event. */
const observe = (store: ExplorerStore, operation: Operation, headers: Headers) => ({
  // The type of GraphiQL's observables also has functions in place of the observer; GraphiQL gives an observer.
  subscribe(observer: unknown) {
    const { next, complete } = observer as Observer;
    const controller = new AbortController();
    const run = async (): Promise<void> => {
      let events = 0;
      for await (const response of openSubscription(operation, headers, controller.signal)) {
        if (controller.signal.aborted) return;
        if (response.isEvent) events += 1;
        record(store, operation, response, events || undefined);
        next(response.body as ExecutionResult);
      }
      complete();
    };
    void run();
    return { unsubscribe: () => controller.abort() };
  },
});
