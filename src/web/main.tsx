import './styles/base.css';
import { showTheme } from './house/theme.ts';
import { isClassroom } from './screens/classroom/classroom-address.ts';
import { keepApp } from './service-worker/app-version.ts';

showTheme();
keepApp();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
// The recording screen comes without the router and all that the house is made of: it is the one that has to open at once.
const { show } = await (isClassroom(window.location.pathname)
  ? import('./screens/classroom/classroom-entry.tsx')
  : import('./house/checks-without-eval.ts').then(() => import('./house/house-entry.tsx')));
show(root);
