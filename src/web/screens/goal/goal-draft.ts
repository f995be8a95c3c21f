import type { GoalInput, GoalRecord } from '#contract/goal.ts';
import {
  type Area,
  type Baseline,
  type Criterion,
  type Discipline,
  type MeasureKind,
  usualCriterion,
} from '#domain/goals/goal.ts';
import { countsOf, unitsOf } from '#domain/goals/goal-faults.ts';

/** A goal as its form holds it: every part filled in. */
export type Draft = Required<Omit<GoalInput, 'criterion' | 'baseline' | 'targets'>> & {
  readonly criterion: Criterion;
  readonly baseline: Baseline | null;
  readonly targets: readonly NonNullable<GoalInput['targets']>[number][];
};

export function newDraft(discipline: Discipline, today: string, ends: string): Draft {
  return {
    discipline,
    area: usualArea[discipline],
    tag: '',
    shownAsCode: false,
    measure: 'trials',
    unit: 'trial',
    cueSetId: null,
    startsOn: today,
    endsOn: ends,
    officialWording: '',
    plainWords: '',
    criterion: usualCriterion,
    baseline: null,
    waitSeconds: 5,
    responseMode: 'speech',
    selfCorrectionOffered: true,
    supports: [],
    targets: [],
    routineIds: [],
  };
}

const usualArea: Record<Discipline, Area> = {
  speech: 'language',
  occupational: 'self_care',
  physical: 'mobility',
};

export function draftOf(goal: GoalRecord): Draft {
  const newest = goal.versions.at(-1);
  if (newest === undefined) throw new Error('A goal has at least one version.');
  return {
    discipline: goal.discipline,
    area: goal.area,
    tag: goal.tag,
    shownAsCode: goal.shownAsCode,
    measure: goal.measure,
    unit: goal.unit,
    cueSetId: goal.cueSet?.id ?? null,
    startsOn: goal.startsOn,
    endsOn: goal.endsOn,
    officialWording: newest.officialWording,
    plainWords: newest.plainWords,
    criterion: newest.criterion as Criterion,
    baseline: newest.baseline as Baseline | null,
    waitSeconds: newest.waitSeconds,
    responseMode: newest.responseMode,
    selfCorrectionOffered: newest.selfCorrectionOffered,
    supports: newest.supports,
    targets: goal.targets
      .filter(({ to }) => to === null)
      .map(({ id, kind, text, level, status }) => ({
        id,
        kind,
        text,
        ...(level === undefined ? {} : { level }),
        status,
      })),
    routineIds: goal.routines.map(({ id }) => id),
  };
}

/** Another measure, and what has to change with it so that the parts go together. */
export function withMeasure(draft: Draft, measure: MeasureKind): Draft {
  const units = unitsOf(measure);
  const unit = units.includes(draft.unit) ? draft.unit : units[0]!;
  const targets =
    measure === 'steps' ? draft.targets.map((target) => ({ ...target, kind: 'step' as const })) : draft.targets;
  const inPercent = measure === 'trials' || measure === 'interval';
  const asBefore = inPercent === (draft.criterion.kind === 'percent');
  const of = countsOf(measure)[0];
  const { of: _, ...rest } = draft.criterion;
  const criterion: Criterion = inPercent
    ? { ...rest, kind: 'percent', value: asBefore ? rest.value : usualCriterion.value }
    : {
        ...rest,
        kind: asBefore ? rest.kind : measure === 'prompts' || measure === 'latency' ? 'at_most' : 'at_least',
        value: asBefore ? rest.value : 2,
        ...(of === undefined ? {} : { of }),
      };
  return {
    ...draft,
    measure,
    unit,
    targets,
    criterion: unit === 'day' ? { ...criterion, days: criterion.days ?? 4, ofDays: criterion.ofDays ?? 5 } : criterion,
  };
}
