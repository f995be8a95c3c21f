import type { Kysely } from 'kysely';
import { type GoalSampling, readClassSampling, readGoalSampling, readSampling } from '#contract/sampling.ts';
import { type ComingRoutine, type ComingVisit, occasionsFor } from '#domain/carryover/occasions.ts';
import { samplingPlan } from '#domain/carryover/sampling-plan.ts';
import { addDays, isSchoolDay, rotationDayOf, weekdayOf } from '#domain/school-day/calendar.ts';
import { timesOn } from '#domain/school-day/class-day.ts';
import { readAdult } from '#store/adult.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { type GoalRow, readGoal, readGoalRoutines, readGoalsOf } from '#store/goal.ts';
import { readTherapistsOf } from '#store/hand-over.ts';
import {
  readAdultsOut,
  readClassAdults,
  readComingVisits,
  readLabels,
  readRoutineTimes,
  readStudentsOfClass,
} from '#store/sampling.ts';
import type { Database } from '#store/schema.ts';
import { readAdults, readReached } from '#store/student.ts';
import { readGoalReadings } from './goal-reading.ts';
import { type Handler, handle } from './handle.ts';
import { refuse } from './refusal.ts';

type Db = Kysely<Database>;
interface Asker {
  readonly districtId: string;
  readonly zone: string;
}

/** A school week ahead, this day included: what lies further off is planned anew until then. */
const daysAhead = 7;
/** What the adults of a class are asked for in one day, nearest to an answer first: a lesson stays a lesson. */
const mostForClass = 3;

export const samplingHandlers: readonly Handler[] = [
  handle(readSampling, {}, async ({ db, adult, today, saw }) => {
    const { districtId, adultId } = adult;
    const students = await readReached(db, districtId, adultId, today);
    const goals = (await readGoalsOf(db, districtId, students)).filter(({ status }) => status === 'active');
    // Whoever has goals of their own looks after those; who has none (an assistant, a case manager) sees the caseload's.
    // Those of a therapist who no longer has the student are looked after by whoever has, in the same discipline.
    const having = await readTherapistsOf(db, districtId, students, today);
    const discipline = (await readAdult(db, districtId, adultId))?.discipline ?? null;
    const own = goals.filter((goal) => {
      const therapists = having.get(goal.studentId);
      const takenOver = therapists?.has(adultId) && !therapists.has(goal.ownerId) && goal.discipline === discipline;
      return goal.ownerId === adultId || takenOver === true;
    });
    const asked = own.length > 0 ? own : goals;
    saw(asked.map(({ studentId }) => studentId));
    const to = addDays(today, daysAhead - 1);
    const all = await samplingOf(db, adult, asked, { today, from: today, to });
    return {
      from: today,
      to,
      items: all
        .filter(({ needs, probesDue }) => needs.length > 0 || probesDue.length > 0)
        .toSorted((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.tag < b.tag ? -1 : 1)),
    };
  }),

  handle(
    readGoalSampling,
    { subject: ({ params }) => ({ goal: params.goalId }) },
    async ({ db, adult, params, today }) => {
      const goal = await readGoal(db, adult.districtId, params.goalId);
      if (goal === null) return refuse('not_found', 'goalId');
      const to = addDays(today, daysAhead - 1);
      const [found] = await samplingOf(db, adult, [goal], { today, from: today, to });
      return found === undefined ? refuse('not_found', 'goalId') : { from: today, to, goal: found };
    },
  ),

  // The adults of a class do not reach the records it is computed from: what leaves here is a label, a routine and a number.
  handle(
    readClassSampling,
    { subject: ({ params }) => ({ class: params.classId }), as: 'owner' },
    async ({ db, adult, fields, params, query, today, saw }) => {
      const { districtId } = adult;
      // Staff of the school read how a class runs; whom to look for is for those who are in it.
      if (fields !== 'published') return { items: [] };
      const students = await readStudentsOfClass(db, districtId, params.classId, query.date);
      const goals = (await readGoalsOf(db, districtId, students)).filter(
        ({ status, shownAsCode }) => status === 'active' && !shownAsCode,
      );
      saw(students);
      const adults = new Set(
        (await readClassAdults(db, districtId, [params.classId])).map(({ adultId }) => adultId as string),
      );
      const found = await samplingOf(db, adult, goals, {
        today,
        from: query.date < today ? today : query.date,
        to: addDays(query.date, daysAhead - 1),
      });
      const asked = found.flatMap(({ label, unit, needs, tasks }) => {
        const left = needs.reduce((sum, need) => sum + need.count, 0);
        return tasks
          .filter(({ date, recorderId }) => date === query.date && adults.has(recorderId))
          .map(({ routineName, startsAt, count }) => ({ label, unit, routineName, startsAt, count, left }));
      });
      return {
        items: asked
          .toSorted((a, b) => a.left - b.left || inOrder(a, b))
          .slice(0, mostForClass)
          .toSorted(inOrder),
      };
    },
  ),
];

const inOrder = (a: { startsAt: string; label: string }, b: { startsAt: string; label: string }) =>
  a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.label < b.label ? -1 : a.label > b.label ? 1 : 0;

interface Span {
  readonly today: string;
  readonly from: string;
  readonly to: string;
}

/** For each goal what it still needs to be seen, spread over the coming visits and routines. */
async function samplingOf(db: Db, asker: Asker, goals: readonly GoalRow[], span: Span): Promise<GoalSampling[]> {
  const { districtId } = asker;
  const ids = goals.map(({ id }) => id);
  const students = [...new Set(goals.map(({ studentId }) => studentId))];
  const readings = await readGoalReadings(db, asker, goals, span.today);
  const marked = Map.groupBy(await readGoalRoutines(db, districtId, ids), ({ goalId }) => goalId);
  const visits = await readComingVisits(db, districtId, students, span);
  const routines = await comingRoutines(
    db,
    districtId,
    [...marked.values()].flat().map(({ id }) => id),
    span,
  );
  const labels = await readLabels(db, districtId, students);
  const people = await readAdults(db, districtId, [
    ...visits.map(({ leaderId }) => leaderId),
    ...routines.flatMap(({ adultIds }) => adultIds),
  ]);
  const byId = new Map(people.map((person) => [person.id, person]));
  const therapistIds = new Set(people.filter(({ therapist }) => therapist).map(({ id }) => id));
  const coming: ComingVisit[] = visits.map((visit) => ({
    ...visit,
    leaderIsTherapist: therapistIds.has(visit.leaderId),
  }));
  const named = new Map([...routines, ...visits].map((one) => [one.routineId, one]));
  const sessions = new Set(visits.map(({ sessionId }) => sessionId));

  return goals.flatMap((goal): GoalSampling[] => {
    const reading = readings.get(goal.id);
    if (reading === undefined) return [];
    const { needs, metOn, probes } = reading;
    const occasions = occasionsFor(
      { goalId: goal.id, studentId: goal.studentId, routineIds: (marked.get(goal.id) ?? []).map(({ id }) => id) },
      coming,
      routines,
      reading.routines,
    );
    const plan = samplingPlan(needs, occasions);
    return [
      {
        goalId: goal.id,
        studentId: goal.studentId,
        label: labels.get(goal.studentId) ?? '',
        tag: goal.tag,
        unit: goal.unit,
        needs: [...needs],
        tasks: plan.tasks.map(({ occasionId, ...task }) => ({
          ...task,
          sessionId: sessions.has(occasionId) ? occasionId : null,
          routineName: named.get(task.routineId)?.routineName ?? null,
          classId: named.get(task.routineId)?.classId ?? null,
          className: named.get(task.routineId)?.className ?? null,
          recorderName: byId.get(task.recorderId)?.shortName ?? '',
        })),
        short: [...plan.short],
        probesDue:
          metOn === null
            ? []
            : probes.filter(({ state }) => state === 'due').map(({ weeks, dueOn }) => ({ weeks, dueOn, metOn })),
      },
    ];
  });
}

type RoutineOfClass = ComingRoutine & {
  readonly routineName: string;
  readonly classId: string;
  readonly className: string;
};

/** The routines on each coming school day, with those of their class's adults who are not out. */
async function comingRoutines(
  db: Db,
  districtId: string,
  routineIds: readonly string[],
  { from, to }: Span,
): Promise<RoutineOfClass[]> {
  const times = await readRoutineTimes(db, districtId, routineIds);
  const adults = await readClassAdults(db, districtId, [...new Set(times.map(({ classId }) => classId))]);
  const out = await readAdultsOut(db, districtId, from, to);
  const schools = await readSchoolTimes(db, districtId);
  const found: RoutineOfClass[] = [];
  for (const [schoolId, ofSchool] of Map.groupBy(times, (time) => time.schoolId)) {
    const school = schools.get(schoolId);
    if (school === undefined) continue;
    for (let date = from; date <= to; date = addDays(date, 1)) {
      if (!isSchoolDay(date, school.calendar)) continue;
      for (const time of timesOn(ofSchool, date, weekdayOf(date), rotationDayOf(date, school.calendar))) {
        const there = adults.filter(
          (adult) =>
            adult.classId === time.classId &&
            adult.from <= date &&
            (adult.to === null || date <= adult.to) &&
            !out.has(`${adult.adultId}/${date}`),
        );
        found.push({
          routineId: time.routineId,
          routineName: time.routineName,
          classId: time.classId,
          className: time.className,
          date,
          startsAt: time.starts,
          setting: time.setting,
          adultIds: [...new Set(there.map(({ adultId }) => adultId))],
        });
      }
    }
  }
  return found;
}
