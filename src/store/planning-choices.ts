import type { Kysely } from 'kysely';
import type { PlanningChoices } from '#contract/session.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import type { Database } from './schema.ts';

/** What a session can be planned from. */

type Db = Kysely<Database>;

/** Students whose record the adult reaches today, with their active goals; by name. */
export async function readPlanningStudents(
  db: Db,
  districtId: string,
  adultId: string,
  today: string,
): Promise<PlanningChoices['students']> {
  const students = await db
    .selectFrom('reach')
    .innerJoin('student', (join) =>
      join.onRef('student.district_id', '=', 'reach.district_id').onRef('student.id', '=', 'reach.student_id'),
    )
    .innerJoin('student_name', (join) =>
      join
        .onRef('student_name.district_id', '=', 'reach.district_id')
        .onRef('student_name.student_id', '=', 'reach.student_id'),
    )
    .select([
      'student.id',
      'student.label',
      'student.school_id',
      'student_name.given_name as givenName',
      'student_name.preferred_name as preferredName',
      'student_name.family_name as familyName',
    ])
    .distinct()
    .where('reach.district_id', '=', districtId)
    .where('reach.adult_id', '=', adultId)
    .where('reach.reach', '=', 'record')
    .where('reach.from_date', '<=', today)
    .where((where) => where.or([where('reach.to_date', 'is', null), where('reach.to_date', '>=', today)]))
    .orderBy('student_name.given_name')
    .orderBy('student_name.family_name')
    .execute();
  if (students.length === 0) return [];
  const studentIds = students.map((student) => student.id);
  const enrolled = await db
    .selectFrom('enrollment')
    .select(['student_id', 'class_id'])
    .where('district_id', '=', districtId)
    .where('student_id', 'in', studentIds)
    .where('from_date', '<=', today)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
    .execute();
  const goals = await db
    .selectFrom('goal')
    .select(['id', 'student_id', 'tag', 'discipline'])
    .where('district_id', '=', districtId)
    .where('student_id', 'in', studentIds)
    .where('status', '=', 'active')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const marked = await db
    .selectFrom('goal_routine')
    .select(['goal_id', 'routine_id'])
    .where('district_id', '=', districtId)
    .where('student_id', 'in', studentIds)
    .orderBy('position')
    .execute();
  const classesOf = Map.groupBy(enrolled, (row) => row.student_id);
  const goalsOf = Map.groupBy(goals, (goal) => goal.student_id);
  const routinesOf = Map.groupBy(marked, (row) => row.goal_id);
  return students.map((student) => ({
    studentId: student.id,
    label: student.label,
    name: nameInWords(student),
    schoolId: student.school_id,
    classIds: (classesOf.get(student.id) ?? []).map((row) => row.class_id),
    goals: (goalsOf.get(student.id) ?? []).map((goal) => ({
      goalId: goal.id,
      tag: goal.tag,
      discipline: goal.discipline,
      routineIds: (routinesOf.get(goal.id) ?? []).map((row) => row.routine_id),
    })),
  }));
}

/** Classes, rooms and places with the school they are of, routines with their class. */
export async function readStructure(db: Db, districtId: string) {
  const classes = await db
    .selectFrom('class')
    .select(['id', 'school_id as of', 'name'])
    .where('district_id', '=', districtId)
    .orderBy('grade')
    .orderBy('name')
    .execute();
  const routines = await db
    .selectFrom('routine')
    .select(['id', 'class_id as of'])
    .where('district_id', '=', districtId)
    .execute();
  const rooms = await db
    .selectFrom('room')
    .select(['id', 'school_id as of', 'name', 'kind'])
    .where('district_id', '=', districtId)
    .orderBy('name')
    .execute();
  const places = await db
    .selectFrom('place')
    .select(['id', 'school_id as of', 'name', 'setting'])
    .where('district_id', '=', districtId)
    .orderBy('name')
    .execute();
  return { classes, routines, rooms, places };
}
