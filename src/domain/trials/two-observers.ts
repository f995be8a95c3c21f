import { type Kappa, kappa } from '../measures/kappa.ts';
import { type TrialAgreement, trialByTrialAgreement } from '../measures/observer-agreement.ts';
import { epochMs } from '../school-day/elapsed.ts';
import { type ObservationEvent, type Outcome, outcomes, type TrialEvent } from './event.ts';

export interface TwoObservers {
  pairs: readonly { first: TrialEvent; second: TrialEvent }[];
  /** Trials that only one of the two recorded: shown beside the agreement, since they are not in it. */
  onlyFirst: number;
  onlySecond: number;
  agreement: TrialAgreement;
  /** Of outcomes; null where one outcome holds everything. */
  kappa: Kappa;
}

/** Taps of two observers of one moment are not further apart than this. */
const usualSeconds = 15;

/**
 * Agreement of two observers who recorded the same session without seeing each other's taps. Trials of one student and goal
 * are paired by time, nearest first, at most `withinSeconds` apart, each at most once.
 */
export function twoObservers(
  events: readonly ObservationEvent[],
  firstId: string,
  secondId: string,
  withinSeconds = usualSeconds,
): TwoObservers {
  const timed = (recorderId: string) =>
    events.flatMap((event) =>
      event.kind === 'trial' && event.recorderId === recorderId ? [{ event, ms: epochMs(event.occurredAt) }] : [],
    );
  const ofFirst = timed(firstId);
  const ofSecond = timed(secondId);
  const near = ofFirst
    .flatMap((one) => ofSecond.map((other) => ({ one, other, apart: Math.abs(one.ms - other.ms) })))
    .filter(({ one, other, apart }) => sameMoment(one.event, other.event) && apart <= 1000 * withinSeconds)
    .sort((a, b) => a.apart - b.apart || a.one.ms - b.one.ms || a.other.ms - b.other.ms);
  const taken = new Set<string>();
  const pairs: { first: TrialEvent; second: TrialEvent }[] = [];
  for (const { one, other } of near) {
    if (taken.has(one.event.id) || taken.has(other.event.id)) continue;
    taken.add(one.event.id).add(other.event.id);
    pairs.push({ first: one.event, second: other.event });
  }
  const codes = (side: 'first' | 'second'): Outcome[] => pairs.map((pair) => pair[side].outcome);
  return {
    pairs,
    onlyFirst: ofFirst.length - pairs.length,
    onlySecond: ofSecond.length - pairs.length,
    agreement: trialByTrialAgreement(codes('first'), codes('second')),
    kappa: kappa(
      outcomes.map((row) =>
        outcomes.map(
          (column) => pairs.filter(({ first, second }) => first.outcome === row && second.outcome === column).length,
        ),
      ),
    ),
  };
}

function sameMoment(a: TrialEvent, b: TrialEvent): boolean {
  return a.sessionId === b.sessionId && a.studentId === b.studentId && a.goalId === b.goalId;
}
