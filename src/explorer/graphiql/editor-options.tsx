import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { NARROW } from './layout.ts';

/** Wraps long lines, so that an example's purpose can be read, and writes smaller on a narrow screen. Shows nothing itself. */
export const EditorOptions = () => {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    responseEditor: state.responseEditor,
  }));
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor]) {
      editor?.updateOptions({
        wordWrap: 'on',
        wrappingIndent: 'indent',
        ...(window.innerWidth <= NARROW && { fontSize: 13 }),
      });
    }
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  return null;
};
