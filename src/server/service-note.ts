import { listServiceNotes, type ServiceNotesOfStudent } from '#contract/service-note.ts';
import { keptServiceNotes } from '#domain/trials/service-note.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readServiceNotes } from '#store/service-note.ts';
import { readStudent } from '#store/student.ts';
import { type Handler, handle } from './handle.ts';
import { type Refusal, refuse } from './refusal.ts';

export const serviceNoteHandlers: readonly Handler[] = [
  // The owner's transaction: a note is shown to whoever reaches its student, also where the session is somebody else's.
  handle(
    listServiceNotes,
    { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' },
    async ({ db, adult, params }): Promise<ServiceNotesOfStudent | Refusal> => {
      const { districtId } = adult;
      const student = await readStudent(db, districtId, params.studentId);
      const school = (await readSchoolTimes(db, districtId)).get(student?.schoolId ?? '');
      if (school === undefined) return refuse('not_found', 'studentId');
      const rows = await readServiceNotes(db, districtId, params.studentId, school.calendar.year.from);
      const kept = new Set(keptServiceNotes(rows.map((row) => row.event)).map((note) => note.id));
      return {
        items: rows.flatMap(({ event, date, delivery, authorName }) =>
          event.kind === 'service_note' && kept.has(event.id)
            ? [
                {
                  id: event.id,
                  sessionId: event.sessionId,
                  date,
                  delivery,
                  text: event.text,
                  authorName,
                  keptAt: event.enteredAt,
                },
              ]
            : [],
        ),
      };
    },
  ),
];
