import type { Area, Criterion, GoalUnit, MeasureKind, Target } from './goal.ts';
import type { GoalWording } from './version.ts';

/** A goal as somebody wants to have it. */
export interface GoalDraft extends GoalWording {
  readonly area: Area;
  readonly measure: MeasureKind;
  readonly unit: GoalUnit;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly targets: readonly Pick<Target, 'kind' | 'text' | 'level'>[];
}

export const goalFaultCodes = [
  'ends_before_start',
  'unit_not_of_measure',
  'criterion_not_of_unit',
  'criterion_counts_missing',
  'criterion_counts_not_of_measure',
  'percent_out_of_range',
  'more_days_than_counted',
  'amount_out_of_range',
  'steps_missing',
  'steps_only',
  'target_twice',
  'self_correction_not_in_fluency',
  'baseline_out_of_range',
  'baseline_after_end',
] as const;
export type GoalFaultCode = (typeof goalFaultCodes)[number];

export interface GoalFault {
  /** Path inside the draft: `['criterion', 'value']`. */
  readonly path: readonly (string | number)[];
  readonly code: GoalFaultCode;
}

/** Measures that are one number a day; of the others each opportunity is a data point. */
const measuredByDay: Readonly<Record<MeasureKind, GoalUnit>> = {
  trials: 'trial',
  steps: 'day',
  prompts: 'day',
  frequency: 'day',
  duration: 'day',
  latency: 'day',
  interval: 'day',
  rubric: 'day',
  goal_attainment: 'day',
};

/** A goal counted in trials may still be judged by the day ("on 4 of 5 days"); the others have no trials to count. */
export function unitsOf(measure: MeasureKind): readonly GoalUnit[] {
  return measure === 'trials' ? ['trial', 'day'] : [measuredByDay[measure]];
}

type Counted = NonNullable<Criterion['of']>;

const countedBy: Readonly<Record<MeasureKind, readonly Counted[]>> = {
  trials: ['count'],
  steps: ['steps_independent', 'prompts', 'minutes'],
  prompts: ['prompts'],
  frequency: ['count'],
  duration: ['minutes', 'seconds'],
  latency: ['seconds', 'minutes'],
  interval: ['count'],
  rubric: ['level'],
  goal_attainment: ['level'],
};

/** What a day's number can count for a measure. */
export function countsOf(measure: MeasureKind): readonly Counted[] {
  return countedBy[measure];
}

/** Measures that give a share of something: of opportunities, of steps, of intervals. */
const hasPercent: readonly MeasureKind[] = ['trials', 'steps', 'interval'];

/** Largest number a day can have; anything above is a slip of the pen. */
const mostOf: Readonly<Record<Counted, number>> = {
  prompts: 200,
  steps_independent: 60,
  seconds: 86_400,
  minutes: 1_440,
  count: 10_000,
  level: 20,
};

/** What does not fit together in a goal; shapes and lengths are the contract's. None: it can be kept. */
export function goalFaults(goal: GoalDraft): GoalFault[] {
  const faults: GoalFault[] = [];
  const fault = (code: GoalFaultCode, ...path: (string | number)[]) => faults.push({ path, code });

  if (goal.endsOn < goal.startsOn) fault('ends_before_start', 'endsOn');
  if (!unitsOf(goal.measure).includes(goal.unit)) fault('unit_not_of_measure', 'unit');
  criterionFaults(goal, fault);
  baselineFaults(goal, fault);

  const steps = goal.targets.filter((target) => target.kind === 'step').length;
  if (goal.measure === 'steps' && steps === 0) fault('steps_missing', 'targets');
  if (goal.measure === 'steps' && steps < goal.targets.length) fault('steps_only', 'targets');
  const seen = new Set<string>();
  goal.targets.forEach((target, index) => {
    const key = `${target.text.trim().toLowerCase()}\n${target.level ?? ''}`;
    if (seen.has(key)) fault('target_twice', 'targets', index, 'text');
    seen.add(key);
  });
  if (goal.area === 'fluency' && goal.selfCorrectionOffered)
    fault('self_correction_not_in_fluency', 'selfCorrectionOffered');
  return faults;
}

function criterionFaults(goal: GoalDraft, fault: (code: GoalFaultCode, ...path: string[]) => void): void {
  const { criterion } = goal;
  const inPercent = criterion.kind === 'percent';
  if (inPercent ? !hasPercent.includes(goal.measure) : goal.unit === 'trial') {
    fault('criterion_not_of_unit', 'criterion', 'kind');
  } else if (criterion.kind === 'percent') {
    if (!(criterion.value > 0 && criterion.value <= 1)) fault('percent_out_of_range', 'criterion', 'value');
  } else if (criterion.of === undefined) {
    fault('criterion_counts_missing', 'criterion', 'of');
  } else if (!countsOf(goal.measure).includes(criterion.of)) {
    fault('criterion_counts_not_of_measure', 'criterion', 'of');
  } else if (!withinCount(criterion.of, criterion.value)) {
    fault('amount_out_of_range', 'criterion', 'value');
  }
  if (criterion.days !== undefined && criterion.ofDays !== undefined && criterion.days > criterion.ofDays)
    fault('more_days_than_counted', 'criterion', 'days');
}

/** Levels of goal attainment run from -2 to 2; everything else starts at 0. */
function withinCount(of: Counted, value: number): boolean {
  return value >= (of === 'level' ? -2 : 0) && value <= mostOf[of];
}

function baselineFaults(goal: GoalDraft, fault: (code: GoalFaultCode, ...path: string[]) => void): void {
  const { baseline, criterion } = goal;
  if (baseline === null) return;
  if (baseline.date > goal.endsOn) fault('baseline_after_end', 'baseline', 'date');
  if (baseline.value === undefined) return;
  const fits =
    criterion.kind === 'percent'
      ? baseline.value >= 0 && baseline.value <= 1
      : criterion.of === undefined || withinCount(criterion.of, baseline.value);
  if (!fits) fault('baseline_out_of_range', 'baseline', 'value');
}
