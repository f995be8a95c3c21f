import { Temporal } from 'temporal-polyfill';
import { usualThresholds } from '../measures/carryover-state.ts';
import { compare } from '../measures/ties.ts';
import { isNatural, type ObservationEvent } from '../trials/event.ts';
import type { Carryover, TrialCarryover } from './carryover.ts';
import type { DayCarryover } from './day-goal.ts';
import { type Condition, grouped, type Observed, type Viewpoint } from './evidence.ts';
import type { Side } from './side.ts';

/** One thing that makes the answer weaker, or points the other way. Shares are counts; ids and settings are codes. */
export type CounterEvidence =
  | { readonly code: 'therapy_trials' | 'natural_trials'; readonly n: number; readonly least: number }
  | { readonly code: 'natural_days'; readonly days: number }
  | { readonly code: 'without_therapist' | 'other_recorder' | 'same_level' }
  | { readonly code: 'left_out_levels' | 'not_observed' | 'no_opportunity'; readonly n: number }
  | { readonly code: 'one_session'; readonly place: 'therapy' | 'natural'; readonly x: number; readonly n: number }
  | { readonly code: 'entered_later' | 'in_batches' | 'mostly_cued'; readonly x: number; readonly n: number }
  | { readonly code: 'old'; readonly place: 'therapy' | 'natural'; readonly days: number }
  | { readonly code: 'other_way_place'; readonly condition: Condition; readonly x: number; readonly n: number }
  | { readonly code: 'reaches_no_gap' | 'reaches_margin' };

/** Own defaults: data older than three school weeks are old; a share of one half or more is "mostly". */
const oldDays = 21;
const mostly = 0.5;
const fewestForShare = 5;
const fewestDays = 3;

/**
 * What speaks against the answer, whichever way it goes: always looked for with the same rules, so that a welcome answer is
 * doubted as much as an unwelcome one. `observed` are the observations that the answer was computed from.
 */
export function counterEvidence(
  carryover: Carryover,
  observed: readonly Observed[],
  viewpoint: Viewpoint,
): CounterEvidence[] {
  const compared = observed.filter(({ date }) => date >= carryover.since && date <= carryover.until);
  return [
    ...(carryover.unit === 'day' ? againstDays(carryover, compared, viewpoint) : againstTrials(carryover, compared)),
    ...againstRecording(compared),
    ...againstAge(carryover),
  ];
}

function againstTrials(carryover: TrialCarryover, observed: readonly Observed[]): CounterEvidence[] {
  const { therapy, natural, missing, compared } = carryover;
  const found: CounterEvidence[] = [];
  for (const code of missing) {
    if (code === 'therapy_trials') found.push({ code, n: therapy.n, least: usualThresholds.minN });
    else if (code === 'natural_trials') found.push({ code, n: natural.n, least: usualThresholds.minN });
    else if (code === 'natural_days') found.push({ code, days: natural.days });
    else found.push({ code });
  }
  const leftOut = compared.leftOut.therapy + compared.leftOut.natural;
  if (leftOut > 0) found.push({ code: 'left_out_levels', n: leftOut });
  found.push(...oneSession('therapy', therapy, observed), ...oneSession('natural', natural, observed));
  const { cuedFirst } = carryover.responses.natural;
  if (natural.n >= fewestForShare && cuedFirst / natural.n >= mostly)
    found.push({ code: 'mostly_cued', x: cuedFirst, n: natural.n });
  found.push(...otherWay(carryover), ...nearTheEdge(carryover));
  return found;
}

function oneSession(place: 'therapy' | 'natural', side: Side, observed: readonly Observed[]): CounterEvidence[] {
  if (side.n < fewestForShare) return [];
  const there = observed.filter(({ event }) => isNatural(event.context.setting) === (place === 'natural'));
  const sizes = grouped(there, ({ event }) => event.sessionId).map((group) =>
    group.reduce((sum, { event }) => sum + chances(event), 0),
  );
  const x = Math.max(0, ...sizes);
  return x / side.n >= mostly ? [{ code: 'one_session', place, x, n: side.n }] : [];
}

function chances(event: ObservationEvent): number {
  if (event.kind === 'batch') return event.n;
  return event.kind === 'trial' && event.outcome !== 'no_opportunity' ? 1 : 0;
}

/** A natural condition that alone would be read the other way. */
function otherWay({ state, conditions, criterion }: TrialCarryover): CounterEvidence[] {
  const reached = state === 'carried_over';
  if (!reached && state !== 'not_carried_over_yet') return [];
  return conditions
    .filter(({ setting, n, p }) => isNatural(setting) && n >= fewestForShare && p !== null)
    .filter(({ p }) => (reached ? compare(p!, criterion - usualThresholds.margin) < 0 : compare(p!, criterion) >= 0))
    .map(({ setting, part, x, n }) => ({ code: 'other_way_place', condition: { setting, part }, x, n }));
}

/** The state is read from the 90 % interval; the wider one that is shown may not agree. */
function nearTheEdge({ state, gap95 }: TrialCarryover): CounterEvidence[] {
  if (gap95 === null) return [];
  if ((state === 'not_carried_over_yet' || state === 'small_gap') && compare(gap95.lower, 0) <= 0)
    return [{ code: 'reaches_no_gap' }];
  if (
    (state === 'carried_over' || state === 'similar_but_below_goal') &&
    compare(gap95.upper, usualThresholds.margin) > 0
  )
    return [{ code: 'reaches_margin' }];
  return [];
}

function againstDays(
  { natural, conditions }: DayCarryover,
  observed: readonly Observed[],
  viewpoint: Viewpoint,
): CounterEvidence[] {
  const found: CounterEvidence[] = [];
  if (natural.days < fewestDays) found.push({ code: 'natural_days', days: natural.days });
  if (!conditions.some(({ setting, part, days }) => isNatural(setting) && part === 'away' && days > 0))
    found.push({ code: 'without_therapist' });
  const byOthers = observed.some(
    ({ event }) => isNatural(event.context.setting) && viewpoint.therapistIds?.has(event.recorderId) === false,
  );
  if (viewpoint.therapistIds !== undefined && !byOthers) found.push({ code: 'other_recorder' });
  return found;
}

function againstRecording(observed: readonly Observed[]): CounterEvidence[] {
  const found: CounterEvidence[] = [];
  const events = observed.map(({ event }) => event);
  const n = events.reduce((sum, event) => sum + chances(event), 0);
  const share = (code: 'entered_later' | 'in_batches', test: (event: ObservationEvent) => boolean) => {
    const x = events.filter(test).reduce((sum, event) => sum + chances(event), 0);
    if (x > 0) found.push({ code, x, n });
  };
  share('entered_later', (event) => event.captureMode === 'later' || event.captureMode === 'paper');
  share('in_batches', (event) => event.kind === 'batch');
  const notObserved = events.filter((event) => event.kind === 'not_observed').length;
  if (notObserved > 0) found.push({ code: 'not_observed', n: notObserved });
  const none = events.filter((event) => event.kind === 'trial' && event.outcome === 'no_opportunity').length;
  if (none > 0) found.push({ code: 'no_opportunity', n: none });
  return found;
}

function againstAge({ therapy, natural, until }: Carryover): CounterEvidence[] {
  const sides = [
    ['therapy', therapy],
    ['natural', natural],
  ] as const;
  return sides.flatMap(([place, { lastDate }]): CounterEvidence[] => {
    if (lastDate === null) return [];
    const { days } = Temporal.PlainDate.from(lastDate).until(Temporal.PlainDate.from(until), { largestUnit: 'days' });
    return days > oldDays ? [{ code: 'old', place, days }] : [];
  });
}
