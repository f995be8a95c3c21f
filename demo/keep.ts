import { type Insertable, type Kysely, sql } from 'kysely';
import { reachOf } from '#domain/caseload/roles.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import type { Store } from '#store/open-store.ts';
import type { Database } from '#store/schema.ts';
import { type DemoCalendar, demoCalendar } from './calendar.ts';
import { logRows } from './log-rows.ts';
import { partnershipRows } from './partnership-rows.ts';
import { chanceFrom } from './random.ts';
import { reportRows } from './report-rows.ts';
import { reviewRows } from './review-rows.ts';
import { type Rows, schoolRows } from './school-rows.ts';
import { sessionRows } from './session-rows.ts';
import { studentRows } from './student-rows.ts';

const seed = 20_260_312;

/** The whole demo school for a clock: the same instant's week and seed give the same rows. */
export function tellDemoSchool(now: string): { calendar: DemoCalendar; rows: Rows; events: SessionEvent[] } {
  const calendar = demoCalendar(now);
  const chance = chanceFrom(seed);
  const school = schoolRows(calendar, chance);
  const students = studentRows(calendar, chance, school.ids);
  const sessions = sessionRows(calendar, chance, school.ids, students.people);
  const partnership = partnershipRows(calendar, chance, school.ids, students.people, sessions.rows.session ?? []);
  const reports = reportRows(calendar, chance, school.ids, students.people);
  const reviews = reviewRows(calendar, chance, school.ids, students.people);
  const log = logRows(calendar, chance, school.ids, students.people, students.rows.goal ?? [], sessions);
  const { district, ...rest } = school.rows;
  const rows: Rows = {
    district,
    ...rest,
    ...students.rows,
    ...sessions.rows,
    ...partnership,
    ...reports,
    ...reviews,
    ...log,
  };
  const district_id = school.ids.district;
  rows.reach = reachOf({
    roles: (rows.role_held ?? []).map((held) => ({
      adultId: held.adult_id,
      role: held.role,
      schoolId: held.school_id ?? null,
      classId: held.class_id ?? null,
      from: held.from_date,
      to: held.to_date ?? null,
    })),
    caseload: (rows.caseload_place ?? []).map((place) => ({
      adultId: place.adult_id,
      studentId: place.student_id,
      kind: place.kind,
      from: place.from_date,
      to: place.to_date ?? null,
    })),
    standIns: (rows.stand_in ?? []).map((standIn) => ({
      adultId: standIn.adult_id,
      forAdultId: standIn.for_adult_id,
      kind: standIn.kind,
      from: standIn.from_date,
      to: standIn.to_date ?? null,
    })),
    enrollments: (rows.enrollment ?? []).map((enrolled) => ({
      studentId: enrolled.student_id,
      classId: enrolled.class_id,
      from: enrolled.from_date,
      to: enrolled.to_date ?? null,
    })),
  }).map((row) => ({
    district_id,
    adult_id: row.adultId,
    student_id: row.studentId,
    reach: row.reach,
    from_date: row.from,
    to_date: row.to,
  }));
  rows.event = sessions.events.map((event) => eventRow(district_id, event));
  return { calendar, rows, events: sessions.events };
}

function eventRow(district_id: string, event: SessionEvent): Insertable<Database['event']> {
  return {
    district_id,
    id: event.id,
    session_id: event.sessionId,
    kind: event.kind,
    student_id: 'studentId' in event ? (event.studentId ?? null) : null,
    goal_id: 'goalId' in event ? (event.goalId ?? null) : null,
    occurred_at: event.occurredAt,
    entered_at: event.enteredAt,
    received_at: event.enteredAt,
    recorder_id: event.recorderId,
    device_id: event.deviceId,
    body: JSON.stringify(event),
  };
}

/** Tables in the order of their references; rows of the first are needed by the next. */
const order = [
  'district',
  'school',
  'school_date',
  'adult',
  'room',
  'place',
  'class',
  'routine',
  'routine_time',
  'teacher_free',
  'co_teaching_agreement',
  'class_exception',
  'role_held',
  'stand_in',
  'work_time',
  'cue_set',
  'student',
  'student_name',
  'enrollment',
  'kept_apart',
  'iep',
  'caseload_place',
  'reach',
  'goal',
  'goal_version',
  'target',
  'goal_routine',
  'service_line',
  'service_period',
  'session_series',
  'session',
  'session_member',
  'absence',
  'event',
  'card',
  'card_read',
  'visit_plan',
  'visit_reply',
  'service_log_entry',
  'billing_consent',
  'service_code_load',
  'supervision',
  'supervision_time',
  'progress_report',
  'review_words',
  'review_decision',
  'noted_change',
  'strategy',
  'strategy_in_class',
  'strategy_use',
  'thanks',
  'visual_in_class',
  'goal_strategy',
  'personal_link',
  'touch_base_slot',
  'touch_base',
  'touch_base_point',
] as const satisfies readonly (keyof Rows)[];

/** Takes everything out, whatever migrations have added: of the demo nothing is worth keeping into another week. */
async function empty(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname <> 'schema_migration'`.execute(
    db,
  );
  await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(db);
}

/**
 * Keeps the demo school in a store: writes it where there is none, and again when the stored week is not this week's, so that
 * Today is never empty. Only ever touches a store that is empty or a demo; a real school's store is refused.
 */
export async function keepDemoSchool(store: Store, now: string): Promise<'made' | 'kept'> {
  const { monday } = demoCalendar(now);
  return store.asOwner(async (db) => {
    const districts = await db.selectFrom('district').select(['is_demo', 'preferences']).execute();
    if (districts.some((district) => !district.is_demo))
      throw new Error('This store holds a school that is not the demo.');
    if (districts.some((district) => district.preferences.demoWeek === monday)) return 'kept';
    if (districts.length > 0) await empty(db);
    const { rows } = tellDemoSchool(now);
    for (const table of order) {
      const all = (rows[table] ?? []) as Insertable<Database[typeof table]>[];
      const width = Math.max(1, Object.keys(all[0] ?? {}).length);
      // PostgreSQL takes at most 65,535 parameters in one statement.
      const atOnce = Math.min(1_000, Math.floor(60_000 / width));
      for (let first = 0; first < all.length; first += atOnce)
        await db
          .insertInto(table)
          .values(all.slice(first, first + atOnce) as never)
          .execute();
    }
    return 'made';
  });
}
