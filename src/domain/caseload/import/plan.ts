import type { Area, Discipline } from '../../goals/goal.ts';
import type { GoalVersion, GoalWording } from '../../goals/version.ts';
import type { ServiceChange, ServicePeriod, ServiceTerms } from '../../services/service-period.ts';

/** What the importer has to know of the school, and what it wants to do to it. Both are plain data. */

export interface KnownAdult {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly email: string | null;
  /** Holds the therapist's role today. */
  readonly therapist: boolean;
  readonly discipline: Discipline | null;
}

export interface KnownClass {
  readonly id: string;
  readonly schoolId: string;
  readonly name: string;
  /** Who holds the teacher's role there today. */
  readonly teacherIds: readonly string[];
}

/** Enough of every student of the district to know one again. */
export interface KnownName {
  readonly id: string;
  readonly schoolId: string;
  readonly number: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
  /** Classes of today. */
  readonly classIds: readonly string[];
}

export interface KnownGoal {
  readonly id: string;
  readonly number: string | null;
  readonly tag: string;
  readonly status: 'active' | 'on_hold' | 'closed';
  readonly discipline: Discipline;
  readonly area: Area;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly newest: GoalVersion;
}

export interface KnownLine {
  readonly id: string;
  readonly discipline: Discipline;
  readonly periods: readonly ServicePeriod[];
}

/** The record of a student whom the file is about. */
export interface KnownRecord {
  readonly id: string;
  readonly label: string;
  readonly grade: number | null;
  readonly leftOn: string | null;
  /** Therapists who have the student on their caseload today. */
  readonly caseloadOf: readonly string[];
  /** Newest first. */
  readonly ieps: readonly {
    readonly iepDate: string;
    readonly annualReviewDue: string | null;
    readonly reevaluationDue: string | null;
  }[];
  readonly goals: readonly KnownGoal[];
  readonly lines: readonly KnownLine[];
  /** Whether the importer sees the record today. */
  readonly reached: boolean;
}

export interface KnownSchool {
  readonly schools: readonly { readonly id: string; readonly name: string; readonly yearFrom: string }[];
  readonly classes: readonly KnownClass[];
  readonly adults: readonly KnownAdult[];
  readonly names: readonly KnownName[];
  /** Of the students of `names` whom the rows are about (see `candidatesOf`). */
  readonly records: readonly KnownRecord[];
  /** Students on the importer's own caseload today. */
  readonly mine: readonly string[];
}

export interface Importer {
  readonly adultId: string;
  /** Rows without a therapist are the importer's own. */
  readonly therapist: boolean;
  /** A coordinator puts students on anybody's caseload; others bring in their own. */
  readonly assigns: boolean;
  readonly today: string;
}

/** Something known, or something this plan makes, by its place in the plan's list. */
export type Ref = { readonly id: string } | { readonly made: number };

export interface StudentFields {
  readonly schoolId: string;
  readonly number: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
  readonly label: string;
  readonly grade: number | null;
}

export interface GoalFrameFields {
  readonly discipline: Discipline;
  readonly area: Area;
  readonly tag: string;
  readonly number: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
}

export type GoalPlan =
  | { readonly is: 'new'; readonly ownerId: string; readonly frame: GoalFrameFields; readonly wording: GoalWording }
  | {
      readonly is: 'changed';
      readonly goalId: string;
      readonly frame: GoalFrameFields;
      /** null: only the frame changes. */
      readonly version: GoalVersion | null;
    };

export interface ServicePlan {
  readonly discipline: Discipline;
  /** null: a line of its own. */
  readonly lineId: string | null;
  readonly close: ServiceChange['close'][number] | null;
  /** A period that begins today or later has no past yet: it is put right where it stands. */
  readonly correct: { readonly id: string; readonly terms: ServiceTerms } | null;
  readonly open: { readonly terms: ServiceTerms; readonly from: string } | null;
}

export interface StudentPlan {
  /** null: new. */
  readonly id: string | null;
  /** null: they stay as they are. */
  readonly fields: StudentFields | null;
  readonly enrollments: readonly { readonly class: Ref; readonly from: string }[];
  readonly caseloadOf: readonly string[];
  readonly iep: KnownRecord['ieps'][number] | null;
  readonly goals: readonly GoalPlan[];
  readonly services: readonly ServicePlan[];
}

export interface ImportPlan {
  readonly classes: readonly {
    readonly schoolId: string;
    readonly name: string;
    readonly grade: number | null;
    readonly from: string;
  }[];
  readonly adults: readonly { readonly name: string; readonly email: string | null }[];
  readonly teachers: readonly { readonly adult: Ref; readonly class: Ref; readonly schoolId: string }[];
  /** Only those who are new or change. */
  readonly students: readonly StudentPlan[];
}

export const changedFields = [
  'number',
  'given_name',
  'family_name',
  'preferred_name',
  'label',
  'school',
  'grade',
  'class',
  'caseload',
  'iep_date',
  'annual_review',
  'reevaluation',
  'goal',
  'goal_wording',
  'goal_plain',
  'goal_area',
  'goal_tag',
  'goal_number',
  'goal_start',
  'goal_end',
  'goal_criterion',
  'service',
  'teacher',
] as const;
export type ChangedField = (typeof changedFields)[number];

/** What a service is, as it is shown. */
export type ShownTerms = Pick<ServiceTerms, 'minutes' | 'times' | 'per' | 'delivery' | 'groupMax'>;

/** One field of one thing: what it was (null: nothing) and what it becomes. */
export interface Change {
  readonly field: ChangedField;
  /** Of which goal (its tag) or service (its discipline). */
  readonly of: string | null;
  readonly before: string | number | ShownTerms | null;
  readonly after: string | number | ShownTerms | null;
}

export interface Line {
  readonly noun: 'student' | 'class';
  readonly is: 'new' | 'changed';
  /** Known students: their id. */
  readonly id: string | null;
  readonly name: string;
  /** Lines of the source. */
  readonly rows: readonly number[];
  readonly changes: readonly Change[];
}

export interface Counted {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ImportCounts {
  readonly students: Counted;
  readonly goals: Counted;
  readonly services: Counted;
  readonly classes: number;
  readonly teachers: number;
}
