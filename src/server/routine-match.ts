import type { Kysely } from 'kysely';
import { answerQuestion, askClass, confirmRoutines, listQuestions, readRoutineMatch } from '#contract/routine-match.ts';
import { evidenceOf } from '#domain/carryover/evidence.ts';
import { levelsOf } from '#domain/goals/goal.ts';
import { type CountedChances, matchRoutines, type RoutineOffer, usualKinds } from '#domain/goals/routine-match.ts';
import { rulesOf, versionInForce } from '#domain/goals/version.ts';
import { dayProblems, timesOn } from '#domain/school-day/class-day.ts';
import { minutesOf } from '#domain/school-day/intervals.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { chancesIn } from '#domain/trials/tally.ts';
import { insertRoutine, readClassPage, setDay } from '#store/class.ts';
import {
  type GoalRow,
  readGoal,
  readGoalRoutines,
  readGoalsEvents,
  readGoalsOf,
  readTargets,
  readVersions,
  replaceGoalRoutines,
} from '#store/goal.ts';
import { knownIds } from '#store/known-ids.ts';
import { readClassDays, readClassesOfStudents } from '#store/plan.ts';
import { countMarks, insertQuestion, readOpenQuestions, readSessionMinutes, setAnswer } from '#store/routine-match.ts';
import type { Database } from '#store/schema.ts';
import { readAdults, readStudent } from '#store/student.ts';
import { wordsFor } from '#words/words-for.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { type Refusal, refuse, refuseFields } from './refusal.ts';
import { fieldOf } from './school.ts';

type Db = Kysely<Database>;

const classOf = ({ params }: { readonly params: { readonly classId: string } }) => ({ class: params.classId });

export const routineMatchHandlers: readonly Handler[] = [
  handle(
    readRoutineMatch,
    { subject: ({ params }) => ({ student: params.studentId }) },
    async ({ db, adult, params, today }) => {
      const { districtId, zone } = adult;
      const student = await readStudent(db, districtId, params.studentId);
      if (student === null) return refuse('not_found', 'studentId');
      const goals = (await readGoalsOf(db, districtId, [student.id])).filter(({ status }) => status === 'active');
      const goalIds = goals.map(({ id }) => id);
      const classes = await readClassesOfStudents(db, districtId, [student.id], today);
      const days = await readClassDays(
        db,
        districtId,
        classes.map(({ classId }) => classId),
        adult.adultId,
      );
      const offers = days.routines.map((routine): RoutineOffer & { name: string; classId: string } => {
        const times = days.times.filter(
          (time) => time.routineId === routine.id && time.from <= today && (time.to === null || today <= time.to),
        );
        const best = times.map(({ pushIn }) => pushIn).toSorted((a, b) => offered.indexOf(b) - offered.indexOf(a));
        return {
          routineId: routine.id,
          name: routine.name,
          classId: routine.classId,
          kind: routine.kind as RoutineOffer['kind'],
          minutesPerWeek: times.reduce(
            (sum, { starts, ends }) => sum + (minutesOf(ends) ?? 0) - (minutesOf(starts) ?? 0),
            0,
          ),
          days: new Set(times.map(({ weekday }) => weekday)).size,
          pushIn: best[0] ?? 'not_offered',
        };
      });
      const inForce = offers.filter(({ minutesPerWeek }) => minutesPerWeek > 0);
      const marked = Map.groupBy(await readGoalRoutines(db, districtId, goalIds), ({ goalId }) => goalId);
      const versions = Map.groupBy(await readVersions(db, districtId, goalIds), ({ goalId }) => goalId);
      const counted = await countedChances(db, { districtId, zone }, goals, today);
      const others = await countMarks(
        db,
        districtId,
        inForce.map(({ routineId }) => routineId),
        student.id,
      );
      const questions = await readOpenQuestions(
        db,
        districtId,
        classes.map(({ classId }) => classId),
      );
      const nameOf = new Map(classes.map(({ classId, name }) => [classId, name]));
      return {
        label: student.label,
        goals: goals.map((goal) => {
          const ranked = matchRoutines(
            { area: goal.area, markedIds: (marked.get(goal.id) ?? []).map(({ id }) => id) },
            inForce,
            counted.get(goal.id) ?? [],
            new Map(others.filter(({ area }) => area === goal.area).map(({ routineId, count }) => [routineId, count])),
          );
          const home = classes[0];
          const told = new Set(inForce.filter(({ classId }) => classId === home?.classId).map(({ kind }) => kind));
          return {
            goalId: goal.id,
            tag: goal.tag,
            words: versionInForce(versions.get(goal.id) ?? [], today)?.plainWords ?? '',
            area: goal.area,
            discipline: goal.discipline,
            routines: ranked.map(({ routineId, marked: isMarked, reasons }) => {
              const offer = inForce.find((one) => one.routineId === routineId)!;
              return {
                routineId,
                name: offer.name,
                classId: offer.classId,
                className: nameOf.get(offer.classId) ?? '',
                minutesPerWeek: offer.minutesPerWeek,
                days: offer.days,
                marked: isMarked,
                reasons: [...reasons],
              };
            }),
            ask:
              home === undefined
                ? []
                : usualKinds(goal.area)
                    .filter((kind) => !told.has(kind))
                    .map((kind) => ({
                      classId: home.classId,
                      className: home.name,
                      kind,
                      asked: questions.some((one) => one.classId === home.classId && one.kind === kind),
                    })),
          };
        }),
      };
    },
  ),

  handle(
    confirmRoutines,
    { subject: ({ params }) => ({ goal: params.goalId }) },
    async ({ db, adult, params, body }) => {
      const goal = await readGoal(db, adult.districtId, params.goalId);
      if (goal === null) return refuse('not_found', 'goalId');
      const routineIds = [...new Set(body.routineIds)];
      const known = await knownIds(db, adult.districtId, 'routine', routineIds);
      const strange = routineIds.findIndex((id) => !known.has(id));
      if (strange >= 0) return refuse('bad_input', `routineIds.${strange}`, { because: 'unknown' });
      await replaceGoalRoutines(db, adult.districtId, goal, routineIds);
      return isDone;
    },
  ),

  handle(askClass, { subject: classOf }, async ({ db, adult, params, body, now, newId }) => {
    const open = await readOpenQuestions(db, adult.districtId, [params.classId]);
    const same = open.find(({ kind }) => kind === body.kind);
    if (same !== undefined) return { id: same.questionId };
    const id = newId();
    await insertQuestion(db, adult.districtId, {
      id,
      classId: params.classId,
      kind: body.kind,
      askedBy: adult.adultId,
      askedAt: now,
    });
    return { id };
  }),

  handle(listQuestions, { subject: classOf }, async ({ db, adult, params }) => ({
    items: await readOpenQuestions(db, adult.districtId, [params.classId]),
  })),

  handle(answerQuestion, { subject: classOf }, async (asked) => {
    const { db, adult, params, now } = asked;
    const questions = await readOpenQuestions(db, adult.districtId, [params.classId]);
    const question = questions.find(({ questionId }) => questionId === params.questionId);
    if (question === undefined) return refuse('changed_meanwhile', 'questionId', { because: 'question_answered' });
    const routineId = await answered(asked, question.kind);
    if (routineId !== null && typeof routineId !== 'string') return routineId;
    await setAnswer(db, adult.districtId, params.questionId, { by: adult.adultId, at: now, routineId });
    return isDone;
  }),
];

const offered = ['not_offered', 'open', 'liked'] as const;

/** The answer as a routine of the class: added to the days it names, from its date on. Null: the class has none. */
async function answered(
  asked: Signed & {
    readonly params: { readonly classId: string };
    readonly body: {
      readonly from: string;
      readonly times: readonly { readonly weekday: number; readonly starts: string; readonly ends: string }[];
      readonly pushIn: 'not_offered' | 'open' | 'liked';
    };
  },
  kind: Parameters<typeof insertRoutine>[4]['kind'],
): Promise<string | null | Refusal> {
  const { db, adult, params, body, newId } = asked;
  if (body.times.length === 0) return null;
  const page = await readClassPage(db, adult.districtId, params.classId, body.from);
  if (page === null) return refuse('not_found', 'classId');
  const known = page.routines.find((routine) => routine.kind === kind);
  const routineId = known?.id ?? newId();
  const days = [...Map.groupBy(body.times, ({ weekday }) => weekday)].map(([weekday, times]) => ({
    weekday,
    added: times,
    there: timesOn(page.times, body.from, weekday, null).filter((time) => time.rotationDay === null),
  }));
  const problems = days.flatMap(({ added, there }) =>
    // Where the new time runs into what stands there already, it is the answer that is asked to change.
    dayProblems([...there, ...added]).map((problem) => ({
      ...problem,
      block: body.times.indexOf(added[Math.max(0, problem.block - there.length)]!),
    })),
  );
  const [first, ...rest] = problems;
  if (first !== undefined)
    return refuseFields([fieldOf('times', first), ...rest.map((problem) => fieldOf('times', problem))]);
  if (known === undefined)
    await insertRoutine(db, adult.districtId, params.classId, routineId, {
      kind,
      name: wordsFor(adult.language).say(`routine_kind.${kind}`),
      setting: settingOf[kind] ?? 'classroom',
      placeId: null,
    });
  for (const { weekday, added, there } of days) {
    await setDay(db, adult.districtId, params.classId, { weekday, rotationDay: null, from: body.from }, [
      ...there.map(({ routineId: of, starts, ends, pullOut, pullOutCost, pushIn }) => ({
        id: newId(),
        routineId: of,
        starts,
        ends,
        pullOut,
        pullOutCost,
        pushIn,
      })),
      ...added.map(({ starts, ends }) => ({
        id: newId(),
        routineId,
        starts,
        ends,
        pullOut: 'allowed' as const,
        pullOutCost: 0,
        pushIn: body.pushIn,
      })),
    ]);
  }
  return routineId;
}

/** Where a routine of a kind usually is, when the answer does not say. */
const settingOf: Partial<Record<string, string>> = { lunch: 'cafeteria', recess: 'playground' };

/** Opportunities per routine over the minutes of the visits in which the goal was in play; natural settings only. */
async function countedChances(
  db: Db,
  asker: { readonly districtId: string; readonly zone: string },
  goals: readonly GoalRow[],
  today: string,
): Promise<Map<string, CountedChances[]>> {
  const { districtId, zone } = asker;
  const ids = goals.map(({ id }) => id);
  const begun = goals.reduce((first, { startsOn }) => (startsOn < first ? startsOn : first), today);
  const events = await readGoalsEvents(db, districtId, ids, `${begun}T00:00:00Z`);
  const versions = Map.groupBy(await readVersions(db, districtId, ids), ({ goalId }) => goalId);
  const targets = Map.groupBy(await readTargets(db, districtId, ids), ({ goalId }) => goalId);
  const people = await readAdults(db, districtId, [...events.values()].flatMap(recordersIn));
  const therapistIds = new Set(people.filter(({ therapist }) => therapist).map(({ id }) => id));
  const minutes = await readSessionMinutes(db, districtId, [
    ...new Set([...events.values()].flat().map(({ sessionId }) => sessionId)),
  ]);
  const found = new Map<string, CountedChances[]>();
  for (const goal of goals) {
    const version = versionInForce(versions.get(goal.id) ?? [], today);
    if (version === null) continue;
    const viewpoint = { today, zone, therapistIds, levels: levelsOf(targets.get(goal.id) ?? []) };
    const seen = evidenceOf(events.get(goal.id) ?? [], rulesOf(goal, version), viewpoint).filter(
      ({ event }) => event.context.routineId !== undefined && event.context.delivery !== 'pull_out',
    );
    found.set(
      goal.id,
      [...Map.groupBy(seen, ({ event }) => event.context.routineId!)].map(([routineId, of]) => {
        const visits = [...new Set(of.map(({ event }) => event.sessionId))];
        return {
          routineId,
          chances: of.reduce((sum, { event }) => sum + chancesIn(event), 0),
          minutes: visits.reduce((sum, sessionId) => sum + (minutes.get(sessionId) ?? 0), 0),
          visits: visits.length,
        };
      }),
    );
  }
  return found;
}

function recordersIn(events: readonly SessionEvent[]): string[] {
  return [
    ...new Set(events.flatMap((event) => ('context' in event ? [event.recorderId, ...event.context.present] : []))),
  ];
}
