import 'graphiql/setup-workers/vite';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './styles/page.css';
import './styles/panels.css';
import './styles/narrow.css';
import { loadConfig } from './gateway-client.ts';
import { Page } from './page.tsx';

const element = document.getElementById('page');
if (!element) throw new Error('The document has no element with the id "page".');
// The configuration decides what the page shows first, so it is loaded before the page renders.
const config = await loadConfig();
createRoot(element).render(<Page config={config} />);
