import { findControl } from '#server/control.ts';
import { StoreError, type StoreErrorCode } from '#store/open-store.ts';
import type { Place } from './place.ts';
import { Refused } from './refused.ts';

/**
 * Asks the server that holds the school's directory; null where none runs (the command then opens the school itself).
 * @throws StoreError with the code the server answered
 */
export async function askControl<Answer>(place: Place, path: string, body: object): Promise<Answer | null> {
  if (place.dataDir === null || 'databaseUrl' in place.store) return null;
  const address = findControl(place.dataDir);
  if (address === null) return null;
  let response: Response;
  try {
    response = await fetch(`${address.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${address.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    // It was killed and could not take its note away: opening the school itself tells whether anybody holds it.
    return null;
  }
  if (response.status === 401) return null;
  const answer = (await response.json()) as { code?: string; details?: Record<string, string | number> };
  if (response.ok) return answer as Answer;
  if (answer.code === 'unexpected') throw new Refused('command.server_could_not');
  throw new StoreError(answer.code as StoreErrorCode, answer.details ?? {});
}
