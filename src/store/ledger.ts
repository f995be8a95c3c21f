import { type Kysely, sql } from 'kysely';
import type { Discipline } from '#domain/goals/goal.ts';
import type { LedgerSession } from '#domain/services/session-stays.ts';
import type { SessionDelivery } from '#domain/school-day/session.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/**
 * Sessions as the ledger needs them. The owner's transaction: whether a student was alone or in a group is told by the others of
 * the therapist's time, of whom the reader need not know anything and is told nothing.
 */

type Db = Kysely<Database>;

const eventKinds = ['opened', 'joined', 'left', 'closed', 'void'] as const;

/** Every session the student is or was in, from a date to a date, and what else their therapists had on those days. */
export async function readLedgerSessions(
  db: Db,
  districtId: string,
  studentId: string,
  from: string,
  to: string,
): Promise<LedgerSession[]> {
  const own = await db
    .selectFrom('session')
    .select(['session.adult_id', 'session.date'])
    .where('session.district_id', '=', districtId)
    .where('session.date', '>=', from)
    .where('session.date', '<=', to)
    .where((where) =>
      where.or([
        where.exists(
          where
            .selectFrom('session_member')
            .select('session_member.student_id')
            .whereRef('session_member.district_id', '=', 'session.district_id')
            .whereRef('session_member.session_id', '=', 'session.id')
            .where('session_member.student_id', '=', studentId),
        ),
        // Who joined one of others is a member of it by what was recorded only.
        where.exists(
          where
            .selectFrom('event')
            .select('event.id')
            .whereRef('event.district_id', '=', 'session.district_id')
            .whereRef('event.session_id', '=', 'session.id')
            .where('event.student_id', '=', studentId)
            .where('event.kind', '=', 'joined'),
        ),
      ]),
    )
    .execute();
  return completed(db, districtId, own, from, to);
}

async function completed(
  db: Db,
  districtId: string,
  own: readonly { readonly adult_id: string; readonly date: string }[],
  from: string,
  to: string,
): Promise<LedgerSession[]> {
  if (own.length === 0) return [];
  const days = new Set(own.map((row) => `${row.adult_id} ${row.date}`));
  const rows = await sessionsBy(db, districtId)
    .where('session.adult_id', 'in', [...new Set(own.map((row) => row.adult_id))])
    .where('session.date', 'in', [...new Set(own.map((row) => row.date))])
    .execute();
  return complete(
    db,
    districtId,
    rows.filter((row) => days.has(`${row.adult_id} ${row.date}`)),
    from,
    to,
  );
}

/**
 * From which day a student's minutes are counted: the first session there is, or the day the district began with Carryover. Of the
 * weeks before nothing was written down, and what nobody wrote down was not missed.
 */
export async function readCountedSince(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
): Promise<(studentId: string) => string> {
  const { began } = await db
    .selectFrom('district')
    .select(sql<string>`(created_at at time zone time_zone)::date`.as('began'))
    .where('id', '=', districtId)
    .executeTakeFirstOrThrow();
  const rows =
    studentIds.length === 0
      ? []
      : await db
          .selectFrom('session')
          .innerJoin('session_member as member', (join) =>
            join.onRef('member.district_id', '=', 'session.district_id').onRef('member.session_id', '=', 'session.id'),
          )
          .select(['member.student_id', sql<string>`min(session.date)`.as('first')])
          .where('session.district_id', '=', districtId)
          .where('member.student_id', 'in', [...studentIds])
          .groupBy('member.student_id')
          .execute();
  const firsts = new Map(rows.map(({ student_id, first }) => [student_id, first]));
  return (studentId) => {
    const first = firsts.get(studentId);
    return first !== undefined && first < began ? first : began;
  };
}

/** Every session that these adults lead, from a date to a date. */
export async function readLedgerSessionsOf(
  db: Db,
  districtId: string,
  adultIds: readonly string[],
  from: string,
  to: string,
): Promise<LedgerSession[]> {
  if (adultIds.length === 0) return [];
  const rows = await sessionsBy(db, districtId)
    .where('session.adult_id', 'in', [...adultIds])
    .where('session.date', '>=', from)
    .where('session.date', '<=', to)
    .execute();
  return complete(db, districtId, rows, from, to);
}

function sessionsBy(db: Db, districtId: string) {
  return (
    db
      .selectFrom('session')
      .innerJoin('adult', (join) =>
        join.onRef('adult.district_id', '=', 'session.district_id').onRef('adult.id', '=', 'session.adult_id'),
      )
      .innerJoin('school', (join) =>
        join.onRef('school.district_id', '=', 'session.district_id').onRef('school.id', '=', 'session.school_id'),
      )
      .select(['session.id', 'session.adult_id', 'session.date', 'session.starts', 'session.ends', 'session.delivery'])
      .select(['session.status', 'session.cancelled_reason', 'adult.discipline', 'school.time_zone'])
      .where('session.district_id', '=', districtId)
      // A teacher's note is no service.
      .where('session.delivery', '<>', 'teacher_note')
  );
}

/** The sessions with who was in them and what was recorded of coming and going. */
async function complete(
  db: Db,
  districtId: string,
  rows: Awaited<ReturnType<ReturnType<typeof sessionsBy>['execute']>>,
  from: string,
  to: string,
): Promise<LedgerSession[]> {
  // Only therapists and assistants give minutes of a discipline.
  const kept = rows.filter((row) => row.discipline !== null);
  const ids = kept.map((row) => row.id);
  if (ids.length === 0) return [];
  const members = await db
    .selectFrom('session_member')
    .select(['session_id', 'student_id'])
    .where('district_id', '=', districtId)
    .where('session_id', 'in', ids)
    .orderBy('position')
    .execute();
  const events = await db
    .selectFrom('event')
    .select(['session_id', 'body'])
    .where('district_id', '=', districtId)
    .where('session_id', 'in', ids)
    .where('kind', 'in', eventKinds)
    .execute();
  const absent = await db
    .selectFrom('absence')
    .select(['date', 'student_id'])
    .where('district_id', '=', districtId)
    .where('student_id', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .execute();
  const madeUp = await db
    .selectFrom('session_make_up')
    .select(['session_id', 'student_id'])
    .where('district_id', '=', districtId)
    .where('session_id', 'in', ids)
    .execute();
  const madeUpIn = Map.groupBy(madeUp, (row) => row.session_id);
  const membersOf = Map.groupBy(members, (row) => row.session_id);
  const eventsOf = Map.groupBy(events, (row) => row.session_id);
  const absentOn = Map.groupBy(absent, (row) => row.date);
  return kept.map((row) => ({
    id: row.id,
    therapistId: row.adult_id,
    discipline: row.discipline as Discipline,
    date: row.date,
    starts: wallTimeOf(row.starts),
    ends: wallTimeOf(row.ends),
    zone: row.time_zone,
    delivery: row.delivery as SessionDelivery,
    status: row.status,
    cancelledReason: row.cancelled_reason,
    memberIds: (membersOf.get(row.id) ?? []).map((member) => member.student_id),
    makesUpFor: (madeUpIn.get(row.id) ?? []).map((one) => one.student_id),
    absentIds: (absentOn.get(row.date) ?? []).map((one) => one.student_id!),
    events: (eventsOf.get(row.id) ?? []).map((one) => one.body),
  }));
}
