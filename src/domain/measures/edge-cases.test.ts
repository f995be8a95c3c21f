import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadCase } from './case-input.ts';
import referenceCases from './reference-cases.json' with { type: 'json' };
import { measureCase, statistics } from './registry.ts';

const twoPhases = Object.keys(statistics).filter((name) =>
  /^(nap|pnd|pem|pand|ird|tau|smd|log_response|conservative|dual)/.test(name),
);

const paramsOf = (name: string) => (name === 'tau_u_variants' ? { variant: 'parker' } : {});

function everyNumberIsFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value !== null && typeof value === 'object') return Object.values(value).every(everyNumberIsFinite);
  return true;
}

describe.each(twoPhases)('%s', (name) => {
  it.each([
    ['an empty baseline', [], [1, 2, 3]],
    ['an empty second phase', [1, 2, 3], []],
    ['nothing at all', [], []],
    ['all missing', [null, null], [null]],
    ['one point each', [3], [5]],
    ['all tied', [4, 4, 4], [4, 4, 4]],
    ['all zero', [0, 0, 0], [0, 0, 0]],
    ['a gap', [1, null, 3, 2], [4, null, 6]],
    ['very large values', [1e15, 2e15, 3e15], [1e15, 5e15]],
  ])('says nothing false of %s', (_what, A, B) => {
    for (const improvement of ['increase', 'decrease']) {
      const value = measureCase(name, { A, B, improvement }, paramsOf(name));
      expect(everyNumberIsFinite(value), JSON.stringify(value)).toBe(true);
      if (A.length === 0 || B.length === 0) expect(value.estimate ?? value.A_vs_B ?? value.p ?? null).toBeNull();
    }
  });

  it('is the same upside down in the other direction', () => {
    const A = [2, 5, 3, 6];
    const B = [6, 8, 7, 4, 9];
    const upsideDown = (values: number[]) => values.map((value) => 10 - value);
    const up = measureCase(name, { A, B, improvement: 'increase' }, paramsOf(name));
    const down = measureCase(name, { A: upsideDown(A), B: upsideDown(B), improvement: 'decrease' }, paramsOf(name));
    // A ratio has a zero of its own, and a line's slope the data's own direction.
    if (name.startsWith('log_response') || name === 'tau_bc_nonoverlap') return;
    expect(Object.keys(up)).toEqual(Object.keys(down));
    for (const [field, value] of Object.entries(up)) expect(down[field]).toBeCloseTo(value as number, 9);
  });
});

describe('what cannot be computed is null', () => {
  it.each([
    ['wilson_ci', { x: 0, n: 0 }, { p: null, lower: null, upper: null }],
    ['clopper_pearson_ci', { x: 0, n: 0 }, { lower: null, upper: null }],
    ['setting_gap_ci_newcombe_hybrid', { x1: 1, n1: 2, x2: 0, n2: 0 }, { diff: null, lower: null, upper: null }],
    ['beta_binomial_hierarchical_grid', { x: [], n: [] }, { overall_mean: null, settings: null }],
    ['beta_binomial_hierarchical_grid', { x: [16, 16], n: [20, 1e300] }, { overall_mean: null, settings: null }],
    ['percent_of_goal_obtained', { A: [5, 5], B: [6, 7], goal: 5 }, { estimate: null, se: null }],
    ['percent_of_goal_obtained', { A: [5], B: [6], goal: 10 }, { estimate: 20, se: null }],
    ['theil_sen', { x: [1, 1], y: [2, 3] }, { slope: null }],
    ['theil_sen', { y: [7] }, { slope: null }],
    ['trend_mann_kendall_theil_sen_ols', { y: [] }, { S: null, ols_slope: null }],
    ['trend_mann_kendall_theil_sen_ols', { y: [5, 5, 5] }, { S: 0, var_S: 0, z_continuity: null, ols_slope: 0 }],
    ['split_middle_line', { y: [4] }, { slope: null }],
    ['gas_t_score', { scores: [], weights: null }, { T: null }],
    ['gas_t_score', { scores: [1, null], weights: [1, 5] }, { T: 60 }],
    ['gas_t_score', { scores: [1], weights: [0] }, { T: null }],
    ['ioa_total_count', { observer1: [], observer2: [] }, { percent: null }],
    ['ioa_total_count', { observer1: [0], observer2: [0] }, { percent: 100 }],
    ['ioa_scored_interval', { observer1: [0, 0], observer2: [0, 0] }, { percent: null }],
    ['ioa_unscored_interval', { observer1: [1, 1], observer2: [1, 1] }, { percent: null }],
    ['ioa_interval_by_interval', { observer1: [1, null, 0], observer2: [1, 1, 1] }, { percent: 50 }],
    ['ioa_trial_by_trial', { observer1: [], observer2: [] }, { percent: null, percent_correctness_only: null }],
    [
      'cohen_kappa',
      {
        table: [
          [0, 0],
          [0, 0],
        ],
      },
      { kappa: null, percent_agreement: null },
    ],
    ['interval_recording', { events_s: [], observation_s: 30, interval_s: 60 }, { intervals: 0, partial: null }],
    [
      'interval_recording',
      { events_s: [], observation_s: 0, interval_s: 10 },
      { true_proportion: null, rate_per_min: null },
    ],
    ['interval_recording', { events_s: [[50, null]], observation_s: 60, interval_s: 10 }, { partial: 1 / 6, count: 1 }],
    ['rate', { count: 3, observation_min: 0 }, { per_min: null }],
    ['rate_poisson_exact_ci', { count: 0, observation_min: 10 }, { rate: 0, lower: 0 }],
    ['latency_summary', { latency_s: [null, null], timeout_s: 10 }, { n: 0, n_no_response: 2, median: null }],
    ['teacher_cue_response_rate', { teacher_cues_given: 0, correct_after_teacher_cue: 0 }, { percent: null }],
    [
      'carryover_state',
      { treatment_x: 0, treatment_n: 0, natural_x: 0, natural_n: 0 },
      { state: 'not_enough_data', gap: null },
    ],
    ['mastery_rule', { sessions: [] }, { settings: {}, settings_met: [], mastered: false }],
    ['mastery_probability_given_true_accuracy', { trials_per_session: 0, true_p: 0.5 }, { p_three_in_a_row: null }],
    ['min_all_correct_trials', { target: 1 }, { wilson95: null, one_sided_exact: null }],
    ['trials_for_half_width', { p: 0.8, half_width: 0.2 }, { n: 14 }],
    ['trials_for_half_width', { p: [0.5], half_width: [0] }, { n: { '0.5': [null] } }],
    ['maintenance_probe', { mastery_level: 0, probes: [{ days_since: 14, x: 0, n: 0 }] }, { maintained: null }],
    [
      'four_point_rule',
      { points: [[1, 50]], start: 40, goal: 80, first_session: 0, last_session: 20 },
      { decision: 'not enough data', aim_values_last4: null },
    ],
    [
      'four_point_rule',
      { points: [1, 2, 3, 4, 5, 6].map((i) => [i, 60]), start: 40, goal: 80, first_session: 0, last_session: 20 },
      { decision: 'raise the goal or fade support' },
    ],
    [
      'four_point_rule',
      { points: [1, 2, 3, 4, 5, 6].map((i) => [i, 3]), start: 6, goal: 2, first_session: 0, last_session: 20 },
      { decision: 'raise the goal or fade support' },
    ],
  ])('%s of %j', (name, data, expected) => {
    const value = measureCase(name, data, {});
    for (const [field, wanted] of Object.entries(expected)) {
      if (typeof wanted === 'number') expect(value[field], field).toBeCloseTo(wanted, 9);
      else expect(value[field], field).toEqual(wanted);
    }
  });
});

describe('what is impossible is refused with a sentence', () => {
  it.each([
    ['wilson_ci', { x: 3, n: 2 }, {}],
    ['wilson_ci', { x: 0.5, n: 2 }, {}],
    ['wilson_ci', { x: '3', n: 4 }, {}],
    ['wilson_ci', { x: 3, n: 4 }, { confidence: 95 }],
    ['nap', { A: [1], B: ['two'] }, {}],
    ['nap', { A: [1], B: [2], improvement: 'sideways' }, {}],
    ['tau_u_variants', { A: [1], B: [2] }, { variant: 'tau-u' }],
    ['cohen_kappa', { table: [[1, 2]] }, {}],
    [
      'cohen_kappa',
      {
        table: [
          [1, -2],
          [0, 1],
        ],
      },
      {},
    ],
    ['ioa_interval_by_interval', { observer1: [1], observer2: [1, 0] }, {}],
    ['gas_t_score', { scores: [1, 2], weights: [1] }, {}],
    ['rate', { count: -1, observation_min: 10 }, {}],
    ['nap', null, {}],
    ['nap', [], {}],
  ])('%s of %j with %j', (name, data, params) => {
    expect(() => measureCase(name, data, params)).toThrow(BadCase);
  });
});

describe('damaged cases', () => {
  type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
  const cases = referenceCases as unknown as readonly { statistic: string; data: Json; params: Json }[];
  const junk: fc.Arbitrary<Json> = fc.oneof(
    fc.constantFrom<Json>(
      null,
      true,
      '',
      'NaN',
      'Infinity',
      '3',
      [],
      {},
      [[]],
      [null],
      [3],
      [4, 4, 4],
      [-3, -2],
      [1, 'x'],
    ),
    fc.constantFrom<Json>(-1, -0.5, 0, 0.1, 1, 2, 5e-324, 1e7, 1e9, 1e15, 2 ** 53 + 2, 1e300, -1e300, 1.7e308),
    fc.constantFrom<Json>({ a: { b: { c: 1 } } }, 'constructor', '__proto__', [1e308, 1e308, -1e308]),
    fc.constantFrom<Json>(
      Array.from({ length: 2000 }, (_, i) => i % 7),
      Array.from({ length: 100_000 }, () => 1),
    ),
  );

  /** One place somewhere inside a value is put away or replaced. */
  function damaged(value: Json, way: readonly number[], piece: Json, away: boolean): Json {
    if (value === null || typeof value !== 'object') return piece;
    const names = Object.keys(value);
    const [turn, ...further] = way;
    if (turn === undefined || names.length === 0) return piece;
    const name = names[turn % names.length]!;
    const entries = Object.entries(value);
    const next =
      away && further.length === 0
        ? entries.filter(([other]) => other !== name)
        : entries.map(([other, inner]): [string, Json] => [
            other,
            other === name ? damaged(inner, further, piece, away) : inner,
          ]);
    return Array.isArray(value) ? next.map(([, inner]) => inner) : Object.fromEntries(next);
  }

  it('give a sentence or finite figures, and hold nobody up', () => {
    const damage = fc.record({
      way: fc.array(fc.nat({ max: 30 }), { maxLength: 4 }),
      piece: junk,
      away: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.array(damage, { minLength: 1, maxLength: 3 }), (one, wounds) => {
        let body: Json = { data: one.data, params: one.params };
        for (const { way, piece, away } of wounds) body = damaged(body, way, piece, away);
        const { data, params } = (body ?? {}) as { data?: unknown; params?: unknown };
        const started = performance.now();
        try {
          const answer = measureCase(one.statistic, data, params);
          expect(everyNumberIsFinite(answer), JSON.stringify({ statistic: one.statistic, data, params })).toBe(true);
        } catch (error) {
          if (!(error instanceof BadCase)) throw error;
          expect(error.message).toMatch(/^\S.*\.$/);
        }
        expect(performance.now() - started).toBeLessThan(5000);
      }),
      { numRuns: 800 },
    );
  });
});
