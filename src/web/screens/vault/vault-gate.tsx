import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { deviceVault } from '../../outbox/device.ts';
import { useAutoLock } from './use-auto-lock.ts';
import { useVault } from './use-vault.ts';

// The recording screen opens without the fields and buttons of the lock, where there is nothing to unlock.
const LockScreen = lazy(() => import('./lock-screen.tsx').then((part) => ({ default: part.LockScreen })));

const minuteMs = 60_000;

/**
 * Stands before everything that shows students: nothing of it is there until the vault is open. What was open before it locked
 * stays as it was under the lock, out of sight and reach, so that a half-written sentence is not lost to a pause.
 */
export function VaultGate({
  lockAfterMinutes,
  children,
}: {
  readonly lockAfterMinutes: number;
  readonly children: ReactNode;
}) {
  const state = useVault();
  const [begun, setBegun] = useState(false);
  const [broken, setBroken] = useState(false);
  const locked = state.phase === 'locked' || state.phase === 'wiped';
  useAutoLock(lockAfterMinutes * minuteMs);
  useEffect(() => {
    // A browser that keeps nothing at all (private windows of some) has nothing to lock.
    deviceVault.load().catch(() => setBroken(true));
  }, []);
  useEffect(() => {
    if (state.phase === 'open' || state.phase === 'nobody') setBegun(true);
  }, [state.phase]);

  if (state.phase === 'reading' && !broken) return null;
  return (
    <>
      {locked && (
        <Suspense fallback={null}>
          <LockScreen state={state} />
        </Suspense>
      )}
      {(begun || !locked) && (
        <div hidden={locked} inert={locked}>
          {children}
        </div>
      )}
    </>
  );
}
