import './styles/base.css';
import { showTheme } from './house/theme.ts';
import { keepApp } from './service-worker/app-version.ts';

showTheme();
keepApp();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
// First what the rest of the program must find in its place.
await import('./house/checks-without-eval.ts');
const { show } = await import('./house/house-entry.tsx');
show(root);
