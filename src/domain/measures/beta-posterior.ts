import { betaCdf, betaQuantile } from './distributions.ts';

export interface BetaPosterior {
  alpha: number;
  beta: number;
  mean: number;
  /** Central 95 % interval. */
  lower95: number;
  upper95: number;
  /** Probability that the true accuracy is 80 % or more. */
  pGe80: number;
}

/**
 * What x of n says about a true accuracy when every accuracy was held possible before: Beta(a + x, b + n - x).
 * `null` for impossible counts or a prior that is not positive. Gelman et al., Bayesian Data Analysis, ch. 2.
 */
export function betaPosterior(x: number, n: number, priorAlpha = 1, priorBeta = 1): BetaPosterior | null {
  if (n < 0 || x < 0 || x > n || !(priorAlpha > 0) || !(priorBeta > 0)) return null;
  const alpha = priorAlpha + x;
  const beta = priorBeta + n - x;
  return {
    alpha,
    beta,
    mean: alpha / (alpha + beta),
    lower95: betaQuantile(0.025, alpha, beta),
    upper95: betaQuantile(0.975, alpha, beta),
    pGe80: 1 - betaCdf(0.8, alpha, beta),
  };
}
