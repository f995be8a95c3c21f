import type { Kysely } from 'kysely';
import type { z } from 'zod';
import {
  addCueSet,
  addGoal,
  changeCueSet,
  changeGoal,
  changeGoalStatus,
  type GoalEvidence,
  type GoalRecord,
  type GoalStanding,
  type goalInput,
  listCueSets,
  listGoalStandings,
  readGoal,
  readGoalEvidence,
} from '#contract/goal.ts';
import { type Standing, standingOf } from '#domain/carryover/standing.ts';
import { levelsOf, type Target } from '#domain/goals/goal.ts';
import { phaseChanges } from '#domain/goals/phase-changes.ts';
import { changedParts, type GoalWording, rulesOf, versionInForce } from '#domain/goals/version.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';
import {
  cueSetNameTaken,
  type GoalRow,
  insertCueSet,
  insertGoal,
  insertVersion,
  readCueSets,
  readDaysOff,
  readEvidenceSessions,
  readGoalEvents,
  readGoalRoutines,
  readGoal as readGoalRow,
  readGoalsOf,
  readRoutineNames,
  readTargets,
  readVersions,
  replaceGoalRoutines,
  saveTargets,
  tagTaken,
  updateCueSet,
  updateGoal,
  updateGoalStatus,
} from '#store/goal.ts';
import { knownIds } from '#store/known-ids.ts';
import { readGradeChanges } from '#store/new-year.ts';
import { readNotedChanges } from '#store/noted-change.ts';
import type { Database } from '#store/schema.ts';
import { readServices } from '#store/service.ts';
import { readStrategies } from '#store/strategy.ts';
import { type NamedStudent, readAdults, readEnrollments, readReached, readStudent } from '#store/student.ts';
import { adultsIn, readGoalReadings, sessionsIn } from './goal-reading.ts';
import { type Handler, handle, type Signed } from './handle.ts';
import { type FieldRefusal, type Refusal, refuse, refuseFields } from './refusal.ts';

export const goalHandlers: readonly Handler[] = [
  handle(readGoal, { subject: ({ params }) => ({ goal: params.goalId }) }, async ({ db, adult, params, today }) => {
    const goal = await readGoalRow(db, adult.districtId, params.goalId);
    const student = goal === null ? null : await readStudent(db, adult.districtId, goal.studentId);
    if (goal === null || student === null) return refuse('not_found', 'goalId');
    return (await recordOf(db, adult.districtId, student, goal, today)) ?? refuse('not_found', 'goalId');
  }),
  handle(addGoal, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, body, params, newId, now, today } = asked;
    const refused = await refuseGoal(db, adult.districtId, params.studentId, null, body);
    if (refused !== null) return refused;
    const goal = { id: newId(), studentId: params.studentId };
    await insertGoal(db, adult.districtId, { ...body, ...goal, ownerId: adult.adultId, now });
    const version = { ...wordingOf(body), version: 1, from: body.startsOn };
    await insertVersion(db, adult.districtId, goal, version, { by: adult.adultId, at: now });
    await saveParts(asked, goal, new Set(), today);
    return { id: goal.id };
  }),
  handle(changeGoal, { subject: ({ params }) => ({ goal: params.goalId }) }, async (asked) => {
    const { db, adult, body, params, now, today } = asked;
    const goal = await readGoalRow(db, adult.districtId, params.goalId);
    if (goal === null) return refuse('not_found', 'goalId');
    const newest = (await readVersions(db, adult.districtId, [goal.id])).at(-1);
    if (newest === undefined) return refuse('not_found', 'goalId');
    if (newest.version !== body.basedOn) return refuse('changed_meanwhile', 'basedOn');
    const refused = await refuseGoal(db, adult.districtId, goal.studentId, goal, body);
    if (refused !== null) return refused;
    await updateGoal(db, adult.districtId, goal.id, body);
    const targets = await readTargets(db, adult.districtId, [goal.id]);
    await saveParts(asked, goal, new Set(targets.map((target) => target.id)), today);
    const wording = wordingOf(body);
    if (changedParts(newest, wording).length === 0) return { version: newest.version };
    const from = body.from ?? today;
    // A version does not reach back behind the one before it: data read by that one stay read by it.
    if (from < newest.from) return refuse('bad_input', 'from', { because: 'before_version' });
    const version = { ...wording, version: newest.version + 1, from };
    await insertVersion(db, adult.districtId, goal, version, { by: adult.adultId, at: now });
    return { version: version.version };
  }),
  handle(
    changeGoalStatus,
    { subject: ({ params }) => ({ goal: params.goalId }) },
    async ({ db, adult, body, params }) => {
      const goal = await readGoalRow(db, adult.districtId, params.goalId);
      if (goal === null) return refuse('not_found', 'goalId');
      const reopens = goal.status === 'closed' && body.status !== 'closed';
      if (reopens && (await tagTaken(db, adult.districtId, goal.studentId, goal.tag, goal.id)))
        return refuse('bad_input', 'status', { because: 'tag_taken' });
      await updateGoalStatus(db, adult.districtId, goal.id, body.status);
      return { done: true as const };
    },
  ),
  handle(
    readGoalEvidence,
    { subject: ({ params }) => ({ goal: params.goalId }) },
    async ({ db, adult, params, today }) => {
      const goal = await readGoalRow(db, adult.districtId, params.goalId);
      if (goal === null) return refuse('not_found', 'goalId');
      return evidenceOf(db, adult, goal, today);
    },
  ),
  handle(listGoalStandings, {}, async ({ db, adult, query, today, saw }) => {
    const own = await readReached(db, adult.districtId, adult.adultId, today);
    const students = query.studentId === undefined ? own : own.filter((id) => id === query.studentId);
    saw(students);
    const goals = (await readGoalsOf(db, adult.districtId, students)).filter((goal) => goal.status !== 'closed');
    return { items: await standingsOf(db, adult, goals, today) };
  }),
  handle(listCueSets, {}, async ({ db, adult }) => ({
    items: (await readCueSets(db, adult.districtId)).map((set) => ({ ...set, kinds: [...set.kinds] })),
  })),
  handle(addCueSet, {}, async ({ db, adult, body, newId }) => {
    if (await cueSetNameTaken(db, adult.districtId, body.name))
      return refuse('bad_input', 'name', { because: 'name_taken' });
    const id = newId();
    await insertCueSet(db, adult.districtId, { ...body, id });
    return { id };
  }),
  handle(changeCueSet, {}, async ({ db, adult, body, params }) => {
    if (await cueSetNameTaken(db, adult.districtId, body.name, params.cueSetId))
      return refuse('bad_input', 'name', { because: 'name_taken' });
    const found = await updateCueSet(db, adult.districtId, { ...body, id: params.cueSetId });
    return found ? { done: true as const } : refuse('not_found', 'cueSetId');
  }),
];

type Input = z.output<typeof goalInput>;
type Db = Kysely<Database>;

/** A goal with its student, versions, targets and routines; null where no wording is in force. */
export async function recordOf(
  db: Db,
  districtId: string,
  student: NamedStudent,
  goal: GoalRow,
  today: string,
): Promise<GoalRecord | null> {
  const versions = await readVersions(db, districtId, [goal.id]);
  const version = versionInForce(versions, today);
  if (version === null) return null;
  const cueSets = goal.cueSetId === null ? [] : await readCueSets(db, districtId);
  const cueSet = cueSets.find(({ id }) => id === goal.cueSetId);
  return {
    ...goal,
    student,
    cueSet: cueSet === undefined ? null : { ...cueSet, kinds: [...cueSet.kinds] },
    versions: versions.map((one) => ({ ...one, supports: [...one.supports] })) as GoalRecord['versions'],
    version: version.version,
    targets: await readTargets(db, districtId, [goal.id]),
    routines: await readGoalRoutines(db, districtId, [goal.id]),
  };
}

async function standingsOf(
  db: Db,
  adult: Signed['adult'],
  goals: readonly GoalRow[],
  today: string,
): Promise<GoalStanding[]> {
  const readings = await readGoalReadings(db, adult, goals, today);
  return goals.flatMap((goal) => {
    const reading = readings.get(goal.id);
    return reading === undefined ? [] : [standingLine(goal, reading.version, reading.standing)];
  });
}

function standingLine(goal: GoalRow, version: { readonly plainWords: string }, standing: Standing): GoalStanding {
  const { id: goalId, studentId, tag, shownAsCode, discipline, unit, status } = goal;
  const { plainWords } = version;
  return { goalId, studentId, tag, plainWords, shownAsCode, discipline, unit, status, ...standing };
}

const therapistsAmong = (adults: readonly { readonly id: string; readonly therapist: boolean }[]) =>
  new Set(adults.filter((one) => one.therapist).map((one) => one.id));

/**
 * Everything the goal page shows; its export is made from the same.
 * @param receivedUntil only what had arrived by then, an instant: a paper that is out says what was known
 */
export async function evidenceOf(
  db: Db,
  adult: Signed['adult'],
  row: GoalRow,
  today: string,
  receivedUntil?: string,
): Promise<GoalEvidence | Refusal> {
  const district = adult.districtId;
  const student = await readStudent(db, district, row.studentId);
  const goal = student === null ? null : await recordOf(db, district, student, row, today);
  if (student === null || goal === null) return refuse('not_found', 'goalId');
  const events = await readGoalEvents(db, district, row.id, receivedUntil);
  const sessions = await readEvidenceSessions(db, district, sessionsIn(events));
  const dates = new Map(sessions.map(({ id, date }) => [id as string, date]));
  const services = await readServices(db, district, [row.studentId]);
  const firstDay = sessions[0]?.date;
  const adults = await readAdults(db, district, adultsIn(events));
  const version = goal.versions.find((one) => one.version === goal.version)!;
  const therapistIds = therapistsAmong(adults);
  const viewpoint = { today, zone: adult.zone, therapistIds, levels: levelsOf(goal.targets), dates };
  return {
    goal,
    standing: standingLine(row, version, standingOf(events, rulesOf(row, version), viewpoint)),
    today,
    zone: adult.zone,
    events: events as GoalEvidence['events'],
    sessions,
    adults,
    routines: await readRoutineNames(db, district, routinesIn(events)),
    phases: phaseChanges({
      startsOn: row.startsOn,
      versions: goal.versions,
      periods: services.filter((line) => line.discipline === row.discipline).flatMap((line) => line.periods),
      enrollments: await readEnrollments(db, district, [row.studentId]),
      strategies: firstUses(inForce(events), dates, await readStrategies(db, district)),
      grades: (await readGradeChanges(db, district, [row.studentId])).filter(({ on }) => on <= today),
      noted: await readNotedChanges(db, district, row.studentId),
    }).map((phase) => ({ ...phase, values: { ...phase.values } })),
    daysOff:
      firstDay === undefined
        ? []
        : (await readDaysOff(db, district, student.schoolId, firstDay, today)).map((day) => ({
            from: day,
            to: day,
          })),
  };
}

const routinesIn = (events: readonly SessionEvent[]): string[] => [
  ...new Set(events.flatMap((event) => ('context' in event ? (event.context.routineId ?? []) : []))),
];

function firstUses(
  events: readonly SessionEvent[],
  dates: ReadonlyMap<string, string>,
  library: readonly { readonly id: string; readonly name: string }[],
): { id: string; on: string; name: string }[] {
  const names = new Map(library.map(({ id, name }) => [id, name]));
  const first = new Map<string, { id: string; on: string; name: string }>();
  for (const event of events) {
    if (event.kind !== 'strategy' || first.has(event.strategyId)) continue;
    const on = dates.get(event.sessionId);
    const name = names.get(event.strategyId);
    if (on !== undefined && name !== undefined) first.set(event.strategyId, { id: event.id, on, name });
  }
  return [...first.values()];
}

function wordingOf(input: Input): GoalWording {
  const { officialWording, plainWords, criterion, baseline, waitSeconds } = input;
  const { responseMode, selfCorrectionOffered, supports } = input;
  return {
    officialWording,
    plainWords,
    // What was left out is absent, not undefined: the stored wording says what was said and nothing else.
    criterion: JSON.parse(JSON.stringify(criterion)),
    baseline: baseline === null ? null : JSON.parse(JSON.stringify(baseline)),
    waitSeconds,
    responseMode,
    selfCorrectionOffered,
    supports,
  };
}

/** What the contract cannot know: ids that are nobody's, a tag that another goal of the student has. */
async function refuseGoal(
  db: Db,
  districtId: string,
  studentId: string,
  goal: { readonly id: string } | null,
  input: Input,
): Promise<Refusal | null> {
  const faults: FieldRefusal[] = [];
  if (await tagTaken(db, districtId, studentId, input.tag, goal?.id))
    faults.push({ field: 'tag', because: 'tag_taken' });
  if (input.cueSetId !== null) {
    const sets = await knownIds(db, districtId, 'cue_set', [input.cueSetId]);
    if (!sets.has(input.cueSetId)) faults.push({ field: 'cueSetId', because: 'unknown' });
  }
  const routines = await knownIds(db, districtId, 'routine', input.routineIds);
  input.routineIds.forEach((id, index) => {
    if (!routines.has(id)) faults.push({ field: `routineIds.${index}`, because: 'unknown' });
  });
  const targets = goal === null ? [] : await readTargets(db, districtId, [goal.id]);
  input.targets.forEach((target, index) => {
    const known = target.id === undefined || targets.some(({ id }) => id === target.id);
    if (!known) faults.push({ field: `targets.${index}.id`, because: 'unknown' });
  });
  const [first, ...rest] = faults;
  return first === undefined ? null : refuseFields([first, ...rest]);
}

async function saveParts(
  { db, adult, body, newId }: Signed & { readonly body: Input },
  goal: { readonly id: string; readonly studentId: string },
  known: ReadonlySet<string>,
  today: string,
): Promise<void> {
  const targets = body.targets.map((target): Omit<Target, 'order'> & { isNew: boolean } => ({
    id: target.id ?? newId(),
    kind: target.kind,
    text: target.text,
    ...(target.level ? { level: target.level } : {}),
    status: target.status,
    isNew: target.id === undefined || !known.has(target.id),
  }));
  await saveTargets(db, adult.districtId, goal, targets, { today, yesterday: addDays(today, -1) });
  await replaceGoalRoutines(db, adult.districtId, goal, [...new Set(body.routineIds)]);
}
