import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** GraphiQL's own key, behind its own prefix. */
const TAB_STATE = 'tabState';

/** Does for the tabs what GraphiQL leaves undone. Shows nothing itself. */
export const TabKeeper = () => {
  const { activeTabIndex, tabs, storage, queryEditor, variableEditor } = useGraphiQL((state) => ({
    activeTabIndex: state.activeTabIndex,
    tabs: state.tabs,
    storage: state.storage,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));

  // A new tab, or one that was open at the last visit, may stand out of sight when there are many.
  useEffect(() => {
    const tab = document.getElementById(`graphiql-session-tab-${activeTabIndex}`);
    tab?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeTabIndex, tabs.length]);

  // GraphiQL writes its tabs half a second late. A reload before that would lose what was typed last.
  useEffect(() => {
    const save = (): void => {
      // Nothing is there when the user has just cleared the storage, and nothing must come back.
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
