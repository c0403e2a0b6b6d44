import { createRoot } from 'react-dom/client';
import { App } from './app';
import './style.css';

const element = document.getElementById('app');
if (!element) throw new Error('The document has no element with the id "app".');
createRoot(element).render(<App />);
