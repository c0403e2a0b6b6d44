import type { GraphiQLProps } from 'graphiql';
import { sendOperation } from '../gateway-client.ts';
import { readTrace } from '../rest-calls/extensions.ts';
import { authChange } from '../state.ts';
import type { ExplorerStore } from '../state.ts';
import { selectOperation } from './select-operation.ts';

type Fetcher = GraphiQLProps['fetcher'];

const INTROSPECTION = 'IntrospectionQuery';

/** Sends GraphiQL's operations to the gateway and records in the store what each response reports. */
export const createFetcher =
  (store: ExplorerStore): Fetcher =>
  async ({ query, operationName, variables }, options) => {
    const selected = selectOperation(query, operationName);
    const operation = { query, operationName: selected, variables: variables as unknown };
    const response = await sendOperation(operation, options?.headers ?? {});
    store.set({
      ...authChange(response),
      ...(operationName !== INTROSPECTION && {
        last: { name: selected ?? 'unnamed operation', trace: readTrace(response.body) },
      }),
    });
    return response.body as Awaited<ReturnType<Fetcher>>;
  };
