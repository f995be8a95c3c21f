import { describe, expect, it } from 'vitest';
import { type Criterion, type GoalRules, usualCriterion } from '../goals/goal.ts';
import { addDays } from '../school-day/calendar.ts';
import type { SessionEvent } from '../trials/event.ts';
import { storyteller, therapyRoom } from '../trials/sample-events.ts';
import { carryoverOf } from './carryover.ts';
import type { DayCarryover, DayState, TwinState } from './day-goal.ts';

const atMostTwoPrompts: Criterion = { ...usualCriterion, kind: 'at_most', value: 2, of: 'prompts', days: 4, ofDays: 5 };

function rulesWith(measure: GoalRules['measure'], criterion: Criterion): GoalRules {
  return {
    goalId: 'goal-1',
    studentId: 'student-1',
    discipline: 'occupational',
    area: 'self_care',
    measure,
    unit: 'day',
    criterion,
    waitSeconds: 10,
    responseMode: 'action',
    selfCorrectionOffered: true,
    startsOn: '2025-09-01',
    endsOn: '2026-06-01',
  };
}

const day = (i: number): string => addDays('2026-02-02', i);

function read(events: readonly SessionEvent[], rules: GoalRules): DayCarryover {
  const answer = carryoverOf(events, rules, { today: '2026-03-12', zone: 'America/Chicago' });
  if (answer.unit !== 'day') throw new Error('A day goal is read in days.');
  return answer;
}

function prompts(counts: readonly number[], context = {}): SessionEvent[] {
  const { observe } = storyteller();
  return counts.map((value, i) =>
    observe({ kind: 'count', what: 'prompt', value }, { id: `${i}-${JSON.stringify(context)}`, on: day(i), context }),
  );
}

describe('goals whose unit is the day', () => {
  it.each<[string, number[], DayState]>([
    ['nothing yet', [], 'not_enough_days'],
    ['four days', [2, 2, 1, 3], 'not_enough_days'],
    ['four good days are enough for four of five', [2, 2, 1, 0], 'at_goal'],
    ['four of the last five', [6, 5, 4, 2, 2, 3, 1, 2], 'at_goal'],
    ['three of the last five, fewer than before', [6, 5, 6, 4, 2, 3, 1, 2], 'closer'],
    ['as many as before', [4, 4, 4, 4, 4, 4], 'no_change'],
    ['more than before', [3, 3, 3, 4, 5, 5], 'further'],
    ['five days are too few for a direction', [6, 5, 4, 3, 3], 'not_at_goal'],
  ])('%s', (_what, counts, state) => {
    expect(read(prompts(counts), rulesWith('prompts', atMostTwoPrompts)).state).toBe(state);
  });

  it('has medians and ranges, no trial arithmetic', () => {
    const answer = read(prompts([6, 4, 3, 2, 2]), rulesWith('prompts', atMostTwoPrompts));
    expect(answer.natural).toMatchObject({ days: 5, median: 3, lowest: 2, highest: 6, reached: 2 });
    expect(answer.criterion).toMatchObject({ value: 2, needed: 4, ofLast: 5, reached: 2, judged: 5 });
    expect(answer.twin).toBeNull();
  });

  it.each<[string, number[], number[], TwinState | null]>([
    ['good in both', [0, 1, 1, 1, 1], [1, 1, 2, 2, 2], 'carried_over'],
    ['good in the room only', [0, 1, 1, 1, 1], [5, 5, 5, 4, 4], 'not_carried_over_yet'],
    ['in neither', [4, 4, 4, 4, 4], [5, 5, 5, 5, 5], 'below_goal_in_both'],
    ['no days in the room', [], [1, 1, 1, 1, 1], null],
  ])('with a twin in the therapy room: %s', (_what, room, arrival, twin) => {
    const events = [...prompts(room, therapyRoom), ...prompts(arrival, { setting: 'cubbies' })];
    expect(read(events, rulesWith('prompts', atMostTwoPrompts)).twin).toBe(twin);
  });

  it.each<
    [
      string,
      GoalRules['measure'],
      Partial<Criterion>,
      (tell: ReturnType<typeof storyteller>) => SessionEvent[],
      number | null,
      boolean | null,
    ]
  >([
    [
      'steps done alone',
      'steps',
      { kind: 'at_least', value: 2, of: 'steps_independent' },
      ({ observe }) => [
        observe({ kind: 'step', stepId: 'a', assistance: 'independent' }),
        observe({ kind: 'step', stepId: 'b', assistance: 'independent' }),
        observe({ kind: 'step', stepId: 'c', assistance: 'model' }),
      ],
      2,
      true,
    ],
    [
      'the share of steps',
      'steps',
      { kind: 'percent', value: 0.8 },
      ({ observe }) => [
        observe({ kind: 'step', stepId: 'a', assistance: 'independent' }),
        observe({ kind: 'step', stepId: 'b', assistance: 'gesture' }),
      ],
      0.5,
      false,
    ],
    [
      'times it was done, added over the day',
      'frequency',
      { kind: 'at_least', value: 3, of: 'count' },
      ({ observe }) => [
        observe({ kind: 'count', what: 'occurrence', delta: 2 }, { sessionId: 'morning' }),
        observe({ kind: 'count', what: 'occurrence', delta: 2 }, { sessionId: 'noon' }),
      ],
      4,
      true,
    ],
    [
      'the middle of the waits',
      'latency',
      { kind: 'at_most', value: 10, of: 'seconds' },
      ({ trial }) => [4000, 8000, 12_000].map((latencyMs) => trial('independent', {}, { latencyMs })),
      8,
      true,
    ],
    [
      'no number where most waits had no end',
      'latency',
      { kind: 'at_most', value: 10, of: 'seconds' },
      ({ trial }) => [trial('independent', {}, { latencyMs: 4000 }), trial('no_response'), trial('no_response')],
      null,
      false,
    ],
    [
      'the share of moments',
      'interval',
      { kind: 'percent', value: 0.7 },
      ({ observe }) =>
        (['yes', 'yes', 'no', 'missed'] as const).map((occurred, index) =>
          observe({ kind: 'interval', method: 'momentary', index, lengthSeconds: 60, occurred }),
        ),
      2 / 3,
      false,
    ],
    [
      'the level given',
      'rubric',
      { kind: 'at_least', value: 3, of: 'level' },
      ({ observe }) => [observe({ kind: 'rubric', level: 3 })],
      3,
      true,
    ],
    [
      'a day with too few trials does not say',
      'trials',
      { kind: 'percent', value: 0.8 },
      ({ trials }) => trials(3, 0),
      1,
      null,
    ],
    [
      'a day nobody could watch',
      'rubric',
      { kind: 'at_least', value: 3 },
      ({ observe }) => [observe({ kind: 'not_observed' })],
      null,
      null,
    ],
  ])('counts %s', (_what, measure, part, told, value, reached) => {
    const answer = read(told(storyteller()), rulesWith(measure, { ...atMostTwoPrompts, ...part }));
    expect(answer.points).toHaveLength(1);
    if (value === null) expect(answer.points[0]!.value).toBeNull();
    else expect(answer.points[0]!.value).toBeCloseTo(value, 9);
    expect(answer.points[0]!.reached).toBe(reached);
  });
});
