import { gammaQuantile } from './distributions.ts';
import type { Interval } from './wilson.ts';

export interface Rate {
  perMinute: number;
  perHour: number;
}

/** Count over minutes watched; `null` when no time was watched or the count is negative. */
export function rate(count: number, minutes: number): Rate | null {
  if (!(minutes > 0) || count < 0) return null;
  return { perMinute: count / minutes, perHour: (60 * count) / minutes };
}

/**
 * Exact Poisson interval of a rate per minute, from gamma quantiles: Gamma(α/2; c) and Gamma(1-α/2; c+1) over the
 * minutes. `null` as for `rate`. Garwood (1936) Biometrika 28:437.
 */
export function poissonRateInterval(count: number, minutes: number, confidence = 0.95): Interval | null {
  if (!(minutes > 0) || count < 0) return null;
  const tail = (1 - confidence) / 2;
  return {
    lower: count === 0 ? 0 : gammaQuantile(tail, count) / minutes,
    upper: gammaQuantile(1 - tail, count + 1) / minutes,
  };
}
