import { describe, expect, it } from 'vitest';
import { type Criterion, measureKinds, usualCriterion } from './goal.ts';
import { countsOf, type GoalDraft, goalFaults, unitsOf } from './goal-faults.ts';

const draft: GoalDraft = {
  area: 'language',
  measure: 'trials',
  unit: 'trial',
  startsOn: '2026-01-12',
  endsOn: '2027-01-11',
  officialWording: 'Gives a reason.',
  plainWords: '',
  criterion: usualCriterion,
  baseline: null,
  waitSeconds: 5,
  responseMode: 'speech',
  selfCorrectionOffered: true,
  supports: [],
  targets: [],
};
const byDay = (criterion: Partial<Criterion>): Partial<GoalDraft> => ({
  measure: 'steps',
  unit: 'day',
  criterion: { ...usualCriterion, kind: 'at_most', value: 2, of: 'prompts', days: 4, ofDays: 5, ...criterion },
  targets: [{ kind: 'step', text: 'Hangs up backpack' }],
});
const codes = (change: Partial<GoalDraft>) =>
  goalFaults({ ...draft, ...change }).map(({ path, code }) => `${path.join('.')}: ${code}`);

describe('a goal that fits together', () => {
  it.each([
    ['trials', {}],
    ['ends on the day it starts', { endsOn: draft.startsOn }],
    ['trials judged by the day', { unit: 'day' }],
    ['prompts on 4 of 5 days', byDay({})],
    ['a share of intervals', { measure: 'interval', unit: 'day' }],
    [
      'a word at two levels',
      {
        targets: [
          { kind: 'word', text: 'red', level: 'word' },
          { kind: 'word', text: 'red', level: 'sentence' },
        ],
      },
    ],
    [
      'goal attainment below zero',
      { ...byDay({ kind: 'at_least', of: 'level', value: -1 }), measure: 'goal_attainment' },
    ],
  ] as const)('%s', (_, change) => {
    expect(codes(change as Partial<GoalDraft>)).toEqual([]);
  });
});

describe('what does not fit together', () => {
  it.each([
    ['ends before it starts', { endsOn: '2026-01-11' }, 'endsOn: ends_before_start'],
    [
      'steps counted as trials',
      { ...byDay({ kind: 'percent', value: 0.8 }), unit: 'trial' },
      'unit: unit_not_of_measure',
    ],
    [
      'a percentage of prompts',
      { ...byDay({ kind: 'percent', value: 0.8 }), measure: 'prompts' },
      'criterion.kind: criterion_not_of_unit',
    ],
    [
      'an amount of trials',
      { criterion: { ...usualCriterion, kind: 'at_least', value: 4 } },
      'criterion.kind: criterion_not_of_unit',
    ],
    ['80 instead of .8', { criterion: { ...usualCriterion, value: 80 } }, 'criterion.value: percent_out_of_range'],
    ['a criterion of 0 %', { criterion: { ...usualCriterion, value: 0 } }, 'criterion.value: percent_out_of_range'],
    ['an amount of what?', byDay({ of: undefined as never }), 'criterion.of: criterion_counts_missing'],
    ['levels of steps', byDay({ of: 'level' }), 'criterion.of: criterion_counts_not_of_measure'],
    ['a thousand prompts a day', byDay({ value: 1_000 }), 'criterion.value: amount_out_of_range'],
    ['6 of 5 days', byDay({ days: 6 }), 'criterion.days: more_days_than_counted'],
    ['no steps', { ...byDay({}), targets: [] }, 'targets: steps_missing'],
    [
      'words among steps',
      {
        ...byDay({}),
        targets: [
          { kind: 'step', text: 'a' },
          { kind: 'word', text: 'b' },
        ],
      },
      'targets: steps_only',
    ],
    [
      'the same target twice',
      {
        targets: [
          { kind: 'word', text: 'red' },
          { kind: 'word', text: ' Red ' },
        ],
      },
      'targets.1.text: target_twice',
    ],
    ['fixing it in fluency', { area: 'fluency' }, 'selfCorrectionOffered: self_correction_not_in_fluency'],
    [
      'a baseline of 120 %',
      { baseline: { date: '2026-01-12', text: '', value: 1.2 } },
      'baseline.value: baseline_out_of_range',
    ],
    ['a baseline after the end', { baseline: { date: '2027-02-01', text: '' } }, 'baseline.date: baseline_after_end'],
  ] as const)('%s', (_, change, expected) => {
    expect(codes(change as unknown as Partial<GoalDraft>)).toEqual([expected]);
  });
});

it('every measure has a unit and something that its days can count', () => {
  for (const measure of measureKinds) {
    expect(unitsOf(measure)).not.toHaveLength(0);
    expect(countsOf(measure)).not.toHaveLength(0);
  }
});
