import { describe, expect, it } from 'vitest';
import { storyteller, therapyRoom } from './sample-events.ts';
import { sessionDates } from './session-dates.ts';
import { foldSessions, sessionRecord } from './session-record.ts';

describe('a session record', () => {
  it('keeps each student apart, and what had no chance out of the count', () => {
    const { opened, trial, observe, tell } = storyteller();
    const said = { sessionId: 's' };
    const record = sessionRecord('s', [
      opened(said),
      trial('independent', said),
      trial('self_corrected', said),
      trial('not_yet', said, { cues: [{ by: 'teacher' }] }),
      trial('no_opportunity', said, { noOpportunityReason: 'device_unavailable' }),
      trial('no_response', said, { studentId: 'student-2' }),
      observe({ kind: 'batch', x: 3, n: 4 }, said),
      observe({ kind: 'not_observed' }, said),
      tell({ kind: 'carry_back', studentId: 'student-1', text: 'volcano words' }, said),
      trial('independent', { sessionId: 'another' }),
    ]);
    expect(record.tallies.get('student-1')?.get('goal-1')).toEqual({
      independent: 1,
      selfCorrected: 1,
      correctWithCue: 0,
      notYet: 1,
      noResponse: 0,
      noOpportunity: 1,
      notObserved: 1,
      batchX: 3,
      batchN: 4,
    });
    expect(record.tallies.get('student-2')?.get('goal-1')?.noResponse).toBe(1);
    expect(record.carryBacks).toHaveLength(1);
  });

  it('never counts a second observer’s marks a second time', () => {
    const { opened, trial } = storyteller();
    const said = { sessionId: 's' };
    const record = sessionRecord('s', [
      opened(said),
      trial('independent', said),
      trial('independent', { ...said, recorderId: 'assistant-1' }, { asSecondObserver: true }),
    ]);
    expect(record.tallies.get('student-1')?.get('goal-1')?.independent).toBe(1);
    expect(record.observations).toHaveLength(1);
  });

  it.each([
    ['over midnight', '2026-03-03T05:30:00.000Z', '2026-03-03T06:15:00.000Z', 45],
    ['over the spring change of the clock', '2026-03-08T07:30:00.000Z', '2026-03-08T08:30:00.000Z', 60],
    ['over the autumn change of the clock', '2026-11-01T05:30:00.000Z', '2026-11-01T07:30:00.000Z', 120],
    ['that ends before it began, by a clock put back', '2026-03-02T15:00:00.000Z', '2026-03-02T14:00:00.000Z', 0],
  ])('has the right minutes %s', (_when, from, to, minutes) => {
    const { opened, tell } = storyteller();
    const record = sessionRecord('s', [
      opened({ sessionId: 's', at: from }),
      tell({ kind: 'closed' }, { sessionId: 's', at: to }),
    ]);
    expect(record.minutes).toBe(minutes);
  });

  it('knows who was there how long', () => {
    const { opened, tell } = storyteller();
    const at = (time: string) => ({ sessionId: 's', at: `2026-03-02T${time}:00.000Z` });
    const members = ['a', 'b', 'c'].map((studentId) => ({ studentId, goalIds: ['g'] }));
    const record = sessionRecord('s', [
      opened(at('15:00'), { members }),
      tell({ kind: 'left', studentId: 'b', reason: 'called_away' }, at('15:10')),
      tell({ kind: 'joined', studentId: 'b', goalIds: ['g'] }, at('15:20')),
      tell({ kind: 'left', studentId: 'c', reason: 'absent' }, at('15:05')),
      tell({ kind: 'closed' }, at('15:30')),
    ]);
    expect(record.attendance.map(({ studentId, minutes }) => [studentId, minutes])).toEqual([
      ['a', 30],
      ['b', 10],
      ['c', 0],
      ['b', 10],
    ]);
  });

  it('keeps what came before its beginning is known', () => {
    const { trial } = storyteller();
    const record = foldSessions([trial('independent', { sessionId: 's' })]).get('s')!;
    expect(record.opened).toBeNull();
    expect(record.minutes).toBeNull();
    expect(record.observations).toHaveLength(1);
  });
});

describe('the date of a session', () => {
  it('is the one it was opened on, also past midnight', () => {
    const { opened, trial } = storyteller();
    const late = { sessionId: 's', at: '2026-03-03T06:10:00.000Z', context: therapyRoom };
    const events = [trial('independent', late), opened({ ...late, on: '2026-03-02', at: '2026-03-03T05:30:00.000Z' })];
    expect(sessionDates(events, 'America/Chicago').get('s')).toBe('2026-03-02');
    expect(sessionDates([events[0]!], 'America/Chicago').get('s')).toBe('2026-03-03');
    expect(sessionDates([events[0]!], 'America/Los_Angeles').get('s')).toBe('2026-03-02');
  });
});
