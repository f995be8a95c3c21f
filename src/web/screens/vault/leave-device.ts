import { deviceOutbox, deviceVault } from '../../outbox/device.ts';

/**
 * Signs this device out without a house around: what can be sent is sent first, what is readable is removed, and the sealed rest
 * stays. The server is told; where it cannot be reached, it is when it can.
 */
export async function leaveDevice(): Promise<void> {
  await deviceOutbox.flush();
  await deviceVault.wipe({ signOutDue: true });
  await signOutWhereDue();
  window.location.assign('/sign-in');
}

/** Ends the sign-in of somebody who left while the server was out of reach: nothing is shown with it any more. */
export async function signOutWhereDue(): Promise<'done' | 'unreachable'> {
  if (!(await deviceVault.signOutDue())) return 'done';
  try {
    const response = await fetch('/api/sign-out', { method: 'POST', signal: AbortSignal.timeout(10_000) });
    // 401: nobody is signed in any more, which is what was wanted.
    if (!response.ok && response.status !== 401) return 'unreachable';
  } catch {
    return 'unreachable';
  }
  await deviceVault.signedOut();
  return 'done';
}
