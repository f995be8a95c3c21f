import type { Kysely } from 'kysely';
import { type Access, type Act, accessTable, mayI, type Subject } from '#domain/caseload/access.ts';
import { classRoles, covers, type Reach, type Role } from '#domain/caseload/roles.ts';
import type { Database } from '#store/schema.ts';
import type { SignedIn } from './signed-in.ts';

/** What an operation is about. A goal stands for its student. */
export type SubjectRef =
  | { readonly student: string }
  | { readonly goal: string }
  | { readonly session: string }
  | { readonly class: string };

/** Roles whose relationship to a student is the record: through a caseload, never through a class; a coordinator's behind glass. */
const recordRoles: readonly Role[] = ['therapist', 'assistant', 'case_manager', 'coordinator'];

/** Whether the act is held to something a handler must name: a student, a session, a class. */
export function needsSubject(act: Act): boolean {
  return ['student', 'session', 'class'].includes(accessTable[act].subject);
}

const kindsOfSubject: Record<Subject, readonly string[]> = {
  student: ['student', 'goal'],
  session: ['session'],
  class: ['class'],
  district: [],
  self: [],
};

export interface Judged {
  readonly access: Access;
  /** Students whose record the subject is, as far as `db` shows them. */
  readonly students: readonly string[];
}

/**
 * Holds the act to the adult's relationship today. `db` may be the adult's own transaction: what row-level security hides there
 * is judged as not the adult's own, and what it shows is still judged by this policy.
 */
export async function judge(
  db: Kysely<Database>,
  adult: SignedIn,
  act: Act,
  subject: SubjectRef | null,
  today: string,
): Promise<Judged> {
  const kind = subject === null ? null : Object.keys(subject)[0]!;
  const kinds = kindsOfSubject[accessTable[act].subject];
  if (kind === null ? kinds.length > 0 : !kinds.includes(kind)) throw new Error(`${act} is not about a ${kind}`);
  const { own, students } = await relate(db, adult, subject, today);
  const held = adult.roles.map((role) => ({ role: role.role, own: own(role) }));
  return { access: mayI(act, held), students };
}

/** The students a subject of the district is about, or null where there is no such thing. The owner's transaction. */
export async function studentsOf(
  db: Kysely<Database>,
  districtId: string,
  subject: SubjectRef,
): Promise<readonly string[] | null> {
  const [[kind, id]] = Object.entries(subject) as [['student' | 'goal' | 'session' | 'class', string]];
  const row = await db
    .selectFrom(kind)
    .select('id')
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (kind === 'student') return [id];
  if (kind === 'class') return [];
  const students =
    kind === 'goal'
      ? db.selectFrom('goal').select('student_id').where('district_id', '=', districtId).where('id', '=', id)
      : db
          .selectFrom('session_member')
          .select('student_id')
          .where('district_id', '=', districtId)
          .where('session_id', '=', id);
  return (await students.execute()).map((student) => student.student_id);
}

type Held = SignedIn['roles'][number];
interface Relation {
  readonly own: (held: Held) => boolean;
  readonly students: readonly string[];
}
const unrelated: Relation = { own: () => false, students: [] };

async function relate(
  db: Kysely<Database>,
  adult: SignedIn,
  subject: SubjectRef | null,
  today: string,
): Promise<Relation> {
  if (subject === null) return { own: () => true, students: [] };
  if ('student' in subject) return toStudent(db, adult, subject.student, today);
  if ('goal' in subject) {
    const goal = await db
      .selectFrom('goal')
      .select('student_id')
      .where('district_id', '=', adult.districtId)
      .where('id', '=', subject.goal)
      .executeTakeFirst();
    return goal === undefined ? unrelated : toStudent(db, adult, goal.student_id, today);
  }
  if ('session' in subject) return toSession(db, adult, subject.session, today);
  return toClass(db, adult, subject.class);
}

async function toStudent(db: Kysely<Database>, adult: SignedIn, studentId: string, today: string): Promise<Relation> {
  const rows = await db
    .selectFrom('reach')
    .select(['adult_id as adultId', 'student_id as studentId', 'reach', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', adult.districtId)
    .where('adult_id', '=', adult.adultId)
    .where('student_id', '=', studentId)
    .execute();
  const reaches = (reach: Reach) => rows.some((row) => row.reach === reach && covers(row, today));
  return {
    own: ({ role }) =>
      classRoles.includes(role) ? reaches('published') : recordRoles.includes(role) && reaches('record'),
    students: [studentId],
  };
}

async function toSession(db: Kysely<Database>, adult: SignedIn, sessionId: string, today: string): Promise<Relation> {
  const session = await db
    .selectFrom('session')
    .select(['adult_id', 'class_id'])
    .where('district_id', '=', adult.districtId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (session === undefined) return unrelated;
  const members = await db
    .selectFrom('session_member')
    .select('student_id')
    .where('district_id', '=', adult.districtId)
    .where('session_id', '=', sessionId)
    .execute();
  const own = session.adult_id === adult.adultId || (await takesPart(db, adult, sessionId, session.adult_id, today));
  return {
    // Whoever helps in a class records in every session of it.
    own: ({ role, classId }) =>
      own || (role === 'paraprofessional' && classId !== null && classId === session.class_id),
    students: members.map((member) => member.student_id),
  };
}

/** Besides the one who leads: those named for the session, and whoever stands in for its leader today. */
async function takesPart(
  db: Kysely<Database>,
  adult: SignedIn,
  sessionId: string,
  leaderId: string,
  today: string,
): Promise<boolean> {
  const named = await db
    .selectFrom('session_adult')
    .select('adult_id')
    .where('district_id', '=', adult.districtId)
    .where('session_id', '=', sessionId)
    .where('adult_id', '=', adult.adultId)
    .executeTakeFirst();
  if (named !== undefined) return true;
  const standIns = await db
    .selectFrom('stand_in')
    .select(['from_date as from', 'to_date as to'])
    .where('district_id', '=', adult.districtId)
    .where('adult_id', '=', adult.adultId)
    .where('for_adult_id', '=', leaderId)
    .execute();
  return standIns.some((standIn) => covers(standIn, today));
}

/** A class is the own of the adults who hold a role at it, and of staff whose role is held at its school or in the district. */
async function toClass(db: Kysely<Database>, adult: SignedIn, classId: string): Promise<Relation> {
  const found = await db
    .selectFrom('class')
    .select('school_id')
    .where('district_id', '=', adult.districtId)
    .where('id', '=', classId)
    .executeTakeFirst();
  if (found === undefined) return unrelated;
  return {
    own: ({ role, schoolId, classId: at }) =>
      classRoles.includes(role) ? at === classId : schoolId === null || schoolId === found.school_id,
    students: [],
  };
}
