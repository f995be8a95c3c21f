import { describe, expect, it } from 'vitest';
import { destructionFault, type RetentionMark, retentionOf, retentionOn, usualRetention } from './retention.ts';

const told: RetentionMark = { what: 'told', on: '2026-03-01', reason: '' };
const held: RetentionMark = { what: 'held', on: '2026-03-02', reason: 'a hearing' };
const released: RetentionMark = { what: 'released', on: '2026-03-03', reason: 'over' };

describe('how long a record is kept', () => {
  it.each([
    ['who is here', null, [], '2026-03-12', 'needed', null],
    ['who left lately', '2025-06-12', [], '2026-03-12', 'needed', '2032-06-12'],
    ['after seven years', '2019-03-12', [], '2026-03-12', 'due', '2026-03-12'],
    ['a day before', '2019-03-13', [], '2026-03-12', 'needed', '2026-03-13'],
    ['the family was told', '2018-06-12', [told], '2026-03-12', 'waiting', '2025-06-12'],
    ['thirty days after', '2018-06-12', [told], '2026-03-31', 'ready', '2025-06-12'],
    ['held back', '2018-06-12', [told, held], '2026-05-01', 'held', '2025-06-12'],
    ['released again', '2018-06-12', [told, held, released], '2026-05-01', 'ready', '2025-06-12'],
    ['of a leap day', '2016-02-29', [], '2023-02-28', 'needed', '2023-03-01'],
  ] as const)('%s', (_, leftOn, marks, today, state, dueOn) => {
    expect(retentionOf(leftOn, usualRetention, marks, today)).toMatchObject({ state, dueOn });
  });

  it('by the newest rule that has begun', () => {
    const rules = [
      { version: 1, from: '2026-01-01', yearsAfterLeaving: 5, waitDays: 60 },
      { version: 2, from: '2026-07-01', yearsAfterLeaving: 6, waitDays: 60 },
    ];
    expect(['2025-12-31', '2026-03-01', '2026-07-01'].map((day) => retentionOn(day, rules).version)).toEqual([0, 1, 2]);
  });
});

describe('what keeps a record from being destroyed', () => {
  it.each([
    [null, [told], 'no_longer_needed', 'record_in_use'],
    [null, [], 'family_asks', 'record_in_use'],
    ['2025-06-12', [], 'family_asks', null],
    ['2025-06-12', [held], 'family_asks', 'record_held'],
    ['2025-06-12', [told], 'no_longer_needed', 'record_still_needed'],
    ['2018-06-12', [], 'no_longer_needed', 'family_not_told'],
    ['2018-06-12', [{ ...told, on: '2026-05-20' }], 'no_longer_needed', 'record_still_needed'],
    ['2018-06-12', [told], 'no_longer_needed', null],
    ['2018-06-12', [told, held], 'no_longer_needed', 'record_held'],
  ] as const)('left %s, %j, %s', (leftOn, marks, why, expected) => {
    const today = '2026-06-01';
    expect(destructionFault(leftOn, retentionOf(leftOn, usualRetention, marks, today), why, today)).toBe(expected);
  });
});
