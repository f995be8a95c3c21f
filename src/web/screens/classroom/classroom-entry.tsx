import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { classroomCatalogues } from '#words/catalogues.ts';
import { deviceVault } from '../../outbox/device.ts';
import { LiveRegion } from '../../parts/announce.tsx';
import { WordsProvider } from '../../parts/words.tsx';
import { VaultGate } from '../vault/vault-gate.tsx';
import { addressOfSession, sessionInAddress } from './classroom-address.ts';
import { ClassroomScreen } from './classroom-screen.tsx';
import { NewSessionScreen } from './new-session-screen.tsx';

/** The recording screen stands outside the house: no router, no query cache, nothing that waits for the network. */
export function show(root: HTMLElement): void {
  // Read while the screen is put together; what stops it is said by the gate, which asks for it too.
  deviceVault.load().catch(() => {});
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
}

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
