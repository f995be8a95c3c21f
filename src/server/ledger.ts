import type { Kysely } from 'kysely';
import { type LedgerPage, readLedger } from '#contract/ledger.ts';
import { addDays, mondayOf, type SchoolCalendar } from '#domain/school-day/calendar.ts';
import { type Ledger, ledger } from '#domain/services/ledger.ts';
import { type MinuteSegment, minuteSegments, missedReasons, rulesOn } from '#domain/services/minutes.ts';
import { mixed } from '#domain/services/ratio.ts';
import { schoolDaysOf } from '#domain/services/requirement.ts';
import { sessionStays } from '#domain/services/session-stays.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readCountedSince, readLedgerSessions } from '#store/ledger.ts';
import { readMinuteRules } from '#store/minute-rule.ts';
import type { Database } from '#store/schema.ts';
import { readServices } from '#store/service.ts';
import { readStudent } from '#store/student.ts';
import { type Handler, handle } from './handle.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Weeks shown one by one, the current one included. */
const weeksShown = 8;

export const ledgerHandlers: readonly Handler[] = [
  handle(
    readLedger,
    { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' },
    async ({ db, adult, params, today }) => ledgerPage(db, adult.districtId, params.studentId, today),
  ),
];

/** This school year's page of a student. The owner's transaction, as `ledgersOf`. */
export async function ledgerPage(
  db: Kysely<Database>,
  districtId: string,
  studentId: string,
  today: string,
): Promise<LedgerPage | Refusal> {
  const student = await readStudent(db, districtId, studentId);
  const school = (await readSchoolTimes(db, districtId)).get(student?.schoolId ?? '');
  if (school === undefined) return refuse('not_found', 'studentId');
  const { from, to } = school.calendar.year;
  const { ledgers, segments, since } = await ledgersOf(db, districtId, studentId, school.calendar, { from, today, to });
  return { from: since, today, to, lines: ledgers.map(present), weeks: weeksOf(segments, since, today) };
}

/**
 * What was promised and given in a span of days, by discipline. The owner's transaction: a group is told by students of whom
 * the reader is told nothing.
 */
export async function ledgersOf(
  db: Kysely<Database>,
  districtId: string,
  studentId: string,
  calendar: SchoolCalendar,
  span: { readonly from: string; readonly today: string; readonly to: string },
): Promise<{ ledgers: Ledger[]; segments: MinuteSegment[]; since: string }> {
  const known = (await readCountedSince(db, districtId, [studentId]))(studentId);
  const since = countedFrom(span.from, known, span.today);
  const sessions = await readLedgerSessions(db, districtId, studentId, span.from, span.to);
  const rules = await readMinuteRules(db, districtId);
  const segments = minuteSegments(sessions.flatMap(sessionStays), rules).filter(
    (segment) => segment.studentId === studentId,
  );
  const services = await readServices(db, districtId, [studentId]);
  const days = schoolDaysOf(calendar);
  const disciplines = new Set([
    ...services.map(({ discipline }) => discipline),
    ...segments.map(({ discipline }) => discipline),
  ]);
  const ledgers = [...disciplines].toSorted().map((discipline) =>
    ledger(
      discipline,
      {
        periods: services.filter((line) => line.discipline === discipline).flatMap((line) => line.periods),
        segments: segments.filter((segment) => segment.discipline === discipline),
        days,
        holidayWeeks: (date) => rulesOn(date, rules).holidayWeeks,
      },
      { ...span, from: since },
    ),
  );
  return { ledgers, segments, since };
}

/** The first day that is counted of a span: none before anything was known, unless the whole span was. */
export const countedFrom = (from: string, known: string, today: string): string =>
  known > from && known <= today ? known : from;

export function present({ accounts, ...line }: Ledger): LedgerPage['lines'][number] {
  return {
    ...line,
    buckets: line.buckets.map(({ counted: _, ...bucket }) => bucket),
    // An account that nothing was asked of and nothing given to has nothing to tell.
    accounts: accounts
      .filter(({ requiredToEnd, given, planned }) => requiredToEnd.top !== 0n || given.top !== 0n || planned > 0)
      .map((one) => ({
        account: one.account,
        required: mixed(one.required),
        given: mixed(one.given),
        madeUp: mixed(one.madeUp),
        open: mixed(one.open),
        requiredToEnd: mixed(one.requiredToEnd),
        openAtEnd: mixed(one.openAtEnd),
        planned: one.planned,
        unrecorded: one.unrecorded,
        missed: missedReasons.flatMap((reason) =>
          one.missed[reason] > 0 ? [{ reason, minutes: one.missed[reason] }] : [],
        ),
      })),
  };
}

/** Facts of where the time was spent, whether or not it counts for a service. */
function weeksOf(segments: readonly MinuteSegment[], from: string, today: string): LedgerPage['weeks'] {
  const weeks: LedgerPage['weeks'] = [];
  for (let back = weeksShown - 1; back >= 0; back -= 1) {
    const monday = addDays(mondayOf(today), -7 * back);
    const sunday = addDays(monday, 6);
    if (sunday < from) continue;
    const there = segments.filter(
      ({ date, status }) => monday <= date && date <= sunday && (status === 'given' || status === 'not_counted'),
    );
    const at = (place: string) =>
      there.filter(({ bucket }) => bucket.place === place).reduce((sum, one) => sum + one.to - one.from, 0);
    weeks.push({ monday, inClass: at('in_class'), outOfClass: at('out_of_class') });
  }
  return weeks;
}
