import type { Area, Discipline } from '../../goals/goal.ts';
import type { ServiceDelivery, ServiceRate } from '../../services/service-period.ts';
import type { ColumnKey } from './columns.ts';

/**
 * One line of a caseload in our nouns: a student, and as far as the line says so a class, its teacher, a goal and a service.
 * A student may have several lines. What is absent says nothing: it neither erases nor changes what the school knows.
 * Every source (CSV today) is read into these; from here on nobody knows where they came from.
 */
export interface CaseloadRow {
  /** Line of the source, counted as a spreadsheet counts: the headings are usually line 1. */
  readonly row: number;
  readonly studentNumber?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly preferredName?: string;
  readonly label?: string;
  readonly school?: string;
  /** -1 preschool, 0 kindergarten, 1-12. */
  readonly grade?: number;
  readonly class?: string;
  readonly teacher?: string;
  readonly teacherEmail?: string;
  /** E-mail address or name of the therapist whose caseload, goal and service it is. */
  readonly therapist?: string;
  readonly discipline?: Discipline;
  readonly iepDate?: string;
  readonly annualReview?: string;
  readonly reevaluation?: string;
  /** The IEP system's own number of the goal. */
  readonly goalNumber?: string;
  readonly goal?: string;
  readonly goalPlain?: string;
  readonly goalTag?: string;
  readonly goalArea?: Area;
  readonly goalStart?: string;
  readonly goalEnd?: string;
  /** Share unprompted, 0-1. */
  readonly criterion?: number;
  /** Each time; 5-480. */
  readonly minutes?: number;
  readonly times?: number;
  readonly per?: ServiceRate;
  readonly delivery?: ServiceDelivery;
  readonly groupMax?: number;
  readonly servicePlace?: string;
  readonly serviceFrom?: string;
}

export const problemCodes = [
  'empty',
  'not_text',
  'not_csv',
  'too_many_rows',
  'no_headings',
  'column_twice',
  'column_missing',
  'formula',
  'too_long',
  'not_a_date',
  'not_a_grade',
  'not_a_number',
  'not_a_percent',
  'not_a_rate',
  'not_a_choice',
  'not_an_email',
  'not_a_tag',
  'name_unclear',
  'missing',
  'rows_disagree',
  'school_missing',
  'school_unknown',
  'student_unclear',
  'student_twice',
  'student_elsewhere',
  'student_left',
  'class_unclear',
  'teacher_without_class',
  'teacher_unclear',
  'therapist_missing',
  'therapist_unknown',
  'therapist_unclear',
  'therapist_not_you',
  'discipline_missing',
  'iep_date_missing',
  'date_before',
  'goal_missing',
  'goal_unclear',
  'goal_twice',
  'goal_other_discipline',
  'tag_taken',
  'criterion_not_percent',
  'service_incomplete',
  'service_unclear',
  'service_runs_since',
  'still_in_class',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What is said but keeps nothing from being brought in. */
const onlyNotes: readonly ProblemCode[] = ['still_in_class'];
export const stops = ({ code }: Problem): boolean => !onlyNotes.includes(code);

/** What stands in the way, where it stands, and by its code what to do. */
export interface Problem {
  /** null: about the source as a whole. */
  readonly row: number | null;
  readonly column: ColumnKey | null;
  readonly code: ProblemCode;
  /** For the sentence: numbers, days, what a cell says. Never a student's name. */
  readonly values: Readonly<Record<string, string | number>>;
}
