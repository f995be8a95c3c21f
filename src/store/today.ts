import { type Kysely, sql } from 'kysely';
import { addDays } from '#domain/school-day/calendar.ts';
import { timesOn } from '#domain/school-day/class-day.ts';
import type { CarryBackEvent, TakenUpEvent } from '#domain/trials/event.ts';
import { notVoided } from './event.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** What a therapist's day is made of besides its sessions. */

type Db = Kysely<Database>;

/** Where the adult works and what else there is, on a date that is the given weekday and, at each school, rotation day. */
export async function readWork(
  db: Db,
  districtId: string,
  adultId: string,
  date: string,
  weekday: number,
  rotationDayAt: (schoolId: string | null) => string | null,
) {
  const rows = await db
    .selectFrom('work_time')
    .leftJoin('school', (join) =>
      join.onRef('school.district_id', '=', 'work_time.district_id').onRef('school.id', '=', 'work_time.school_id'),
    )
    .selectAll('work_time')
    .select('school.name as school_name')
    .where('work_time.district_id', '=', districtId)
    .where('work_time.adult_id', '=', adultId)
    .execute();
  const times = rows.map((row) => ({
    kind: row.kind,
    label: row.label,
    schoolId: row.school_id,
    schoolName: row.school_name,
    starts: wallTimeOf(row.starts),
    ends: wallTimeOf(row.ends),
    weekday: row.weekday,
    rotationDay: row.rotation_day,
    from: row.from_date,
    to: row.to_date,
  }));
  return [...Map.groupBy(times, (time) => time.schoolId)]
    .flatMap(([schoolId, at]) => timesOn(at, date, weekday, rotationDayAt(schoolId)))
    .toSorted((a, b) => (a.starts < b.starts ? -1 : 1));
}

/** Older notes are the past: what was to be taken up then has been, or will be seen again. */
const carryBackDays = 42;

export interface CarriedBack {
  readonly eventId: string;
  readonly sessionId: string;
  readonly studentId: string;
  readonly text: string;
  readonly seenOn: string;
  readonly routineName: string | null;
}

/** What was said of these students up to a date, of one kind, and not taken back. */
function standingEvents(
  db: Db,
  districtId: string,
  kind: 'carry_back' | 'taken_up',
  studentIds: readonly string[],
  date: string,
) {
  return db
    .selectFrom('event')
    .innerJoin('session', (join) =>
      join.onRef('session.district_id', '=', 'event.district_id').onRef('session.id', '=', 'event.session_id'),
    )
    .leftJoin('routine', (join) =>
      join.onRef('routine.district_id', '=', 'session.district_id').onRef('routine.id', '=', 'session.routine_id'),
    )
    .select([
      'event.id',
      'event.session_id',
      'event.student_id',
      'event.body',
      'session.date',
      'routine.name as routine_name',
    ])
    .where('event.district_id', '=', districtId)
    .where('event.kind', '=', kind)
    .where('event.student_id', 'in', [...studentIds])
    .where('session.date', '>=', addDays(date, -carryBackDays))
    .where('session.date', '<=', date)
    .where(notVoided)
    .orderBy('event.occurred_at')
    .limit(400);
}

/**
 * What was noted in class for these students and not ticked off yet in a pull-out session; what was ticked off in one of `upTo`
 * still stands there, with its tick.
 */
export async function readCarryBack(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
  upTo: readonly string[],
  date: string,
): Promise<CarriedBack[]> {
  if (studentIds.length === 0) return [];
  const rows = await standingEvents(db, districtId, 'carry_back', studentIds, date).execute();
  if (rows.length === 0) return [];
  const taken = new Set(
    (await standingEvents(db, districtId, 'taken_up', studentIds, date).execute())
      .filter((row) => !upTo.includes(row.session_id))
      .map((row) => (row.body as TakenUpEvent).carryBackId),
  );
  return rows
    .filter((row) => !taken.has(row.id))
    .map((row) => ({
      eventId: row.id,
      sessionId: row.session_id,
      studentId: row.student_id!,
      text: (row.body as CarryBackEvent).text,
      seenOn: row.date,
      routineName: row.routine_name,
    }));
}

/**
 * The way back: what to look for in these students' next lesson. It stands until a lesson with the student has been begun since,
 * and in that one (`upTo`) as well.
 */
export async function readFromRoom(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
  upTo: readonly string[],
  date: string,
): Promise<{ eventId: string; studentId: string; text: string; saidOn: string }[]> {
  if (studentIds.length === 0) return [];
  const rows = await standingEvents(db, districtId, 'taken_up', studentIds, date)
    .where(sql<boolean>`event.body ->> 'lookFor' <> ''`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('event as begun')
            .innerJoin('session as lesson', (join) =>
              join.onRef('lesson.district_id', '=', 'begun.district_id').onRef('lesson.id', '=', 'begun.session_id'),
            )
            .innerJoin('session_member as member', (join) =>
              join
                .onRef('member.district_id', '=', 'begun.district_id')
                .onRef('member.session_id', '=', 'begun.session_id')
                .onRef('member.student_id', '=', 'event.student_id'),
            )
            .select('begun.id')
            .whereRef('begun.district_id', '=', 'event.district_id')
            .where('begun.kind', '=', 'opened')
            .where('lesson.delivery', 'in', ['push_in', 'observation'])
            .$if(upTo.length > 0, (query) => query.where('lesson.id', 'not in', [...upTo]))
            .whereRef('begun.occurred_at', '>', 'event.occurred_at'),
        ),
      ),
    )
    .execute();
  return rows.map((row) => ({
    eventId: row.id,
    studentId: row.student_id!,
    text: (row.body as TakenUpEvent).lookFor,
    saidOn: row.date,
  }));
}

/** Annual reviews and reevaluations of the adult's therapy caseload due by that date, the ones that have passed included. */
export async function readIepDates(db: Db, districtId: string, adultId: string, today: string, by: string) {
  const rows = await db
    .selectFrom('caseload_place')
    .innerJoin('student', (join) =>
      join
        .onRef('student.district_id', '=', 'caseload_place.district_id')
        .onRef('student.id', '=', 'caseload_place.student_id'),
    )
    .innerJoin('iep', (join) =>
      join
        .onRef('iep.district_id', '=', 'caseload_place.district_id')
        .onRef('iep.student_id', '=', 'caseload_place.student_id'),
    )
    .select(['student.id', 'student.label', 'iep.iep_date', 'iep.annual_review_due', 'iep.reevaluation_due'])
    .where('caseload_place.district_id', '=', districtId)
    .where('caseload_place.adult_id', '=', adultId)
    .where('caseload_place.kind', '=', 'therapy')
    .where('caseload_place.from_date', '<=', today)
    .where((where) =>
      where.or([where('caseload_place.to_date', 'is', null), where('caseload_place.to_date', '>=', today)]),
    )
    .orderBy('iep.iep_date', 'desc')
    .execute();
  // Only the newest IEP of a student has dates that are still to be kept.
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!newest.has(row.id)) newest.set(row.id, row);
  return [...newest.values()]
    .flatMap((row) => [
      { studentId: row.id, label: row.label, what: 'annual_review' as const, date: row.annual_review_due },
      { studentId: row.id, label: row.label, what: 'reevaluation' as const, date: row.reevaluation_due },
    ])
    .filter((due): due is typeof due & { date: string } => due.date !== null && due.date <= by)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
