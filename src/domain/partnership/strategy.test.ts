import { describe, expect, it } from 'vitest';
import {
  namelessCounts,
  nextStage,
  strategiesOffered,
  suggestionsFor,
  type StrategyText,
  type UseNoted,
} from './strategy.ts';

const done = (stage: UseNoted['stage'], doneOn: string): UseNoted => ({ stage, plannedFor: null, doneOn });

describe('an adult’s way with a strategy', () => {
  it.each<[string, UseNoted[], ReturnType<typeof nextStage>]>([
    ['begins with being shown', [], { stage: 'modelled', from: null }],
    ['goes on together', [done('modelled', '2026-03-02')], { stage: 'together', from: null }],
    [
      'is looked at again four weeks after',
      [done('alone', '2026-03-02')],
      { stage: 'still_in_use', from: '2026-03-30' },
    ],
    [
      'counts the weeks from the last time alone',
      [done('alone', '2026-03-02'), done('alone', '2026-03-09')],
      { stage: 'still_in_use', from: '2026-04-06' },
    ],
    ['ends when it is still in use', [done('alone', '2026-03-02'), done('still_in_use', '2026-03-31')], null],
    [
      'takes no plan for done',
      [{ stage: 'modelled', plannedFor: '2026-03-02', doneOn: null }],
      { stage: 'modelled', from: null },
    ],
  ])('%s', (_, uses, expected) => {
    expect(nextStage(uses)).toEqual(expected);
  });

  it('is counted without names, and not at all where a number would tell who', () => {
    const of = (adultId: string, ...uses: UseNoted[]) => uses.map((use) => ({ adultId, ...use }));
    const uses = [
      ...of('a', done('modelled', '2026-03-02'), done('alone', '2026-03-09')),
      ...of('b', done('alone', '2026-03-02')),
      ...of('c', done('modelled', '2026-03-02')),
      ...of('d', { stage: 'alone', plannedFor: '2026-04-01', doneOn: null }),
    ];
    expect(namelessCounts(uses)).toEqual({ modelled: 3, together: null, alone: null, still_in_use: 0 });
  });
});

describe('a suggestion', () => {
  const frames: StrategyText & { id: string } = {
    id: 'frames',
    name: 'Sentence frames',
    steps: [],
    areas: ['language', 'social'],
    routineKinds: [],
    wholeClass: true,
  };
  const goals = [
    { studentId: 'ana', area: 'language' },
    { studentId: 'ana', area: 'language' },
    { studentId: 'hana', area: 'language' },
    { studentId: 'bela', area: 'articulation' },
  ] as const;
  const found = (
    strategy: StrategyText & { id: string },
    inUse: string[] = [],
    of: readonly (typeof goals)[number][] = goals,
  ) => suggestionsFor([strategy], new Set(inUse), of).map(({ area, students }) => ({ area, students }));

  it('is made when several students share a need, each counted once', () => {
    expect(found(frames)).toEqual([{ area: 'language', students: 2 }]);
  });
  it('is not made for one student, for what is in use, nor for what is not for everybody', () => {
    expect(found(frames, [], goals.slice(0, 2))).toEqual([]);
    expect(found(frames, ['frames'])).toEqual([]);
    expect(found({ ...frames, wholeClass: false })).toEqual([]);
  });
});

describe('what may be marked as tried', () => {
  const strategy = (id: string, areas: StrategyText['areas'], retired = false) => ({
    id,
    name: id,
    steps: [],
    areas,
    routineKinds: [],
    wholeClass: false,
    retired,
  });
  const library = [
    strategy('frames', ['language']),
    strategy('old frames', ['language'], true),
    strategy('wait', ['language', 'fluency']),
    strategy('zipper', ['self_care']),
  ];

  it('is what was agreed for the visit, what the room does, what fits a goal, each once and in this order', () => {
    const of = { agreed: ['wait'], inUse: ['zipper', 'wait'], areas: new Set(['language'] as const) };
    expect(strategiesOffered(library, of).map((one) => one.id)).toEqual(['wait', 'zipper', 'frames']);
  });

  it('keeps a retired one only where a room still does it, and leaves out what the library never had', () => {
    const of = { agreed: ['gone'], inUse: ['old frames'], areas: new Set(['fluency'] as const) };
    expect(strategiesOffered(library, of).map((one) => one.id)).toEqual(['old frames', 'wait']);
    expect(strategiesOffered(library, { agreed: [], inUse: [], areas: new Set() })).toEqual([]);
  });
});
