import { deviceOutbox } from '../../outbox/device.ts';

/** A file of what the server has not taken, sealed: its name says nothing of whose it is. */
export async function saveRescueFile(): Promise<void> {
  const file = await deviceOutbox.rescueFile();
  if (file === null) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'carryover-rescue.ndjson';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
