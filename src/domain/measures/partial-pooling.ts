import { betaCdf, lnBeta, rootOfIncreasing } from './distributions.ts';
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
  if (tallies.length === 0 || tallies.some(({ x, n }) => !(n >= 0) || x < 0 || x > n)) return null;
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
  for (let i = 0; i < muPoints; i += 1) {
    const mu = (i + 0.5) / muPoints;
    for (let k = 0; k < kappaPoints; k += 1) {
      const kappa = kappaMin * Math.exp(kappaPoints === 1 ? 0 : (ratio * k) / (kappaPoints - 1));
      const a = mu * kappa;
      const b = (1 - mu) * kappa;
      let lnLikelihood = 0;
      for (const { x, n } of tallies) if (n > 0) lnLikelihood += lnBeta(a + x, b + n - x) - lnBeta(a, b);
      if (lnLikelihood > best) best = lnLikelihood;
      points.push({ mu, a, b, weight: lnLikelihood });
    }
  }
  let total = 0;
  for (const point of points) {
    point.weight = Math.exp(point.weight - best);
    total += point.weight;
  }
  // What lies ten thousand million times below the peak cannot move a digit that is shown, and costs most of the time.
  const kept = points.filter((point) => point.weight > 1e-10);
  let keptTotal = 0;
  for (const point of kept) keptTotal += point.weight;
  if (!(total > 0)) return null;
  for (const point of kept) point.weight /= keptTotal;
  return kept;
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
  for (const { a, b, weight } of parts) mean += (weight * a) / (a + b);
  const at = (share: number): number => rootOfIncreasing((theta) => cdf(theta) - share, 0, 1, density);
  return { mean, lower95: at(0.025), upper95: at(0.975), pGe80: 1 - cdf(0.8) };
}
