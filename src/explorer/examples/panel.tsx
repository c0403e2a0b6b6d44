import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { GraphiQLPlugin } from '@graphiql/react';
import type { Example } from './example.ts';
import { ExamplesIcon } from '../icons.tsx';
import { NARROW } from '../graphiql/layout.ts';

/** The panel "Examples": opens an example in a tab, also one whose tab was closed or edited. */
export const examplesPlugin = (examples: readonly Example[]): GraphiQLPlugin => ({
  title: 'Examples',
  icon: ExamplesIcon,
  content: () => <ExamplesPanel examples={examples} />,
});

const ExamplesPanel = ({ examples }: { examples: readonly Example[] }) => {
  const actions = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(({ tabs, queryEditor, variableEditor }) => ({
    tabs,
    queryEditor,
    variableEditor,
  }));
  const open = ({ query, variables = '' }: Example): void => {
    const openTab = tabs.findIndex((tab) => tab.query === query);
    if (openTab >= 0) {
      actions.changeTab(openTab);
    } else {
      actions.addTab();
      queryEditor?.setValue(query);
      variableEditor?.setValue(variables);
    }
    if (window.innerWidth <= NARROW) actions.setVisiblePlugin(null);
  };
  return (
    <section className="panel" aria-label="Examples">
      <h2 className="panel-title">Examples</h2>
      <p className="panel-note">Select an example to open it in a tab.</p>
      <ul className="examples">
        {examples.map((example) => (
          <li key={example.title}>
            <button type="button" className="example" onClick={() => open(example)}>
              <strong>{example.title}</strong>
              {example.purpose && <span>{example.purpose}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
