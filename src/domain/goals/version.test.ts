import { describe, expect, it } from 'vitest';
import { usualCriterion } from './goal.ts';
import { changedParts, type GoalVersion, rulesOf, versionInForce } from './version.ts';

const wording = {
  officialWording: 'Gives a reason using "because" in 4 of 5 opportunities.',
  plainWords: 'Uses "because".',
  criterion: usualCriterion,
  baseline: { date: '2026-01-12', text: '1 of 5', value: 0.2 },
  waitSeconds: 5,
  responseMode: 'speech' as const,
  selfCorrectionOffered: true,
  supports: ['word wall', 'sentence frame'],
};
const version = (number: number, from: string): GoalVersion => ({ ...wording, version: number, from });

describe('the version in force on a day', () => {
  const versions = [version(1, '2026-01-12'), version(2, '2026-03-02'), version(3, '2026-03-02')];
  it.each([
    ['before everything: the first', '2025-12-01', 1],
    ['on its first day', '2026-01-12', 1],
    ['the day before the next', '2026-03-01', 1],
    ['two from one day: the one written last', '2026-03-02', 3],
    ['long after', '2027-01-01', 3],
  ])('%s', (_, day, expected) => {
    expect(versionInForce(versions, day)?.version).toBe(expected);
    expect(versionInForce(versions.toReversed(), day)?.version).toBe(expected);
  });
  it('a version that begins later than the next one does not come back', () => {
    expect(
      versionInForce([version(1, '2026-01-12'), version(2, '2026-05-01'), version(3, '2026-03-01')], '2026-06-01')
        ?.version,
    ).toBe(3);
  });
  it('no version, no wording', () => {
    expect(versionInForce([], '2026-03-01')).toBeNull();
  });
});

describe('what changed between two wordings', () => {
  it('nothing, whatever the order of keys', () => {
    const { kind, value, ...rest } = usualCriterion;
    expect(
      changedParts(wording, { ...wording, criterion: { ...rest, value, kind }, supports: [...wording.supports] }),
    ).toEqual([]);
  });
  it('absent and undefined are the same', () => {
    const { value: _, ...baseline } = wording.baseline;
    expect(
      changedParts({ ...wording, baseline }, { ...wording, baseline: { ...baseline, value: undefined } as never }),
    ).toEqual([]);
  });
  it.each([
    ['criterion', { criterion: { ...usualCriterion, value: 0.9 } }],
    ['baseline', { baseline: null }],
    ['supports', { supports: wording.supports.toReversed() }],
    ['officialWording', { officialWording: 'Other words.' }],
  ] as const)('%s', (part, change) => {
    expect(changedParts(wording, { ...wording, ...change })).toEqual([part]);
  });
});

it('the rules of a goal are its frame and one version', () => {
  const frame = {
    id: 'g',
    studentId: 's',
    discipline: 'speech',
    area: 'language',
    measure: 'trials',
    unit: 'trial',
    startsOn: '2026-01-12',
    endsOn: '2027-01-11',
  } as const;
  expect(rulesOf(frame, wording)).toMatchObject({ goalId: 'g', criterion: { value: 0.8 }, baseline: { value: 0.2 } });
  expect(rulesOf(frame, { ...wording, baseline: null })).not.toHaveProperty('baseline');
});
