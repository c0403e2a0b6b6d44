import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { NARROW } from './layout.ts';

/** Sets the options of the four editors: long lines wrap, the Tab key leaves the editor, and each has a label. Renders nothing. */
export const EditorOptions = () => {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    responseEditor: state.responseEditor,
  }));
  useEffect(() => {
    const labels = [
      [queryEditor, 'Operation'],
      [variableEditor, 'Variables'],
      [headerEditor, 'Request headers'],
      [responseEditor, 'Response'],
    ] as const;
    for (const [editor, ariaLabel] of labels) {
      editor?.updateOptions({
        ariaLabel,
        // Otherwise the keyboard cannot leave an editor. Ctrl+M makes Tab indent again.
        tabFocusMode: true,
        wordWrap: 'on',
        wrappingIndent: 'indent',
        ...(window.innerWidth <= NARROW && { fontSize: 13 }),
      });
    }
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  return null;
};
