import { describe, expect, it } from 'vitest';
import { afterMove, type Occasion, type SamplingNeed, samplingPlan } from './sampling-plan.ts';

const occasion = (id: string, some: Partial<Occasion> = {}): Occasion => ({
  id,
  date: '2026-03-12',
  startsAt: '09:00',
  setting: 'classroom',
  therapistPresent: true,
  recorderIds: ['therapist-1'],
  chances: 4,
  ...some,
});

const need = (place: SamplingNeed['place'], count: number, unit: SamplingNeed['unit'] = 'trial'): SamplingNeed => ({
  place,
  count,
  unit,
  reason: 'to_tell',
});

const teacher = { therapistPresent: false, recorderIds: ['teacher-1'] };

describe('the sampling plan', () => {
  it('takes small samples from the earliest routines that fit', () => {
    const plan = samplingPlan(
      [need('natural', 8)],
      [
        occasion('writing', { date: '2026-03-13', chances: 9 }),
        occasion('arrival', { startsAt: '08:15' }),
        occasion('room', { setting: 'therapy_room', startsAt: '08:00' }),
        occasion('nobody', { recorderIds: [], startsAt: '08:05' }),
      ],
    );
    expect(plan.tasks.map(({ occasionId, count, recorderId }) => [occasionId, count, recorderId])).toEqual([
      ['arrival', 4, 'therapist-1'],
      ['writing', 4, 'therapist-1'],
    ]);
    expect(plan.short).toEqual([]);
  });

  it('lets what is taken without the therapist count for the natural settings too', () => {
    const plan = samplingPlan(
      [need('natural', 6), need('natural_without_therapist', 5)],
      [occasion('visit'), occasion('lunch', { ...teacher, startsAt: '11:30', chances: 5 })],
    );
    expect(plan.tasks.map(({ occasionId, count }) => [occasionId, count])).toEqual([
      ['visit', 1],
      ['lunch', 5],
    ]);
  });

  it('says what the coming days do not cover', () => {
    const plan = samplingPlan([need('natural_without_therapist', 12)], [occasion('visit'), occasion('lunch', teacher)]);
    expect(plan.tasks).toHaveLength(1);
    expect(plan.short).toMatchObject([{ place: 'natural_without_therapist', count: 8 }]);
  });

  it('takes one record a day where the day is the unit', () => {
    const plan = samplingPlan(
      [need('natural', 2, 'day')],
      [occasion('a'), occasion('b', { startsAt: '10:00' }), occasion('c', { date: '2026-03-13' })],
    );
    expect(plan.tasks.map(({ occasionId }) => occasionId)).toEqual(['a', 'c']);
  });
});

describe('after a move to another grade or class', () => {
  const other = { place: 'therapy_room', count: 4, unit: 'trial', reason: 'to_compare' } as const;

  it('ten trials in class since then are asked for, in place of fewer that are asked for anyway', () => {
    expect(afterMove([other], 'trial', 3)).toEqual([
      { place: 'natural', count: 7, unit: 'trial', reason: 'new_room' },
      other,
    ]);
    const natural = { ...other, place: 'natural', count: 12 } as const;
    expect(afterMove([natural], 'trial', 3)).toEqual([{ ...natural, reason: 'new_room' }]);
    expect(afterMove([other], 'trial', 10)).toEqual([other]);
  });

  it('of a day goal one day', () => {
    expect(afterMove([], 'day', 0)).toEqual([{ place: 'natural', count: 1, unit: 'day', reason: 'new_room' }]);
    expect(afterMove([], 'day', 1)).toEqual([]);
  });
});
