import { describe, expect, it } from 'vitest';
import { agreedBy, differsFromLastWeek, planInForce, type VisitFacts, type VisitPlan } from './visit-plan.ts';

const plan = (date: string, said: Partial<VisitPlan> = {}): VisitPlan => ({
  id: `plan of ${date}`,
  sessionId: `visit of ${date}`,
  classId: 'g2',
  adultId: 'dana',
  routineId: 'writing',
  date,
  activity: '',
  coTeachingFormat: 'station',
  therapistPart: '',
  classPart: '',
  materials: '',
  visuals: '',
  classLine: 'volcano words',
  strategyIds: [],
  changedBy: 'dana',
  changedAt: `${date}T12:00:00.000Z`,
  ...said,
});
const visit = (date: string) => ({
  id: `visit of ${date}`,
  classId: 'g2',
  adultId: 'dana',
  routineId: 'writing',
  date,
});

describe('the plan of a visit', () => {
  // 2 March 2026 is a Monday.
  it.each([
    ['its own', '2026-03-09', ['2026-03-02', '2026-03-09'], '2026-03-09'],
    ['the same weekday before a later other one', '2026-03-09', ['2026-03-02', '2026-03-03'], '2026-03-02'],
    ['another weekday where there is no other', '2026-03-09', ['2026-03-03'], '2026-03-03'],
    ['never one of a later visit', '2026-03-09', ['2026-03-10'], null],
  ])('is %s', (_, date, dates, expected) => {
    expect(
      planInForce(
        visit(date),
        dates.map((one) => plan(one)),
      )?.date ?? null,
    ).toBe(expected);
  });

  it('is the version said last, and of nobody else’s visits', () => {
    const later = plan('2026-03-09', { id: 'later', changedAt: '2026-03-09T13:00:00.000Z' });
    expect(planInForce(visit('2026-03-09'), [later, plan('2026-03-09')])?.id).toBe('later');
    expect(planInForce(visit('2026-03-09'), [plan('2026-03-09', { adultId: 'priya' })])).toBeNull();
  });

  it('carries all forward but the week’s own line', () => {
    expect(planInForce(visit('2026-03-03'), [plan('2026-03-02')])?.classLine).toBe('volcano words');
    expect(planInForce(visit('2026-03-09'), [plan('2026-03-02')])).toMatchObject({
      classLine: '',
      coTeachingFormat: 'station',
    });
  });

  it('is agreed by who wrote it, and by the other side when they say so of this version', () => {
    const written = plan('2026-03-09');
    const got = (adultId: string, planId: string) => ({ adultId, planId, kind: 'got_it' }) as const;
    expect(agreedBy(written, [])).toEqual({ therapist: true, class: false });
    expect(agreedBy(written, [got('ortiz', 'an older one')])).toEqual({ therapist: true, class: false });
    expect(agreedBy(written, [got('ortiz', written.id)])).toEqual({ therapist: true, class: true });
    expect(agreedBy({ ...written, changedBy: 'ortiz' }, [])).toEqual({ therapist: false, class: true });
    expect(agreedBy({ ...written, changedBy: 'ortiz' }, [got('dana', written.id)]).therapist).toBe(true);
  });

  it('says what differs from last week', () => {
    const facts: VisitFacts = {
      starts: '09:30',
      ends: '10:10',
      comes: 'dana',
      activity: 'Opinion writing',
      coTeachingFormat: 'station',
      therapistPart: 'frames',
      classPart: 'mini-lesson',
      materials: '',
    };
    expect(differsFromLastWeek(facts, facts)).toEqual([]);
    expect(differsFromLastWeek(facts, null)).toEqual(['new']);
    expect(differsFromLastWeek({ ...facts, ends: '10:00', classPart: 'frames' }, facts)).toEqual(['time', 'parts']);
  });
});
