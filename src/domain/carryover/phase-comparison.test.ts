import { describe, expect, it } from 'vitest';
import { usualCriterion } from '../goals/goal.ts';
import { sampleRules } from '../goals/sample-rules.ts';
import { addDays } from '../school-day/calendar.ts';
import { aimLineOf, aimOn, comparePhases, type DatedValue, trendOf } from './phase-comparison.ts';

const rules = { ...sampleRules, startsOn: '2026-01-05', endsOn: '2026-05-25' };

const weekly = (values: readonly number[], from = '2026-01-05'): DatedValue[] =>
  values.map((value, i) => ({ date: addDays(from, 7 * i), value }));

describe('two phases compared', () => {
  it('says nothing below three and three points', () => {
    expect(comparePhases(weekly([0.2, 0.3]), weekly([0.5, 0.6, 0.7]), rules, 0.8)).toBeNull();
    expect(comparePhases(weekly([0.2, 0.3, 0.3]), weekly([0.5, 0.6]), rules, 0.8)).toBeNull();
  });

  it('has NAP with its interval and the percent of the way to the goal', () => {
    const reading = comparePhases(weekly([0.2, 0.3, 0.4]), weekly([0.5, 0.5, 0.8]), rules, 0.8)!;
    expect(reading.nap.estimate).toBe(1);
    expect(reading.nap.ci.lower).toBeLessThan(0.8);
    expect(reading.percentOfGoal!.estimate).toBeCloseTo(60, 9);
    expect(reading.logRatio).toBeNull();
  });

  it('takes less as better where the goal wants less, and has a ratio for counts', () => {
    const fewer = {
      ...rules,
      measure: 'prompts' as const,
      criterion: { ...usualCriterion, kind: 'at_most' as const, value: 2 },
    };
    const reading = comparePhases(weekly([6, 6, 5]), weekly([3, 2, 2]), fewer, 2)!;
    expect(reading.nap.estimate).toBe(1);
    expect(reading.logRatio!.estimate).toBeGreaterThan(0);
  });
});

describe('the trend', () => {
  it('goes by calendar days, whatever the order', () => {
    const points = weekly([10, 17, 24, 31]);
    expect(trendOf([...points].reverse())).toEqual({
      from: '2026-01-05',
      to: '2026-01-26',
      origin: '2026-01-05',
      slopePerDay: 1,
      intercept: 10,
      n: 4,
    });
  });

  it('needs two dates', () => {
    expect(trendOf([])).toBeNull();
    expect(trendOf([...weekly([3]), ...weekly([5])])).toBeNull();
  });
});

describe('the aim line', () => {
  it('goes from the stated baseline to the criterion at the end of the goal', () => {
    const aim = aimLineOf({ ...rules, baseline: { date: '2026-01-05', text: '2 of 10', value: 0.2 } }, [])!;
    expect(aim).toEqual({ from: '2026-01-05', fromValue: 0.2, to: '2026-05-25', toValue: 0.8 });
    expect(aimOn(aim, '2026-03-16')).toBeCloseTo(0.5, 9);
    expect(aimOn(aim, '2026-09-01')).toBe(0.8);
  });

  it('begins at the middle of the first three points where nothing is stated', () => {
    expect(aimLineOf(rules, weekly([0.3, 0.1, 0.2, 0.9]))).toMatchObject({ from: '2026-01-12', fromValue: 0.2 });
    expect(aimLineOf(rules, weekly([0.3, 0.1]))).toBeNull();
    expect(aimLineOf({ ...rules, endsOn: '2026-01-12' }, weekly([0.3, 0.1, 0.2]))).toBeNull();
  });
});
