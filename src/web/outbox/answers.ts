import type { EventResult } from '#contract/event.ts';
import type { ServerKey } from './sealing.ts';

/**
 * The server's answers as the queue needs them, checked by hand: the library of checks would be a tenth of all that the recording
 * screen loads. Null: whatever answered, it was not our server (a captive portal, half a body).
 */

export interface TakenIn {
  readonly results: readonly EventResult[];
  readonly receivedAt: string;
  readonly signIn: 'open' | 'over' | 'ended_elsewhere';
}

export function takenInFrom(text: string): TakenIn | null {
  const said = objectFrom(text);
  if (said === null) return null;
  const { results, receivedAt, signIn } = said;
  if (!Array.isArray(results) || !results.every(isResult)) return null;
  if (typeof receivedAt !== 'string' || Number.isNaN(Date.parse(receivedAt))) return null;
  if (signIn !== 'open' && signIn !== 'over' && signIn !== 'ended_elsewhere') return null;
  return { results, receivedAt, signIn };
}

export function serverKeyFrom(text: string): ServerKey | null {
  const { id, publicKey } = objectFrom(text) ?? {};
  return typeof id === 'string' && typeof publicKey === 'string' ? { id, publicKey } : null;
}

function objectFrom(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const said: unknown = JSON.parse(text);
    return isObject(said) ? said : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string';

function isResult(value: unknown): value is EventResult {
  if (!isObject(value) || typeof value.id !== 'string') return false;
  const known = value.result === 'accepted' || value.result === 'duplicate' || value.result === 'refused';
  const kept = value.kept === undefined || value.kept === true;
  return known && kept && isTextOrAbsent(value.code) && isTextOrAbsent(value.field);
}
