import type { Period } from '../caseload/roles.ts';
import { addDays } from '../school-day/calendar.ts';

export const serviceDeliveries = ['push_in', 'pull_out', 'indirect', 'consult'] as const;
/** How the IEP says that a service is given. */
export type ServiceDelivery = (typeof serviceDeliveries)[number];

export const serviceRates = ['week', 'month', 'quarter', 'year'] as const;
export type ServiceRate = (typeof serviceRates)[number];

/** What a service is, while it stays the same: so many minutes, so many times. */
export interface ServiceTerms {
  readonly delivery: ServiceDelivery;
  /** Each time; 5-480. */
  readonly minutes: number;
  readonly times: number;
  readonly per: ServiceRate;
  /** Largest group, the student included; 1 is alone. */
  readonly groupMax: number;
  readonly place: string;
  readonly adultId: string;
}

/** One part of a service line over time. A split service (part push-in, part pull-out) has two at once. */
export interface ServicePeriod extends ServiceTerms, Period {
  readonly id: string;
  readonly reason: string;
}

/** School weeks in each: 36 in a school year, 9 in a quarter, 4 in a month. Common US practice; districts' own counts differ. */
const schoolWeeks: Readonly<Record<ServiceRate, number>> = { week: 1, month: 4, quarter: 9, year: 36 };

/** Required minutes an average school week, not rounded. */
export function minutesPerWeek({ minutes, times, per }: Pick<ServiceTerms, 'minutes' | 'times' | 'per'>): number {
  return (minutes * times) / schoolWeeks[per];
}

export type ServiceChangeFault = 'change_before_period';

export interface ServiceChange {
  /** Parts that end, each with its last day and the last day it had before. */
  readonly close: readonly { readonly id: string; readonly to: string; readonly had: string | null }[];
  readonly open: readonly (ServiceTerms & {
    readonly from: string;
    readonly to: string | null;
    readonly reason: string;
  })[];
}

/**
 * A service changes on a day: what runs then ends the day before, the new terms begin. The past does not move, so a change
 * must lie after the first day of everything it ends, and not before the end of what has ended already.
 * Empty `terms` end the service.
 */
export function changeService(
  periods: readonly Pick<ServicePeriod, 'id' | 'from' | 'to'>[],
  change: { readonly on: string; readonly reason: string; readonly terms: readonly ServiceTerms[] },
): ServiceChange | ServiceChangeFault {
  const running = periods.filter((period) => period.to === null || period.to >= change.on);
  if (running.some((period) => period.from >= change.on)) return 'change_before_period';
  const to = addDays(change.on, -1);
  return {
    close: running.map(({ id, to: had }) => ({ id, to, had })),
    open: change.terms.map((terms) => ({ ...terms, from: change.on, to: null, reason: change.reason })),
  };
}

/** One change of a service as it was made: what it ended and what it began. */
export interface ServiceChangeMade {
  readonly id: string;
  /** The first day of what it began. */
  readonly on: string;
  readonly reason: string;
  readonly ended: readonly { readonly id: string; readonly to: string | null }[];
  readonly begun: readonly (ServiceTerms & { readonly id: string })[];
  readonly madeAt: string;
  readonly undoneAt: string | null;
}

export type ServiceUndoFault = 'change_has_begun' | 'change_not_newest' | 'change_undone';

/**
 * Whether a change can be undone: until the day it starts, and only while no later one stands on it.
 * @param changes of one line, in any order
 */
export function undoFault(
  changes: readonly Pick<ServiceChangeMade, 'id' | 'on' | 'madeAt' | 'undoneAt'>[],
  changeId: string,
  today: string,
): ServiceUndoFault | null {
  const change = changes.find(({ id }) => id === changeId);
  if (change === undefined || change.undoneAt !== null) return 'change_undone';
  if (change.on <= today) return 'change_has_begun';
  return changes.some(({ undoneAt, on }) => undoneAt === null && on > change.on) ? 'change_not_newest' : null;
}
