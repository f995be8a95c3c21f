import type { Area, Baseline, Criterion, Discipline, GoalRules, GoalUnit, MeasureKind, ResponseMode } from './goal.ts';

/** What of a goal has versions: whatever decides how it is worded and how its data are read. */
export interface GoalWording {
  readonly officialWording: string;
  readonly plainWords: string;
  readonly criterion: Criterion;
  readonly baseline: Baseline | null;
  /** Seconds an adult waits before cueing, 0-300. */
  readonly waitSeconds: number;
  readonly responseMode: ResponseMode;
  readonly selfCorrectionOffered: boolean;
  /** Supports the goal allows; they are not cues. */
  readonly supports: readonly string[];
}

export interface GoalVersion extends GoalWording {
  /** Counted from 1. */
  readonly version: number;
  /** First day (`YYYY-MM-DD`) on which it is in force, until the next version's. */
  readonly from: string;
}

/** The parts of a goal that stay what they are from version to version. */
export interface GoalFrame {
  readonly id: string;
  readonly studentId: string;
  readonly discipline: Discipline;
  readonly area: Area;
  readonly measure: MeasureKind;
  readonly unit: GoalUnit;
  readonly startsOn: string;
  readonly endsOn: string;
}

/**
 * The version in force on a day: of those that had begun, the one written last. Days before the first version are read
 * by the first, since nothing older is known. `null` only where there is no version at all.
 */
export function versionInForce<V extends { readonly version: number; readonly from: string }>(
  versions: readonly V[],
  day: string,
): V | null {
  let found: V | null = null;
  let first: V | null = null;
  for (const version of versions) {
    if (first === null || version.version < first.version) first = version;
    if (version.from <= day && (found === null || version.version > found.version)) found = version;
  }
  return found ?? first;
}

export const wordingParts = [
  'officialWording',
  'plainWords',
  'criterion',
  'baseline',
  'waitSeconds',
  'responseMode',
  'selfCorrectionOffered',
  'supports',
] as const satisfies readonly (keyof GoalWording)[];
export type WordingPart = (typeof wordingParts)[number];

/** What differs between two wordings, in the order of the form. Nothing: no new version is needed. */
export function changedParts(before: GoalWording, after: GoalWording): WordingPart[] {
  return wordingParts.filter((part) => !sameValue(before[part], after[part]));
}

/** Equal as values: the order of keys does not matter, the order of lists does; absent and `undefined` are the same. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameValue(item, b[index]))
    );
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => sameValue(left[key], right[key]));
}

/** The rules by which the goal's events are read, as they stand in one version. */
export function rulesOf(goal: GoalFrame, version: GoalWording): GoalRules {
  return {
    goalId: goal.id,
    studentId: goal.studentId,
    discipline: goal.discipline,
    area: goal.area,
    measure: goal.measure,
    unit: goal.unit,
    criterion: version.criterion,
    ...(version.baseline === null ? {} : { baseline: version.baseline }),
    waitSeconds: version.waitSeconds,
    responseMode: version.responseMode,
    selfCorrectionOffered: version.selfCorrectionOffered,
    startsOn: goal.startsOn,
    endsOn: goal.endsOn,
  };
}
