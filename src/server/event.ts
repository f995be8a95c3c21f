import { listRefusedEvents, readOutboxKey, readSessionEvents, sendEvents } from '#contract/event.ts';
import { readEvents, readRefused } from '#store/event.ts';
import { receiveEvents } from './event-intake.ts';
import { handle } from './handle.ts';
import { asAdult, isOfThePad, isOfTheseDays } from './recording.ts';
import { refuse } from './refusal.ts';
import { openSealed, outboxKey } from './sealed-events.ts';
import type { SignedIn } from './signed-in.ts';

function signInOf({ over }: SignedIn): 'open' | 'over' | 'ended_elsewhere' {
  if (over === null) return 'open';
  return over.how === 'elsewhere' ? 'ended_elsewhere' : 'over';
}

export const eventHandlers = [
  handle(sendEvents, { as: 'owner' }, async ({ db, adult, body, now, today, saw }) => {
    const { results, students } = await receiveEvents(db, {
      districtId: adult.districtId,
      recorderId: adult.adultId,
      roles: adult.roles.map((held) => held.role),
      today,
      receivedAt: now,
      ...body,
      events: await openSealed(db, adult.districtId, body.events),
      signedOutElsewhereAt: adult.over?.how === 'elsewhere' ? adult.over.at : null,
    });
    saw(students);
    return { results, receivedAt: now, signIn: signInOf(adult) };
  }),
  handle(readOutboxKey, { as: 'owner' }, ({ db, adult, now, newId }) => outboxKey(db, adult.districtId, now, newId)),
  handle(
    readSessionEvents,
    { subject: ({ params }) => ({ session: params.sessionId }), as: 'owner' },
    async (asked) => {
      const { db, adult, params, fields } = asked;
      const read = () => readEvents(db, adult.districtId, { sessionId: params.sessionId });
      if (fields === 'record') return { events: await asAdult(asked, read) };
      if (!(await isOfTheseDays(asked, params.sessionId))) return refuse('not_yours', 'sessionId');
      return { events: (await read()).filter((event) => isOfThePad(event) || event.recorderId === adult.adultId) };
    },
  ),
  handle(listRefusedEvents, {}, async ({ db, adult }) => ({
    items: await readRefused(db, adult.districtId, adult.adultId),
  })),
];
