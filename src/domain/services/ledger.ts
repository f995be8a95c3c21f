/**
 * What was promised and what was given, for one student and one discipline: required to date, given by bucket, missed by reason,
 * made up, what is open, and how the year would end. Facts and sums; what is owed as compensation the team decides, not this.
 */
import type { Discipline } from '../goals/goal.ts';
import { type MinuteKind, type MinuteSegment, type MissedReason, missedReasons } from './minutes.ts';
import { add, type Ratio, ratio, subtract, zero } from './ratio.ts';
import { type HolidayWeeks, requiredMinutes, type SchoolDays } from './requirement.ts';
import type { ServicePeriod } from './service-period.ts';

/** What a period asks for is held against what was given of the same kind; observation counts as direct or stands apart. */
export type Account = 'direct' | 'indirect' | 'consult';
export const accounts: readonly Account[] = ['direct', 'indirect', 'consult'];

export interface GivenMinutes {
  readonly kind: MinuteKind;
  readonly place: 'in_class' | 'out_of_class' | null;
  readonly size: 'individual' | 'group' | null;
  /** Whole minutes by the clock. */
  readonly minutes: number;
  /** Of them, what counts for the service. */
  readonly counted: Ratio;
}

export interface LedgerAccount {
  readonly account: Account;
  /** From the first day asked for to today, today included. */
  readonly required: Ratio;
  /** Counted minutes to today. */
  readonly given: Ratio;
  /** Of those, in sessions that make up for missed ones. */
  readonly madeUp: Ratio;
  /** A make-up that did not take place is not missed on top of the session it was for. */
  readonly missed: Readonly<Record<MissedReason, number>>;
  /** Planned sessions to today that nobody has recorded or cancelled: neither given nor missed until somebody says. */
  readonly unrecorded: number;
  /** Required minus given, to today: below zero where more was given. */
  readonly open: Ratio;
  readonly requiredToEnd: Ratio;
  /** Planned sessions after today, as far as they are written. */
  readonly planned: number;
  /** What would be open at the end if the planned sessions take place, and no others. */
  readonly openAtEnd: Ratio;
}

export interface Ledger {
  readonly discipline: Discipline;
  readonly accounts: readonly LedgerAccount[];
  /** Every minute with the student, each in one bucket; those that do not count for the service among them. */
  readonly buckets: readonly GivenMinutes[];
  readonly notCounted: number;
}

const accountOf = (kind: MinuteKind): Account => (kind === 'observation' ? 'direct' : kind);
const accountOfPeriod = ({ delivery }: Pick<ServicePeriod, 'delivery'>): Account =>
  delivery === 'push_in' || delivery === 'pull_out' ? 'direct' : delivery;

/**
 * @param segments of one student and one discipline, whatever their dates
 * @param span first day, today and last day of what is asked for: a school year, a term, the time of an IEP
 */
export function ledger(
  discipline: Discipline,
  facts: {
    readonly periods: readonly Pick<ServicePeriod, 'delivery' | 'minutes' | 'times' | 'per' | 'from' | 'to'>[];
    readonly segments: readonly MinuteSegment[];
    readonly days: SchoolDays;
    readonly holidayWeeks?: (date: string) => HolidayWeeks;
  },
  span: { readonly from: string; readonly today: string; readonly to: string },
): Ledger {
  const within = facts.segments.filter((segment) => span.from <= segment.date && segment.date <= span.to);
  const past = within.filter((segment) => segment.status !== 'planned' && segment.date <= span.today);
  const given = past.filter((segment) => segment.status !== 'missed');
  return {
    discipline,
    accounts: accounts.map((account) => accountLine(account, facts, within, span)),
    buckets: bucketsOf(given),
    notCounted: sumMinutes(given.filter((segment) => segment.status === 'not_counted')),
  };
}

function accountLine(
  account: Account,
  facts: Parameters<typeof ledger>[1],
  segments: readonly MinuteSegment[],
  span: Parameters<typeof ledger>[2],
): LedgerAccount {
  const periods = facts.periods.filter((period) => accountOfPeriod(period) === account);
  const required = (to: string) =>
    periods.map((period) => requiredMinutes(period, facts.days, span.from, to, facts.holidayWeeks)).reduce(add, zero);
  const own = segments.filter(({ bucket }) => accountOf(bucket.kind) === account);
  const past = own.filter(({ date, status }) => date <= span.today && status === 'given');
  const given = past.map(({ counted }) => counted).reduce(add, zero);
  const madeUp = past
    .filter(({ makesUp }) => makesUp)
    .map(({ counted }) => counted)
    .reduce(add, zero);
  const fallenOut = own.filter((one) => one.status === 'missed' && !one.makesUp && one.date <= span.today);
  const missed = Object.fromEntries(
    missedReasons.map((reason) => [reason, sumMinutes(fallenOut.filter((one) => one.reason === reason))]),
  ) as Record<MissedReason, number>;
  const planned = sumMinutes(own.filter(({ date, status }) => status === 'planned' && date > span.today));
  const requiredNow = required(span.today);
  const requiredToEnd = required(span.to);
  return {
    account,
    required: requiredNow,
    given,
    madeUp,
    missed,
    unrecorded: sumMinutes(own.filter(({ date, status }) => status === 'planned' && date <= span.today)),
    open: subtract(requiredNow, given),
    requiredToEnd,
    planned,
    openAtEnd: subtract(subtract(requiredToEnd, given), ratio(planned)),
  };
}

const sumMinutes = (segments: readonly MinuteSegment[]): number =>
  segments.reduce((sum, { from, to }) => sum + (to - from), 0);

function bucketsOf(segments: readonly MinuteSegment[]): GivenMinutes[] {
  const byBucket = Map.groupBy(segments, ({ bucket: { kind, place, size } }) => `${kind} ${place} ${size}`);
  return [...byBucket.values()].map((same) => ({
    ...same[0]!.bucket,
    minutes: sumMinutes(same),
    counted: same.map(({ counted }) => counted).reduce(add, zero),
  }));
}
