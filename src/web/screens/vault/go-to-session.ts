import type { MouseEvent } from 'react';
import { deviceVault } from '../../outbox/device.ts';

/** For links to the recording screen, a page of its own: whoever has just unlocked the device is not asked once more. */
export function goToSession(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const { href } = event.currentTarget;
  deviceVault
    .handOver()
    .catch(() => undefined)
    .finally(() => window.location.assign(href));
}
