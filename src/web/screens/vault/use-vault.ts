import { useEffect, useState, useSyncExternalStore } from 'react';
import { deviceOutbox, deviceVault } from '../../outbox/device.ts';
import type { OutboxCounts } from '../../outbox/outbox.ts';
import type { VaultState } from '../../outbox/vault.ts';

export function useVault(): VaultState {
  return useSyncExternalStore(deviceVault.subscribe, deviceVault.state);
}

export function useUnsent(): OutboxCounts {
  const [counts, setCounts] = useState<OutboxCounts>({ waiting: 0, refused: 0, signedOut: false });
  useEffect(() => deviceOutbox.counts(setCounts), []);
  return counts;
}
