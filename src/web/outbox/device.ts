import { DeviceDatabase } from './database.ts';
import { asItIs, makeOutbox } from './outbox.ts';
import { askPasskey } from './passkey-secret.ts';
import { makeShelf } from './shelf.ts';
import { makeVault } from './vault.ts';

/** This browser's one store, and what is in it: the vault, the queue, and what is kept for a room without a network. */
const deviceDatabase = new DeviceDatabase();
export const deviceVault = makeVault(deviceDatabase, askPasskey);
export const deviceOutbox = makeOutbox(deviceDatabase, deviceVault, {
  ...asItIs,
  ended: async () => {
    if (deviceVault.state().phase === 'nobody') return;
    await deviceVault.wipe({ everybody: true });
    window.location.assign('/sign-in');
  },
});
export const deviceShelf = makeShelf(deviceDatabase, deviceVault);
