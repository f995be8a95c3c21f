import { describe, expect, it } from 'vitest';
import { sampleRules } from '../goals/sample-rules.ts';
import { storyteller, therapyRoom } from '../trials/sample-events.ts';
import { byRoutine } from './by-routine.ts';
import type { Observed } from './evidence.ts';
import { type ComingRoutine, type ComingVisit, occasionsFor } from './occasions.ts';
import { samplingPlan } from './sampling-plan.ts';

const rules = { ...sampleRules, startsOn: '2026-01-05', endsOn: '2026-12-18' };
const goal = { goalId: 'goal-1', studentId: 'student-1', routineIds: ['writing', 'lunch'] };

const visit = (some: Partial<ComingVisit> = {}): ComingVisit => ({
  sessionId: 'visit-1',
  date: '2026-03-12',
  startsAt: '09:40',
  setting: 'classroom',
  routineId: 'writing',
  leaderId: 'therapist-1',
  leaderIsTherapist: true,
  members: [{ studentId: 'student-1', goalIds: ['goal-1'] }],
  ...some,
});
const routine = (routineId: string, date: string, some: Partial<ComingRoutine> = {}): ComingRoutine => ({
  routineId,
  date,
  startsAt: '09:40',
  setting: 'classroom',
  adultIds: ['para-1', 'teacher-1'],
  ...some,
});

describe('the occasions of a goal', () => {
  it('are its visits, and its routines in which no visit is planned', () => {
    const occasions = occasionsFor(
      goal,
      [visit(), visit({ sessionId: 'other', members: [{ studentId: 'student-2', goalIds: [] }] })],
      [routine('writing', '2026-03-12'), routine('writing', '2026-03-13'), routine('math', '2026-03-12')],
    );
    expect(occasions.map(({ id, therapistPresent, recorderIds }) => [id, therapistPresent, recorderIds[0]])).toEqual([
      ['visit-1', true, 'therapist-1'],
      ['writing/2026-03-13', false, 'para-1'],
    ]);
  });

  it('take a visit without named goals for all goals of its students', () => {
    const all = visit({ members: [{ studentId: 'student-1', goalIds: [] }] });
    const other = visit({ members: [{ studentId: 'student-1', goalIds: ['goal-2'] }] });
    expect(occasionsFor(goal, [all], [])).toHaveLength(1);
    expect(occasionsFor(goal, [other], [])).toHaveLength(0);
  });

  it('give as many chances as were counted there before', () => {
    const { trials } = storyteller();
    const inWriting = { context: { routineId: 'writing' } };
    const seen: Observed[] = [
      ...trials(2, 0, { on: '2026-03-02', ...inWriting }),
      ...trials(0, 2, { on: '2026-03-03', ...inWriting }),
    ].map((event) => ({ date: event.occurredAt.slice(0, 10), event }));
    const [writing, lunch] = occasionsFor(
      goal,
      [],
      [routine('writing', '2026-03-12'), routine('lunch', '2026-03-12', { startsAt: '11:30' })],
      byRoutine(seen, rules),
    );
    expect([writing?.chances, lunch?.chances]).toEqual([2, 3]);
    const plan = samplingPlan([{ place: 'natural', count: 4, unit: 'trial', reason: 'to_tell' }], [writing!, lunch!]);
    expect(plan.tasks.map(({ routineId, count }) => [routineId, count])).toEqual([
      ['writing', 2],
      ['lunch', 2],
    ]);
  });
});

describe('a goal by routine', () => {
  const { trials, observe } = storyteller();
  const dated = (event: Observed['event']): Observed => ({ date: event.occurredAt.slice(0, 10), event });
  const none = { kind: 'trial', outcome: 'no_opportunity', noOpportunityReason: 'did_not_come_up', cues: [] } as const;

  it('says where chances came up, those visits without one included, and what became of them', () => {
    const sides = byRoutine(
      [
        ...trials(3, 0, { on: '2026-03-02', context: { routineId: 'writing' } }).map(dated),
        ...trials(0, 1, { on: '2026-03-03', context: { routineId: 'writing' } }).map(dated),
        dated(observe(none, { on: '2026-03-04', context: { routineId: 'snack', setting: 'cafeteria' } })),
        ...trials(9, 0, { on: '2026-03-05', context: therapyRoom }).map(dated),
      ],
      rules,
    );
    expect(
      sides.map(({ routineId, visits, chancesPerVisit, x, n }) => [routineId, visits, chancesPerVisit, x, n]),
    ).toEqual([
      ['writing', 2, 2, 3, 4],
      ['snack', 1, 0, 0, 0],
    ]);
    expect(sides[1]?.tally.noOpportunity).toBe(1);
  });
});
