import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../trials/event.ts';
import { type LedgerSession, sessionStays } from './session-stays.ts';

const session = (more: Partial<LedgerSession> = {}): LedgerSession => ({
  id: 's',
  therapistId: 'dana',
  discipline: 'speech',
  date: '2026-03-12',
  starts: '09:40',
  ends: '10:10',
  zone: 'America/Chicago',
  delivery: 'push_in',
  status: 'planned',
  cancelledReason: null,
  memberIds: ['ana', 'bela'],
  absentIds: [],
  makesUpFor: [],
  events: [],
  ...more,
});
const event = (kind: string, at: string, more: object = {}) =>
  ({
    id: `${kind} ${at}`,
    schemaVersion: 1,
    kind,
    sessionId: 's',
    occurredAt: `2026-03-12T${at}:00-05:00`,
    enteredAt: `2026-03-12T${at}:00-05:00`,
    recorderId: 'dana',
    deviceId: 'd',
    captureMode: 'live',
    ...more,
  }) as unknown as SessionEvent;
const opened = event('opened', '09:42', {
  members: ['ana', 'bela'].map((studentId) => ({ studentId, goalIds: [] })),
  context: {},
});
const told = (more: Partial<LedgerSession>) =>
  sessionStays(session(more)).map(({ studentId, from, to, what }) => [
    studentId,
    to - from,
    what.kind === 'missed' ? what.reason : what.kind,
  ]);

describe('stays of students in a session', () => {
  it('are planned until something is said', () => {
    expect(told({})).toEqual([
      ['ana', 30, 'planned'],
      ['bela', 30, 'planned'],
    ]);
  });

  it.each([
    ['therapist_absent', 'therapist_absent'],
    ['no_school', 'school_closed'],
    ['early_release', 'school_closed'],
    ['testing', 'testing'],
    ['class_away', 'other'],
  ])('are missed when it was cancelled: %s', (cancelledReason, reason) => {
    expect(told({ status: 'cancelled', cancelledReason }).map((row) => row[2])).toEqual([reason, reason]);
  });

  it('the absent student missed it, the other one did not', () => {
    expect(told({ absentIds: ['bela'] })).toEqual([
      ['ana', 30, 'planned'],
      ['bela', 30, 'student_absent'],
    ]);
  });

  it('have the times that were recorded: who came later, left earlier, was never there', () => {
    const events = [
      opened,
      event('left', '09:42', { studentId: 'bela', reason: 'absent' }),
      event('joined', '09:50', { studentId: 'cy', goalIds: [] }),
      event('left', '10:00', { studentId: 'ana', reason: 'called_away' }),
      event('closed', '10:12'),
    ];
    expect(told({ events })).toEqual([
      ['ana', 18, 'given'],
      ['cy', 22, 'given'],
      ['bela', 30, 'student_absent'],
    ]);
  });

  it('who was there for less than a minute was not absent', () => {
    expect(told({ events: [opened, event('closed', '09:40')] }).map((row) => row[2])).toEqual(['other', 'other']);
  });

  it('one that nobody ended lasts to its planned end', () => {
    expect(told({ events: [opened] })).toEqual([
      ['ana', 28, 'given'],
      ['bela', 28, 'given'],
    ]);
  });
});
