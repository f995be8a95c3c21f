import { readPack, readToday } from '#contract/session.ts';
import { call } from '../../client/call.ts';
import { deviceShelf, deviceVault } from '../../outbox/device.ts';

/** Kept so long it is still the day as planned, and asking again would only fill the access log. */
const freshMs = 15 * 60_000;

/**
 * Takes the day of whoever is signed in along: their sessions, and of each what is needed to record it. Only where the device is
 * locked with a PIN or passkey; what could not be fetched now is fetched the next time.
 */
export async function takeDay(date: string, now: Date): Promise<void> {
  const state = deviceVault.state();
  if (state.phase !== 'open' || !state.guarded) return;
  const before = await deviceShelf.day();
  if (before?.day.date === date && now.getTime() - Date.parse(before.fetchedAt) < freshMs) return;
  const today = await call(readToday, { query: { date } });
  const sessions = today.sessions.filter((session) => session.status !== 'cancelled');
  for (const { id } of sessions) {
    const pack = await call(readPack, { params: { sessionId: id } });
    await deviceShelf.keepPack({ sessionId: id, pack, fetchedAt: new Date().toISOString() });
  }
  // Last: the day says "as of", and is only said once all of it is here.
  await deviceShelf.keepDay(
    {
      date: today.date,
      sessions: sessions.map(
        ({ id, starts, ends, delivery, routineName, className, roomName, lookFor, members = [] }) => ({
          id,
          starts,
          ends,
          delivery,
          routineName,
          className,
          roomName,
          lookFor,
          labels: members.map((member) => member.label),
        }),
      ),
    },
    now.toISOString(),
  );
}
