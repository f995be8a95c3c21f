import { DeviceDatabase } from './database.ts';
import { makeOutbox } from './outbox.ts';

/** This browser's one store, and the queue in it. */
export const deviceDatabase = new DeviceDatabase();
export const deviceOutbox = makeOutbox(deviceDatabase);
