import { useEffect } from 'react';
import { deviceVault } from '../../outbox/device.ts';

const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
const lookEveryMs = 5_000;

/** Locks the vault when nobody has touched the device for so long; also when it slept meanwhile, before anything is shown. */
export function useAutoLock(afterMs: number): void {
  useEffect(() => {
    let last = Date.now();
    const look = () => {
      if (Date.now() - last >= afterMs) deviceVault.lock();
    };
    const touched = () => {
      look();
      last = Date.now();
    };
    const timer = setInterval(look, lookEveryMs);
    for (const sign of signs) window.addEventListener(sign, touched, { capture: true, passive: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, touched, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, [afterMs]);
}
