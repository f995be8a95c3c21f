import { describe, expect, it } from 'vitest';
import { sessionEvent } from '#contract/event.ts';
import type { SessionPack } from '#contract/session.ts';
import type { SessionEvent, TrialEvent } from '#domain/trials/event.ts';
import { correctedBody, isCorrectable, mayNameAnother } from './correction.ts';

const id = (last: number) => `019c9a64-7200-715b-8c6d-${String(last).padStart(12, '0')}`;
const goal = (last: number) => ({
  goalId: id(last),
  tag: `g${last}`,
  measure: 'trials' as const,
  unit: 'opportunities' as const,
  cueSetId: null,
  waitSeconds: 0,
  responseMode: 'speech' as const,
  selfCorrectionOffered: true,
  targets: [],
});
const context = {
  setting: 'classroom',
  routineId: id(29),
  delivery: 'push_in',
  present: [id(10), id(12)],
  therapistPart: 'helping',
  purpose: 'incidental',
  groupSize: 1,
} as const;
const pack = {
  sessionId: id(1),
  date: '2026-03-12',
  zone: 'America/Chicago',
  recorderId: id(10),
  adults: [{ adultId: id(11), shortName: 'Mr. Ortiz', as: 'teacher' }],
  routines: [{ routineId: id(20), name: 'Writing', setting: 'classroom', starts: '09:40', ends: '10:20' }],
  members: [{ studentId: id(30), label: 'An', absent: false, goals: [goal(40)] }],
  mayJoin: [{ studentId: id(31), label: 'Be', absent: false, goals: [goal(41)] }],
} as unknown as SessionPack;
const frame = {
  id: id(90),
  schemaVersion: 1,
  sessionId: id(1),
  recorderId: id(10),
  deviceId: id(2),
  occurredAt: '2026-03-12T14:45:00.000Z',
  enteredAt: '2026-03-12T14:45:01.000Z',
  captureMode: 'live',
} as const;
const trial: TrialEvent = {
  ...frame,
  kind: 'trial',
  studentId: id(39),
  goalId: id(49),
  targetId: id(59),
  context,
  outcome: 'correct_with_cue',
  cues: [{ by: 'teacher', personId: id(12) }],
};

describe('a refused event said otherwise', () => {
  it('names another student and goal, keeps what was seen and when, and loses its frame', () => {
    const body = correctedBody({ event: trial, code: 'unknown_goal' }, { studentId: id(31), goalId: id(41) }, pack);
    expect(body).toEqual({
      kind: 'trial',
      studentId: id(31),
      goalId: id(41),
      occurredAt: trial.occurredAt,
      context,
      outcome: 'correct_with_cue',
      cues: trial.cues,
    });
    expect(sessionEvent.safeParse({ ...frame, id: id(91), ...body }).success).toBe(true);
  });

  it('leaves out what is not known any more where that was the reason', () => {
    const body = correctedBody({ event: trial, code: 'unknown_reference' }, {}, pack) as TrialEvent;
    expect(body.context).toEqual({ ...context, routineId: undefined, present: [id(10)] });
    expect('routineId' in body.context).toBe(false);
    expect(body.cues).toEqual([{ by: 'teacher' }]);
    expect('targetId' in body).toBe(false);
  });

  it('begins a session with the students and goals that are known', () => {
    const opened: SessionEvent = {
      ...frame,
      kind: 'opened',
      date: pack.date,
      startsAt: '09:40',
      zone: pack.zone,
      schoolId: id(3),
      context,
      members: [
        { studentId: id(30), goalIds: [id(40), id(49)] },
        { studentId: id(39), goalIds: [] },
      ],
    };
    const body = correctedBody({ event: opened, code: 'unknown_goal' }, {}, pack);
    expect(body).toMatchObject({ kind: 'opened', members: [{ studentId: id(30), goalIds: [id(40)] }] });
  });

  it('moves a mark, a note or a count, never a step or a clock; a taking back is only sent again', () => {
    const step: SessionEvent = {
      ...frame,
      kind: 'step',
      studentId: id(30),
      goalId: id(40),
      context,
      stepId: id(50),
      assistance: 'model',
    };
    const taken: SessionEvent = { ...frame, kind: 'void', voids: id(92) };
    expect([trial, step].map(mayNameAnother)).toEqual([true, false]);
    expect([trial, step, taken].map(isCorrectable)).toEqual([true, true, false]);
  });
});
