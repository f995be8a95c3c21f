import type { Kysely } from 'kysely';
import { byRoutine, type RoutineSide } from '#domain/carryover/by-routine.ts';
import { carryoverFrom } from '#domain/carryover/carryover.ts';
import { evidenceOf, type Observed } from '#domain/carryover/evidence.ts';
import { masteryFrom, type ProbeDue } from '#domain/carryover/mastery.ts';
import { afterMove, type SamplingNeed, samplingNeeds } from '#domain/carryover/sampling-plan.ts';
import { type Standing, standingFrom } from '#domain/carryover/standing.ts';
import { levelsOf } from '#domain/goals/goal.ts';
import { type GoalVersion, rulesOf, versionInForce } from '#domain/goals/version.ts';
import { isNatural, type SessionEvent } from '#domain/trials/event.ts';
import {
  type GoalRow,
  readGoalEventMarks,
  readGoalsEvents,
  readSessionDates,
  readTargets,
  readVersions,
} from '#store/goal.ts';
import { readMoves } from '#store/new-year.ts';
import type { Database } from '#store/schema.ts';
import { readAdults } from '#store/student.ts';

/** What a whole caseload's events say of its goals, in a few queries; what has not changed since is not computed again. */

export interface GoalReading {
  readonly version: GoalVersion;
  readonly standing: Standing;
  readonly needs: readonly SamplingNeed[];
  readonly metOn: string | null;
  readonly probes: readonly ProbeDue[];
  /** What the data say of the routines it was tried in. */
  readonly routines: readonly RoutineSide[];
}

interface Kept {
  /** All that the reading depends on but the events' authors: another mark is another reading. */
  readonly mark: string;
  readonly people: readonly string[];
  readonly therapists: string;
  readonly reading: GoalReading;
}

/** Goals whose readings are kept, some kilobytes each; the longest unread goes first. */
const mostKept = 5_000;
const kept = new Map<string, Kept>();

function keep(key: string, entry: Kept): void {
  kept.delete(key);
  kept.set(key, entry);
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
}

/**
 * Of each goal with a wording in force. The mark of a goal's events is read under the asker's own row-level security, so a
 * reading is only ever given to someone who may see all that it was computed from.
 */
export async function readGoalReadings(
  db: Kysely<Database>,
  { districtId, zone }: { readonly districtId: string; readonly zone: string },
  goals: readonly GoalRow[],
  today: string,
): Promise<Map<string, GoalReading>> {
  const ids = goals.map(({ id }) => id);
  const versions = Map.groupBy(await readVersions(db, districtId, ids), ({ goalId }) => goalId);
  const targets = Map.groupBy(await readTargets(db, districtId, ids), ({ goalId }) => goalId);
  const events = await readGoalEventMarks(db, districtId, ids);
  const moves = Map.groupBy(
    await readMoves(db, districtId, [...new Set(goals.map(({ studentId }) => studentId))]),
    ({ studentId }) => studentId,
  );
  const asked = goals.flatMap((goal) => {
    const version = versionInForce(versions.get(goal.id) ?? [], today);
    if (version === null) return [];
    const rules = rulesOf(goal, version);
    const levels = levelsOf(targets.get(goal.id) ?? []);
    const movedOn =
      (moves.get(goal.studentId) ?? []).findLast(({ on }) => on > goal.startsOn && on <= today)?.on ?? null;
    const mark = JSON.stringify([
      today,
      movedOn,
      zone,
      rules,
      version.version,
      [...levels],
      events.get(goal.id) ?? null,
    ]);
    return [{ key: `${districtId}/${goal.id}`, goal, version, rules, levels, movedOn, mark }];
  });

  const known = asked.flatMap(({ key, mark }) => {
    const entry = kept.get(key);
    return entry?.mark === mark ? [entry] : [];
  });
  const therapistsAmong = async (people: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set((await readAdults(db, districtId, people)).filter(({ therapist }) => therapist).map(({ id }) => id));
  const knownTherapists = await therapistsAmong(known.flatMap(({ people }) => people));
  const readings = new Map<string, GoalReading>();
  const changed = asked.filter(({ key, goal, mark }) => {
    const entry = kept.get(key);
    if (entry?.mark !== mark || entry.therapists !== theirs(entry.people, knownTherapists)) return true;
    readings.set(goal.id, entry.reading);
    keep(key, entry);
    return false;
  });
  if (changed.length === 0) return readings;

  const changedIds = changed.map(({ goal }) => goal.id);
  const own = await readGoalsEvents(db, districtId, changedIds);
  const people = new Map([...own].map(([goalId, list]) => [goalId, adultsIn(list)]));
  const therapistIds = await therapistsAmong([...people.values()].flat());
  const dates = await readSessionDates(db, districtId, sessionsIn([...own.values()].flat()));
  for (const { key, goal, version, rules, levels, movedOn, mark } of changed) {
    const viewpoint = { today, zone, therapistIds, levels, dates };
    const observed = evidenceOf(own.get(goal.id) ?? [], rules, viewpoint);
    const carryover = carryoverFrom(observed, rules, viewpoint);
    const { metOn, probes } = masteryFrom(observed, rules, viewpoint);
    const reading: GoalReading = {
      version,
      standing: standingFrom(observed, carryover, viewpoint),
      needs:
        movedOn === null
          ? samplingNeeds(carryover)
          : afterMove(samplingNeeds(carryover), goal.unit, seenInClass(observed, goal.unit, movedOn)),
      metOn,
      probes,
      routines: byRoutine(observed, rules),
    };
    const theirPeople = people.get(goal.id) ?? [];
    keep(key, { mark, people: theirPeople, therapists: theirs(theirPeople, therapistIds), reading });
    readings.set(goal.id, reading);
  }
  return readings;
}

/** Trials in class since a day; for goals whose unit is the day, days. */
function seenInClass(observed: readonly Observed[], unit: GoalRow['unit'], since: string): number {
  const seen = observed.filter(({ date, event }) => date >= since && isNatural(event.context.setting));
  return unit === 'day' ? new Set(seen.map(({ date }) => date)).size : seen.length;
}

const theirs = (people: readonly string[], therapists: ReadonlySet<string>): string =>
  people
    .filter((id) => therapists.has(id))
    .toSorted()
    .join();

export const sessionsIn = (events: readonly SessionEvent[]): string[] => [
  ...new Set(events.map(({ sessionId }) => sessionId)),
];

/** Everybody an event names as recording, present, leading or cueing. */
export function adultsIn(events: readonly SessionEvent[]): string[] {
  const ids = new Set<string>();
  for (const event of events) {
    ids.add(event.recorderId);
    if ('context' in event) {
      for (const id of event.context.present) ids.add(id);
      if (event.context.ledBy !== undefined) ids.add(event.context.ledBy);
    }
    if (event.kind === 'trial') for (const cue of event.cues) if (cue.personId !== undefined) ids.add(cue.personId);
    if (event.kind === 'step' && event.personId !== undefined) ids.add(event.personId);
  }
  return [...ids];
}
