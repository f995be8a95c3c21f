import './styles/base.css';
import { classroomCatalogues } from '#words/catalogues.ts';
import { showTheme } from './house/theme.ts';
import { deviceLanguage } from './parts/device-language.ts';
import { isClassroom } from './screens/classroom/classroom-address.ts';
import { keepApp } from './service-worker/app-version.ts';

showTheme();
keepApp();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
// The recording screen comes without the router and all that the house is made of: it is the one that has to open at once.
function recordingScreen() {
  // Fetched beside the screen, not after it; where that fails, the screen asks again.
  classroomCatalogues[deviceLanguage()]().catch(() => {});
  return import('./screens/classroom/classroom-entry.tsx');
}
function house() {
  return import('./house/checks-without-eval.ts').then(() => import('./house/house-entry.tsx'));
}
const { show } = await (isClassroom(window.location.pathname) ? recordingScreen() : house());
show(root);
