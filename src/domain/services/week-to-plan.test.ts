import { describe, expect, it } from 'vitest';
import type { SchoolCalendar } from '../school-day/calendar.ts';
import { occurrences } from '../school-day/occurrences.ts';
import { touchBaseDates } from '../school-day/touch-base.ts';
import { planWeeks, routinesOfService, studentsOffPlan, timesInPlan, weeksOf, weekTimes } from './week-to-plan.ts';

const calendar = (rotation: SchoolCalendar['year']['rotation']): SchoolCalendar => ({
  year: { from: '2025-09-01', to: '2026-06-12', rotation, rotationFrom: rotation === 'none' ? null : '2026-03-02' },
  dates: [
    { date: '2026-03-23', kind: 'holiday', label: '', starts: null, ends: null, rotationDay: null },
    { date: '2026-03-17', kind: 'early_release', label: '', starts: null, ends: '12:00', rotationDay: null },
  ],
});
const time = (weekday: number, rotationDay: string | null, from = '2025-09-01', to: string | null = null) => ({
  weekday,
  rotationDay,
  from,
  to,
  starts: '09:00',
  ends: '09:30',
});

describe('the weeks of a plan', () => {
  // A plan from Monday 16 March: an A week, as 2 March was.
  it.each([
    [time(1, null), 1, 'none', 'every'],
    [time(1, null), 2, 'ab', 'every'],
    [time(1, 'A'), 2, 'ab', [1]],
    [time(1, 'B'), 2, 'ab', [2]],
    [time(1, 'B'), 4, 'ab', [2, 4]],
    [time(1, '3'), 1, '1-6', 'uncertain'],
    [time(1, null, '2025-09-01', '2026-03-01'), 1, 'none', []],
    [time(1, null, '2026-03-20'), 2, 'none', [2]],
  ] as const)('%j in %i weeks of %s', (dated, weeks, rotation, expected) => {
    expect(weeksOf(dated, '2026-03-16', weeks, calendar(rotation))).toEqual(expected);
  });

  it('count an uncertain time where it protects, and leave it out where it offers', () => {
    const plan = { from: '2026-03-16', weeks: 1 } as const;
    expect(weekTimes([time(1, '3')], plan, calendar('1-6'), 'counts')).toHaveLength(1);
    expect(weekTimes([time(1, '3')], plan, calendar('1-6'), 'left_out')).toEqual([]);
  });

  it.each([
    [['week'], 'none', 1],
    [['week'], 'ab', 2],
    [['week', 'month'], 'none', 4],
  ] as const)('%j at a school of %s: %i', (rates, rotation, weeks) => {
    expect(planWeeks(rates, [calendar(rotation)])).toBe(weeks);
  });

  it.each([
    [2, 'week', { times: 2, per: 'week' }],
    [3, 'month', { times: 3, per: 'plan' }],
    [9, 'quarter', { times: 4, per: 'plan' }],
    [18, 'year', { times: 2, per: 'plan' }],
    [2, 'year', null],
  ] as const)('%i times a %s', (times, per, expected) => {
    expect(timesInPlan(times, per)).toEqual(expected);
  });
});

describe('routines of a service', () => {
  it('are those marked for the goals of its discipline, the most often marked first', () => {
    const goals = [
      { discipline: 'speech', routineIds: ['writing', 'centers'] },
      { discipline: 'speech', routineIds: ['centers'] },
      { discipline: 'occupational', routineIds: ['arrival'] },
    ] as const;
    expect(routinesOfService('speech', goals)).toEqual(['centers', 'writing']);
    expect(routinesOfService('physical', goals)).toEqual([]);
  });
});

describe('every other week', () => {
  const series = { weekday: 1, rotationDay: null, from: '2026-03-16', to: null, starts: '09:00', ends: '09:30' };
  it('is counted from the week of the first date, over holidays', () => {
    const dates = (everyWeeks: number) =>
      occurrences({ ...series, everyWeeks }, calendar('none'), '2026-03-16', '2026-04-20');
    expect(dates(2)).toEqual(['2026-03-16', '2026-03-30', '2026-04-13']);
    expect(dates(4)).toEqual(['2026-03-16', '2026-04-13']);
    expect(dates(1)).not.toContain('2026-03-23');
  });

  it('has a touch-base on no holiday and in no afternoon that school is out', () => {
    const slot = { ...series, id: 's', classId: 'c', adultId: 't', everyWeeks: 1 as const };
    expect(touchBaseDates(slot, calendar('none'), '2026-03-16', '2026-03-31')).toEqual(['2026-03-16', '2026-03-30']);
    const afternoon = { ...slot, weekday: 2, starts: '13:00', ends: '13:10' };
    expect(touchBaseDates(afternoon, calendar('none'), '2026-03-16', '2026-03-31')).toEqual([
      '2026-03-24',
      '2026-03-31',
    ]);
  });
});

describe('students whose weekly sessions do not fit their services', () => {
  const service = (studentId: string, delivery: 'push_in' | 'pull_out', minutes: number, times = 1) => ({
    serviceId: `${studentId} ${delivery}`,
    studentId,
    delivery,
    minutes,
    times,
    per: 'week' as const,
    groupMax: 4,
    area: '',
    routineIds: [],
    classId: null,
  });
  const series = (studentIds: string[], delivery: 'push_in' | 'pull_out', week: number | null = null) => ({
    ...time(1, null),
    week,
    seriesId: `${studentIds} ${delivery}`,
    delivery,
    schoolId: 's',
    classId: null,
    routineId: null,
    coTeaching: false,
    studentIds,
    kept: false,
  });
  it.each([
    ['what fits', [service('a', 'push_in', 30)], [series(['a'], 'push_in')], 1, []],
    ['another place', [service('a', 'push_in', 30)], [series(['a'], 'pull_out')], 1, ['a']],
    ['fewer minutes', [service('a', 'push_in', 30, 2)], [series(['a', 'b'], 'push_in')], 1, ['a', 'b']],
    ['one week of two', [service('a', 'push_in', 30)], [series(['a'], 'push_in', 2)], 2, ['a']],
    ['a service that ended', [], [series(['a'], 'push_in')], 1, ['a']],
  ] as const)('%s', (_, services, inForce, weeks, expected) => {
    expect([...studentsOffPlan({ services, inForce, weeks })]).toEqual(expected);
  });
});
