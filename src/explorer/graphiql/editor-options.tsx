import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { NARROW } from './layout.ts';

/** Sets up the four editors: long lines wrap, the Tab key leaves the editor, and each has a label. Renders nothing. */
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
      if (editor !== responseEditor) describe(editor?.getContainerDomNode(), ariaLabel);
      editor?.updateOptions({
        ariaLabel,
        wordWrap: 'on',
        wrappingIndent: 'indent',
        ...(window.innerWidth <= NARROW && { fontSize: 13 }),
      });
    }
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);

  // At first Tab indents, and the keyboard cannot leave an editor. Monaco has this mode once for all editors of the page;
  // Ctrl+M switches it too.
  useEffect(() => queryEditor?.trigger(null, 'editor.action.toggleTabFocusMode', null), [queryEditor]);
  return null;
};

/** GraphiQL gives the focus to the element around an editor. Enter moves it into the editor. */
const describe = (container: HTMLElement | undefined, name: string): void => {
  container?.setAttribute('role', 'group');
  container?.setAttribute('aria-label', `${name}: press Enter to edit`);
};
