import { betaCdf, betaQuantile, lnBeta, lnGamma, rootOfIncreasing } from './distributions.ts';
import type { Tally } from './carryover-state.ts';

export interface PooledSetting {
  mean: number;
  lower95: number;
  upper95: number;
  pGe80: number;
}

export interface PooledSettings {
  /** Mean accuracy over settings like these. */
  overallMean: number;
  /** In the order given. */
  settings: PooledSetting[];
}

export interface PoolingGrid {
  muPoints: number;
  kappaMin: number;
  kappaMax: number;
  kappaPoints: number;
}

export const usualGrid: PoolingGrid = { muPoints: 100, kappaMin: 1, kappaMax: 100, kappaPoints: 25 };

/** Of more, the logarithms of the likelihood no longer hold the digits that tell one point of the grid from the next. */
const mostTrials = 1e9;

interface GridPoint {
  mu: number;
  a: number;
  b: number;
  weight: number;
}

/**
 * "Best guess, using all settings": x_s ~ Binomial(n_s, θ_s), θ_s ~ Beta(μκ, (1-μ)κ), μ uniform on midpoints of
 * [0, 1], ln κ uniform on [ln κmin, ln κmax], summed over a fixed grid, so that the same counts always give the same
 * answer. A setting without trials is drawn from the others. Shown beside the raw counts and never part of mastery.
 * `null` without a setting, for impossible counts, or for a grid without points. Own specification
 * (research/measurement 1.2); the model is the beta-binomial hierarchy of Gelman et al., Bayesian Data Analysis, ch. 5.
 */
export function partialPooling(tallies: readonly Tally[], grid: PoolingGrid = usualGrid): PooledSettings | null {
  if (tallies.length === 0 || tallies.some(({ x, n }) => !(n >= 0 && n <= mostTrials) || x < 0 || x > n)) return null;
  const points = posteriorGrid(tallies, grid);
  if (points === null) return null;
  let overallMean = 0;
  for (const point of points) overallMean += point.weight * point.mu;
  const already = new Map<string, PooledSetting>();
  const settings = tallies.map(({ x, n }) => {
    const key = `${x}/${n}`;
    const setting = already.get(key) ?? mixture(points, x, n);
    already.set(key, setting);
    return setting;
  });
  return { overallMean, settings };
}

function posteriorGrid(tallies: readonly Tally[], grid: PoolingGrid): GridPoint[] | null {
  const { muPoints, kappaPoints, kappaMin, kappaMax } = grid;
  if (!(muPoints >= 1) || !(kappaPoints >= 1) || !(kappaMin > 0) || !(kappaMax >= kappaMin)) return null;
  const points: GridPoint[] = [];
  const ratio = Math.log(kappaMax / kappaMin);
  let best = Number.NEGATIVE_INFINITY;
  // B(a + x, b + n - x) / B(a, b), summed as logarithms; what depends on κ alone is taken once.
  const seen = tallies.filter(({ n }) => n > 0);
  for (let k = 0; k < kappaPoints; k += 1) {
    const kappa = kappaMin * Math.exp(kappaPoints === 1 ? 0 : (ratio * k) / (kappaPoints - 1));
    const lnKappa = lnGamma(kappa);
    let ofKappa = 0;
    for (const { n } of seen) ofKappa += lnKappa - lnGamma(kappa + n);
    for (let i = 0; i < muPoints; i += 1) {
      const mu = (i + 0.5) / muPoints;
      const a = mu * kappa;
      const b = (1 - mu) * kappa;
      let lnLikelihood = ofKappa - seen.length * (lnGamma(a) + lnGamma(b));
      for (const { x, n } of seen) lnLikelihood += lnGamma(a + x) + lnGamma(b + n - x);
      if (lnLikelihood > best) best = lnLikelihood;
      points.push({ mu, a, b, weight: lnLikelihood });
    }
  }
  let total = 0;
  for (const point of points) {
    point.weight = Math.exp(point.weight - best);
    total += point.weight;
  }
  // The far corners of the grid hold a hundred-millionth of the weight and most of the points: no digit shown needs them.
  points.sort((one, other) => other.weight - one.weight);
  let kept = 0;
  let count = 0;
  while (count < points.length && kept < total * (1 - 1e-8)) {
    kept += points[count]!.weight;
    count += 1;
  }
  return points.slice(0, count).map((point) => ({ ...point, weight: point.weight / kept }));
}

function mixture(points: readonly GridPoint[], x: number, n: number): PooledSetting {
  const parts = points.map((point) => {
    const a = point.a + x;
    const b = point.b + n - x;
    return { a, b, lnB: lnBeta(a, b), weight: point.weight };
  });
  const cdf = (theta: number): number => {
    let share = 0;
    for (const { a, b, lnB, weight } of parts) share += weight * betaCdf(theta, a, b, lnB);
    return share;
  };
  const density = (theta: number): number => {
    const lnTheta = Math.log(theta);
    const lnRest = Math.log1p(-theta);
    let height = 0;
    for (const { a, b, lnB, weight } of parts) height += weight * Math.exp((a - 1) * lnTheta + (b - 1) * lnRest - lnB);
    return height;
  };
  let mean = 0;
  let square = 0;
  for (const { a, b, weight } of parts) {
    mean += (weight * a) / (a + b);
    square += (weight * a * (a + 1)) / ((a + b) * (a + b + 1));
  }
  // One beta distribution of the same mean and variance says about where to look: the mixture is dear to ask.
  const strength = (mean * (1 - mean)) / Math.max(square - mean * mean, 1e-12) - 1;
  const at = (share: number): number => {
    const guess = betaQuantile(share, Math.max(mean * strength, 1e-3), Math.max((1 - mean) * strength, 1e-3));
    return rootOfIncreasing((theta) => cdf(theta) - share, 0, 1, density, guess);
  };
  return { mean, lower95: at(0.025), upper95: at(0.975), pGe80: 1 - cdf(0.8) };
}
