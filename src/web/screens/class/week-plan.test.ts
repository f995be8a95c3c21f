import { describe, expect, test } from 'vitest';
import {
  changesAhead,
  dayOn,
  hoursOf,
  neighbour,
  type RoutineTime,
  weekOn,
  weekProblems,
  withBlock,
  withoutBlock,
} from './week-plan.ts';

let made = 0;
function time(part: Partial<RoutineTime>): RoutineTime {
  made += 1;
  return {
    id: `time-${made}`,
    routineId: 'arrival',
    weekday: 1,
    rotationDay: null,
    starts: '08:15',
    ends: '08:35',
    pullOut: 'allowed',
    pullOutCost: 0,
    pushIn: 'open',
    from: '2025-08-18',
    to: null,
    ...part,
  };
}
const times = [
  time({}),
  time({ routineId: 'writing', starts: '09:40', ends: '10:20' }),
  time({ routineId: 'art', starts: '13:00', ends: '13:40', rotationDay: 'A' }),
  time({ routineId: 'music', starts: '13:00', ends: '13:40', rotationDay: 'B' }),
  time({ weekday: 3, routineId: 'writing', starts: '10:25', ends: '11:05' }),
  time({ weekday: 3, starts: '08:15', ends: '08:30', from: '2026-03-30' }),
  time({ weekday: 3, starts: '08:15', ends: '08:40', to: '2026-03-29' }),
];
const block = (day: ReturnType<typeof dayOn>, at: number) => day.blocks[at]!;

describe('a week on a date', () => {
  test('is what is in force then, every week and in that rotation day', () => {
    const routines = (rotationDay: 'A' | null) =>
      weekOn(times, '2026-03-12', rotationDay).map(({ weekday, routineId }) => `${weekday} ${routineId}`);
    expect(routines(null)).toEqual(['1 arrival', '1 writing', '3 arrival', '3 writing']);
    expect(routines('A')).toEqual(['1 arrival', '1 writing', '1 art', '3 arrival', '3 writing']);
  });

  test('has the dates ahead on which it changes', () => {
    expect(changesAhead(times, '2026-03-12')).toEqual(['2026-03-30']);
    expect(changesAhead(times, '2026-03-30')).toEqual([]);
  });

  test('is drawn from a whole hour to a whole hour', () => {
    expect(hoursOf(times)).toEqual({ first: 8 * 60, last: 14 * 60 });
    expect(hoursOf([])).toEqual({ first: 8 * 60, last: 15 * 60 });
  });
});

describe('a day', () => {
  const monday = dayOn(times, '2026-03-12', 1, null);

  test('holds only its own rotation day', () => {
    expect(monday.blocks).toHaveLength(2);
    expect(dayOn(times, '2026-03-12', 1, 'B').blocks).toHaveLength(1);
    expect(block(dayOn(times, '2026-04-01', 3, null), 0).ends).toBe('08:30');
  });

  test('takes a routine in at its time', () => {
    const snack = {
      ...block(monday, 0),
      routine: { kind: 'snack' as const, name: 'Snack' },
      starts: '09:00',
      ends: '09:15',
    };
    expect(withBlock(monday, snack, null).blocks.map(({ starts }) => starts)).toEqual(['08:15', '09:00', '09:40']);
  });

  test('gives a changed routine its new time and loses the old one', () => {
    const later = { ...block(monday, 0), starts: '08:20', ends: '08:40' };
    const changed = withBlock(monday, later, { routineId: 'arrival', starts: '08:15' });
    expect(changed.blocks.map(({ starts }) => starts)).toEqual(['08:20', '09:40']);
    expect(withoutBlock(changed, { routineId: 'arrival', starts: '08:20' }).blocks).toHaveLength(1);
  });

  test('is told to overlap by its weekday', () => {
    const wrong = withBlock(monday, { ...block(monday, 0), starts: '09:45', ends: '10:00' }, null);
    expect(weekProblems([wrong])).toEqual([{ weekday: 1, code: 'overlaps' }]);
    expect(weekProblems([monday])).toEqual([]);
  });
});

test('arrow keys go within the day, and to the nearest routine of the next day that has any', () => {
  const week = weekOn(times, '2026-03-12', null);
  const [arrival, writing, midweekArrival, midweekWriting] = week as [
    RoutineTime,
    RoutineTime,
    RoutineTime,
    RoutineTime,
  ];
  expect(neighbour(week, arrival, 'down')).toBe(writing);
  expect(neighbour(week, arrival, 'up')).toBeNull();
  expect(neighbour(week, writing, 'right')).toBe(midweekWriting);
  expect(neighbour(week, midweekArrival, 'left')).toBe(arrival);
  expect(neighbour(week, midweekArrival, 'last')).toBe(midweekWriting);
  expect(neighbour(week, midweekWriting, 'right')).toBeNull();
});
