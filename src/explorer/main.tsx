import 'graphiql/setup-workers/vite';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './styles/page.css';
import { loadConfig } from './gateway-client.ts';
import { Page } from './page.tsx';

const element = document.getElementById('page');
if (!element) throw new Error('The document has no element "page" to show the explorer in.');
// The configuration comes first, so that the banner never pushes the editors down later.
const config = await loadConfig();
createRoot(element).render(<Page config={config} />);
