import { listRefusedEvents, readSessionEvents, sendEvents } from '#contract/event.ts';
import { readEvents, readRefused } from '#store/event.ts';
import { receiveEvents } from './event-intake.ts';
import { handle } from './handle.ts';

export const eventHandlers = [
  handle(sendEvents, { as: 'owner' }, async ({ db, adult, body, now, today, saw }) => {
    const { results, students } = await receiveEvents(db, {
      districtId: adult.districtId,
      recorderId: adult.adultId,
      roles: adult.roles.map((held) => held.role),
      today,
      receivedAt: now,
      ...body,
    });
    saw(students);
    return { results, receivedAt: now };
  }),
  handle(
    readSessionEvents,
    { subject: ({ params }) => ({ session: params.sessionId }) },
    async ({ db, adult, params }) => ({
      events: await readEvents(db, adult.districtId, { sessionId: params.sessionId }),
    }),
  ),
  handle(listRefusedEvents, {}, async ({ db, adult }) => ({
    items: await readRefused(db, adult.districtId, adult.adultId),
  })),
];
