import { type Kappa, kappa } from '../measures/kappa.ts';
import { type TrialAgreement, trialByTrialAgreement } from '../measures/observer-agreement.ts';
import { epochMs } from '../school-day/elapsed.ts';
import type { IntervalEvent, ObservationEvent, StepEvent, TrialEvent } from './event.ts';

export interface TwoObservers {
  /** What both recorded of one moment. */
  pairs: readonly Pair<TrialEvent>[];
  /** What only one of the two recorded: shown beside the agreement, since it is not in it. */
  onlyFirst: number;
  onlySecond: number;
  agreement: TrialAgreement;
  /** Of outcomes (or help needed, or whether it occurred); null where one of them holds everything. */
  kappa: Kappa;
}

/** Taps of two observers of one moment are not further apart than this. */
const usualSeconds = 15;

/**
 * Agreement of two observers who recorded the same session without seeing each other's taps. Of one student and goal, trials
 * are paired by time, nearest first, at most `withinSeconds` apart; steps by their order; intervals by their number. Each at
 * most once.
 */
export function twoObservers(
  events: readonly ObservationEvent[],
  firstId: string,
  secondId: string,
  withinSeconds = usualSeconds,
): TwoObservers {
  const of = (recorderId: string) =>
    events.filter((event): event is TrialEvent => event.kind === 'trial' && event.recorderId === recorderId);
  return compared(of(firstId), of(secondId), (first, second) => pairedByTime(first, second, withinSeconds));
}

type Paired = TrialEvent | StepEvent | IntervalEvent;

/** What is compared of one kind: all of `ofFirst` and `ofSecond` are of it. */
function compared<E extends Paired>(
  ofFirst: readonly E[],
  ofSecond: readonly E[],
  pair: (ofFirst: readonly E[], ofSecond: readonly E[]) => Pair<E>[],
): Omit<TwoObservers, 'pairs'> & { readonly pairs: readonly Pair<E>[] } {
  const pairs = pair(ofFirst, ofSecond);
  return {
    pairs,
    onlyFirst: ofFirst.length - pairs.length,
    onlySecond: ofSecond.length - pairs.length,
    ...agreementOf(pairs),
  };
}

interface Pair<E extends Paired = Paired> {
  readonly first: E;
  readonly second: E;
}

function pairedByTime(
  ofFirst: readonly TrialEvent[],
  ofSecond: readonly TrialEvent[],
  withinSeconds = usualSeconds,
): Pair<TrialEvent>[] {
  const near = ofFirst
    .flatMap((first) =>
      ofSecond
        .filter((second) => sameMoment(first, second))
        .map((second) => {
          const [one, other] = [epochMs(first.occurredAt), epochMs(second.occurredAt)];
          return { first, second, one, other, apart: Math.abs(one - other) };
        }),
    )
    .filter(({ apart }) => apart <= 1000 * withinSeconds)
    .sort((a, b) => a.apart - b.apart || a.one - b.one || a.other - b.other);
  const taken = new Set<string>();
  const pairs: Pair<TrialEvent>[] = [];
  for (const { first, second } of near) {
    if (taken.has(first.id) || taken.has(second.id)) continue;
    taken.add(first.id).add(second.id);
    pairs.push({ first, second });
  }
  return pairs;
}

function sameMoment(a: TrialEvent, b: TrialEvent): boolean {
  return a.sessionId === b.sessionId && a.studentId === b.studentId && a.goalId === b.goalId;
}

/** The second time through a step goes with the other's second time; an interval with the one of its number. */
function pairedByName<E extends StepEvent | IntervalEvent>(ofFirst: readonly E[], ofSecond: readonly E[]): Pair<E>[] {
  const waiting = Map.groupBy(ofSecond, nameOf);
  return ofFirst.flatMap((first): Pair<E>[] => {
    const second = waiting.get(nameOf(first))?.shift();
    return second === undefined ? [] : [{ first, second }];
  });
}

function nameOf(event: StepEvent | IntervalEvent): string {
  const what = event.kind === 'step' ? [event.stepId] : [event.method, event.lengthSeconds, event.index];
  return [event.sessionId, event.studentId, event.goalId, ...what].join('|');
}

/** The code that is compared; null: nothing to compare (an interval nobody could answer). */
function codeOf(event: Paired): string | null {
  if (event.kind === 'trial') return event.outcome;
  if (event.kind === 'step') return event.completed === false ? 'not_yet' : event.assistance;
  return event.occurred === 'missed' ? null : event.occurred;
}

function agreementOf(pairs: readonly Pair[]): Pick<TwoObservers, 'agreement' | 'kappa'> {
  const coded = pairs.flatMap(({ first, second }) => {
    const codes = [codeOf(first), codeOf(second)] as const;
    return codes[0] === null || codes[1] === null ? [] : [codes as readonly [string, string]];
  });
  const all = [...new Set(coded.flat())].sort();
  return {
    agreement: trialByTrialAgreement(
      coded.map(([first]) => first),
      coded.map(([, second]) => second),
    ),
    kappa: kappa(
      all.map((row) =>
        all.map((column) => coded.filter(([first, second]) => first === row && second === column).length),
      ),
    ),
  };
}

export interface ObserverAgreement extends Omit<TwoObservers, 'pairs'> {
  kind: Paired['kind'];
  sessions: number;
  /** Everybody who observed, sorted. */
  recorders: readonly string[];
}

/**
 * Over all sessions that had a second observer: one agreement for each kind of record, pooled over its pairs. Kinds that no
 * second observer recorded are absent.
 */
export function observerAgreements(events: readonly ObservationEvent[]): ObserverAgreement[] {
  const ofSecond = events.filter(({ asSecondObserver }) => asSecondObserver === true);
  const observed = new Set(ofSecond.map(({ sessionId }) => sessionId));
  const ofFirst = events.filter(
    ({ sessionId, asSecondObserver }) => observed.has(sessionId) && asSecondObserver !== true,
  );
  const agreement = <E extends Paired>(
    kind: E['kind'],
    pair: (first: readonly E[], second: readonly E[]) => Pair<E>[],
  ): ObserverAgreement[] => {
    const isOfKind = (event: ObservationEvent): event is E => event.kind === kind;
    const second = ofSecond.filter(isOfKind);
    const sessions = new Set(second.map(({ sessionId }) => sessionId));
    if (sessions.size === 0) return [];
    const first = ofFirst.filter(isOfKind).filter(({ sessionId }) => sessions.has(sessionId));
    const { pairs: _, ...reading } = compared(first, second, pair);
    const recorders = [...new Set([...first, ...second].map(({ recorderId }) => recorderId))].sort();
    return [{ kind, sessions: sessions.size, recorders, ...reading }];
  };
  return [
    ...agreement<TrialEvent>('trial', pairedByTime),
    ...agreement<StepEvent>('step', pairedByName),
    ...agreement<IntervalEvent>('interval', pairedByName),
  ];
}
