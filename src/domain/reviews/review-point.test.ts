import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masteryStates } from '../carryover/mastery.ts';
import { standingStates } from '../carryover/standing.ts';
import { practiceOf, type ReviewFacts } from './review-facts.ts';
import { leaningOf, type ReviewRule, reviewPoints } from './review-point.ts';
import { type ReviewThresholds, reviewThresholdLimits, usualReviewThresholds } from './thresholds.ts';

/** A goal that has carried over, seen by others too: nothing stands against it. */
const sound: ReviewFacts = {
  state: 'carried_over',
  therapy: { x: 45, n: 50 },
  natural: { x: 36, n: 40, days: 8 },
  away: 12,
  otherRecorder: true,
  therapyAtGoal: true,
  naturalAtGoal: true,
  course: { points: 8, rising: false },
  teacherCues: { x: 0, n: 0 },
  therapistCues: { x: 2, n: 40 },
  mastery: 'met_maintenance_not_checked',
  sinceService: null,
  weeksSinceMove: null,
  leftOut: 0,
  agreement: null,
  practice: { planned: 10, done: 9 },
};
const rulesOf = (facts: Partial<ReviewFacts>, thresholds = usualReviewThresholds) =>
  reviewPoints({ ...sound, ...facts }, thresholds).map(({ rule }) => rule);
const after = { on: '2026-01-12', before: { x: 30, n: 40 }, after: { x: 15, n: 30 } };

describe('which points are put to the team', () => {
  it.each<[string, Partial<ReviewFacts>, ReviewRule[]]>([
    ['carried over', {}, ['R1']],
    ['too few trials in class', { natural: { x: 8, n: 9, days: 3 } }, ['R0', 'R1']],
    ['too few days in class', { state: 'unclear', natural: { x: 18, n: 20, days: 2 } }, ['R0']],
    ['nobody looked without the therapist', { state: 'unclear', away: 0 }, ['R0']],
    ['there in therapy, not in class', { state: 'not_carried_over_yet', naturalAtGoal: false }, ['R2']],
    ['low in both and flat', { state: 'similar_but_below_goal', therapyAtGoal: false, naturalAtGoal: false }, ['R3']],
    [
      'low in both and rising',
      {
        state: 'similar_but_below_goal',
        therapyAtGoal: false,
        naturalAtGoal: false,
        course: { points: 8, rising: true },
      },
      [],
    ],
    ['answers the teacher', { state: 'unclear', teacherCues: { x: 9, n: 10 } }, ['R4']],
    [
      'answers the teacher, cued by the therapist',
      { state: 'unclear', teacherCues: { x: 9, n: 10 }, therapistCues: { x: 8, n: 40 } },
      [],
    ],
    ['met and kept', { mastery: 'maintained' }, ['R1', 'R5']],
    ['less since the service changed', { state: 'unclear', sinceService: { ...after, less: true } }, ['R6']],
    ['as before since the service changed', { state: 'unclear', sinceService: { ...after, less: false } }, []],
    ['five weeks in the class', { state: 'unclear', weeksSinceMove: 5 }, ['R7']],
    ['six weeks in the class', { state: 'unclear', weeksSinceMove: 6 }, []],
    ['other levels in class', { state: 'not_enough_data', therapy: { x: 4, n: 5 }, leftOut: 20 }, ['R8']],
    ['two observers disagree', { state: 'unclear', agreement: 0.79 }, ['R8']],
  ])('%s', (_, facts, rules) => {
    expect(rulesOf(facts)).toEqual(rules);
  });

  it('holds back what leads to less service while something stands against it, and says what', () => {
    const heldBack = (facts: Partial<ReviewFacts>) =>
      reviewPoints({ ...sound, ...facts }, usualReviewThresholds).find(({ rule }) => rule === 'R1')!.heldBackBy;
    expect(heldBack({})).toEqual([]);
    expect(heldBack({ otherRecorder: false })).toEqual(['other_recorder']);
    expect(heldBack({ practice: null })).toEqual([]);
    expect(heldBack({ away: 0, weeksSinceMove: 2 })).toEqual(['R0', 'R7']);
    expect(heldBack({ sinceService: { ...after, less: true }, agreement: 0.5 })).toEqual(['R6', 'R8']);
  });
});

const count = fc.nat(200).chain((n) => fc.nat(n).map((x) => ({ x, n })));
/** Sound facts with some of them otherwise, so that points of each kind come up. */
const anyFacts: fc.Arbitrary<ReviewFacts> = fc
  .record(
    {
      state: fc.constantFrom(...standingStates.filter((state) => state !== 'only_natural')),
      therapy: count,
      natural: fc.tuple(count, fc.nat(20)).map(([side, days]) => ({ ...side, days })),
      away: fc.nat(20),
      otherRecorder: fc.boolean(),
      therapyAtGoal: fc.boolean(),
      naturalAtGoal: fc.boolean(),
      course: fc.record({ points: fc.nat(20), rising: fc.boolean() }),
      teacherCues: count,
      therapistCues: count,
      mastery: fc.constantFrom(...masteryStates),
      sinceService: fc.option(
        fc.record({ on: fc.constant('2026-01-12'), before: count, after: count, less: fc.boolean() }),
      ),
      weeksSinceMove: fc.option(fc.nat(30)),
      leftOut: fc.nat(30),
      agreement: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    },
    { requiredKeys: [] },
  )
  .map((otherwise) => ({ ...sound, ...otherwise }));
const within = ([low, high]: readonly [number, number]) =>
  Number.isInteger(low) && Number.isInteger(high) && high > 1
    ? fc.integer({ min: low, max: high })
    : fc.double({ min: low, max: high, noNaN: true });
const anyThresholds = fc.record(
  Object.fromEntries(Object.entries(reviewThresholdLimits).map(([key, limits]) => [key, within(limits)])),
) as unknown as fc.Arbitrary<ReviewThresholds>;

const towardsLess = (facts: ReviewFacts, thresholds: ReviewThresholds) =>
  reviewPoints(facts, thresholds)
    .filter(({ leaning, heldBackBy }) => leaning === 'less' && heldBackBy.length === 0)
    .map(({ rule }) => rule);
const others = (facts: ReviewFacts, thresholds: ReviewThresholds) =>
  reviewPoints(facts, thresholds)
    .filter(({ leaning }) => leaning !== 'less')
    .map(({ rule }) => rule);

describe('caution is asymmetric', () => {
  it('less service is never put forward on few data, after a drop, in a new class, or where places cannot be compared', () => {
    let putForward = 0;
    fc.assert(
      fc.property(anyFacts, anyThresholds, (facts, thresholds) => {
        if (towardsLess(facts, thresholds).length === 0) return;
        putForward += 1;
        expect(facts.natural.n).toBeGreaterThanOrEqual(thresholds.fewestTrials);
        expect(facts.natural.days).toBeGreaterThanOrEqual(thresholds.fewestDays);
        expect(facts.away).toBeGreaterThan(0);
        expect(facts.sinceService?.less ?? false).toBe(false);
        expect(facts.weeksSinceMove ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(thresholds.changeWeeks);
        expect(others(facts, thresholds)).not.toContain('R8');
      }),
      { numRuns: 1_000 },
    );
    expect(putForward).toBeGreaterThan(0);
  });

  it('a further doubt never brings a point towards less, and never takes another one away', () => {
    const doubt = fc.constantFrom<Partial<ReviewFacts>>(
      { otherRecorder: false },
      { away: 0 },
      { weeksSinceMove: 0 },
      { sinceService: { ...after, less: true } },
      { agreement: 0 },
    );
    fc.assert(
      fc.property(anyFacts, doubt, anyThresholds, (facts, further, thresholds) => {
        const doubted = { ...facts, ...further };
        const before = towardsLess(facts, thresholds);
        expect(before).toEqual(expect.arrayContaining(towardsLess(doubted, thresholds)));
        expect(others(doubted, thresholds)).toEqual(expect.arrayContaining(others(facts, thresholds)));
      }),
    );
  });

  it('a stricter threshold never brings a point towards less', () => {
    fc.assert(
      fc.property(anyFacts, anyThresholds, anyThresholds, (facts, a, b) => {
        const stricter: ReviewThresholds = {
          fewestTrials: Math.max(a.fewestTrials, b.fewestTrials),
          fewestDays: Math.max(a.fewestDays, b.fewestDays),
          fewestPoints: a.fewestPoints,
          cueShare: Math.max(a.cueShare, b.cueShare),
          cueTrials: Math.max(a.cueTrials, b.cueTrials),
          therapistCueShare: Math.min(a.therapistCueShare, b.therapistCueShare),
          changeWeeks: Math.max(a.changeWeeks, b.changeWeeks),
          agreement: Math.max(a.agreement, b.agreement),
        };
        expect(towardsLess(facts, a)).toEqual(expect.arrayContaining(towardsLess(facts, stricter)));
      }),
    );
  });

  it('every point has more than one option, and one of them is to leave things as they are', () => {
    fc.assert(
      fc.property(anyFacts, anyThresholds, (facts, thresholds) => {
        for (const { rule, leaning, options } of reviewPoints(facts, thresholds)) {
          expect(leaning).toBe(leaningOf[rule]);
          expect(options.length).toBeGreaterThan(1);
          expect(options).toContain('keep');
        }
      }),
    );
  });
});

describe('answered cues speak for coaching only where practice takes place', () => {
  const heldBack = (practice: ReviewFacts['practice']) =>
    reviewPoints({ ...sound, teacherCues: { x: 9, n: 10 }, practice }, usualReviewThresholds).find(
      ({ rule }) => rule === 'R4',
    )!.heldBackBy;
  it.each([
    [null, ['practice']],
    [{ planned: 10, done: 6 }, ['practice']],
    [{ planned: 10, done: 8 }, []],
  ] as const)('%j', (practice, expected) => {
    expect(heldBack(practice)).toEqual(expected);
  });
  it('counts what was planned up to today in the last eight weeks', () => {
    const noted = [
      { plannedFor: '2026-03-02', doneOn: '2026-03-03' },
      { plannedFor: '2026-03-09', doneOn: null },
      { plannedFor: null, doneOn: '2026-03-10' },
      { plannedFor: '2026-03-16', doneOn: null },
      { plannedFor: '2025-12-01', doneOn: '2025-12-01' },
    ];
    expect(practiceOf(noted, '2026-03-12')).toEqual({ planned: 3, done: 2 });
    expect(practiceOf([], '2026-03-12')).toBeNull();
  });
});
