import { expect, it } from 'vitest';
import { usualCriterion } from './goal.ts';
import { phaseChanges } from './phase-changes.ts';
import type { GoalVersion } from './version.ts';

const version: GoalVersion = {
  version: 1,
  from: '2026-01-12',
  officialWording: 'Gives a reason.',
  plainWords: '',
  criterion: usualCriterion,
  baseline: null,
  waitSeconds: 5,
  responseMode: 'speech',
  selfCorrectionOffered: true,
  supports: [],
};
const service = { delivery: 'pull_out', minutes: 30, times: 2, per: 'week' };
const nothing = { startsOn: '2026-01-12', versions: [], periods: [], enrollments: [], strategies: [], noted: [] };

it('what was so from the beginning draws no line', () => {
  expect(
    phaseChanges({
      ...nothing,
      versions: [version],
      periods: [{ id: 'p', from: '2025-09-01', ...service }],
      enrollments: [{ id: 'e', from: '2026-01-12', classId: 'c' }],
    }),
  ).toEqual([]);
});

it('a change of service, class, criterion or strategy does, and one that was noted, by date', () => {
  const changes = phaseChanges({
    ...nothing,
    versions: [version, { ...version, version: 2, from: '2026-03-02', criterion: { ...usualCriterion, value: 0.9 } }],
    periods: [{ id: 'p', from: '2026-02-16', ...service }],
    enrollments: [{ id: 'e', from: '2026-04-06', classId: 'c' }],
    strategies: [{ id: 's', on: '2026-02-02', name: 'wait' }],
    noted: [
      { id: 'n', on: '2026-03-09', words: 'Class moved to room 12', by: 'Nair' },
      { id: 'o', on: '2025-12-01', words: 'New seat', by: 'Nair' },
    ],
  });
  expect(changes.map(({ on, kind }) => `${on} ${kind}`)).toEqual([
    '2026-02-02 strategy',
    '2026-02-16 service',
    '2026-03-02 criterion',
    '2026-03-09 noted',
    '2026-04-06 class',
  ]);
  expect(changes[2]?.values).toEqual({ version: 2, criterion: 0.9 });
});

it('a mended typing error draws no line', () => {
  const mended = { ...version, version: 2, from: '2026-03-02', officialWording: 'Gives a reason in class.' };
  expect(phaseChanges({ ...nothing, versions: [mended, version] })).toEqual([]);
});
