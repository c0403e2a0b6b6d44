import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import type { GraphiQLProps } from 'graphiql';
import { useState } from 'react';
import { examples as demoExamples } from './examples/examples.ts';
import { examplesPlugin } from './examples/panel.tsx';
import { examplesForRealUpstream } from './examples/placeholders.ts';
import type { GatewayConfig } from './gateway-client.ts';
import { EditorOptions } from './graphiql/editor-options.tsx';
import { createFetcher } from './graphiql/fetcher.ts';
import { NARROW, WIDE } from './graphiql/layout.ts';
import { SaveTabs } from './graphiql/save-tabs.tsx';
import { ShareHeaders } from './graphiql/share-headers.tsx';
import { explorerStorage, initialEditors } from './graphiql/storage.ts';
import { TabList } from './graphiql/tab-list.tsx';
import { CredentialsNotice, DemoNotice, FirstVisitNotice } from './notices.tsx';
import { CallSummary, restCallsPlugin } from './rest-calls/panel.tsx';
import { createStore } from './state.ts';

/** Creates what must keep its identity between renders. */
const createExplorer = (config: GatewayConfig) => {
  const store = createStore();
  const examples = config.emulated ? demoExamples : examplesForRealUpstream(demoExamples);
  const storage = explorerStorage(localStorage, config.emulated);
  const { firstVisit, ...editors } = initialEditors(storage, examples);
  const panel = restCallsPlugin(store, config);
  return {
    store,
    firstVisit,
    props: {
      ...editors,
      fetcher: createFetcher(store),
      storage,
      plugins: [explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN, examplesPlugin(examples), panel],
      ...(examples.length > 0 && {
        defaultTabs: examples.map(({ query, variables = null }) => ({ query, variables })),
      }),
      // On a narrow screen the variables editor is open only when there are variables.
      ...(window.innerWidth > NARROW && { defaultEditorToolsVisibility: true }),
      ...(firstVisit && window.innerWidth >= WIDE && { visiblePlugin: panel }),
    } satisfies GraphiQLProps,
  };
};

/** The explorer page. */
export const Page = ({ config }: { config: GatewayConfig }) => {
  const [{ store, firstVisit, props }] = useState(() => createExplorer(config));
  const [notices, setNotices] = useState<HTMLElement | null>(null);
  return (
    <>
      <header ref={setNotices}>
        <div className="title-bar">
          <h1>twilio-proxy-graphql</h1>
          {config.emulated && <DemoNotice />}
        </div>
        {firstVisit && <FirstVisitNotice />}
      </header>
      {/* Headers may hold an API key, so they are never written to the browser's storage. */}
      <GraphiQL {...props} shouldPersistHeaders={false} inputValueDeprecation schemaDescription>
        {/* The tabs need the room of the logo. The name of the page is its heading. */}
        <GraphiQL.Logo>{null}</GraphiQL.Logo>
        <TabList />
        <SaveTabs />
        <ShareHeaders />
        <EditorOptions />
        <CredentialsNotice store={store} container={notices} />
        <GraphiQL.Footer>
          <CallSummary store={store} />
        </GraphiQL.Footer>
      </GraphiQL>
    </>
  );
};
