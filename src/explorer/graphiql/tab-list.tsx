import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * Keeps the active tab in view and gives the tabs roles that a screen reader can follow. Renders nothing.
 *
 * GraphiQL marks each tab with the role `tab`, which may hold no buttons, puts two buttons into it, and has no arrow keys.
 * A list of buttons, one of them the current one, is what the elements are. The area around them becomes the main landmark.
 */
export const TabList = () => {
  const { activeTabIndex, tabs } = useGraphiQL((state) => ({
    activeTabIndex: state.activeTabIndex,
    tabs: state.tabs,
  }));

  useEffect(() => {
    document.querySelector('.graphiql-sessions')?.setAttribute('role', 'main');
    document.querySelector('.graphiql-tabs')?.setAttribute('role', 'list');
    document.getElementById('graphiql-session')?.removeAttribute('role');
    tabs.forEach(({ title }, index) => {
      const button = document.getElementById(`graphiql-session-tab-${index}`);
      button?.parentElement?.setAttribute('role', 'listitem');
      button?.parentElement?.removeAttribute('aria-selected');
      button?.setAttribute('aria-current', String(index === activeTabIndex));
      button?.nextElementSibling?.setAttribute('aria-label', `Close ${title}`);
    });
  }, [activeTabIndex, tabs]);

  useEffect(() => {
    const tab = document.getElementById(`graphiql-session-tab-${activeTabIndex}`);
    tab?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeTabIndex, tabs.length]);

  return null;
};
