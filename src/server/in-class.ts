import type { Kysely } from 'kysely';
import { countOutOfClass, readInClass } from '#contract/in-class.ts';
import { covers } from '#domain/caseload/roles.ts';
import { addDays, mondayOf, rotationDayOf, weekdayOf, weeksBetween } from '#domain/school-day/calendar.ts';
import { minutesOf } from '#domain/school-day/intervals.ts';
import { missedInClass, outOfClassCounts, whereSpent } from '#domain/services/in-class.ts';
import { type MinuteSegment, minuteSegments } from '#domain/services/minutes.ts';
import { sessionStays } from '#domain/services/session-stays.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readGradesOfClasses, readGradesOfStudents } from '#store/in-class.ts';
import { readLedgerSessions, readLedgerSessionsOf } from '#store/ledger.ts';
import { readClassDays } from '#store/plan.ts';
import type { Database } from '#store/schema.ts';
import { readEnrollments, readStudent } from '#store/student.ts';
import { readTeamPlaces, readTeamTherapists, type TeamPlace } from '#store/team.ts';
import { type Handler, handle } from './handle.ts';
import { refuse } from './refusal.ts';
import { schoolsOf } from './team.ts';

type Db = Kysely<Database>;

/** Whole weeks before the present one that the counts are of. */
const weeksCounted = 6;

export const inClassHandlers: readonly Handler[] = [
  // The owner's transaction, as the ledger's: who else was there tells whether the student was alone.
  handle(
    readInClass,
    { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' },
    async ({ db, adult, params, today }) => {
      const { districtId, adultId } = adult;
      const { studentId } = params;
      const student = await readStudent(db, districtId, studentId);
      const school = (await readSchoolTimes(db, districtId)).get(student?.schoolId ?? '');
      if (student === null || school === undefined) return refuse('not_found', 'studentId');
      const { from } = school.calendar.year;
      const sessions = await readLedgerSessions(db, districtId, studentId, from, today);
      const segments = minuteSegments(sessions.flatMap(sessionStays), []).filter(
        (segment) => segment.studentId === studentId,
      );
      const enrolled = await readEnrollments(db, districtId, [studentId]);
      const classIds = [...new Set(enrolled.map(({ classId }) => classId))];
      const { routines, times } = await readClassDays(db, districtId, classIds, adultId);
      const dayOf = (date: string) => {
        const rotation = rotationDayOf(date, school.calendar);
        const classes = new Set(enrolled.filter((one) => covers(one, date)).map(({ classId }) => classId));
        return times
          .filter(
            (time) =>
              classes.has(time.classId) &&
              time.weekday === weekdayOf(date) &&
              (time.rotationDay === null || time.rotationDay === rotation) &&
              covers(time, date),
          )
          .map(({ routineId, starts, ends }) => ({
            routineId,
            from: minutesOf(starts) ?? 0,
            to: minutesOf(ends) ?? 0,
          }));
      };
      const grades = await readGradesOfClasses(db, districtId, classIds);
      const gradeOn = (date: string) =>
        enrolled
          .filter((one) => covers(one, date))
          .map(({ classId }) => grades.get(classId) ?? null)
          .find((grade) => grade !== null) ?? student.grade;
      const nameOf = new Map(routines.map(({ id, name, classId }) => [id, { name, classId }]));
      const classNames = new Map(enrolled.map(({ classId, className }) => [classId, className]));
      return {
        from,
        to: today,
        grades: byGrade(segments, gradeOn),
        missed: missedInClass(segments, dayOf).map(({ routineId, minutes }) => ({
          routineId,
          name: nameOf.get(routineId)?.name ?? '',
          className: classNames.get(nameOf.get(routineId)?.classId ?? '') ?? '',
          minutes,
        })),
      };
    },
  ),

  handle(countOutOfClass, { as: 'owner' }, async ({ db, adult, today }) => {
    const { districtId, adultId, roles } = adult;
    const to = addDays(mondayOf(today), -1);
    const from = addDays(mondayOf(today), -7 * weeksCounted);
    const own = roles.some(({ role }) => role === 'therapist');
    const leads = roles.some(({ role }) => role === 'coordinator');
    const schools = leads ? schoolsOf(adult) : null;
    const therapists = await readTeamTherapists(db, districtId, schools, today);
    const everybody = therapists.map((one) => one.adultId);
    // Whoever else is with a student takes them out as well: all therapists' sessions count.
    const sessions = await readLedgerSessionsOf(db, districtId, everybody, from, to);
    const segments = Map.groupBy(minuteSegments(sessions.flatMap(sessionStays), []), ({ studentId }) => studentId);
    const places = await readTeamPlaces(db, districtId, everybody, schools, today);
    const names = new Map([...(await readSchoolTimes(db, districtId)).values()].map((one) => [one.schoolId, one.name]));
    const counts = (of: readonly TeamPlace[]) => counted(db, districtId, of, segments);
    const groups = [];
    if (own)
      groups.push({ schoolName: null, counts: await counts(places.filter((place) => place.adultId === adultId)) });
    if (leads)
      for (const [schoolId, of] of Map.groupBy(places, (place) => place.schoolId))
        groups.push({ schoolName: names.get(schoolId) ?? '', counts: await counts(of) });
    return { from, to, weeks: weeksCounted, groups };
  }),
];

async function counted(
  db: Db,
  districtId: string,
  places: readonly TeamPlace[],
  segments: ReadonlyMap<string, readonly MinuteSegment[]>,
) {
  const studentIds = [...new Set(places.map(({ studentId }) => studentId))];
  const grades = await readGradesOfStudents(db, districtId, studentIds);
  return outOfClassCounts(
    studentIds.map((studentId) => ({
      grade: grades.get(studentId) ?? null,
      perWeek: Math.round(whereSpent(segments.get(studentId) ?? []).outOfClass / weeksCounted),
    })),
  );
}

/** Stretches of the same grade with their minutes; a week counts where it has a session. */
function byGrade(segments: readonly MinuteSegment[], gradeOn: (date: string) => number | null) {
  const stretches: { grade: number | null; segments: MinuteSegment[] }[] = [];
  for (const segment of segments.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const grade = gradeOn(segment.date);
    const last = stretches.at(-1);
    if (last?.grade === grade) last.segments.push(segment);
    else stretches.push({ grade, segments: [segment] });
  }
  return stretches.map(({ grade, segments: of }) => {
    const [first, last] = [of[0]!.date, of.at(-1)!.date];
    return {
      grade,
      from: first,
      weeks: weeksBetween(mondayOf(first), mondayOf(last)) + 1,
      ...whereSpent(of),
    };
  });
}
