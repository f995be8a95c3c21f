import { describe, expect, it } from 'vitest';
import { decisionsToShow, dueUse } from './agenda.ts';

const today = '2026-03-12';
const decision = (key: string, by: string | null, doneOn: string | null = null) => ({
  key,
  by,
  doneOn,
  saidOn: '2026-03-01',
});

describe('decisions of a touch-base', () => {
  it('come back until they are done, the longest due first, and go two weeks after', () => {
    const shown = decisionsToShow(
      [
        decision('no date', null),
        decision('done lately', '2026-03-09', '2026-03-10'),
        decision('ahead', '2026-03-20'),
        decision('overdue', '2026-03-11'),
        decision('done long since', '2026-02-01', '2026-02-02'),
        decision('due today', today),
      ],
      today,
    );
    expect(shown.map(({ key, overdue }) => [key, overdue])).toEqual([
      ['overdue', true],
      ['due today', false],
      ['ahead', false],
      ['no date', false],
      ['done lately', false],
    ]);
  });
});

describe('a strategy is due for a look', () => {
  it('four weeks after it was done alone, or on the day a step was planned for', () => {
    expect(dueUse([{ stage: 'alone', plannedFor: null, doneOn: '2026-02-12' }], today)).toEqual({
      stage: 'still_in_use',
      since: '2026-03-12',
    });
    expect(dueUse([{ stage: 'alone', plannedFor: null, doneOn: '2026-02-13' }], today)).toBeNull();
    expect(dueUse([{ stage: 'together', plannedFor: '2026-03-11', doneOn: null }], today)).toEqual({
      stage: 'together',
      since: '2026-03-11',
    });
    expect(dueUse([{ stage: 'together', plannedFor: '2026-03-13', doneOn: null }], today)).toBeNull();
  });
});
