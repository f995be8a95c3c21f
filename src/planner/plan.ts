import type { Day } from './clock-time.ts';
import type { Reason } from './reason.ts';

/** A therapy session that repeats on its day; without `week` in every week of the plan. */
export interface PlannedSession {
  readonly id: string;
  readonly week?: number;
  readonly therapist: string;
  readonly school: string;
  readonly day: Day;
  readonly from: string;
  readonly to: string;
  readonly delivery: 'push-in' | 'pull-out';
  /** Push-in only. */
  readonly class?: string;
  readonly routine?: string;
  readonly coTeaching: boolean;
  readonly services: readonly string[];
}

export interface PlannedTouchBase {
  readonly class: string;
  readonly therapist: string;
  readonly week?: number;
  readonly day: Day;
  readonly from: string;
  readonly to: string;
}

export interface PlannedLunch {
  readonly therapist: string;
  readonly week?: number;
  readonly day: Day;
  readonly from: string;
  readonly to: string;
}

/** What a plan decides; everything else about it is computed from these. */
export interface Schedule {
  readonly sessions: readonly PlannedSession[];
  readonly touchBases: readonly PlannedTouchBase[];
  readonly lunches: readonly PlannedLunch[];
}

/** Something required or wanted that the plan leaves out. `times` and `minutes` are summed over the weeks of the plan. */
export type Unmet =
  | { readonly service: string; readonly times: number; readonly minutes: number; readonly reasons: readonly Reason[] }
  | { readonly touchBase: string; readonly times: number; readonly reasons: readonly Reason[] }
  | {
      readonly coTeaching: string;
      readonly agreement: number;
      readonly times: number;
      readonly reasons: readonly Reason[];
    };

export interface Plan extends Schedule {
  readonly unmet: readonly Unmet[];
  /** Re-scored from the sessions, lower is better. */
  readonly points: number;
  /** No plan for this problem has fewer points. */
  readonly bound: number;
  readonly proven: boolean;
  readonly seconds: number;
  /** Student-minutes over the whole plan. */
  readonly metMinutes: number;
  readonly requiredMinutes: number;
  /** Members of previous sessions that are not planned again at the same day and start. */
  readonly moved: number;
}
