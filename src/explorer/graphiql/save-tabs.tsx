import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** GraphiQL's own key, without the prefix of its storage. */
const TAB_STATE = 'tabState';

/** Saves the tabs when the page is left. GraphiQL saves them half a second after a change. Renders nothing. */
export const SaveTabs = () => {
  const { activeTabIndex, tabs, storage, queryEditor, variableEditor } = useGraphiQL((state) => ({
    activeTabIndex: state.activeTabIndex,
    tabs: state.tabs,
    storage: state.storage,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));

  useEffect(() => {
    const save = (): void => {
      // The user has just cleared the storage: nothing must come back.
      if (!storage.get(TAB_STATE) || !queryEditor || !variableEditor) return;
      const open = { query: queryEditor.getValue(), variables: variableEditor.getValue() };
      const kept = tabs.map((tab, index) => ({
        ...tab,
        ...(index === activeTabIndex && open),
        headers: null,
        response: null,
      }));
      storage.set(TAB_STATE, JSON.stringify({ activeTabIndex, tabs: kept }));
    };
    window.addEventListener('pagehide', save);
    return () => window.removeEventListener('pagehide', save);
  }, [activeTabIndex, tabs, storage, queryEditor, variableEditor]);

  return null;
};
