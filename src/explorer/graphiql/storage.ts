import type { GraphiQLProps } from 'graphiql';
import type { Example } from '../examples/example.ts';

type ExplorerStorage = NonNullable<GraphiQLProps['storage']>;

/** The content of the editors when the page opens. */
export interface InitialEditors {
  readonly firstVisit: boolean;
  readonly initialQuery?: string;
  readonly initialVariables?: string;
}

// localhost:4000 is a popular origin. Without a prefix the page would open with the tabs of another program's GraphiQL.
const PREFIX = 'twilio-proxy-graphql:';
const TAB_STATE = 'graphiql:tabState';

/** The part of the browser's storage whose keys have this page's prefix. */
export const explorerStorage = (storage: Storage): ExplorerStorage => {
  const keys = (): string[] => Object.keys(storage).filter((key) => key.startsWith(PREFIX));
  return {
    getItem: (key) => storage.getItem(PREFIX + key),
    setItem: (key, value) => storage.setItem(PREFIX + key, value),
    removeItem: (key) => storage.removeItem(PREFIX + key),
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
