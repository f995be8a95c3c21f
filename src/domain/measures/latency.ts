import { mean, median, quantile } from './centre-and-spread.ts';

export interface LatencySummary {
  /** Responses. */
  n: number;
  /** Cues without one: counted apart, never as 0 and never dropped. */
  nNoResponse: number;
  /** Seconds; null without a response. */
  median: number | null;
  mean: number | null;
  q1: number | null;
  q3: number | null;
  /** Responses later than the wait window; null without a window. */
  nOverTimeout: number | null;
}

/** Seconds from cue to onset, `null` for no response. The median is what is shown. Quartiles by interpolation. */
export function latencySummary(seconds: readonly (number | null)[], timeoutSeconds: number | null): LatencySummary {
  const responses = seconds.filter((value) => value !== null);
  return {
    n: responses.length,
    nNoResponse: seconds.length - responses.length,
    median: median(responses),
    mean: mean(responses),
    q1: quantile(responses, 0.25),
    q3: quantile(responses, 0.75),
    nOverTimeout: timeoutSeconds === null ? null : responses.filter((value) => value > timeoutSeconds).length,
  };
}
