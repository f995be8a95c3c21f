import { type CarryoverThresholds, carryoverState, type Tally, usualThresholds } from '../measures/carryover-state.ts';

/** More than this would not be collected for one answer; then there is no number to say. */
const most = 200;

export interface TrialsToTell {
  /** The side with fewer trials: the one to observe. */
  side: 'therapy' | 'natural';
  /**
   * Smallest number of further trials in that side, at the current rates, after which the interval of the gap no longer
   * says *unclear* (nor *not enough data*); null when 200 would not do, or the side has no rate yet.
   */
  n: number | null;
  /** Trials each side still needs before the two can be compared at all. */
  toCompare: { therapy: number; natural: number };
}

/** "About N more trials in X would tell." `null` when the state already tells. */
export function trialsToTell(
  therapy: Tally,
  natural: Tally,
  thresholds: CarryoverThresholds = usualThresholds,
): TrialsToTell | null {
  const telling = (a: Tally, b: Tally): boolean => {
    const { state } = carryoverState(a, b, thresholds);
    return state !== 'unclear' && state !== 'not_enough_data';
  };
  if (telling(therapy, natural)) return null;
  const side = therapy.n < natural.n ? 'therapy' : 'natural';
  const thin = side === 'therapy' ? therapy : natural;
  const toCompare = {
    therapy: Math.max(0, thresholds.minN - therapy.n),
    natural: Math.max(0, thresholds.minN - natural.n),
  };
  if (thin.n === 0) return { side, n: null, toCompare };
  const rate = thin.x / thin.n;
  for (let more = 1; more <= most; more += 1) {
    const n = thin.n + more;
    const grown = { x: rate === 1 ? n : rate * n, n };
    if (side === 'therapy' ? telling(grown, natural) : telling(therapy, grown)) return { side, n: more, toCompare };
  }
  return { side, n: null, toCompare };
}
