import type { Discipline } from '../goals/goal.ts';
import type { UnitRule } from './billing-units.ts';

/**
 * What a service is called on a claim, as a district has loaded it: none comes with Carryover, and no code has a descriptor here.
 * In force from the first day to the last; for a discipline and a size there is one code on a day.
 */
export interface ServiceCode {
  readonly code: string;
  readonly discipline: Discipline;
  readonly size: 'individual' | 'group';
  readonly modifiers: readonly string[];
  /** Added to the others where an assistant gave the service. */
  readonly assistantModifiers: readonly string[];
  readonly rule: UnitRule;
  readonly minimumMinutes: number;
  readonly from: string;
  readonly to: string | null;
}

/** The columns of the table, in any order. Those of `optionalColumns` may be left out or empty. */
export const codeColumns = [
  'code',
  'discipline',
  'size',
  'rule',
  'from',
  'to',
  'modifiers',
  'assistant_modifiers',
  'minimum_minutes',
] as const;
export type CodeColumn = (typeof codeColumns)[number];
export const optionalColumns: readonly CodeColumn[] = ['to', 'modifiers', 'assistant_modifiers', 'minimum_minutes'];

export const codeProblems = [
  'not_a_table',
  'no_rows',
  'too_many_rows',
  'column_missing',
  'column_unknown',
  'column_twice',
  'empty',
  'not_a_code',
  'not_a_choice',
  'not_modifiers',
  'not_a_day',
  'not_minutes',
  'ends_before',
  'overlaps',
] as const;
export interface CodeProblem {
  /** As a spreadsheet counts, the headings being row 1; null: about the whole. */
  readonly row: number | null;
  readonly column: string | null;
  readonly code: (typeof codeProblems)[number];
  /** What stood there, what could stand there, or the other row. */
  readonly values: Readonly<Record<string, string | number>>;
}

export const mostCodes = 500;
export const codeSizes = ['individual', 'group'] as const;

/** The code in force on a day, or null where the district has loaded none for it. */
export function codeOn(
  date: string,
  codes: readonly ServiceCode[],
  of: Pick<ServiceCode, 'discipline' | 'size'>,
): ServiceCode | null {
  return (
    codes.find(
      (code) =>
        code.discipline === of.discipline &&
        code.size === of.size &&
        code.from <= date &&
        (code.to === null || date <= code.to),
    ) ?? null
  );
}
