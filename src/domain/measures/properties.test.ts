import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryoverState } from './carryover-state.ts';
import { betaCdf, betaQuantile, gammaCdf, gammaQuantile, normalCdf, zFor } from './distributions.ts';
import { gasTScore } from './goal-attainment.ts';
import { intervalRecording } from './interval-recording.ts';
import { nap } from './nap.ts';
import { newcombeGap } from './newcombe-gap.ts';
import { pand, pnd } from './nonoverlap.ts';
import { partialPooling } from './partial-pooling.ts';
import { tauNonoverlap } from './tau.ts';
import { theilSen } from './theil-sen.ts';
import { trialsForHalfWidth } from './trials-needed.ts';
import { wilson, wilsonHalfWidth } from './wilson.ts';

const phase = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 10 });
const tally = fc
  .integer({ min: 1, max: 300 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

describe('Wilson', () => {
  it('lies within 0 and 1, around p, and rises with x', () => {
    fc.assert(
      fc.property(tally, fc.constantFrom(0.8, 0.9, 0.95, 0.99), fc.boolean(), ({ x, n }, confidence, continuity) => {
        const reading = wilson(x, n, { confidence, continuity })!;
        expect(reading.lower).toBeGreaterThanOrEqual(0);
        expect(reading.upper).toBeLessThanOrEqual(1);
        expect(reading.lower).toBeLessThanOrEqual(reading.p);
        expect(reading.upper).toBeGreaterThanOrEqual(reading.p);
        if (x === n) return;
        const more = wilson(x + 1, n, { confidence, continuity })!;
        expect(more.lower).toBeGreaterThanOrEqual(reading.lower);
        expect(more.upper).toBeGreaterThanOrEqual(reading.upper);
      }),
    );
  });

  it('needs the fewest trials that are enough, and not one less', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 0.7, noNaN: true }),
        fc.double({ min: 0.02, max: 0.3, noNaN: true }),
        (p, width) => {
          const n = trialsForHalfWidth(p, width)!;
          expect(wilsonHalfWidth(p, n, zFor(0.95))).toBeLessThanOrEqual(width + 1e-9);
          if (n > 1) expect(wilsonHalfWidth(p, n - 1, zFor(0.95))).toBeGreaterThan(width);
        },
      ),
    );
  });
});

describe('the gap', () => {
  it('turns its sign with its arguments and contains the difference', () => {
    fc.assert(
      fc.property(tally, tally, (a, b) => {
        const one = newcombeGap(a.x, a.n, b.x, b.n)!;
        const other = newcombeGap(b.x, b.n, a.x, a.n)!;
        expect(one.diff).toBeCloseTo(-other.diff, 12);
        expect(one.lower).toBeCloseTo(-other.upper, 12);
        expect(one.upper).toBeCloseTo(-other.lower, 12);
        expect(one.lower).toBeLessThanOrEqual(one.diff);
        expect(one.upper).toBeGreaterThanOrEqual(one.diff);
      }),
    );
  });

  it('never says carried over where the natural settings are below the criterion', () => {
    fc.assert(
      fc.property(tally, tally, (therapy, natural) => {
        const { state } = carryoverState(therapy, natural);
        if (state === 'carried_over') expect(natural.x / natural.n).toBeGreaterThanOrEqual(0.8 - 1e-9);
        if (state === 'not_carried_over_yet') expect(natural.x / natural.n).toBeLessThan(therapy.x / therapy.n);
      }),
    );
  });
});

describe('nonoverlap', () => {
  it('NAP and NAP of the phases swapped make 1, and so do the two directions', () => {
    fc.assert(
      fc.property(phase, phase, (A, B) => {
        const one = nap({ A, B })!;
        expect(one.estimate + nap({ A: B, B: A })!.estimate).toBeCloseTo(1, 12);
        expect(one.estimate + nap({ A, B, improvement: 'decrease' })!.estimate).toBeCloseTo(1, 12);
        expect(tauNonoverlap({ A, B })).toBeCloseTo(2 * one.estimate - 1, 12);
      }),
    );
  });

  it('has an interval of some width around NAP, also at 0 and 1', () => {
    fc.assert(
      fc.property(phase, phase, (A, B) => {
        const { estimate, ci } = nap({ A, B })!;
        expect(ci.lower).toBeLessThanOrEqual(estimate + 1e-9);
        expect(ci.upper).toBeGreaterThanOrEqual(estimate - 1e-9);
        expect(ci.upper - ci.lower).toBeGreaterThan(0.01);
        expect(ci.lower).toBeGreaterThanOrEqual(0);
        expect(ci.upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps at least the larger phase, and PND never more than NAP', () => {
    fc.assert(
      fc.property(phase, phase, (A, B) => {
        const share = pand({ A, B })!;
        expect(share.nonoverlapPoints).toBeGreaterThanOrEqual(Math.max(A.length, B.length));
        expect(share.estimate).toBeLessThanOrEqual(1);
        expect(pnd({ A, B })!).toBeLessThanOrEqual(nap({ A, B })!.estimate + 1e-12);
      }),
    );
  });
});

describe('goal attainment', () => {
  it('does not change when all weights are multiplied', () => {
    const goals = fc.array(
      fc.record({ score: fc.integer({ min: -2, max: 2 }), weight: fc.integer({ min: 1, max: 9 }) }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(goals, fc.double({ min: 0.01, max: 100, noNaN: true }), (some, factor) => {
        const scores = some.map(({ score }) => score);
        const weights = some.map(({ weight }) => weight);
        const scaled = weights.map((weight) => weight * factor);
        expect(gasTScore(scores, scaled)).toBeCloseTo(gasTScore(scores, weights)!, 8);
      }),
    );
  });
});

describe('interval recording', () => {
  it('partial says at least the truth, whole at most', () => {
    const bouts = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60 })), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(bouts, fc.constantFrom(5, 10, 15, 30), fc.integer({ min: 1, max: 10 }), (some, interval, count) => {
        const reading = intervalRecording(
          some.map(([start, length]) => [start, start + length] as const),
          interval * count,
          interval,
        );
        expect(reading.partial!).toBeGreaterThanOrEqual(reading.trueProportion! - 1e-9);
        expect(reading.whole!).toBeLessThanOrEqual(reading.trueProportion! + 1e-9);
        expect(reading.momentaryEnd!).toBeLessThanOrEqual(reading.partial!);
        expect(reading.momentaryEnd!).toBeGreaterThanOrEqual(reading.whole!);
      }),
    );
  });
});

describe('partial pooling', () => {
  it('lies between a setting and the others, and does not depend on their order', () => {
    fc.assert(
      fc.property(fc.array(tally, { minLength: 2, maxLength: 3 }), (tallies) => {
        const pooled = partialPooling(tallies)!;
        const turned = partialPooling([...tallies].reverse())!;
        for (const [i, setting] of pooled.settings.entries()) {
          expect(setting.mean).toBeCloseTo(turned.settings.at(-1 - i)!.mean, 6);
          expect(setting.lower95).toBeLessThan(setting.mean);
          expect(setting.upper95).toBeGreaterThan(setting.mean);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('trend', () => {
  it('of a straight line is that line, through whatever one point does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: -20, max: 20 }),
        fc.nat(7),
        (slope, start, odd) => {
          const x = [1, 2, 3, 4, 5, 6, 7, 8];
          const y = x.map((session, i) => start + slope * session + (i === odd ? 1000 : 0));
          const line = theilSen(x, y)!;
          expect(line.slope).toBeCloseTo(slope, 9);
          expect(line.interceptMedianResidual).toBeCloseTo(start, 9);
        },
      ),
    );
  });
});

describe('distributions', () => {
  it('give back the share they were asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 1, max: 200, noNaN: true }),
        fc.double({ min: 1, max: 200, noNaN: true }),
        (share, a, b) => {
          expect(betaCdf(betaQuantile(share, a, b), a, b)).toBeCloseTo(share, 9);
          expect(gammaCdf(gammaQuantile(share, a), a)).toBeCloseTo(share, 9);
        },
      ),
    );
  });

  it.each([
    [0.8, 1.2815515655446004],
    [0.9, 1.6448536269514722],
    [0.95, 1.959963984540054],
    [0.99, 2.5758293035489004],
  ])('z for %d', (confidence, z) => {
    expect(zFor(confidence)).toBeCloseTo(z, 12);
    expect(normalCdf(z) - normalCdf(-z)).toBeCloseTo(confidence, 12);
  });
});
