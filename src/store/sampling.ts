import { type Kysely, sql } from 'kysely';
import type { ComingVisit } from '#domain/carryover/occasions.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** The coming occasions at which goals can be seen: planned sessions, and routines with the adults who are there. */

type Db = Kysely<Database>;

export type PlannedVisit = Omit<ComingVisit, 'leaderIsTherapist'> & {
  readonly routineName: string | null;
  readonly classId: string | null;
  readonly className: string | null;
};

/** Sessions of these students from one date to another that are planned and not begun; at a consult no student is seen. */
export async function readComingVisits(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
  dates: { readonly from: string; readonly to: string },
): Promise<PlannedVisit[]> {
  if (studentIds.length === 0) return [];
  const rows = await db
    .selectFrom('session')
    .innerJoin('session_member as member', (join) =>
      join.onRef('member.district_id', '=', 'session.district_id').onRef('member.session_id', '=', 'session.id'),
    )
    .leftJoin('routine', (join) =>
      join.onRef('routine.district_id', '=', 'session.district_id').onRef('routine.id', '=', 'session.routine_id'),
    )
    .leftJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'session.district_id').onRef('class.id', '=', 'session.class_id'),
    )
    .select([
      'session.id',
      'session.date',
      'session.starts',
      'session.setting',
      'session.routine_id',
      'session.adult_id',
      'routine.name as routine_name',
      'session.class_id',
      'class.name as class_name',
      'member.student_id',
      'member.goal_ids',
    ])
    .where('session.district_id', '=', districtId)
    .where('session.date', '>=', dates.from)
    .where('session.date', '<=', dates.to)
    .where('session.status', '=', 'planned')
    .where('session.delivery', '<>', 'consult')
    .where('member.student_id', 'in', [...studentIds])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('event')
            .select('event.id')
            .whereRef('event.district_id', '=', 'session.district_id')
            .whereRef('event.session_id', '=', 'session.id')
            .where('event.kind', '=', 'opened'),
        ),
      ),
    )
    .orderBy('session.date')
    .orderBy('session.starts')
    .orderBy('session.id')
    .execute();
  return [...Map.groupBy(rows, (row) => row.id).values()].map((members) => {
    const [session] = members;
    return {
      sessionId: session!.id,
      date: session!.date,
      startsAt: wallTimeOf(session!.starts),
      setting: session!.setting,
      routineId: session!.routine_id,
      leaderId: session!.adult_id,
      routineName: session!.routine_name,
      classId: session!.class_id,
      className: session!.class_name,
      members: members.map((member) => ({ studentId: member.student_id, goalIds: member.goal_ids })),
    };
  });
}

/** When the routines take place, with the class and school they belong to. */
export async function readRoutineTimes(db: Db, districtId: string, routineIds: readonly string[]) {
  if (routineIds.length === 0) return [];
  const rows = await db
    .selectFrom('routine_time')
    .innerJoin('routine', (join) =>
      join
        .onRef('routine.district_id', '=', 'routine_time.district_id')
        .onRef('routine.id', '=', 'routine_time.routine_id'),
    )
    .innerJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'routine.district_id').onRef('class.id', '=', 'routine.class_id'),
    )
    .leftJoin('place', (join) =>
      join.onRef('place.district_id', '=', 'routine.district_id').onRef('place.id', '=', 'routine.place_id'),
    )
    .select([
      'routine.id as routineId',
      'routine.name as routineName',
      'class.id as classId',
      'class.name as className',
      'class.school_id as schoolId',
      'routine_time.weekday',
      'routine_time.rotation_day as rotationDay',
      'routine_time.from_date as from',
      'routine_time.to_date as to',
      'routine_time.starts',
      'routine_time.ends',
    ])
    .select(sql<string>`coalesce(place.setting, routine.setting, 'classroom')`.as('setting'))
    .where('routine_time.district_id', '=', districtId)
    .where('routine_time.routine_id', 'in', [...new Set(routineIds)])
    .execute();
  return rows.map((row) => ({ ...row, starts: wallTimeOf(row.starts), ends: wallTimeOf(row.ends) }));
}

/** Adults of the classes who are there on a date, paraprofessionals first: whoever leads the lesson has the least hands free. */
export async function readClassAdults(db: Db, districtId: string, classIds: readonly string[]) {
  if (classIds.length === 0) return [];
  return db
    .selectFrom('role_held')
    .select(['class_id as classId', 'adult_id as adultId', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .where('class_id', 'in', [...new Set(classIds)])
    .where('role', 'in', ['paraprofessional', 'teacher'])
    .orderBy('role')
    .orderBy('from_date')
    .orderBy('adult_id')
    .execute();
}

/** Adults who are noted as out on a date from one to another. */
export async function readAdultsOut(db: Db, districtId: string, from: string, to: string) {
  const rows = await db
    .selectFrom('absence')
    .select(['adult_id', 'date'])
    .where('district_id', '=', districtId)
    .where('adult_id', 'is not', null)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Set(rows.map(({ adult_id, date }) => `${adult_id}/${date}`));
}

export async function readLabels(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
): Promise<Map<string, string>> {
  if (studentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('student')
    .select(['id', 'label'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...studentIds])
    .execute();
  return new Map(rows.map(({ id, label }) => [id, label]));
}

export async function readStudentsOfClass(
  db: Db,
  districtId: string,
  classId: string,
  date: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('enrollment')
    .select('student_id')
    .distinct()
    .where('district_id', '=', districtId)
    .where('class_id', '=', classId)
    .where('from_date', '<=', date)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', date)]))
    .execute();
  return rows.map((row) => row.student_id);
}
