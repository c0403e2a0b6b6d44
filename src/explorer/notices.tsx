import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useState, useSyncExternalStore } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { NARROW } from './graphiql/layout.ts';
import type { ExplorerStore } from './state.ts';

/** Says that the data are not those of a Twilio account. */
export const DemoNotice = () => (
  <p className="demo-notice" role="status">
    Demo data: responses come from the embedded emulator.
  </p>
);

/** Explains the page in one sentence until the user closes it. */
export const FirstVisitNotice = () => {
  const [open, setOpen] = useState(true);
  if (!open) return null;
  return (
    <div className="notice notice-hint">
      <p>
        Each tab is a GraphQL example: press ▶ to run it, and the panel “REST calls” lists the Twilio API
        calls behind its response.
      </p>
      <button type="button" onClick={() => setOpen(false)}>
        Close
      </button>
    </div>
  );
};

interface CredentialsNoticeProps {
  readonly store: ExplorerStore;
  /** The element that shows the notice. It is outside of GraphiQL, whose state the notice needs. */
  readonly container: HTMLElement | null;
}

/** After a 401: says where credentials go, opens that editor, and loads the schema that was refused. */
export const CredentialsNotice = ({ store, container }: CredentialsNoticeProps) => {
  const { requiredAuth } = useSyncExternalStore(store.subscribe, store.get);
  const headerEditor = useGraphiQL((state) => state.headerEditor);
  const actions = useGraphiQLActions();
  if (requiredAuth === undefined || !container) return null;

  const openHeaders = (): void => {
    // GraphiQL has no action for this.
    const tab = document.querySelector<HTMLElement>('.graphiql-editor-tools [data-name="headers"]');
    flushSync(() => {
      if (window.innerWidth <= NARROW) actions.setVisiblePlugin(null);
      tab?.click();
    });
    headerEditor?.focus();
  };
  return createPortal(
    <div className="notice notice-alert" role="alert">
      <p>
        The gateway requires credentials. Enter them in the Headers tab, for example{' '}
        <code>{`{ "authorization": "${requiredAuth} …" }`}</code>, then load the schema.
      </p>
      <button type="button" onClick={openHeaders}>
        Open the Headers tab
      </button>
      <button type="button" onClick={() => void actions.introspect()}>
        Load the schema
      </button>
    </div>,
    container,
  );
};
