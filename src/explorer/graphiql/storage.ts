import type { GraphiQLProps } from 'graphiql';
import type { Example } from '../examples/example.ts';

type ExplorerStorage = NonNullable<GraphiQLProps['storage']>;

/** The content of the editors when the page opens. */
export interface InitialEditors {
  readonly firstVisit: boolean;
  readonly initialQuery?: string;
  readonly initialVariables?: string;
}

const TAB_STATE = 'graphiql:tabState';

/**
 * The part of the browser's storage that belongs to this page. Demo data and a real upstream have a part each, because the
 * ids in the tabs of one do not exist in the other. The prefix keeps out GraphiQL pages of other programs on localhost:4000.
 */
export const explorerStorage = (storage: Storage, emulated: boolean): ExplorerStorage => {
  const prefix = emulated ? 'twilio-proxy-graphql:' : 'twilio-proxy-graphql-live:';
  const keys = (): string[] => Object.keys(storage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => storage.getItem(prefix + key),
    setItem: (key, value) => storage.setItem(prefix + key, value),
    removeItem: (key) => storage.removeItem(prefix + key),
    clear: () => keys().forEach((key) => storage.removeItem(key)),
    get length() {
      return keys().length;
    },
  };
};

/**
 * The content of the tab that was active at the last visit, or the first example.
 * GraphiQL restores its tabs, but fills the variables editor only from this, and opens a second tab when this
 * differs from the stored tab.
 */
export const initialEditors = (storage: ExplorerStorage, examples: readonly Example[]): InitialEditors => {
  const active = activeTab(storage.getItem(TAB_STATE));
  if (active) return { firstVisit: false, ...active };
  const [first] = examples;
  return {
    firstVisit: true,
    ...(first && { initialQuery: first.query, initialVariables: first.variables ?? '' }),
  };
};

const activeTab = (stored: string | null): Omit<InitialEditors, 'firstVisit'> | undefined => {
  try {
    const state = JSON.parse(stored ?? 'null') as StoredTabs | null;
    const tab = state?.tabs?.[state.activeTabIndex ?? 0];
    return tab && { initialQuery: tab.query ?? '', initialVariables: tab.variables ?? '' };
  } catch {
    // GraphiQL ignores a damaged state too.
    return undefined;
  }
};

interface StoredTabs {
  readonly activeTabIndex?: number;
  readonly tabs?: readonly { readonly query?: string | null; readonly variables?: string | null }[];
}
