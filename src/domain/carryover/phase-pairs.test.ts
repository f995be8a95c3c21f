import { describe, expect, it } from 'vitest';
import { type GoalRules, usualCriterion } from '../goals/goal.ts';
import { sampleRules } from '../goals/sample-rules.ts';
import { effectSizes } from './effect-sizes.ts';
import { phasePairs } from './phase-pairs.ts';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}`;
const series = (values: readonly number[]) => values.map((value, index) => ({ date: day(index + 1), value }));
const rules = { ...sampleRules, startsOn: day(1), endsOn: '2026-12-18' };

describe('phases of a series', () => {
  it('lie between the changes; a point on the day of a change belongs to the new one', () => {
    const pairs = phasePairs(series([1, 2, 3, 4, 5, 6]), [{ on: day(3) }, { on: day(5) }]);
    expect(pairs.map(({ before, after }) => [before.map((p) => p.value), after.map((p) => p.value)])).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [3, 4],
        [5, 6],
      ],
    ]);
  });

  it('are not parted by changes outside the data, and once by two changes of one day', () => {
    const changes = [{ on: '2026-02-01' }, { on: day(2) }, { on: day(2) }, { on: '2026-04-01' }];
    const pairs = phasePairs(series([1, 2, 3]), changes);
    expect(pairs).toHaveLength(1);
    expect(pairs[0]?.changes).toHaveLength(2);
    expect(phasePairs([], changes)).toEqual([]);
  });
});

describe('effect sizes for the export', () => {
  it('are none below three points on either side', () => {
    expect(effectSizes(series([0.1, 0.2]), series([0.5, 0.6, 0.7]), rules, 0.8)).toEqual([]);
  });

  it('carry each index by name, null where it cannot be computed, never a number that is none', () => {
    const found = effectSizes(series([0.2, 0.2, 0.2]), series([0.6, 0.8, 1]), rules, 0.8);
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
    expect(found.find(({ name }) => name === 'nap')).toMatchObject({ estimate: 1 });
    expect(found.find(({ name }) => name === 'smd_baseline')).toMatchObject({ estimate: null });
    for (const size of found)
      for (const value of [size.estimate, size.standardError, size.lower, size.upper])
        expect(value === null || Number.isFinite(value), size.name).toBe(true);
  });

  it('turn round where less is wanted', () => {
    const fewer: GoalRules = {
      ...rules,
      measure: 'prompts',
      unit: 'day',
      criterion: { ...usualCriterion, kind: 'at_most', value: 2, of: 'prompts' },
    };
    const found = effectSizes(series([6, 5, 6]), series([2, 1, 2]), fewer, 2);
    expect(found.find(({ name }) => name === 'nap')?.estimate).toBe(1);
    expect(found.find(({ name }) => name === 'log_response_ratio')?.estimate).toBeGreaterThan(0);
  });
});
