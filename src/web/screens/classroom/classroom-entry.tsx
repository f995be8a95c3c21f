import '../../styles/base.css';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { classroomCatalogues } from '#words/catalogues.ts';
import { showTheme } from '../../house/theme.ts';
import { deviceVault } from '../../outbox/device.ts';
import { LiveRegion } from '../../parts/announce.tsx';
import { deviceLanguage } from '../../parts/device-language.ts';
import { WordsProvider } from '../../parts/words.tsx';
import { keepApp } from '../../service-worker/app-version.ts';
import { VaultGate } from '../vault/vault-gate.tsx';
import { addressOfSession, sessionInAddress } from './classroom-address.ts';
import { ClassroomScreen } from './classroom-screen.tsx';
import { NewSessionScreen } from './new-session-screen.tsx';

// The recording screen is a page of its own (classroom.html), outside the house: no router, no query cache, nothing that waits for the
// network. It is the one that has to open at once.
showTheme();
keepApp();
// Read while the screen is put together; what stops either is said by the part that asks for it too.
classroomCatalogues[deviceLanguage()]().catch(() => {});
deviceVault.load().catch(() => {});

const root = document.getElementById('root');
if (root === null) throw new Error('classroom.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <WordsProvider catalogues={classroomCatalogues}>
      <VaultGate lockAfterMinutes={15}>
        <Classroom />
      </VaultGate>
      <LiveRegion />
    </WordsProvider>
  </StrictMode>,
);

function Classroom() {
  const [sessionId, setSessionId] = useState(() => sessionInAddress(window.location.pathname));
  if (sessionId !== null) return <ClassroomScreen key={sessionId} sessionId={sessionId} />;
  return (
    <NewSessionScreen
      onMade={(made) => {
        window.history.replaceState(null, '', addressOfSession(made));
        setSessionId(made);
      }}
    />
  );
}
