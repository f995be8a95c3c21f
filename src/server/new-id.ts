import { v7 } from 'uuid';

/** A UUIDv7 of that instant, for things the server itself makes. */
export function newId(now: Date): string {
  return v7({ msecs: now.getTime() });
}
