import type { Kysely } from 'kysely';
import type { PackMember } from '#contract/session.ts';
import type { Area, CueKind } from '#domain/goals/goal.ts';
import { versionInForce } from '#domain/goals/version.ts';
import { timesOn } from '#domain/school-day/class-day.ts';
import { uniqueLabels } from '#domain/school-day/session-labels.ts';
import type { CueGiver } from '#domain/trials/event.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** What a device needs to record a session: labels and tags, never names or wordings. Read as the adult who records. */

type Db = Kysely<Database>;

export interface PackOf {
  readonly studentId: string;
  readonly label: string;
  readonly absent: boolean;
  /** In the order of the chip; null: the student's active goals of the discipline. */
  readonly goalIds: readonly string[] | null;
}

/** Goals that are closed or that the reader does not reach are left out. */
export async function readPackMembers(
  db: Db,
  districtId: string,
  members: readonly PackOf[],
  date: string,
  discipline: string | null,
): Promise<PackMember[]> {
  if (members.length === 0) return [];
  const goals = await db
    .selectFrom('goal')
    .selectAll()
    .where('district_id', '=', districtId)
    .where(
      'student_id',
      'in',
      members.map((member) => member.studentId),
    )
    .where('status', '=', 'active')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const goalIds = goals.map((goal) => goal.id);
  const versions =
    goalIds.length === 0
      ? []
      : await db
          .selectFrom('goal_version')
          .select([
            'goal_id',
            'version',
            'from_date as from',
            'wait_seconds',
            'response_mode',
            'self_correction_offered',
          ])
          .where('district_id', '=', districtId)
          .where('goal_id', 'in', goalIds)
          .execute();
  const targets =
    goalIds.length === 0
      ? []
      : await db
          .selectFrom('target')
          .selectAll()
          .where('district_id', '=', districtId)
          .where('goal_id', 'in', goalIds)
          .where('from_date', '<=', date)
          .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', date)]))
          .orderBy('position')
          .execute();
  const versionsByGoal = Map.groupBy(versions, (version) => version.goal_id);
  const targetsByGoal = Map.groupBy(targets, (target) => target.goal_id);
  const goalById = new Map(goals.map((goal) => [goal.id, goal]));
  return members.map(({ studentId, label, absent, goalIds: wanted }) => {
    const own =
      wanted === null
        ? goals.filter(
            (goal) => goal.student_id === studentId && (discipline === null || goal.discipline === discipline),
          )
        : wanted.flatMap((goalId) => goalById.get(goalId) ?? []);
    return {
      studentId,
      label,
      absent,
      goals: own.map((goal) => {
        const version = versionInForce(versionsByGoal.get(goal.id) ?? [], date);
        return {
          goalId: goal.id,
          tag: goal.tag,
          measure: goal.measure,
          unit: goal.unit,
          cueSetId: goal.cue_set_id,
          waitSeconds: version?.wait_seconds ?? 5,
          responseMode: version?.response_mode ?? 'speech',
          selfCorrectionOffered: version?.self_correction_offered ?? true,
          targets: (targetsByGoal.get(goal.id) ?? []).map((target) => ({
            targetId: target.id,
            kind: target.kind,
            text: goal.shown_as_code ? '' : target.text,
            level: goal.shown_as_code ? null : target.level,
            position: target.position,
            status: target.status,
          })),
        };
      }),
    };
  });
}

/** Students of the class on the reader's caseload that day who are not members, with labels that no member bears. */
export async function readMayJoin(
  db: Db,
  districtId: string,
  classId: string,
  adultId: string,
  date: string,
  members: readonly { readonly studentId: string; readonly label: string }[],
): Promise<PackOf[]> {
  const rows = await db
    .selectFrom('enrollment')
    .innerJoin('student', (join) =>
      join
        .onRef('student.district_id', '=', 'enrollment.district_id')
        .onRef('student.id', '=', 'enrollment.student_id'),
    )
    .innerJoin('reach', (join) =>
      join
        .onRef('reach.district_id', '=', 'enrollment.district_id')
        .onRef('reach.student_id', '=', 'enrollment.student_id')
        .on('reach.adult_id', '=', adultId)
        .on('reach.reach', '=', 'record')
        .on('reach.from_date', '<=', date)
        .on((on) => on.or([on('reach.to_date', 'is', null), on('reach.to_date', '>=', date)])),
    )
    .select(['student.id', 'student.label'])
    .distinct()
    .where('enrollment.district_id', '=', districtId)
    .where('enrollment.class_id', '=', classId)
    .where('enrollment.from_date', '<=', date)
    .where((where) => where.or([where('enrollment.to_date', 'is', null), where('enrollment.to_date', '>=', date)]))
    .orderBy('student.label')
    .execute();
  const others = rows.filter((row) => !members.some((member) => member.studentId === row.id));
  const labels = uniqueLabels([...members.map((member) => member.label), ...others.map((other) => other.label)]);
  return others.map((other, index) => ({
    studentId: other.id,
    label: labels[members.length + index]!,
    absent: false,
    goalIds: null,
  }));
}

/** What these goals are about. */
export async function readAreas(db: Db, districtId: string, goalIds: readonly string[]): Promise<ReadonlySet<Area>> {
  if (goalIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('goal')
    .select('area')
    .distinct()
    .where('district_id', '=', districtId)
    .where('id', 'in', [...goalIds])
    .execute();
  return new Set(rows.map((row) => row.area));
}

export async function readCueSets(db: Db, districtId: string, cueSetIds: readonly string[]) {
  if (cueSetIds.length === 0) return [];
  const rows = await db
    .selectFrom('cue_set')
    .select(['id', 'kinds', 'asks'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...cueSetIds])
    .execute();
  return rows.map((row) => ({ id: row.id, kinds: row.kinds.map((kind: CueKind) => ({ ...kind })), asks: row.asks }));
}

const giverOf: Readonly<Record<string, CueGiver>> = {
  teacher: 'teacher',
  guest_teacher: 'teacher',
  paraprofessional: 'para',
  therapist: 'therapist',
  assistant: 'therapist',
};

/** The leader first, then who is named for the session, then the adults of the class that day; each once. */
export async function readAdultsPresent(
  db: Db,
  districtId: string,
  session: { readonly id: string; readonly adultId: string; readonly classId: string | null },
  date: string,
): Promise<{ adultId: string; shortName: string; as: CueGiver; expected: boolean }[]> {
  const named = await db
    .selectFrom('adult')
    .leftJoin('session_adult', (join) =>
      join
        .onRef('session_adult.district_id', '=', 'adult.district_id')
        .onRef('session_adult.adult_id', '=', 'adult.id')
        .on('session_adult.session_id', '=', session.id),
    )
    .select(['adult.id', 'adult.short_name', 'session_adult.part'])
    .where('adult.district_id', '=', districtId)
    .where((where) =>
      where.or([where('adult.id', '=', session.adultId), where('session_adult.session_id', 'is not', null)]),
    )
    .execute();
  const ofClass =
    session.classId === null
      ? []
      : await db
          .selectFrom('role_held')
          .innerJoin('adult', (join) =>
            join.onRef('adult.district_id', '=', 'role_held.district_id').onRef('adult.id', '=', 'role_held.adult_id'),
          )
          .select(['adult.id', 'adult.short_name', 'role_held.role'])
          .where('role_held.district_id', '=', districtId)
          .where('role_held.class_id', '=', session.classId)
          .where('role_held.from_date', '<=', date)
          .where((where) => where.or([where('role_held.to_date', 'is', null), where('role_held.to_date', '>=', date)]))
          .orderBy('adult.name')
          .execute();
  const out = await db
    .selectFrom('absence')
    .select('adult_id')
    .where('district_id', '=', districtId)
    .where('date', '=', date)
    .where('adult_id', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .execute();
  const isOut = new Set(out.map((absence) => absence.adult_id));
  const all = [
    ...named
      .toSorted((a, b) => Number(b.id === session.adultId) - Number(a.id === session.adultId))
      .map((adult) => ({ adultId: adult.id, shortName: adult.short_name, as: 'therapist' as CueGiver })),
    ...ofClass.map((adult) => ({ adultId: adult.id, shortName: adult.short_name, as: giverOf[adult.role] ?? 'other' })),
  ];
  const first = new Map<string, (typeof all)[number]>();
  for (const adult of all) if (!first.has(adult.adultId)) first.set(adult.adultId, adult);
  return [...first.values()].map((adult) => ({ ...adult, expected: !isOut.has(adult.adultId) }));
}

/** A class's routines on a date that is the given weekday and rotation day, in order. */
export async function readRoutinesOn(
  db: Db,
  districtId: string,
  classIds: readonly string[],
  date: string,
  weekday: number,
  rotationDayOfClass: (classId: string) => string | null,
) {
  if (classIds.length === 0) return [];
  const rows = await db
    .selectFrom('routine_time')
    .innerJoin('routine', (join) =>
      join
        .onRef('routine.district_id', '=', 'routine_time.district_id')
        .onRef('routine.id', '=', 'routine_time.routine_id'),
    )
    .leftJoin('place', (join) =>
      join.onRef('place.district_id', '=', 'routine.district_id').onRef('place.id', '=', 'routine.place_id'),
    )
    .selectAll('routine_time')
    .select((select) => ['routine.name', select.fn.coalesce('place.setting', 'routine.setting').as('setting')])
    .where('routine_time.district_id', '=', districtId)
    .where('routine_time.class_id', 'in', [...classIds])
    .where('routine_time.weekday', '=', weekday)
    .execute();
  const times = rows.map((row) => ({
    classId: row.class_id,
    routineId: row.routine_id,
    name: row.name,
    setting: row.setting ?? 'classroom',
    starts: wallTimeOf(row.starts),
    ends: wallTimeOf(row.ends),
    pushIn: row.push_in,
    pullOut: row.pull_out,
    weekday: row.weekday,
    rotationDay: row.rotation_day,
    from: row.from_date,
    to: row.to_date,
  }));
  return [...Map.groupBy(times, (time) => time.classId)].flatMap(([classId, of]) =>
    timesOn(of, date, weekday, rotationDayOfClass(classId)),
  );
}
