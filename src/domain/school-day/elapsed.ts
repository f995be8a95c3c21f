/**
 * Time that passed between two instants (ISO 8601 with `Z` or an offset). Apart from the school clock, because it needs no
 * zones: what records in the classroom counts with it and loads no time zone rules.
 */

/** Milliseconds since 1970, to the millisecond: finer parts are cut off. NaN for what is no instant. */
export function epochMs(instant: string): number {
  // biome-ignore lint/style/noRestrictedGlobals: reads a text and asks no clock.
  return Date.parse(instant);
}

/** Whole minutes, rounded, from one instant to a later one: right over midnight and clock changes. Never negative. */
export function minutesBetween(from: string, to: string): number {
  return Math.max(0, Math.round((epochMs(to) - epochMs(from)) / 60_000));
}

/** Seconds with their fraction from one instant to a later one. Never negative. */
export function secondsBetween(from: string, to: string): number {
  return Math.max(0, (epochMs(to) - epochMs(from)) / 1000);
}
