import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { GraphiQLPlugin } from '@graphiql/react';
import type { Example } from './example.ts';
import { ExamplesIcon } from '../icons.tsx';
import { NARROW } from '../graphiql/layout.ts';

/** A panel that lists the examples by purpose and opens one as a tab, so that a closed or changed one is not lost. */
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
    const present = tabs.findIndex((tab) => tab.query === query);
    if (present >= 0) {
      actions.changeTab(present);
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
      <p className="panel-note">Each opens in a tab of its own.</p>
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
