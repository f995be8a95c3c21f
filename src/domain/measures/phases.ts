/**
 * Two phases of a single-case series: A before, B after a change. A missing value is `null` and keeps its place in
 * time; it takes no part in any comparison.
 */
export const improvements = ['increase', 'decrease'] as const;
export type Improvement = (typeof improvements)[number];

export interface Phases {
  A: readonly (number | null)[];
  B: readonly (number | null)[];
  /** The direction that is wanted; `increase` unless given. */
  improvement?: Improvement;
}

export function observed(values: readonly (number | null)[]): number[] {
  return values.filter((value): value is number => value !== null && Number.isFinite(value));
}

/** The observed values of both phases, turned so that up is the wanted direction. */
export function oriented(phases: Phases): { A: number[]; B: number[] } {
  const turn = phases.improvement === 'decrease' ? -1 : 1;
  return {
    A: observed(phases.A).map((value) => turn * value),
    B: observed(phases.B).map((value) => turn * value),
  };
}
