/**
 * How long a record is kept after its student has left, and what stands between that and its destruction. The rule is the
 * district's, dated; federal law asks for the family to be told before (34 CFR 300.624), states differ in the years.
 */
import { addDays } from '../school-day/calendar.ts';

export interface RetentionRule {
  /** 0: the usual one. */
  readonly version: number;
  readonly from: string;
  readonly yearsAfterLeaving: number;
  /** Days between telling the family and destroying. */
  readonly waitDays: number;
}

/** Until a district says otherwise. */
export const usualRetention: RetentionRule = { version: 0, from: '0000-01-01', yearsAfterLeaving: 7, waitDays: 30 };

/** The newest that has begun. */
export function retentionOn(day: string, rules: readonly RetentionRule[]): RetentionRule {
  return rules.filter((rule) => rule.from <= day).toSorted((a, b) => b.version - a.version)[0] ?? usualRetention;
}

export interface RetentionMark {
  readonly what: 'told' | 'held' | 'released';
  readonly on: string;
  readonly reason: string;
}

export type RetentionState =
  /** The student is here, or left a short while ago. */
  | 'needed'
  /** Its years are over; the family has not been told. */
  | 'due'
  /** The family was told; some days are to pass. */
  | 'waiting'
  | 'ready'
  /** Kept back with a reason, whatever the dates. */
  | 'held';

export interface Retention {
  readonly state: RetentionState;
  /** The day on which the record is no longer needed; null while the student is here. */
  readonly dueOn: string | null;
  readonly toldOn: string | null;
  /** The first day on which it may be destroyed; null until the family was told. */
  readonly readyOn: string | null;
  readonly heldBecause: string | null;
}

/** @param marks in the order in which they were made */
export function retentionOf(
  leftOn: string | null,
  rule: RetentionRule,
  marks: readonly RetentionMark[],
  today: string,
): Retention {
  const dueOn = leftOn === null ? null : yearsLater(leftOn, rule.yearsAfterLeaving);
  const toldOn = marks.findLast(({ what }) => what === 'told')?.on ?? null;
  const readyOn = toldOn === null ? null : addDays(toldOn, rule.waitDays);
  const hold = marks.findLast(({ what }) => what !== 'told');
  const heldBecause = hold?.what === 'held' ? hold.reason : null;
  const state: RetentionState =
    heldBecause !== null
      ? 'held'
      : dueOn === null || dueOn > today
        ? 'needed'
        : readyOn === null
          ? 'due'
          : readyOn > today
            ? 'waiting'
            : 'ready';
  return { state, dueOn, toldOn, readyOn, heldBecause };
}

/** 29 February becomes 1 March: never a day early. */
function yearsLater(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  return day.slice(5) === '02-29' && !leap ? `${year}-03-01` : `${year}-${day.slice(5)}`;
}

export type DestructionFault = 'record_in_use' | 'record_held' | 'family_not_told' | 'record_still_needed';

/** Whether a record may be destroyed today: its years over and the family told, or on the family's own wish once the student left. */
export function destructionFault(
  leftOn: string | null,
  { state, toldOn }: Retention,
  why: 'no_longer_needed' | 'family_asks',
  today: string,
): DestructionFault | null {
  if (leftOn === null || leftOn > today) return 'record_in_use';
  if (state === 'held') return 'record_held';
  if (why === 'family_asks') return null;
  if (state === 'ready') return null;
  return toldOn === null && state === 'due' ? 'family_not_told' : 'record_still_needed';
}
