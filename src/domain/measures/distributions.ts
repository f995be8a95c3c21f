/**
 * The few distributions the measures need. Accuracy is about 1e-13 over the ranges that occur here (counts up to some
 * thousands). Methods: Lanczos' series for the gamma function, modified Lentz continued fractions for the incomplete
 * beta and gamma functions (Press et al., Numerical Recipes, 6.1-6.4), safeguarded Newton steps for quantiles.
 */

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const shifted = x - 1;
  let series = lanczos[0]!;
  for (let i = 1; i < lanczos.length; i += 1) series += lanczos[i]! / (shifted + i);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}

/** ln B(a, b) for a, b > 0. */
export function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}

const tiny = 1e-300;
const precision = 1e-16;

function betaContinuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < tiny) d = tiny;
  d = 1 / d;
  let fraction = d;
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    if (Math.abs(d) < tiny) d = tiny;
    c = 1 + even / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < tiny) d = tiny;
    c = 1 + odd / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < precision) break;
  }
  return fraction;
}

/** P(X <= x) of Beta(a, b): the regularised incomplete beta function. `lnB` may be given where it is known. */
export function betaCdf(x: number, a: number, b: number, lnB = lnBeta(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - lnB);
  return x < (a + 1) / (a + b + 2)
    ? (front * betaContinuedFraction(x, a, b)) / a
    : 1 - (front * betaContinuedFraction(1 - x, b, a)) / b;
}

/** P(X <= x) of Gamma(shape, rate 1): the regularised lower incomplete gamma function. */
export function gammaCdf(x: number, shape: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(shape * Math.log(x) - x - lnGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let series = term;
    for (let k = 1; k < 100_000; k += 1) {
      term *= x / (shape + k);
      series += term;
      if (term < series * precision) break;
    }
    return front * series;
  }
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 100_000; k += 1) {
    const a = -k * (k - shape);
    b += 2;
    d = a * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + a / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < precision) break;
  }
  return 1 - front * fraction;
}

/**
 * Root of a continuous increasing function between `low` and `high`: Newton where the slope is given and the step
 * stays inside the bracket, else halving. Begins at `guess` where that lies inside. Deterministic; stops when the bracket is
 * below 1e-15 or the step below 1e-13 relative, and after a Newton step below 1e-7: the next would be about its square.
 */
export function rootOfIncreasing(
  f: (x: number) => number,
  low: number,
  high: number,
  slope?: (x: number) => number,
  guess?: number,
): number {
  let below = low;
  let above = high;
  let x = guess !== undefined && guess > low && guess < high ? guess : (low + high) / 2;
  for (let i = 0; i < 400; i += 1) {
    const value = f(x);
    if (value === 0) return x;
    if (value < 0) below = x;
    else above = x;
    const width = above - below;
    if (width <= 1e-15 * Math.max(Math.abs(x), 1e-12)) break;
    const steep = slope === undefined ? 0 : slope(x);
    const newton = x - value / steep;
    const follows = Number.isFinite(newton) && newton > below && newton < above;
    const next = follows ? newton : below + width / 2;
    const step = Math.abs(next - x);
    if (step <= 1e-13 * Math.abs(x)) break;
    x = next;
    if (follows && step <= 1e-7 * Math.abs(x)) break;
  }
  return x;
}

/** Quantile of Beta(a, b); `share` strictly between 0 and 1. */
export function betaQuantile(share: number, a: number, b: number): number {
  const lnB = lnBeta(a, b);
  return rootOfIncreasing(
    (x) => betaCdf(x, a, b, lnB) - share,
    0,
    1,
    (x) => Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - lnB),
  );
}

/** Quantile of Gamma(shape, rate 1); half of it is a chi-square quantile on 2·shape degrees of freedom. */
export function gammaQuantile(share: number, shape: number): number {
  let high = shape + 10;
  while (gammaCdf(high, shape) < share) high *= 2;
  const lnNorm = lnGamma(shape);
  return rootOfIncreasing(
    (x) => gammaCdf(x, shape) - share,
    0,
    high,
    (x) => Math.exp((shape - 1) * Math.log(x) - x - lnNorm),
  );
}

/** P(Z <= z) of the standard normal. */
export function normalCdf(z: number): number {
  const inside = gammaCdf((z * z) / 2, 0.5);
  return z < 0 ? (1 - inside) / 2 : (1 + inside) / 2;
}

/** Two-sided p value of a standard normal z, exact in the far tail as well. */
export function normalTwoSidedP(z: number): number {
  return Math.max(0, Math.min(1, 1 - gammaCdf((z * z) / 2, 0.5)));
}

const criticalValues = new Map<number, number>();

/** The z with `confidence` of the standard normal between -z and z: 1.959964 for 0.95. 0 < confidence < 1. */
export function zFor(confidence: number): number {
  const known = criticalValues.get(confidence);
  if (known !== undefined) return known;
  const z = Math.sqrt(2 * gammaQuantile(confidence, 0.5));
  if (criticalValues.size < 1000) criticalValues.set(confidence, z);
  return z;
}

/** P(X = k) of Binomial(n, p). */
export function binomialProbability(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  let ways = 1;
  if (n <= 50) {
    for (let i = 1; i <= Math.min(k, n - k); i += 1) ways = (ways * (n - Math.min(k, n - k) + i)) / i;
    return ways * p ** k * (1 - p) ** (n - k);
  }
  const lnWays = lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
  return Math.exp(lnWays + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** P(X >= k) of Binomial(n, p). */
export function binomialUpperTail(k: number, n: number, p: number): number {
  let tail = 0;
  for (let i = n; i >= Math.max(0, k); i -= 1) tail += binomialProbability(i, n, p);
  return Math.min(1, tail);
}
