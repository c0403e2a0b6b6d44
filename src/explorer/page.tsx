import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import type { GraphiQLProps } from 'graphiql';
import { useState } from 'react';
import { EditorOptions } from './graphiql/editor-options.tsx';
import { examplesPlugin } from './examples/panel.tsx';
import { examples } from './examples/examples.ts';
import { sendOperation } from './gateway-client.ts';
import type { GatewayConfig } from './gateway-client.ts';
import { NARROW, WIDE } from './graphiql/layout.ts';
import { selectOperation } from './graphiql/select-operation.ts';
import { CallSummary, restCallsPlugin } from './rest-calls/panel.tsx';
import { createRestCallsStore } from './state.ts';
import type { RestCallsStore } from './state.ts';
import { explorerStorage, initialEditors } from './graphiql/storage.ts';
import { TabKeeper } from './graphiql/save-tabs.tsx';
import { readReceipt } from './rest-calls/extensions.ts';

type Fetcher = GraphiQLProps['fetcher'];

const INTROSPECTION = 'IntrospectionQuery';

const createFetcher =
  (restCalls: RestCallsStore): Fetcher =>
  async ({ query, operationName, variables }, options) => {
    const isIntrospection = operationName === INTROSPECTION;
    const selected = selectOperation(query, operationName);
    const name = selected ?? 'unnamed operation';
    try {
      const operation = { query, operationName: selected, variables: variables as unknown };
      const answer = await sendOperation(operation, options?.headers ?? {});
      if (!isIntrospection) restCalls.set({ last: { name, receipt: readReceipt(answer) } });
      return answer as Awaited<ReturnType<Fetcher>>;
    } catch (error) {
      if (!isIntrospection) restCalls.set({ last: { name } });
      throw error;
    }
  };

/** Everything of the page that is made once and must keep its identity between renders. */
const createExplorer = (config: GatewayConfig) => {
  const restCalls = createRestCallsStore();
  const storage = explorerStorage(localStorage);
  const { firstVisit, ...editors } = initialEditors(storage, examples);
  const panel = restCallsPlugin(restCalls, config);
  return {
    restCalls,
    props: {
      ...editors,
      fetcher: createFetcher(restCalls),
      storage,
      plugins: [explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN, examplesPlugin(examples), panel],
      ...(examples.length > 0 && {
        defaultTabs: examples.map(({ query, variables = null }) => ({ query, variables })),
      }),
      // A narrow screen shows the variables editor when there are variables, others always.
      ...(window.innerWidth > NARROW && { defaultEditorToolsVisibility: true }),
      ...(firstVisit && window.innerWidth >= WIDE && { visiblePlugin: panel }),
    } satisfies GraphiQLProps,
  };
};

/** The explorer page. */
export const Page = ({ config }: { config: GatewayConfig }) => {
  const [{ restCalls, props }] = useState(() => createExplorer(config));
  return (
    <>
      {config.emulated && (
        <p className="demo-banner" role="status">
          Demo data: answers come from the embedded emulator
        </p>
      )}
      {/* Headers may hold an API key, so they are never written to the browser's storage. */}
      <GraphiQL {...props} shouldPersistHeaders={false} inputValueDeprecation schemaDescription>
        <GraphiQL.Logo>twilio-proxy-graphql</GraphiQL.Logo>
        <TabKeeper />
        <EditorOptions />
        <GraphiQL.Footer>
          <CallSummary restCalls={restCalls} />
        </GraphiQL.Footer>
      </GraphiQL>
    </>
  );
};
