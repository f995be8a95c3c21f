import type { GoalRules } from '../goals/goal.ts';
import { type CarryoverState, carryoverState, usualThresholds } from '../measures/carryover-state.ts';
import { type Gap, newcombeGap } from '../measures/newcombe-gap.ts';
import { type PooledSetting, partialPooling } from '../measures/partial-pooling.ts';
import { isNatural, type SessionEvent, type TherapistPart } from '../trials/event.ts';
import { chancesIn } from '../trials/tally.ts';
import { type DayCarryover, dayCarryover } from './day-goal.ts';
import { type Condition, evidenceOf, type Observed, usualSince, type Viewpoint } from './evidence.ts';
import { type CueMix, cueMixByWeek, type Responses, responsesOf } from './responses.ts';
import { type ConditionSide, type Side, sideOf, sidesByCondition } from './side.ts';
import { type TrialsToTell, trialsToTell } from './trials-to-tell.ts';

/** What is missing before the picture is whole; none of it is a fault of anybody. */
export const missingCodes = [
  'therapy_trials',
  'natural_trials',
  'natural_days',
  'without_therapist',
  'other_recorder',
  'same_level',
] as const;
export type MissingCode = (typeof missingCodes)[number];

export const presenceStates = ['not_enough_data', 'as_well_without', 'less_without', 'small_gap', 'unclear'] as const;
export type PresenceState = (typeof presenceStates)[number];

/** Natural settings with the therapist helping against those with the therapist away; watching stands alone. */
export interface Presence {
  state: PresenceState;
  helping: Side;
  away: Side;
  watching: Side;
  /** Helping minus away: the 90 % interval that the state is read from, and the 95 % one that is shown. */
  gap90: Gap | null;
  gap95: Gap | null;
  /** `side` natural means away. */
  more: TrialsToTell | null;
}

export interface PooledCondition extends PooledSetting, Condition {}

export interface TrialCarryover {
  unit: 'trial';
  /** First and last date compared. */
  since: string;
  until: string;
  state: CarryoverState;
  criterion: number;
  /** Enough in natural settings and nothing from the therapy room: there is no gap to speak of, only the criterion. */
  onlyNatural: boolean;
  /** Therapy room minus natural settings: 90 % interval (the state is read from it), and 95 % (shown). */
  gap90: Gap | null;
  gap95: Gap | null;
  therapy: Side;
  natural: Side;
  presence: Presence;
  conditions: readonly ConditionSide[];
  /** About how many more trials would tell; null when the state already tells. */
  more: TrialsToTell | null;
  missing: readonly MissingCode[];
  /** Levels that both sides have and that are compared (null: levels do not apply), and opportunities left out for it. */
  compared: { levels: readonly string[] | null; leftOut: { therapy: number; natural: number } };
  responses: { all: Responses; therapy: Responses; natural: Responses };
  cueMix: readonly CueMix[];
}

export type Carryover = TrialCarryover | DayCarryover;

/**
 * Has it carried over? Computed from all events of the goal (their voids and, where known, the `opened` of their sessions
 * included; other goals' events do no harm), read by the goal's rules as they stand, within the viewpoint's window.
 * The headline compares the therapy room with all natural settings together; the state is read from the 90 % interval of
 * the gap, what is shown has 95 %. Goals whose unit is the day, or that are not measured by trials, get days instead.
 */
export function carryoverOf(events: readonly SessionEvent[], rules: GoalRules, viewpoint: Viewpoint): Carryover {
  return carryoverFrom(evidenceOf(events, rules, viewpoint), rules, viewpoint);
}

/** The same from what `evidenceOf` gives, for whoever asks more of it than this. */
export function carryoverFrom(evidence: readonly Observed[], rules: GoalRules, viewpoint: Viewpoint): Carryover {
  const since = usualSince(viewpoint);
  const observed = evidence.filter(({ date }) => date >= since);
  return rules.unit === 'trial' && rules.measure === 'trials'
    ? trialCarryover(observed, rules, viewpoint, since)
    : dayCarryover(observed, rules, viewpoint, since);
}

function trialCarryover(
  observed: readonly Observed[],
  rules: GoalRules,
  viewpoint: Viewpoint,
  since: string,
): TrialCarryover {
  const { kept, levels, leftOut } = likeWithLike(observed, viewpoint.levels);
  const natural = kept.filter(({ event }) => isNatural(event.context.setting));
  const therapy = kept.filter(({ event }) => !isNatural(event.context.setting));
  const therapySide = sideOf(therapy, rules);
  const naturalSide = sideOf(natural, rules);
  const thresholds = { ...usualThresholds, criterion: criterionShare(rules) };
  const reading = carryoverState(therapySide, naturalSide, thresholds);
  const presence = presenceOf(natural, rules);
  const onlyNatural = therapySide.n === 0 && naturalSide.n >= thresholds.minN;
  const conditions = sidesByCondition(kept, rules);
  return {
    unit: 'trial',
    since,
    until: viewpoint.today,
    state: reading.state,
    criterion: thresholds.criterion,
    onlyNatural,
    gap90: gapOf(therapySide, naturalSide, thresholds.confidence),
    gap95: gapOf(therapySide, naturalSide, 0.95),
    therapy: therapySide,
    natural: naturalSide,
    presence,
    conditions,
    more: onlyNatural ? null : trialsToTell(therapySide, naturalSide, thresholds),
    missing: missingOf(therapySide, naturalSide, presence, natural, viewpoint, leftOut),
    compared: { levels, leftOut },
    responses: { all: responsesOf(kept), therapy: responsesOf(therapy), natural: responsesOf(natural) },
    cueMix: cueMixByWeek(kept),
  };
}

/** The criterion as a share of opportunities; a goal worded otherwise is held against the usual one. */
function criterionShare(rules: GoalRules): number {
  const { kind, value } = rules.criterion;
  return kind === 'percent' ? value : usualThresholds.criterion;
}

/**
 * Like with like: where targets have levels, only levels that were tried both in the therapy room and in natural settings
 * are compared. Trials without a known level are compared with each other. While one of the places has nothing yet,
 * nothing is left out.
 */
function likeWithLike(
  observed: readonly Observed[],
  levels: ReadonlyMap<string, string> | undefined,
): { kept: Observed[]; levels: string[] | null; leftOut: { therapy: number; natural: number } } {
  const nothing = { therapy: 0, natural: 0 };
  if (levels === undefined || levels.size === 0) return { kept: [...observed], levels: null, leftOut: nothing };
  const levelOf = ({ event }: Observed): string => (event.targetId && levels.get(event.targetId)) || '';
  const seen = { therapy: new Set<string>(), natural: new Set<string>() };
  for (const one of observed) if (chancesIn(one.event) > 0) seen[placeOf(one)].add(levelOf(one));
  if (seen.therapy.size === 0 || seen.natural.size === 0) {
    const only = [...seen.therapy, ...seen.natural].filter((level) => level !== '').sort();
    return { kept: [...observed], levels: only, leftOut: nothing };
  }
  const both = new Set([...seen.therapy].filter((level) => seen.natural.has(level)));
  const leftOut = { ...nothing };
  const kept = observed.filter((one) => {
    if (both.has(levelOf(one))) return true;
    leftOut[placeOf(one)] += chancesIn(one.event);
    return false;
  });
  return { kept, levels: [...both].filter((level) => level !== '').sort(), leftOut };
}

function placeOf({ event }: Observed): 'therapy' | 'natural' {
  return isNatural(event.context.setting) ? 'natural' : 'therapy';
}

function gapOf(first: Side, second: Side, confidence: number): Gap | null {
  return newcombeGap(first.x, first.n, second.x, second.n, confidence);
}

const presenceOfState: Record<CarryoverState, PresenceState> = {
  not_enough_data: 'not_enough_data',
  carried_over: 'as_well_without',
  similar_but_below_goal: 'as_well_without',
  not_carried_over_yet: 'less_without',
  small_gap: 'small_gap',
  unclear: 'unclear',
};

function presenceOf(natural: readonly Observed[], rules: GoalRules): Presence {
  const part = (wanted: TherapistPart): Side =>
    sideOf(
      natural.filter(({ event }) => event.context.therapistPart === wanted),
      rules,
    );
  const helping = part('helping');
  const away = part('away');
  const thresholds = { ...usualThresholds, criterion: criterionShare(rules) };
  return {
    state: presenceOfState[carryoverState(helping, away, thresholds).state],
    helping,
    away,
    watching: part('watching'),
    gap90: gapOf(helping, away, thresholds.confidence),
    gap95: gapOf(helping, away, 0.95),
    more: trialsToTell(helping, away, thresholds),
  };
}

const fewestDays = 3;

function missingOf(
  therapy: Side,
  natural: Side,
  presence: Presence,
  observedNatural: readonly Observed[],
  viewpoint: Viewpoint,
  leftOut: { therapy: number; natural: number },
): MissingCode[] {
  const missing: MissingCode[] = [];
  const { minN } = usualThresholds;
  const onlyNatural = therapy.n === 0 && natural.n >= minN;
  if (therapy.n < minN && !onlyNatural) missing.push('therapy_trials');
  if (natural.n < minN) missing.push('natural_trials');
  if (natural.days < fewestDays) missing.push('natural_days');
  if (presence.away.n === 0) missing.push('without_therapist');
  const byOthers = observedNatural.some(({ event }) =>
    viewpoint.therapistIds === undefined
      ? event.context.therapistPart === 'away'
      : !viewpoint.therapistIds.has(event.recorderId),
  );
  if (!byOthers) missing.push('other_recorder');
  if (leftOut.therapy + leftOut.natural > 0 && (therapy.n < minN || natural.n < minN)) missing.push('same_level');
  return missing;
}

export interface PooledConditions {
  overallMean: number;
  conditions: readonly PooledCondition[];
}

/**
 * Best guess by condition, using all of them: shown beside the raw counts, never for mastery. `null` below two conditions
 * with trials. Some ten milliseconds of work, so it is asked for by whoever shows it, not with every reading.
 */
export function pooledConditions(conditions: readonly ConditionSide[]): PooledConditions | null {
  const withTrials = conditions.filter(({ n }) => n > 0);
  if (withTrials.length < 2) return null;
  const pooled = partialPooling(withTrials.map(({ x, n }) => ({ x, n })));
  if (pooled === null) return null;
  return {
    overallMean: pooled.overallMean,
    conditions: withTrials.map(({ setting, part }, i) => ({ setting, part, ...pooled.settings[i]! })),
  };
}
