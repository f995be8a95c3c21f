import type { ObservationEvent, TrialEvent } from './event.ts';

/** What was seen of one goal, kept apart: what counts, what had no chance to, and what nobody could watch. */
export interface TrialTally {
  independent: number;
  selfCorrected: number;
  correctWithCue: number;
  notYet: number;
  noResponse: number;
  /** Not in any denominator. */
  noOpportunity: number;
  /** Times it was in play and nobody could watch. Not in any denominator. */
  notObserved: number;
  /** Entered as "x of n", without the single trials. */
  batchX: number;
  batchN: number;
}

export function emptyTally(): TrialTally {
  return {
    independent: 0,
    selfCorrected: 0,
    correctWithCue: 0,
    notYet: 0,
    noResponse: 0,
    noOpportunity: 0,
    notObserved: 0,
    batchX: 0,
    batchN: 0,
  };
}

const slot = {
  independent: 'independent',
  self_corrected: 'selfCorrected',
  correct_with_cue: 'correctWithCue',
  not_yet: 'notYet',
  no_response: 'noResponse',
  no_opportunity: 'noOpportunity',
} as const satisfies Record<TrialEvent['outcome'], keyof TrialTally>;

/** Adds an observation to a tally in place; kinds other than trial, batch and not observed leave it as it is. */
export function addToTally(tally: TrialTally, event: ObservationEvent): void {
  if (event.kind === 'trial') tally[slot[event.outcome]] += 1;
  else if (event.kind === 'not_observed') tally.notObserved += 1;
  else if (event.kind === 'batch') {
    tally.batchX += event.x;
    tally.batchN += event.n;
  }
}

export function tallyOf(events: readonly ObservationEvent[]): TrialTally {
  const tally = emptyTally();
  for (const event of events) addToTally(tally, event);
  return tally;
}

/** Opportunities: every trial that was one, and the n of batches. */
export function opportunities(tally: TrialTally): number {
  return (
    tally.independent + tally.selfCorrected + tally.correctWithCue + tally.notYet + tally.noResponse + tally.batchN
  );
}

/** Unprompted: on their own, and fixed by themselves where the goal counts that. */
export function unprompted(tally: TrialTally, selfCorrectedCounts = true): number {
  return tally.independent + (selfCorrectedCounts ? tally.selfCorrected : 0) + tally.batchX;
}

/** Opportunities that one observation holds: 1 for a trial that was one, n for a batch, else 0. */
export function chancesIn(event: ObservationEvent): number {
  if (event.kind === 'batch') return event.n;
  return event.kind === 'trial' && event.outcome !== 'no_opportunity' ? 1 : 0;
}

/** Tallies by student, then goal. */
export function talliesByStudentGoal(
  events: readonly ObservationEvent[],
): ReadonlyMap<string, ReadonlyMap<string, TrialTally>> {
  const byStudent = new Map<string, Map<string, TrialTally>>();
  for (const event of events) {
    const byGoal = byStudent.get(event.studentId) ?? new Map<string, TrialTally>();
    byStudent.set(event.studentId, byGoal);
    const tally = byGoal.get(event.goalId) ?? emptyTally();
    byGoal.set(event.goalId, tally);
    addToTally(tally, event);
  }
  return byStudent;
}
