/** Exact fractions: 1,200 minutes over 36 weeks are 33 1/3 a week, and 36 times that is 1,200 again. */

export interface Ratio {
  readonly top: bigint;
  /** Above 0; without a factor in common with `top`. */
  readonly bottom: bigint;
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** @throws RangeError where `bottom` is 0 or one of them is no whole number */
export function ratio(top: number | bigint, bottom: number | bigint = 1): Ratio {
  let [a, b] = [BigInt(top), BigInt(bottom)];
  if (b === 0n) throw new RangeError('Nothing is a share of nothing');
  if (b < 0n) [a, b] = [-a, -b];
  const common = divisor(a, b);
  return { top: a / common, bottom: b / common };
}

export const zero: Ratio = { top: 0n, bottom: 1n };

export function add(a: Ratio, b: Ratio): Ratio {
  if (a.bottom === b.bottom) return ratio(a.top + b.top, a.bottom);
  return ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

export function subtract(a: Ratio, b: Ratio): Ratio {
  return add(a, { top: -b.top, bottom: b.bottom });
}

/** `by` is a whole number. */
export function times(a: Ratio, by: number): Ratio {
  return ratio(a.top * BigInt(by), a.bottom);
}

export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** For showing only: what is added up afterwards is the exact one. */
export function toNumber({ top, bottom }: Ratio): number {
  return Number(top / bottom) + Number(top % bottom) / Number(bottom);
}

/** Whole units and what is left as a fraction, so that "33 1/3" can be written. Of a negative one all parts are negative. */
export function mixed({ top, bottom }: Ratio): {
  readonly whole: number;
  readonly top: number;
  readonly bottom: number;
} {
  return { whole: Number(top / bottom), top: Number(top % bottom), bottom: Number(bottom) };
}
