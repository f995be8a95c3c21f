import type { Kysely } from 'kysely';
import type { SessionDelivery } from '#domain/school-day/session.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { eventOf } from './event.ts';
import type { Database } from './schema.ts';

/** Service notes of one student, with what takes them back, and the session each belongs to. */

export interface ServiceNoteRow {
  readonly event: SessionEvent;
  /** `YYYY-MM-DD` of the session. */
  readonly date: string;
  readonly delivery: SessionDelivery;
  readonly authorName: string;
}

/** @param from the first date of sessions that are wanted */
export async function readServiceNotes(
  db: Kysely<Database>,
  districtId: string,
  studentId: string,
  from: string,
): Promise<ServiceNoteRow[]> {
  const rows = await db
    .selectFrom('event as e')
    .innerJoin('session as s', (join) =>
      join.onRef('s.district_id', '=', 'e.district_id').onRef('s.id', '=', 'e.session_id'),
    )
    .innerJoin('adult as a', (join) =>
      join.onRef('a.district_id', '=', 'e.district_id').onRef('a.id', '=', 'e.recorder_id'),
    )
    .select(['e.body', 'e.occurred_at', 'e.entered_at', 's.date', 's.delivery', 'a.name as authorName'])
    .where('e.district_id', '=', districtId)
    .where('e.student_id', '=', studentId)
    .where('e.kind', 'in', ['service_note', 'void'])
    .where('s.date', '>=', from)
    .where('s.delivery', '!=', 'teacher_note')
    .orderBy('s.date', 'desc')
    .orderBy('e.occurred_at')
    .orderBy('e.id')
    .execute();
  return rows.map(({ date, delivery, authorName, ...event }) => ({
    event: eventOf(event),
    date,
    delivery: delivery as SessionDelivery,
    authorName,
  }));
}
