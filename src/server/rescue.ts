import { z } from 'zod';
import { sealedEvent } from '#contract/event.ts';
import { id } from '#contract/values.ts';
import { covers } from '#domain/caseload/roles.ts';
import { readRoles } from '#store/adult.ts';
import type { Store } from '#store/open-store.ts';
import { type Clock, dayIn } from './clock.ts';
import { receiveEvents } from './event-intake.ts';
import { openSealed } from './sealed-events.ts';

/**
 * What a device could not send, brought as a file: a first line that says what it is, then one event on each line, sealed to the
 * district's key (`web/outbox/rescue-file.ts` writes it). The events go the way of all others: each is judged alone, by the
 * rights of its day, and bringing the file again changes nothing.
 */

const head = z.object({
  carryover: z.literal('carryover rescue 1'),
  deviceId: id,
  /** The server's clock less the device's, milliseconds. */
  skewMs: z.number(),
});
const line = sealedEvent.extend({ recorderId: id });

/** As many as one request of a device may bring. */
const atOnce = 1_000;

export type RescueRun =
  | { readonly accepted: number; readonly known: number; readonly refused: number }
  /** `line` is the first that could not be read, counted from 1. */
  | { readonly unreadable: number };

/** Whether a text begins like such a file, whatever follows. */
export function isRescueFile(text: string): boolean {
  return head.safeParse(json(text.slice(0, 1_000).split('\n', 1)[0] ?? '')).success;
}

export async function takeInRescue(store: Store, clock: Clock, text: string): Promise<RescueRun> {
  const [first = '', ...rest] = text.split('\n');
  const said = head.safeParse(json(first));
  if (!said.success) return { unreadable: 1 };
  const events: z.output<typeof line>[] = [];
  for (const [index, written] of rest.entries()) {
    if (written.trim() === '') continue;
    const read = line.safeParse(json(written));
    if (!read.success) return { unreadable: index + 2 };
    events.push(read.data);
  }
  const now = clock.now();
  const sentAt = new Date(now.getTime() - said.data.skewMs).toISOString();
  return store.asOwner(async (db) => {
    const counts = { accepted: 0, known: 0, refused: 0 };
    for (const [recorderId, ofRecorder] of Map.groupBy(events, (event) => event.recorderId)) {
      const recorder = await db
        .selectFrom('adult')
        .innerJoin('district', 'district.id', 'adult.district_id')
        .select(['adult.district_id as districtId', 'district.time_zone as zone'])
        .where('adult.id', '=', recorderId)
        .executeTakeFirst();
      if (recorder === undefined) {
        counts.refused += ofRecorder.length;
        continue;
      }
      const { districtId, zone } = recorder;
      const today = dayIn(zone, now);
      const roles = (await readRoles(db, districtId, recorderId)).filter((held) => covers(held, today));
      for (let from = 0; from < ofRecorder.length; from += atOnce) {
        const batch = ofRecorder.slice(from, from + atOnce).map(({ id: eventId, sealed }) => ({ id: eventId, sealed }));
        const { results } = await receiveEvents(db, {
          districtId,
          recorderId,
          roles: roles.map((held) => held.role),
          today,
          deviceId: said.data.deviceId,
          sentAt,
          receivedAt: now.toISOString(),
          events: await openSealed(db, districtId, batch),
          signedOutElsewhereAt: null,
        });
        for (const { result } of results)
          counts[result === 'accepted' ? 'accepted' : result === 'duplicate' ? 'known' : 'refused'] += 1;
      }
    }
    return counts;
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
