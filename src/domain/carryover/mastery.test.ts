import { describe, expect, it } from 'vitest';
import { type Criterion, type GoalRules, usualCriterion } from '../goals/goal.ts';
import { addDays } from '../school-day/calendar.ts';
import type { SessionEvent } from '../trials/event.ts';
import { storyteller, therapyRoom, withoutTherapist } from '../trials/sample-events.ts';
import { criterionOdds, type Mastery, type MasteryState, masteryOf } from './mastery.ts';

const goal = (criterion: Partial<Criterion> = {}, some: Partial<GoalRules> = {}): GoalRules => ({
  goalId: 'goal-1',
  studentId: 'student-1',
  discipline: 'speech',
  area: 'language',
  measure: 'trials',
  unit: 'trial',
  criterion: { ...usualCriterion, ...criterion },
  waitSeconds: 5,
  responseMode: 'speech',
  selfCorrectionOffered: true,
  startsOn: '2025-09-01',
  endsOn: '2026-06-01',
  ...some,
});

type Told = [day: number, right: number, wrong: number, where: 'room' | 'class' | 'alone'];

function story(...sessions: readonly Told[]): SessionEvent[] {
  const { trials } = storyteller();
  return sessions.flatMap(([day, right, wrong, where]) =>
    trials(right, wrong, {
      on: addDays('2025-10-01', day),
      recorderId: where === 'alone' ? 'teacher-1' : 'therapist-1',
      context: where === 'room' ? therapyRoom : where === 'alone' ? withoutTherapist : {},
    }),
  );
}

function read(events: readonly SessionEvent[], rules = goal(), today = '2026-03-12'): Mastery {
  return masteryOf(events, rules, { today, zone: 'America/Chicago', therapistIds: new Set(['therapist-1']) });
}

const room: Told[] = [
  [0, 8, 2, 'room'],
  [1, 9, 1, 'room'],
  [2, 8, 2, 'room'],
];
const alone: Told[] = [
  [3, 4, 1, 'alone'],
  [4, 5, 0, 'alone'],
  [5, 4, 1, 'alone'],
];
const withHelp: Told[] = alone.map(([day, right, wrong]) => [day, right, wrong, 'class']);

describe('mastery, as the goal is worded', () => {
  it.each<[string, Told[], MasteryState]>([
    ['nothing seen', [], 'no_data'],
    ['two sessions', room.slice(0, 2), 'not_met'],
    ['three in the room', room, 'met_in_some_settings'],
    ['a session below it breaks the run', [...room.slice(0, 2), [2, 7, 3, 'room'], [3, 9, 1, 'room']], 'not_met'],
    [
      'one with too few trials neither counts nor breaks',
      [...room.slice(0, 2), [2, 1, 4, 'room'], [3, 9, 1, 'room']],
      'met_in_some_settings',
    ],
    ['both settings, but only the therapist led', [...room, ...withHelp], 'met_with_some_people'],
    ['both settings, and the teacher led', [...room, ...alone], 'met_maintenance_not_checked'],
  ])('%s', (_what, sessions, state) => {
    expect(read(story(...sessions)).state).toBe(state);
  });

  it('says in which settings, since when, by whom, and what is missing', () => {
    const reading = read(story(...room, [3, 4, 1, 'alone'], [4, 3, 2, 'alone']));
    expect(reading.settings).toEqual([
      { setting: 'therapy_room', natural: false, currentRun: 3, ofLatest: 3, metOn: '2025-10-03' },
      { setting: 'classroom', natural: true, currentRun: 0, ofLatest: 1, metOn: null },
    ]);
    expect(reading).toMatchObject({
      naturalMissing: true,
      otherPersonMissing: true,
      people: ['therapist-1'],
      metOn: null,
    });
  });

  it('never counts treatment outside the therapy room', () => {
    const { trials } = storyteller();
    const treated = alone.flatMap(([day, right, wrong]) =>
      trials(right, wrong, { on: addDays('2025-10-01', day), context: { ...withoutTherapist, purpose: 'treatment' } }),
    );
    expect(read([...story(...room), ...treated]).state).toBe('met_in_some_settings');
  });

  const met = [...room, ...alone];
  it.each<[string, Told[], string, MasteryState, string[]]>([
    ['before the first probe', [], '2025-10-10', 'met_maintenance_not_checked', ['later', 'later', 'later']],
    ['when the first is due', [], '2025-10-18', 'met_maintenance_not_checked', ['due', 'later', 'later']],
    ['one kept', [[19, 5, 0, 'alone']], '2025-10-25', 'met_maintenance_not_checked', ['done', 'later', 'later']],
    [
      'one with too few trials is still due',
      [[19, 2, 0, 'alone']],
      '2025-10-25',
      'met_maintenance_not_checked',
      ['due', 'later', 'later'],
    ],
    ['one not kept', [[19, 2, 3, 'alone']], '2025-10-25', 'met_not_kept', ['done', 'later', 'later']],
    [
      'all kept',
      [
        [19, 5, 0, 'alone'],
        [33, 4, 1, 'class'],
        [61, 5, 0, 'alone'],
      ],
      '2026-03-12',
      'maintained',
      ['done', 'done', 'done'],
    ],
  ])('probes: %s', (_what, later, today, state, probes) => {
    const reading = read(story(...met, ...later), goal(), today);
    expect(reading.metOn).toBe('2025-10-06');
    expect(reading.probes.map(({ dueOn }) => dueOn)).toEqual(['2025-10-20', '2025-11-03', '2025-12-01']);
    expect(reading.probes.map((probe) => probe.state)).toEqual(probes);
    expect(reading.state).toBe(state);
  });

  it('reads "4 of 5 days" by days, one setting where the goal asks for no more', () => {
    const { observe } = storyteller();
    const counts = [6, 2, 2, 3, 1, 2, 2].map((value, i) =>
      observe({ kind: 'count', what: 'prompt', value }, { on: addDays('2025-10-01', i), context: withoutTherapist }),
    );
    const rules = goal(
      { kind: 'at_most', value: 2, of: 'prompts', days: 4, ofDays: 5, settings: 1, people: 1 },
      { measure: 'prompts', unit: 'day' },
    );
    expect(read(counts, rules)).toMatchObject({ metOn: '2025-10-06', needed: 4, ofLast: 5 });
    expect(read(counts.slice(0, 5), rules).state).toBe('not_met');
  });
});

describe('how often chance would pass a criterion', () => {
  it('says it for the fewest trials a session needs', () => {
    const odds = criterionOdds(goal())!;
    expect(odds).toMatchObject({ trials: 5, sessions: 12 });
    expect(odds.nextRunByChance).toBeCloseTo(0.147382, 6);
    expect(odds.withinByChance).toBeCloseTo(0.641636, 6);
  });

  it('says nothing for a goal that is not a share of trials', () => {
    expect(criterionOdds(goal({ kind: 'at_most', value: 2 }))).toBeNull();
    expect(criterionOdds(goal(), { trials: 0 })).toBeNull();
  });
});
