import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../school-day/calendar.ts';
import type { Fields } from './case-input.ts';
import { betaCdf } from './distributions.ts';
import { measureCase } from './registry.ts';

/**
 * The statistics computed a second time, by another way than the code's: by counting, by solving what defines them, by trying
 * everything there is. Slow and plain on purpose.
 */

const of = (statistic: string, data: unknown, params: unknown = {}): Fields => measureCase(statistic, data, params);
const value = fc.integer({ min: 0, max: 9 });
const phase = fc.array(value, { minLength: 1, maxLength: 7 });
const longer = fc.array(value, { minLength: 3, maxLength: 8 });
const tally = fc
  .integer({ min: 1, max: 60 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

function close(actual: unknown, wanted: number | null, digits = 7): void {
  if (wanted === null) expect(actual).toBeNull();
  else expect(actual as number).toBeCloseTo(wanted, digits);
}

/** Where a function that rises through 0 does so. */
function rootOf(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let i = 0; i < 200; i += 1) {
    const middle = (a + b) / 2;
    if (f(middle) < 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

function logFactorial(n: number): number {
  let total = 0;
  for (let i = 2; i <= n; i += 1) total += Math.log(i);
  return total;
}
const choose = (n: number, k: number) => Math.exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k));
const binomial = (k: number, n: number, p: number) =>
  p === 0 ? Number(k === 0) : p === 1 ? Number(k === n) : choose(n, k) * p ** k * (1 - p) ** (n - k);
const upperTail = (k: number, n: number, p: number) => {
  let total = 0;
  for (let i = Math.max(0, k); i <= n; i += 1) total += binomial(i, n, p);
  return total;
};
const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const spread = (values: readonly number[]) => sum(values.map((one) => (one - mean(values)) ** 2)) / (values.length - 1);
const middle = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};
const z95 = 1.959963984540054;

describe('shares', () => {
  it('Wilson’s limits are where the score test just does not reject', () => {
    fc.assert(
      fc.property(tally, ({ x, n }) => {
        const p = x / n;
        const test = (theta: number) => (p - theta) ** 2 - (z95 ** 2 * theta * (1 - theta)) / n;
        const reading = of('wilson_ci', { x, n });
        close(reading.lower, x === 0 ? 0 : rootOf((theta) => -test(theta), 0, p));
        close(reading.upper, x === n ? 1 : rootOf(test, p, 1));
      }),
    );
  });

  it('Clopper-Pearson’s are where a tail holds 2.5 %', () => {
    fc.assert(
      fc.property(tally, ({ x, n }) => {
        const reading = of('clopper_pearson_ci', { x, n });
        close(reading.lower, x === 0 ? 0 : rootOf((p) => upperTail(x, n, p) - 0.025, 0, 1), 6);
        close(reading.upper, x === n ? 1 : rootOf((p) => upperTail(x + 1, n, p) - 0.975, 0, 1), 6);
      }),
    );
  });

  it('the gap’s limits are Newcombe’s squares, and the state is read from them', () => {
    fc.assert(
      fc.property(tally, tally, (a, b) => {
        const [first, second] = [a, b].map(
          ({ x, n }) => of('wilson_ci', { x, n }, { confidence: 0.9 }) as { p: number; lower: number; upper: number },
        );
        const d = first!.p - second!.p;
        const lower = d - Math.hypot(first!.p - first!.lower, second!.upper - second!.p);
        const upper = d + Math.hypot(first!.upper - first!.p, second!.p - second!.lower);
        const gap = of('setting_gap_ci_newcombe_hybrid', { x1: a.x, n1: a.n, x2: b.x, n2: b.n }, { confidence: 0.9 });
        close(gap.lower, lower);
        close(gap.upper, upper);
        const { state } = of('carryover_state', { treatment_x: a.x, treatment_n: a.n, natural_x: b.x, natural_n: b.n });
        if (a.n < 10 || b.n < 10) expect(state).toBe('not_enough_data');
        else if (upper <= 0.15) expect(state).toBe(b.x / b.n >= 0.8 - 1e-9 ? 'carried_over' : 'similar_but_below_goal');
        else if (lower > 1e-9) expect(state).toBe(d >= 0.15 - 1e-9 ? 'not_carried_over_yet' : 'small_gap');
        else expect(state).toBe('unclear');
      }),
    );
  });

  it('the posterior is the likelihood’s area', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (x, wrong) => {
        const steps = 20_000;
        const weights = Array.from({ length: steps }, (_, i) => {
          const theta = (i + 0.5) / steps;
          return { theta, weight: theta ** x * (1 - theta) ** wrong };
        });
        const total = sum(weights.map(({ weight }) => weight));
        const area = (from: number) => sum(weights.map(({ theta, weight }) => (theta >= from ? weight : 0))) / total;
        const reading = of('beta_binomial_posterior', { x, n: x + wrong }) as Record<string, number>;
        close(reading.mean, sum(weights.map(({ theta, weight }) => theta * weight)) / total, 5);
        close(reading.p_ge_80, area(0.8), 4);
        close(1 - area(reading.lower95!), 0.025, 3);
        close(area(reading.upper95!), 0.025, 3);
      }),
      { numRuns: 25 },
    );
  });

  it('settings pooled, by adding up the whole grid', () => {
    const some = fc
      .integer({ min: 0, max: 12 })
      .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 3 }), (seen) => {
        const grid = Array.from({ length: 25 }, (_, k) => 100 ** (k / 24)).flatMap((kappa) =>
          Array.from({ length: 100 }, (_, i) => ({ mu: (i + 0.5) / 100, kappa })),
        );
        /** B(a + x, b + n - x) / B(a, b), a chance at a time. */
        const likelihood = ({ mu, kappa }: { mu: number; kappa: number }, { x, n }: { x: number; n: number }) => {
          let product = 1;
          for (let i = 0; i < n; i += 1) {
            product *= (i < x ? mu * kappa + i : (1 - mu) * kappa + i - x) / (kappa + i);
          }
          return product;
        };
        const weights = grid.map((point) => seen.reduce((product, one) => product * likelihood(point, one), 1));
        const total = sum(weights);
        const reading = of('beta_binomial_hierarchical_grid', {
          x: seen.map(({ x }) => x),
          n: seen.map(({ n }) => n),
        }) as { overall_mean: number; settings: { mean: number; lower95: number; upper95: number; p_ge_80: number }[] };
        close(reading.overall_mean, sum(grid.map(({ mu }, g) => (weights[g]! * mu) / total)), 6);
        seen.forEach(({ x, n }, s) => {
          const setting = reading.settings[s]!;
          const parts = grid.map(({ mu, kappa }, g) => ({
            a: mu * kappa + x,
            b: (1 - mu) * kappa + n - x,
            weight: weights[g]! / total,
          }));
          const below = (theta: number) => sum(parts.map(({ a, b, weight }) => weight * betaCdf(theta, a, b)));
          close(setting.mean, sum(parts.map(({ a, b, weight }) => (weight * a) / (a + b))), 6);
          // A quantile may lie so near to 0 or 1 that the share is reached within a millionth of it.
          for (const [limit, share] of [
            [setting.lower95, 0.025],
            [setting.upper95, 0.975],
          ] as const) {
            expect(below(limit - 1e-6)).toBeLessThan(share + 1e-6);
            expect(below(limit + 1e-6)).toBeGreaterThan(share - 1e-6);
          }
          close(1 - below(0.8), setting.p_ge_80, 6);
        });
      }),
      { numRuns: 15 },
    );
  });

  it('as many trials as it takes are found by trying one after the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 8, max: 30 }), (tenths, width) => {
        const p = tenths / 10;
        let n = 1;
        const half = (count: number) =>
          (z95 * Math.sqrt((p * (1 - p)) / count + z95 ** 2 / (4 * count ** 2))) / (1 + z95 ** 2 / count);
        while (half(n) > width / 100 + 1e-12) n += 1;
        expect(of('trials_for_half_width', { p, half_width: width / 100 }).n).toBe(n);
        let run = 1;
        while ((of('wilson_ci', { x: run, n: run }).lower as number) < p - 1e-12) run += 1;
        let exact = 1;
        while (p ** exact > 0.05 + 1e-12) exact += 1;
        expect(of('min_all_correct_trials', { target: p })).toEqual({ wilson95: run, one_sided_exact: exact });
      }),
    );
  });
});

describe('two phases', () => {
  it('NAP and its kin by looking at every pair; the limits solve Newcombe’s equation', () => {
    fc.assert(
      fc.property(phase, phase, fc.constantFrom('increase', 'decrease'), (A, B, improvement) => {
        const turn = improvement === 'increase' ? 1 : -1;
        const pairs = A.flatMap((a) => B.map((b) => Math.sign(turn * (b - a))));
        const share = sum(pairs.map((one) => (one + 1) / 2)) / pairs.length;
        const data = { A, B, improvement };
        const nap = of('nap', data) as { estimate: number; ci_lower: number; ci_upper: number };
        close(nap.estimate, share);
        close(of('tau_nonoverlap', data).estimate, sum(pairs) / pairs.length);
        const h = (A.length + B.length) / 2 - 1;
        const variance = (t: number) =>
          (t * (1 - t) * (1 + (h * (1 - t)) / (2 - t) + (h * t) / (1 + t))) / (A.length * B.length);
        if (share > 0) close(Math.abs(share - nap.ci_lower), z95 * Math.sqrt(variance(nap.ci_lower)), 5);
        if (share < 1) close(Math.abs(share - nap.ci_upper), z95 * Math.sqrt(variance(nap.ci_upper)), 5);
        // NAP of 1 has a real interval.
        if (share === 1) expect(nap.ci_lower).toBeLessThan(1);
        const best = turn * Math.max(...A.map((a) => turn * a));
        close(of('pnd', data).estimate, B.filter((b) => turn * (b - best) > 0).length / B.length);
        const half = middle(A);
        close(of('pem', data).estimate, mean(B.map((b) => (Math.sign(turn * (b - half)) + 1) / 2)));
        const trendA = sum(A.flatMap((a, i) => A.slice(i + 1).map((later) => Math.sign(turn * (later - a)))));
        close(of('tau_u_A_vs_B_minus_trendA', data).estimate, (sum(pairs) - trendA) / pairs.length);
      }),
    );
  });

  it('PAND by trying to take away every set of points', () => {
    const few = fc.array(value, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(few, few, (A, B) => {
        const all = [...A.map((a) => [a, 0] as const), ...B.map((b) => [b, 1] as const)];
        let most = 0;
        for (let set = 0; set < 2 ** all.length; set += 1) {
          const kept = all.filter((_, i) => set & (1 << i));
          const apart = kept.every(([a, of1]) => kept.every(([b, of2]) => of1 === of2 || of1 > of2 || a < b));
          if (apart) most = Math.max(most, kept.length);
        }
        const { estimate, nonoverlap_points } = of('pand', { A, B });
        expect(nonoverlap_points).toBe(most);
        close(estimate, most / all.length);
        close(
          of('ird_robust', { A, B }).estimate,
          1 - (all.length ** 2 / (2 * A.length * B.length)) * (1 - most / all.length),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('mean differences, ratios and the way to the goal by their formulas', () => {
    const above0 = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(above0, above0, (A, B) => {
        const [a, b, va, vb, m, n] = [mean(A), mean(B), spread(A), spread(B), A.length, B.length];
        const ratio = of('log_response_ratio_increasing', { A, B });
        close(ratio.estimate, Math.log(b / a) + vb / (2 * n * b * b) - va / (2 * m * a * a));
        close(ratio.se, Math.sqrt(va / (m * a * a) + vb / (n * b * b)));
        close(of('log_response_ratio_decreasing', { A, B }).estimate, -(ratio.estimate as number));
        const byA = of('smd_baseline', { A, B });
        close(byA.estimate, va === 0 ? null : (1 - 3 / (4 * (m - 1) - 1)) * ((b - a) / Math.sqrt(va)));
        const pooled = ((m - 1) * va + (n - 1) * vb) / (m + n - 2);
        close(
          of('smd_pooled', { A, B }).estimate,
          pooled === 0 ? null : (1 - 3 / (4 * (m + n - 2) - 1)) * ((b - a) / Math.sqrt(pooled)),
        );
        close(of('percent_of_goal_obtained', { A, B, goal: 40 }).estimate, (100 * (b - a)) / (40 - a));
      }),
    );
  });

  it('tied residuals stay ties: baseline-corrected tau in whole numbers', () => {
    fc.assert(
      fc.property(longer, longer, (A, B) => {
        // With slopes as fractions over a common denominator every residual is a whole number.
        const slopes = A.flatMap((a, i) => A.slice(i + 1).map((later, k) => [later - a, k + 1] as const));
        const unit = 2 * 840 * 2;
        const exact = slopes.map(([rise, run]) => (rise * unit) / run).sort((x, y) => x - y);
        const half = exact.length / 2;
        const slope2 = exact.length % 2 === 1 ? 2 * exact[Math.floor(half)]! : exact[half - 1]! + exact[half]!;
        const left = (y: number, session: number) => Math.round(2 * unit * y - slope2 * session);
        const restA = A.map((y, i) => left(y, i + 1));
        const restB = B.map((y, i) => left(y, A.length + i + 1));
        const score = sum(restA.flatMap((a) => restB.map((b) => Math.sign(b - a))));
        close(of('tau_bc_nonoverlap', { A, B }).estimate, score / (A.length * B.length));
      }),
    );
  });

  it('every named Tau-U, and baseline-corrected tau-b, by counting pairs and ties', () => {
    /** Kendall's tau-b by what is tied: (P - Q) / √((N - tied x)(N - tied y)). */
    const kendall = (x: readonly number[], y: readonly number[]): number | null => {
      let [score, tiedX, tiedY, pairs] = [0, 0, 0, 0];
      for (let j = 0; j < x.length; j += 1) {
        for (let i = 0; i < j; i += 1) {
          pairs += 1;
          score += Math.sign(x[j]! - x[i]!) * Math.sign(y[j]! - y[i]!);
          if (x[i] === x[j]) tiedX += 1;
          if (y[i] === y[j]) tiedY += 1;
        }
      }
      return pairs === tiedX || pairs === tiedY ? null : score / Math.sqrt((pairs - tiedX) * (pairs - tiedY));
    };
    const within = (values: readonly number[]) =>
      sum(values.flatMap((one, i) => values.slice(i + 1).map((later) => Math.sign(later - one))));
    fc.assert(
      fc.property(phase, phase, (A, B) => {
        const [m, n] = [A.length, B.length];
        const between = sum(A.flatMap((a) => B.map((b) => Math.sign(b - a))));
        const pairsA = (m * (m - 1)) / 2;
        const pairsB = (n * (n - 1)) / 2;
        const all = m * n + pairsA + pairsB;
        for (const variant of ['parker', 'tarlow']) {
          const reading = of('tau_u_variants', { A, B }, { variant });
          close(reading.A_vs_B, between / (m * n));
          const under = variant === 'parker' ? m * n : m * n + pairsA;
          close(reading.A_vs_B_minus_trendA, (between - within(A)) / under);
          close(reading.A_vs_B_plus_trendB, (between + within(B)) / (m * n + pairsB));
          close(reading.A_vs_B_plus_trendB_minus_trendA, (between + within(B) - within(A)) / all);
        }
        const complete = of('tau_u_variants', { A, B }, { variant: 'complete_tau_b' });
        const y = [...A, ...B];
        const back = A.map((_, i) => m - i);
        const ahead = B.map((_, i) => m + 1 + i);
        close(complete.A_vs_B_minus_trendA, kendall([...back, ...B.map(() => m + 1)], y));
        close(complete.A_vs_B_plus_trendB, kendall([...A.map(() => 0), ...ahead], y));
        close(complete.A_vs_B_plus_trendB_minus_trendA, kendall([...back, ...ahead], y));
        const [slope, intercept] = [
          of('theil_sen', { y: A }).slope,
          of('theil_sen', { y: A }).intercept_median_residual,
        ];
        if (slope === null) return;
        const left = y.map((one, i) => one - (intercept as number) - (slope as number) * (i + 1));
        // Rounded, so that what ties in fractions ties here too.
        const tau = kendall(
          [...A.map(() => 0), ...B.map(() => 1)],
          left.map((one) => Math.round(one * 1e6)),
        );
        const corrected = of('tau_bc_kendall_tau_b', { A, B });
        close(corrected.estimate, tau ?? 0);
        close(corrected.se, Math.sqrt((2 * (1 - (tau ?? 0) ** 2)) / (m + n)));
        close(corrected.uncorrected_tau, kendall([...A.map(() => 0), ...B.map(() => 1)], y));
      }),
    );
  });

  it('dual criterion by counting, its chance by tossing every coin', () => {
    fc.assert(
      fc.property(longer, phase, fc.constantFrom(0, 0.25), (A, B, shift) => {
        const x = A.map((_, i) => i + 1);
        const slope =
          sum(x.map((one, i) => (one - mean(x)) * (A[i]! - mean(A)))) / sum(x.map((one) => (one - mean(x)) ** 2));
        const up = shift * Math.sqrt(spread(A));
        const beyond = B.filter((b, i) => {
          const trend = mean(A) + slope * (A.length + i + 1 - mean(x)) + up;
          return b > mean(A) + up + 1e-9 && b > trend + 1e-9;
        }).length;
        const reading = of(shift === 0 ? 'dual_criterion' : 'conservative_dual_criterion', { A, B });
        expect(reading.points_beyond_both).toBe(beyond);
        close(reading.p, upperTail(beyond, B.length, 0.5));
      }),
    );
  });
});

describe('trends', () => {
  it('Theil-Sen by all slopes; Mann-Kendall’s variance by all orders', () => {
    const few = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(few, (y) => {
        const slopes = y.flatMap((one, i) => y.slice(i + 1).map((later, k) => (later - one) / (k + 1)));
        const reading = of('trend_mann_kendall_theil_sen_ols', { y }) as Record<string, number | null>;
        close(reading.theil_sen_slope, middle(slopes));
        const score = (order: readonly number[]) =>
          sum(order.flatMap((one, i) => order.slice(i + 1).map((later) => Math.sign(later - one))));
        close(reading.S, score(y));
        const orders = (left: readonly number[]): number[][] =>
          left.length === 0
            ? [[]]
            : left.flatMap((one, i) => orders(left.toSpliced(i, 1)).map((rest) => [one, ...rest]));
        close(reading.var_S, mean(orders(y).map((order) => score(order) ** 2)), 6);
      }),
      { numRuns: 40 },
    );
  });

  it('the split-middle line leaves as many above as below', () => {
    fc.assert(
      fc.property(longer, (y) => {
        const { above, below } = of('split_middle_line', { y }) as { above: number; below: number };
        expect(Math.max(above, below)).toBeLessThanOrEqual(y.length / 2);
      }),
    );
  });

  it('the four-point rule looks at the last four against the aim line', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 9 }), (values) => {
        const points = values.map((y, i) => [i + 1, y]);
        const data = { points, start: 20, goal: 80, first_session: 0, last_session: 10 };
        const sides = points.slice(-4).map(([x, y]) => Math.sign(y! - (20 + 6 * x!)));
        const wanted =
          values.length < 6
            ? 'not enough data'
            : sides.every((side) => side > 0)
              ? 'raise the goal or fade support'
              : sides.every((side) => side < 0)
                ? 'change or intensify'
                : 'keep going';
        expect(of('four_point_rule', data).decision).toBe(wanted);
      }),
    );
  });
});

describe('observers, intervals, rates, time', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 });
  const two = counts.chain((first) =>
    fc.record({
      observer1: fc.constant(first),
      observer2: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: first.length, maxLength: first.length }),
    }),
  );

  it('agreement by counting intervals', () => {
    fc.assert(
      fc.property(two, ({ observer1, observer2 }) => {
        const data = { observer1, observer2 };
        const pairs = observer1.map((a, i) => [a, observer2[i]!] as const);
        const share = (some: readonly (readonly [number, number])[], agree: (a: number, b: number) => number) =>
          some.length === 0 ? null : (100 * sum(some.map(([a, b]) => agree(a, b)))) / some.length;
        close(
          of('ioa_exact_count_per_interval', data).percent,
          share(pairs, (a, b) => Number(a === b)),
        );
        close(
          of('ioa_interval_by_interval', data).percent,
          share(pairs, (a, b) => Number(a > 0 === b > 0)),
        );
        close(
          of('ioa_mean_count_per_interval', data).percent,
          share(pairs, (a, b) => (a === b ? 1 : Math.min(a, b) / Math.max(a, b))),
        );
        close(
          of('ioa_scored_interval', data).percent,
          share(
            pairs.filter(([a, b]) => a + b > 0),
            (a, b) => Number(a * b > 0),
          ),
        );
        close(
          of('ioa_unscored_interval', data).percent,
          share(
            pairs.filter(([a, b]) => a * b === 0),
            (a, b) => Number(a + b === 0),
          ),
        );
        const [x, y] = [sum(observer1), sum(observer2)];
        close(of('ioa_total_count', data).percent, x === y ? 100 : (100 * Math.min(x, y)) / Math.max(x, y));
      }),
    );
  });

  it('kappa by writing every judgement out; one category has none', () => {
    const cell = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }), (table) => {
        const seen = table.flatMap((row, i) =>
          row.flatMap((times, j) => Array.from({ length: times }, () => [i, j] as const)),
        );
        const reading = of('cohen_kappa', { table });
        const weighted = (w: (a: number, b: number) => number): number | null => {
          if (seen.length === 0) return null;
          const observed = mean(seen.map(([a, b]) => w(a, b)));
          const byChance = mean(seen.flatMap(([a]) => seen.map(([, b]) => w(a, b))));
          return byChance === 0 ? null : 1 - observed / byChance;
        };
        close(
          reading.kappa,
          weighted((a, b) => Number(a !== b)),
        );
        close(
          reading.weighted_linear,
          weighted((a, b) => Math.abs(a - b)),
        );
        close(
          reading.weighted_quadratic,
          weighted((a, b) => (a - b) ** 2),
        );
      }),
    );
    expect(
      of('cohen_kappa', {
        table: [
          [7, 0],
          [0, 0],
        ],
      }).kappa,
    ).toBeNull();
  });

  it('interval recording by looking at every half second', () => {
    const bouts = fc.array(fc.tuple(fc.integer({ min: 0, max: 110 }), fc.integer({ min: 1, max: 30 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(bouts, fc.constantFrom(5, 10, 20), (some, interval_s) => {
        const events_s = some.map(([start, length]) => [start, Math.min(120, start + length)] as const);
        const moments = Array.from({ length: 240 }, (_, i) => i / 2 + 0.25);
        const on = moments.map((at) => events_s.some(([start, end]) => start < at && at < end));
        const size = interval_s * 2;
        const parts = Array.from({ length: 240 / size }, (_, i) => on.slice(i * size, (i + 1) * size));
        const reading = of('interval_recording', { events_s, observation_s: 120, interval_s });
        close(reading.partial, mean(parts.map((part) => Number(part.includes(true)))));
        close(reading.whole, mean(parts.map((part) => Number(!part.includes(false)))));
        close(reading.momentary_end, mean(parts.map((part) => Number(part.at(-1)))));
        close(reading.true_proportion, mean(on.map(Number)));
      }),
    );
  });

  it('a rate’s limits are where a Poisson tail holds 2.5 %', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 90 }), (count, observation_min) => {
        const atMost = (k: number, rate: number) => {
          let term = Math.exp(-rate);
          let total = 0;
          for (let i = 0; i <= k; i += 1) {
            total += term;
            term *= rate / (i + 1);
          }
          return total;
        };
        const reading = of('rate_poisson_exact_ci', { count, observation_min });
        close(
          reading.lower,
          count === 0 ? 0 : rootOf((l) => 1 - atMost(count - 1, l) - 0.025, 0, 200) / observation_min,
          5,
        );
        close(reading.upper, rootOf((l) => 0.025 - atMost(count, l), 0, 200) / observation_min, 5);
      }),
    );
  });

  it('goal attainment by the matrix of assumed correlations', () => {
    const goals = fc.array(
      fc.record({ score: fc.constantFrom(-2, -1, 0, 1, 2), weight: fc.integer({ min: 1, max: 6 }) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(goals, (some) => {
        const variance = sum(some.flatMap((a, i) => some.map((b, j) => a.weight * b.weight * (i === j ? 1 : 0.3))));
        close(
          of('gas_t_score', { scores: some.map(({ score }) => score), weights: some.map(({ weight }) => weight) }).T,
          50 + (10 * sum(some.map(({ score, weight }) => score * weight))) / Math.sqrt(variance),
        );
      }),
    );
  });
});

describe('the criterion', () => {
  it('chance’s way to it by trying every course of sessions', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 10 }),
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 1, max: 8 }),
        (trials, tenths, sessions) => {
          const p = tenths / 10;
          const once = upperTail(Math.ceil(0.8 * trials - 1e-9), trials, p);
          close(
            of('mastery_probability_given_true_accuracy', { trials_per_session: trials, true_p: p }).p_three_in_a_row,
            once ** 3,
          );
          let ever = 0;
          for (let course = 0; course < 2 ** sessions; course += 1) {
            const passed = Array.from({ length: sessions }, (_, i) => Boolean(course & (1 << i)));
            if (!passed.some((one, i) => one && passed[i + 1] === true && passed[i + 2] === true)) continue;
            ever += passed.reduce((chance, one) => chance * (one ? once : 1 - once), 1);
          }
          close(
            of('mastery_probability_ever_in_k_sessions', { trials_per_session: trials, true_p: p, sessions })
              .p_at_least_one_run,
            ever,
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is met by three eligible sessions in a row in two settings, by plain counting', () => {
    const session = fc.record({
      setting: fc.constantFrom('room', 'class'),
      x: fc.integer({ min: 0, max: 10 }),
      n: fc.integer({ min: 5, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(session, { maxLength: 25 }), (some) => {
        const sessions = some.map(({ setting, x, n }, i) => ({
          date: addDays('2026-01-01', i),
          setting,
          x: Math.min(x, n),
          n,
        }));
        const met = ['class', 'room'].filter((setting) => {
          const eligible = sessions
            .filter((one) => one.setting === setting && one.n >= 8)
            .map(({ x, n }) => x / n >= 0.8 - 1e-9);
          return eligible.some((one, i) => one && eligible[i + 1] === true && eligible[i + 2] === true);
        });
        const reading = of('mastery_rule', { sessions });
        expect(reading.settings_met).toEqual(met);
        expect(reading.mastered).toBe(met.length === 2);
      }),
    );
  });
});
