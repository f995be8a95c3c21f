import { z } from 'zod';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import { operation } from './operation.ts';
import { day, id, instant } from './values.ts';

/** What therapists said of a student's service, session by session. Kept as events (`service_note`), so that it works without a network. */
export const listServiceNotes = operation({
  name: 'service_note.list',
  method: 'GET',
  path: '/api/students/:studentId/service-notes',
  summary: 'The service notes of a student in this school year, latest session first; what was replaced is left out.',
  act: 'goal.read',
  logged: true,
  params: z.object({ studentId: id }),
  output: z.object({
    items: z.array(
      z.object({
        id,
        sessionId: id,
        date: day,
        delivery: z.enum(sessionDeliveries),
        text: z.string(),
        /** Whose note it is. */
        authorName: z.string(),
        keptAt: instant,
      }),
    ),
  }),
});
export type ServiceNotesOfStudent = z.infer<typeof listServiceNotes.output>;
