import { describe, expect, it } from 'vitest';
import { sampleContext, storyteller } from './sample-events.ts';
import { keptServiceNotes, serviceFacts, strategiesTried } from './service-note.ts';

const said = { sessionId: 's' };

describe('what a service note is drafted from', () => {
  it('is each student’s own time and marks; who was absent was not served', () => {
    const { opened, trial, tell } = storyteller();
    const at = (time: string) => ({ ...said, at: `2026-03-03T${time}:00.000Z` });
    const events = [
      {
        ...opened(at('15:00')),
        members: ['student-1', 'student-2', 'student-3'].map((studentId) => ({ studentId, goalIds: ['goal-1'] })),
        context: { ...sampleContext, groupSize: 3 },
      },
      trial('independent', at('15:05')),
      trial('no_opportunity', at('15:06'), { noOpportunityReason: 'activity_changed' }),
      tell({ kind: 'left', studentId: 'student-2', reason: 'called_away' }, at('15:12')),
      tell({ kind: 'left', studentId: 'student-3', reason: 'absent' }, at('15:29')),
      tell({ kind: 'closed' }, at('15:30')),
    ];
    expect(serviceFacts('s', events)).toMatchObject([
      { studentId: 'student-1', minutes: 30, served: true, goals: [{ goalId: 'goal-1' }] },
      { studentId: 'student-2', minutes: 12, served: true, goals: [] },
      { studentId: 'student-3', minutes: 0, served: false, goals: [] },
    ]);
  });

  it('names what was tried with the student, once, and not what was taken back', () => {
    const { opened, tell } = storyteller();
    const tried = (strategyId: string, studentId = 'student-1') =>
      tell({ kind: 'strategy', strategyId, use: 'alone', studentId }, said);
    const taken = tried('zipper');
    const events = [opened(said), tried('frames'), tried('wait', 'student-2'), taken, tried('wait'), tried('frames')];
    events.push(tell({ kind: 'void', voids: taken.id }, said));
    expect(strategiesTried(events, 'student-1')).toEqual(['frames', 'wait']);
  });

  it('has one note of a student in force: what replaces it and what takes it back are told by events', () => {
    const { opened, tell } = storyteller();
    const first = tell({ kind: 'service_note', studentId: 'student-1', text: 'as drafted' }, said);
    const second = tell({ kind: 'service_note', studentId: 'student-1', text: 'as changed' }, said);
    const taken = tell({ kind: 'void', voids: second.id, studentId: 'student-1' }, said);
    expect(keptServiceNotes([opened(said), first, second]).map((note) => note.text)).toEqual(['as changed']);
    expect(keptServiceNotes([opened(said), first, second, taken]).map((note) => note.text)).toEqual(['as drafted']);
  });
});
