import type { PackMember, SessionPack } from '#contract/session.ts';
import type {
  ClosedEvent,
  ObservationContext,
  ObservationEvent,
  OpenedEvent,
  SessionEvent,
  TrialEvent,
} from '#domain/trials/event.ts';
import { isObservation } from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';
import { emptyTally, opportunities, type TrialTally, talliesByStudentGoal } from '#domain/trials/tally.ts';
import type { MarkName } from '#charts/marks.ts';

/** What the recording screen shows, computed from the events each time: nothing here is kept. */

export type PackGoal = PackMember['goals'][number];

export interface Chip {
  readonly studentId: string;
  readonly label: string;
  /** In the session now. */
  readonly here: boolean;
  readonly goals: readonly PackGoal[];
}

export interface ClassroomRecord {
  readonly opened: OpenedEvent | null;
  /** The last end that was not taken back. */
  readonly closed: ClosedEvent | null;
  /** In force now, with the number of students who are here. */
  readonly context: ObservationContext;
  readonly chips: readonly Chip[];
  /** Of the class, on the caseload, never in the session so far. */
  readonly mayJoin: readonly PackMember[];
  readonly observations: readonly ObservationEvent[];
  readonly tallies: ReadonlyMap<string, ReadonlyMap<string, TrialTally>>;
}

/** Who recorded how much that stands, whoever began first. */
export function recordersOf(
  events: readonly SessionEvent[],
): { readonly recorderId: string; readonly marks: number; readonly isSecond: boolean }[] {
  const marks = inForce(events).filter(isObservation);
  return [...Map.groupBy(marks, (event) => event.recorderId)].map(([recorderId, of]) => ({
    recorderId,
    marks: of.length,
    isSecond: of.every((event) => event.asSecondObserver === true),
  }));
}

/**
 * @param events of this session, in any order, voids included
 * @param observer whose marks are shown and counted: everybody's who records together, or those of the second observer alone
 */
export function recordOf(
  pack: SessionPack,
  events: readonly SessionEvent[],
  observer: 'first' | 'second' = 'first',
): ClassroomRecord {
  const standing = inForce(events);
  const opened = standing.find((event) => event.kind === 'opened') ?? null;
  const closed = standing.findLast((event) => event.kind === 'closed') ?? null;
  const observations = standing
    .filter(isObservation)
    .filter(({ asSecondObserver, recorderId }) =>
      observer === 'second' ? asSecondObserver === true && recorderId === pack.recorderId : asSecondObserver !== true,
    );
  const said = standing.findLast((event) => event.kind === 'context' || event.kind === 'opened');
  const context = said === undefined ? pack.context : (said as OpenedEvent).context;

  const here = new Map<string, boolean>();
  const goalsOf = new Map<string, readonly string[]>();
  if (opened === null) for (const member of pack.members) here.set(member.studentId, !member.absent);
  else for (const member of opened.members) here.set(member.studentId, true);
  for (const event of standing) {
    if (event.kind === 'joined') {
      here.set(event.studentId, true);
      goalsOf.set(event.studentId, event.goalIds);
    } else if (event.kind === 'left') here.set(event.studentId, false);
  }
  const known = [...pack.members, ...pack.mayJoin];
  const chips = known
    .filter((member) => here.has(member.studentId) || pack.members.includes(member))
    .map(
      (member): Chip => ({
        studentId: member.studentId,
        label: member.label,
        here: here.get(member.studentId) ?? false,
        goals: member.goals,
      }),
    );
  const inside = new Set(chips.map((chip) => chip.studentId));
  return {
    opened,
    closed,
    context: { ...context, groupSize: Math.max(1, chips.filter((chip) => chip.here).length) },
    chips,
    mayJoin: pack.mayJoin.filter((member) => !inside.has(member.studentId)),
    observations,
    tallies: talliesByStudentGoal(observations),
  };
}

export function tallyOfGoal(record: ClassroomRecord, studentId: string, goalId: string): TrialTally {
  return record.tallies.get(studentId)?.get(goalId) ?? emptyTally();
}

export function observationsOf(
  record: Pick<ClassroomRecord, 'observations'>,
  studentId: string,
  goalId: string,
): ObservationEvent[] {
  return record.observations.filter((event) => event.studentId === studentId && event.goalId === goalId);
}

/** How many marks a chip counts: chances, and what is measured otherwise. */
export function markCount(events: readonly ObservationEvent[], tally: TrialTally): number {
  return (
    opportunities(tally) + events.filter((event) => !countedInTally.has(event.kind) && event.kind !== 'stop').length
  );
}
const countedInTally: ReadonlySet<string> = new Set(['trial', 'batch', 'not_observed']);

export function markOfTrial(trial: Pick<TrialEvent, 'outcome' | 'cues'>): MarkName {
  switch (trial.outcome) {
    case 'independent':
      return 'on_their_own';
    case 'self_corrected':
      return 'fixed_it';
    case 'correct_with_cue':
      return 'with_cue_did';
    case 'not_yet':
      return trial.cues.length > 0 ? 'with_cue_not_yet' : 'not_yet';
    case 'no_response':
      return 'no_response';
    case 'no_opportunity':
      return 'no_opportunity';
  }
}

/** The last marks of a goal, oldest first. */
export function lastMarks(events: readonly ObservationEvent[], most: number): MarkName[] {
  return events
    .flatMap((event): MarkName[] => {
      if (event.kind === 'trial') return [markOfTrial(event)];
      if (event.kind !== 'step') return [];
      if (event.completed === false) return ['not_yet'];
      return [event.assistance === 'independent' ? 'on_their_own' : 'with_cue_did'];
    })
    .slice(-most);
}
