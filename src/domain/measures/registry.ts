import { aimAt, aimSlope, type FourPointDecision, fourPointRule, type Point, trendAgainstAim } from './aim-line.ts';
import { betaPosterior } from './beta-posterior.ts';
import { carryoverState, usualThresholds } from './carryover-state.ts';
import {
  BadCase,
  codes,
  confidence,
  count,
  type Fields,
  fields,
  flag,
  number,
  numberOrNull,
  numbers,
  objects,
  oneOf,
  pairs,
  sameLength,
  series,
  successes,
  table,
  text,
} from './case-input.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { type CueCounts, cueLevelSummary, usualCueWeights } from './cue-level.ts';
import { baselineTrends, dualCriterion } from './dual-criterion.ts';
import { chanceOfPassingSession, chanceOfRun, chanceOfRunWithin } from './false-mastery.ts';
import { gasTScore } from './goal-attainment.ts';
import { intervalRecording } from './interval-recording.ts';
import { kappa } from './kappa.ts';
import { latencySummary } from './latency.ts';
import { logResponseRatio, scales } from './log-response-ratio.ts';
import { maintenance } from './maintenance.ts';
import { eligiblePoints, masteryReading, type SettingRun } from './mastery-rule.ts';
import { type MeanDifference, smdBaseline, smdPooled } from './mean-difference.ts';
import { nap } from './nap.ts';
import { newcombeGap } from './newcombe-gap.ts';
import { pand, pem, pnd, robustIrd } from './nonoverlap.ts';
import {
  exactCountPerIntervalAgreement,
  intervalByIntervalAgreement,
  meanCountPerIntervalAgreement,
  meanDurationPerOccurrenceAgreement,
  scoredIntervalAgreement,
  totalCountAgreement,
  totalDurationAgreement,
  trialByTrialAgreement,
  unscoredIntervalAgreement,
} from './observer-agreement.ts';
import { partialPooling, usualGrid } from './partial-pooling.ts';
import { percentOfGoal } from './percent-of-goal.ts';
import { improvements, type Phases } from './phases.ts';
import { poissonRateInterval, rate } from './rate.ts';
import { splitMiddle } from './split-middle.ts';
import { tauNonoverlap, tauU, tauUMinusTrendA, tauUVariants } from './tau.ts';
import { tauBcKendall, tauBcNonoverlap } from './tau-bc.ts';
import { theilSen } from './theil-sen.ts';
import { leastSquares, mannKendall } from './trend.ts';
import { perfectRun, trialsForHalfWidth } from './trials-needed.ts';
import { wilson } from './wilson.ts';

/** From the fields of a case to the fields of its answer; `null` where something cannot be computed. */
export type Statistic = (data: Fields, params: Fields) => Fields;

function phases(data: Fields): Phases {
  return {
    A: series(data, 'A'),
    B: series(data, 'B'),
    improvement: oneOf(data, 'improvement', improvements, 'increase'),
  };
}

/** Values with their session numbers (1, 2, ... unless given); a missing value takes its number with it. */
function course(data: Fields): { x: number[]; y: number[] } {
  const values = series(data, 'y');
  const given = data.x === undefined || data.x === null ? null : numbers(data, 'x');
  if (given !== null) sameLength(given, values, '"x" and "y"');
  const x: number[] = [];
  const y: number[] = [];
  values.forEach((value, i) => {
    if (value === null) return;
    x.push(given?.[i] ?? i + 1);
    y.push(value);
  });
  return { x, y };
}

function twoObservers(data: Fields): [(number | null)[], (number | null)[]] {
  const first = series(data, 'observer1');
  const second = series(data, 'observer2');
  sameLength(first, second, '"observer1" and "observer2"');
  return [first, second];
}

const agreement =
  (share: (first: (number | null)[], second: (number | null)[]) => number | null): Statistic =>
  (data) => ({ percent: share(...twoObservers(data)) });

function meanDifference(reading: MeanDifference | null): Fields {
  return {
    estimate: reading?.estimate ?? null,
    se: reading?.se ?? null,
    ci_lower: reading?.ci.lower ?? null,
    ci_upper: reading?.ci.upper ?? null,
  };
}

const logRatio =
  (form: 'increasing' | 'decreasing'): Statistic =>
  (data, params) => {
    const dConst = numberOrNull(params, 'D_const');
    if (dConst !== null && !(dConst > 0)) throw new BadCase('"D_const" must be above 0.');
    const reading = logResponseRatio(phases(data), form, {
      scale: oneOf(params, 'scale', scales, 'count'),
      ...(dConst === null ? {} : { dConst }),
      biasCorrect: flag(params, 'bias_correct', true),
      confidence: confidence(params),
    });
    return {
      estimate: reading?.estimate ?? null,
      se: reading?.se ?? null,
      ci_lower: reading?.ci?.lower ?? null,
      ci_upper: reading?.ci?.upper ?? null,
    };
  };

const criterionBeyond =
  (usualShift: number): Statistic =>
  (data, params) => {
    const given = phases(data);
    const reading = dualCriterion(
      given,
      number(params, 'shift_sd', usualShift),
      oneOf(params, 'trend', baselineTrends, 'ols'),
    );
    return {
      points_beyond_both: reading?.pointsBeyondBoth ?? null,
      n_B: reading?.nB ?? given.B.filter((value) => value !== null).length,
      p: reading?.p ?? null,
    };
  };

function aimLine(data: Fields) {
  const points: Point[] = pairs(data, 'points').flatMap(([session, value]) =>
    value === null ? [] : [[session, value] as const],
  );
  return {
    points,
    aim: {
      start: number(data, 'start'),
      goal: number(data, 'goal'),
      firstSession: number(data, 'first_session'),
      lastSession: number(data, 'last_session'),
    },
  };
}

const decisions: Record<FourPointDecision, string> = {
  raise_or_fade: 'raise the goal or fade support',
  change_or_intensify: 'change or intensify',
  keep_going: 'keep going',
  not_enough_points: 'not enough data',
};

function cueCounts(from: Fields): CueCounts {
  return Object.fromEntries(
    Object.keys(from).map((level) => {
      const value = number(from, level);
      if (value < 0) throw new BadCase(`"${level}" must be 0 or more.`);
      return [level, value];
    }),
  );
}

function tally(data: Fields, x: string, n: string): [number, number] {
  const right = count(data, x);
  const of = count(data, n);
  successes(right, of);
  return [right, of];
}

function list(value: unknown): boolean {
  return Array.isArray(value);
}

/** The 53 statistics by the names of the reference cases. Formulas and sources stand with the functions called. */
export const statistics: Readonly<Record<string, Statistic>> = {
  wilson_ci(data, params) {
    const [x, n] = tally(data, 'x', 'n');
    const z = numberOrNull(params, 'z');
    if (z !== null && !(z >= 0)) throw new BadCase('"z" must be 0 or more.');
    const reading = wilson(x, n, {
      confidence: confidence(params),
      continuity: flag(params, 'continuity', false),
      ...(z === null ? {} : { z }),
    });
    return {
      p: reading?.p ?? null,
      lower: reading?.lower ?? null,
      upper: reading?.upper ?? null,
      centre: reading?.centre ?? null,
    };
  },

  clopper_pearson_ci(data, params) {
    const reading = clopperPearson(...tally(data, 'x', 'n'), confidence(params));
    return { lower: reading?.lower ?? null, upper: reading?.upper ?? null };
  },

  setting_gap_ci_newcombe_hybrid(data, params) {
    const reading = newcombeGap(...tally(data, 'x1', 'n1'), ...tally(data, 'x2', 'n2'), confidence(params));
    return { diff: reading?.diff ?? null, lower: reading?.lower ?? null, upper: reading?.upper ?? null };
  },

  beta_binomial_posterior(data, params) {
    const [x, n] = tally(data, 'x', 'n');
    const reading = betaPosterior(x, n, number(params, 'prior_alpha', 1), number(params, 'prior_beta', 1));
    if (reading === null) throw new BadCase('"prior_alpha" and "prior_beta" must be above 0.');
    return {
      alpha: reading.alpha,
      beta: reading.beta,
      mean: reading.mean,
      lower95: reading.lower95,
      upper95: reading.upper95,
      p_ge_80: reading.pGe80,
    };
  },

  beta_binomial_hierarchical_grid(data, params) {
    const x = numbers(data, 'x', 100);
    const n = numbers(data, 'n', 100);
    sameLength(x, n, '"x" and "n"');
    x.forEach((value, i) => {
      if (value < 0) throw new BadCase('"x" must be 0 or more.');
      successes(value, n[i]!);
    });
    const reading = partialPooling(
      x.map((value, i) => ({ x: value, n: n[i]! })),
      {
        muPoints: count(params, 'mu_points', usualGrid.muPoints, 500),
        kappaMin: number(params, 'kappa_min', usualGrid.kappaMin),
        kappaMax: number(params, 'kappa_max', usualGrid.kappaMax),
        kappaPoints: count(params, 'kappa_points', usualGrid.kappaPoints, 100),
      },
    );
    return {
      overall_mean: reading?.overallMean ?? null,
      settings:
        reading?.settings.map((setting) => ({
          mean: setting.mean,
          lower95: setting.lower95,
          upper95: setting.upper95,
          p_ge_80: setting.pGe80,
        })) ?? null,
    };
  },

  nap(data, params) {
    const reading = nap(phases(data), confidence(params));
    return {
      estimate: reading?.estimate ?? null,
      se_unbiased: reading?.seUnbiased ?? null,
      se_hanley: reading?.seHanley ?? null,
      se_null: reading?.seNull ?? null,
      ci_lower: reading?.ci.lower ?? null,
      ci_upper: reading?.ci.upper ?? null,
    };
  },

  pnd: (data) => ({ estimate: pnd(phases(data)) }),
  pem: (data) => ({ estimate: pem(phases(data)) }),

  pand(data) {
    const reading = pand(phases(data));
    return { estimate: reading?.estimate ?? null, nonoverlap_points: reading?.nonoverlapPoints ?? null };
  },

  ird_robust: (data) => ({ estimate: robustIrd(phases(data)) }),
  tau_nonoverlap: (data) => ({ estimate: tauNonoverlap(phases(data)) }),
  tau_u_A_vs_B_minus_trendA: (data) => ({ estimate: tauUMinusTrendA(phases(data)) }),

  tau_u_variants(data, params) {
    const reading = tauU(phases(data), oneOf(params, 'variant', tauUVariants));
    return {
      A_vs_B: reading?.aVsB ?? null,
      A_vs_B_minus_trendA: reading?.aVsBMinusTrendA ?? null,
      A_vs_B_plus_trendB: reading?.aVsBPlusTrendB ?? null,
      A_vs_B_plus_trendB_minus_trendA: reading?.aVsBPlusTrendBMinusTrendA ?? null,
    };
  },

  tau_bc_nonoverlap(data) {
    const reading = tauBcNonoverlap(phases(data));
    return {
      estimate: reading?.estimate ?? null,
      slope: reading?.slope ?? null,
      intercept: reading?.intercept ?? null,
      se: reading?.se ?? null,
    };
  },

  tau_bc_kendall_tau_b(data, params) {
    const reading = tauBcKendall(phases(data), confidence(params));
    return {
      estimate: reading?.estimate ?? null,
      se: reading?.se ?? null,
      ci_lower_unclipped: reading?.ci.lower ?? null,
      ci_upper_unclipped: reading?.ci.upper ?? null,
      baseline_tau: reading?.baselineTau ?? null,
      uncorrected_tau: reading?.uncorrectedTau ?? null,
      corrected_tau: reading?.estimate ?? null,
    };
  },

  smd_baseline: (data, params) => meanDifference(smdBaseline(phases(data), confidence(params))),
  smd_pooled: (data, params) => meanDifference(smdPooled(phases(data), confidence(params))),
  log_response_ratio_increasing: logRatio('increasing'),
  log_response_ratio_decreasing: logRatio('decreasing'),

  percent_of_goal_obtained(data) {
    const reading = percentOfGoal(series(data, 'A'), series(data, 'B'), number(data, 'goal'));
    return { estimate: reading?.estimate ?? null, se: reading?.se ?? null };
  },

  theil_sen(data) {
    const { x, y } = course(data);
    const reading = theilSen(x, y);
    return {
      slope: reading?.slope ?? null,
      intercept_median_residual: reading?.interceptMedianResidual ?? null,
      intercept_median_y_minus_slope_median_x: reading?.interceptFromMedians ?? null,
    };
  },

  trend_mann_kendall_theil_sen_ols(data) {
    const { x, y } = course(data);
    const test = mannKendall(x, y);
    const robust = theilSen(x, y);
    const line = leastSquares(x, y);
    return {
      S: test?.s ?? null,
      var_S: test?.varS ?? null,
      z_continuity: test?.z ?? null,
      p_two_sided: test?.pTwoSided ?? null,
      theil_sen_slope: robust?.slope ?? null,
      theil_sen_intercept: robust?.interceptMedianResidual ?? null,
      ols_slope: line?.slope ?? null,
      ols_intercept: line?.intercept ?? null,
    };
  },

  split_middle_line(data) {
    const reading = splitMiddle(series(data, 'y'));
    return {
      mid_date: reading?.midDate ?? null,
      mid_rate: reading?.midRate ?? null,
      slope: reading?.slope ?? null,
      quarter_intersect_intercept: reading?.quarterIntersectIntercept ?? null,
      split_middle_intercept: reading?.splitMiddleIntercept ?? null,
      above: reading?.above ?? null,
      below: reading?.below ?? null,
    };
  },

  conservative_dual_criterion: criterionBeyond(0.25),
  dual_criterion: criterionBeyond(0),

  gas_t_score(data, params) {
    const scores = series(data, 'scores');
    const weights = data.weights === undefined || data.weights === null ? null : numbers(data, 'weights');
    if (weights !== null) sameLength(scores, weights, '"scores" and "weights"');
    return { T: gasTScore(scores, weights, number(params, 'rho', 0.3)) };
  },

  gas_change(data, params) {
    const before = series(data, 'baseline');
    const after = series(data, 'achieved');
    const weights = data.weights === undefined || data.weights === null ? null : numbers(data, 'weights');
    sameLength(before, after, '"baseline" and "achieved"');
    if (weights !== null) sameLength(before, weights, '"baseline" and "weights"');
    const rho = number(params, 'rho', 0.3);
    const first = gasTScore(before, weights, rho);
    const last = gasTScore(after, weights, rho);
    return { T_baseline: first, T_achieved: last, change: first === null || last === null ? null : last - first };
  },

  ioa_total_count: (data) => ({ percent: totalCountAgreement(series(data, 'observer1'), series(data, 'observer2')) }),

  ioa_mean_count_per_interval(data) {
    const [first, second] = twoObservers(data);
    return {
      percent: meanCountPerIntervalAgreement(first, second),
      scored_interval: scoredIntervalAgreement(first, second),
    };
  },

  ioa_exact_count_per_interval: agreement(exactCountPerIntervalAgreement),
  ioa_interval_by_interval: agreement(intervalByIntervalAgreement),
  ioa_scored_interval: agreement(scoredIntervalAgreement),
  ioa_unscored_interval: agreement(unscoredIntervalAgreement),

  ioa_mean_duration_per_occurrence(data) {
    if (data.per_occurrence_percent === undefined) {
      return { percent: meanDurationPerOccurrenceAgreement(...twoObservers(data)) };
    }
    const shares = series(data, 'per_occurrence_percent').filter((value) => value !== null);
    return { percent: shares.length === 0 ? null : shares.reduce((total, share) => total + share, 0) / shares.length };
  },

  ioa_trial_by_trial(data) {
    const first = codes(data, 'observer1');
    const second = codes(data, 'observer2');
    sameLength(first, second, '"observer1" and "observer2"');
    const reading = trialByTrialAgreement(first, second);
    return { percent: reading.percent, percent_correctness_only: reading.percentCorrectnessOnly };
  },

  ioa_total_duration(data) {
    const first = series(data, 'observer1');
    const second = series(data, 'observer2');
    return {
      total_percent: totalDurationAgreement(first, second),
      mean_per_occurrence_percent:
        first.length === second.length ? meanDurationPerOccurrenceAgreement(first, second) : null,
    };
  },

  cohen_kappa: kappaOf,
  weighted_kappa: kappaOf,

  interval_recording(data) {
    const observation = number(data, 'observation_s');
    const interval = number(data, 'interval_s');
    if (observation < 0 || !(interval > 0)) throw new BadCase('"observation_s" and "interval_s" must be above 0.');
    if (observation / interval > 10_000) throw new BadCase('"observation_s" must hold 10000 intervals at most.');
    const reading = intervalRecording(pairs(data, 'events_s'), observation, interval);
    return {
      intervals: reading.intervals,
      partial: reading.partial,
      whole: reading.whole,
      momentary_end: reading.momentaryEnd,
      true_proportion: reading.trueProportion,
      count: reading.count,
      rate_per_min: reading.ratePerMinute,
      mean_duration_s: reading.meanDurationSeconds,
    };
  },

  rate(data) {
    const reading = rate(count(data, 'count'), number(data, 'observation_min'));
    return { per_min: reading?.perMinute ?? null, per_hour: reading?.perHour ?? null };
  },

  rate_poisson_exact_ci(data, params) {
    const seen = count(data, 'count');
    const minutes = number(data, 'observation_min');
    const reading = poissonRateInterval(seen, minutes, confidence(params));
    return {
      rate: rate(seen, minutes)?.perMinute ?? null,
      lower: reading?.lower ?? null,
      upper: reading?.upper ?? null,
    };
  },

  latency_summary(data) {
    const reading = latencySummary(series(data, 'latency_s'), numberOrNull(data, 'timeout_s'));
    return {
      n: reading.n,
      n_no_response: reading.nNoResponse,
      median: reading.median,
      mean: reading.mean,
      n_over_timeout: reading.nOverTimeout,
      q1: reading.q1,
      q3: reading.q3,
    };
  },

  cue_level_summary(data) {
    const weights = cueCounts(fields(data.weights, 'weights'));
    const reading = cueLevelSummary(
      cueCounts(fields(data.counts, 'counts')),
      Object.keys(weights).length === 0 ? usualCueWeights : weights,
      numberOrNull(data, 'teacher_cues_given'),
    );
    return {
      n: reading.n,
      percent_correct_any_cue: reading.percentCorrectAnyCue,
      percent_independent: reading.percentIndependent,
      independent_ci:
        reading.independentCi === null ? null : [reading.independentCi.lower, reading.independentCi.upper],
      percent_unprompted: reading.percentUnprompted,
      self_correction_rate: reading.selfCorrectionRate,
      teacher_cue_response_rate: reading.teacherCueResponseRate,
      weighted_score_0_100: reading.weightedScore,
    };
  },

  teacher_cue_response_rate(data, params) {
    const reading = wilson(...tally(data, 'correct_after_teacher_cue', 'teacher_cues_given'), {
      confidence: confidence(params),
    });
    return reading === null
      ? { percent: null, lower: null, upper: null }
      : { percent: 100 * reading.p, lower: 100 * reading.lower, upper: 100 * reading.upper };
  },

  carryover_state(data, params) {
    const [x1, n1] = tally(data, 'treatment_x', 'treatment_n');
    const [x2, n2] = tally(data, 'natural_x', 'natural_n');
    const reading = carryoverState(
      { x: x1, n: n1 },
      { x: x2, n: n2 },
      {
        criterion: number(params, 'criterion', usualThresholds.criterion),
        margin: number(params, 'margin', usualThresholds.margin),
        minN: number(params, 'min_n', usualThresholds.minN),
        confidence: confidence(params, usualThresholds.confidence),
      },
    );
    return { state: reading.state, gap: reading.gap, lower90: reading.lower, upper90: reading.upper };
  },

  mastery_rule(data, params) {
    const sessions = objects(data, 'sessions').map((session) => {
      const [x, n] = tally(session, 'x', 'n');
      const person = text(session, 'person', '');
      return {
        date: text(session, 'date'),
        setting: text(session, 'setting'),
        people: person === '' ? [] : [person],
        x,
        n,
      };
    });
    const consecutive = count(params, 'consecutive', 3);
    if (consecutive === 0) throw new BadCase('"consecutive" must be 1 or more.');
    const minTrials = number(params, 'min_trials', 8);
    const reading = masteryReading(
      eligiblePoints(sessions, number(params, 'criterion', 0.8), () => minTrials),
      {
        needed: consecutive,
        ofLast: consecutive,
        settings: number(params, 'settings_required', 2),
        people: number(params, 'people_required', 1),
      },
    );
    const untried: SettingRun = { currentRun: 0, ofLatest: 0, metOn: null };
    const runs = [...new Set(sessions.map(({ setting }) => setting))].map((setting) => {
      const run = reading.settings[setting] ?? untried;
      return [setting, { current_run: run.currentRun, met_on: run.metOn }];
    });
    return {
      settings: Object.fromEntries(runs),
      settings_met: reading.settingsMet,
      mastered: reading.metOn !== null,
    };
  },

  mastery_probability_given_true_accuracy(data, params) {
    const trials = count(data, 'trials_per_session', undefined, 100_000);
    const accuracy = number(data, 'true_p');
    const criterion = number(params, 'criterion', 0.8);
    return {
      p_one_session_at_or_above_80: chanceOfPassingSession(trials, accuracy, criterion),
      p_three_in_a_row: chanceOfRun(trials, accuracy, criterion, count(params, 'consecutive', 3)),
    };
  },

  mastery_probability_ever_in_k_sessions: (data, params) => ({
    p_at_least_one_run: chanceOfRunWithin(
      count(data, 'trials_per_session', undefined, 100_000),
      number(data, 'true_p'),
      count(data, 'sessions', undefined, 10_000),
      count(data, 'consecutive', 3, 1000),
      number(params, 'criterion', 0.8),
    ),
  }),

  trials_for_half_width(data, params) {
    const level = confidence(params);
    const widths = list(data.half_width) ? numbers(data, 'half_width', 100) : [number(data, 'half_width')];
    const needed = (p: number): (number | null)[] => widths.map((width) => trialsForHalfWidth(p, width, level));
    if (!list(data.p)) {
      const single = needed(number(data, 'p'));
      return { n: list(data.half_width) ? single : single[0]! };
    }
    return { n: Object.fromEntries(numbers(data, 'p', 100).map((p) => [String(p), needed(p)])) };
  },

  min_all_correct_trials(data, params) {
    const reading = perfectRun(number(data, 'target'), confidence(params));
    return { wilson95: reading?.wilson ?? null, one_sided_exact: reading?.oneSidedExact ?? null };
  },

  trend_line_rule(data) {
    const { points, aim } = aimLine(data);
    const reading = trendAgainstAim(points, aim);
    return {
      ols_slope: reading.olsSlope,
      theil_sen_slope: reading.theilSenSlope,
      aim_slope: aimSlope(aim),
      projected_at_end_ols: reading.projectedAtEndOls,
      steeper: reading.steeper,
      flatter: reading.flatter,
    };
  },

  four_point_rule(data, params) {
    const { points, aim } = aimLine(data);
    if (aimAt(aim, 0) === null) throw new BadCase('"first_session" and "last_session" must differ.');
    const reading = fourPointRule(points, aim, count(params, 'min_points', 6));
    return { decision: decisions[reading.decision], aim_values_last4: reading.aimValuesLast4 };
  },

  maintenance_probe(data, params) {
    const probes = objects(data, 'probes').map((probe) => {
      const [x, n] = tally(probe, 'x', 'n');
      return { daysSince: number(probe, 'days_since'), x, n };
    });
    return { ...maintenance(number(data, 'mastery_level'), probes, number(params, 'criterion', 0.8)) };
  },
};

function kappaOf(data: Fields): Fields {
  const reading = kappa(table(data, 'table'));
  return {
    kappa: reading.kappa,
    weighted_linear: reading.weightedLinear,
    weighted_quadratic: reading.weightedQuadratic,
    percent_agreement: reading.percentAgreement,
  };
}

/** A figure that has run over the machine's numbers is one that cannot be computed. */
function finite(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(finite);
  if (value !== null && typeof value === 'object') return finiteFields(value as Fields);
  return value;
}

const finiteFields = (answer: Fields): Fields =>
  Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, finite(value)]));

/**
 * One case: `{statistic, data, params}` to the fields of its answer; every number in it is finite. Throws `BadCase`, whose
 * message is one sentence, for an unknown statistic and for data that are missing, impossible or too many to compute at once.
 */
export function measureCase(statistic: unknown, data: unknown, params: unknown): Fields {
  if (typeof statistic !== 'string' || !Object.hasOwn(statistics, statistic)) {
    throw new BadCase(
      typeof statistic === 'string' ? `There is no statistic "${statistic}".` : '"statistic" is missing.',
    );
  }
  return finiteFields(statistics[statistic]!(fields(data, 'data'), fields(params, 'params')));
}
