/*
 * Why something could not be planned, as a code and the values that a sentence about it needs. The values are ids of
 * the problem, days, times and numbers; English sentences are in `phrases.ts`, the application has its own catalogue.
 */

export type ReasonCode =
  /** Its minutes (or agreed starts) do not lie on the grid. values: minutes, step */
  | 'off-grid'
  /** The problem lets nobody into a push-in session. */
  | 'no-group'
  /** A co-teaching agreement without a day and time. values: class */
  | 'no-options'
  /** A push-in service that names no routine. */
  | 'no-routine'
  /** The class offers none of the service's routines, on any day. values: class, routines */
  | 'no-window'
  /** Windows there are, but all shorter than the service. values: class, routines, minutes, longest */
  | 'window-short'
  /** One thing alone keeps every start (or every further day) away. values: see `phrases.ts` */
  | 'only-school-day'
  | 'only-hours'
  | 'only-unavailable'
  | 'only-lunch'
  | 'only-window'
  | 'only-blocks'
  | 'only-student'
  | 'only-room'
  | 'only-limit'
  /** No start, and no single thing to blame. values: filters */
  | 'several'
  /** Fewer days than times. values: days, needed */
  | 'few-days'
  /** Every start that there is, is taken in this plan. values: starts, by, limits */
  | 'taken'
  /** A smallest set of things that cannot all be had. values: services, touchBases, coTeaching, moments, limits */
  | 'competes'
  /** Could be planned only by giving up something worth more points. */
  | 'worth-less'
  /** The search ended before it was known. */
  | 'not-known'
  /** Tried by planning again. values: those of the change, and `minutes` more that would fit */
  | 'change';

export type ReasonValue = string | number | readonly string[];

export interface Reason {
  readonly code: ReasonCode;
  readonly values: Readonly<Record<string, ReasonValue>>;
}
