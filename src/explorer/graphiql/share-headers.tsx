import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef } from 'react';

/** Copies the request headers into each tab that has none, so that a key is entered once. Renders nothing. */
export const ShareHeaders = () => {
  const { activeTabIndex, headerEditor } = useGraphiQL((state) => ({
    activeTabIndex: state.activeTabIndex,
    headerEditor: state.headerEditor,
  }));
  const shared = useRef('');

  useEffect(() => {
    const subscription = headerEditor?.onDidChangeModelContent(() => {
      shared.current = headerEditor.getValue() || shared.current;
    });
    return () => subscription?.dispose();
  }, [headerEditor]);

  useEffect(() => {
    if (shared.current && headerEditor?.getValue() === '') headerEditor.setValue(shared.current);
  }, [activeTabIndex, headerEditor]);

  return null;
};
