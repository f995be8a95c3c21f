/**
 * Which minute of a session goes into which bucket, for each student. The day of a therapist is cut wherever somebody comes or
 * goes, so that overlapping sessions part into individual and group stretches; each stretch of a student is in one bucket.
 *
 * Group minutes count in full for each student. Minutes in class count when the therapist said so for the student at the end of
 * the session: never by the number of taps. Whether observation is direct, and how two therapists at once count, are the
 * district's rules of that day. A minute is never counted twice for a discipline.
 */
import type { Discipline } from '../goals/goal.ts';
import type { SessionDelivery } from '../school-day/session.ts';
import { type Ratio, ratio, zero } from './ratio.ts';
import type { HolidayWeeks } from './requirement.ts';

export const missedReasons = [
  'student_absent',
  'therapist_absent',
  'school_closed',
  'testing',
  'refused',
  'other',
] as const;
export type MissedReason = (typeof missedReasons)[number];

/** What a district says of its minutes, from a date on: each day by the rules in force on it, however they change afterwards. */
export interface MinuteRules {
  readonly from: string;
  readonly observation: 'direct' | 'apart';
  /** Two disciplines with one student at once: the minute counts for each in full, or is shared between them. */
  readonly coTreatment: 'each_in_full' | 'shared';
  /** Whether a week with days without school owes all its minutes, or a fifth for each of its school days. */
  readonly holidayWeeks: HolidayWeeks;
}
export const usualRules: MinuteRules = {
  from: '0000-01-01',
  observation: 'direct',
  coTreatment: 'each_in_full',
  holidayWeeks: 'owed_in_full',
};

/** @param rules those that were set last come first, and hold where two begin on the same day */
export function rulesOn(date: string, rules: readonly MinuteRules[]): MinuteRules {
  return (
    rules.filter((rule) => rule.from <= date).toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0))[0] ??
    usualRules
  );
}

/** One student in one session: a stretch of it, where the student came later or left earlier. */
export interface SessionStay {
  readonly sessionId: string;
  readonly studentId: string;
  readonly therapistId: string;
  readonly discipline: Discipline;
  readonly delivery: SessionDelivery | 'indirect';
  readonly date: string;
  /** Minutes from that day's midnight, whole; `to` above 1440 is the next day. `from` below `to`. */
  readonly from: number;
  readonly to: number;
  readonly what:
    | {
        readonly kind: 'given' /** The therapist's yes or no; a no has given nothing to the service. */;
        readonly counts: boolean;
      }
    | { readonly kind: 'missed'; readonly reason: MissedReason }
    | { readonly kind: 'planned' };
  readonly makesUp: boolean;
}

export type MinuteKind = 'direct' | 'observation' | 'indirect' | 'consult';

export interface MinuteBucket {
  readonly kind: MinuteKind;
  /** Null where no student is there to be in a class or out of it. */
  readonly place: 'in_class' | 'out_of_class' | null;
  readonly size: 'individual' | 'group' | null;
}

/** A stretch of a student's time with one discipline, in exactly one bucket. */
export interface MinuteSegment {
  readonly sessionId: string;
  readonly studentId: string;
  readonly discipline: Discipline;
  readonly date: string;
  readonly from: number;
  readonly to: number;
  readonly bucket: MinuteBucket;
  readonly status: 'given' | 'not_counted' | 'missed' | 'planned';
  readonly reason: MissedReason | null;
  readonly makesUp: boolean;
  /** Of its minutes, what counts for the service: all, a share of them, or none. */
  readonly counted: Ratio;
}

const kindOf = (delivery: SessionStay['delivery']): MinuteKind =>
  delivery === 'push_in' || delivery === 'pull_out' ? 'direct' : delivery;

function bucketOf(stay: SessionStay, students: number): MinuteBucket {
  const kind = kindOf(stay.delivery);
  if (kind === 'indirect' || kind === 'consult') return { kind, place: null, size: null };
  return {
    kind,
    place: stay.delivery === 'pull_out' ? 'out_of_class' : 'in_class',
    size: students > 1 ? 'group' : 'individual',
  };
}

/** All stays of all students, so that groups are seen. In the order of dates and times. */
export function minuteSegments(stays: readonly SessionStay[], rules: readonly MinuteRules[]): MinuteSegment[] {
  const segments: MinuteSegment[] = [];
  const byDate = Map.groupBy(stays, ({ date }) => date);
  for (const date of [...byDate.keys()].toSorted()) {
    const inForce = rulesOn(date, rules);
    const ofDay = byDate.get(date)!;
    for (const stay of ofDay) if (stay.what.kind !== 'given') segments.push(notGiven(stay, ofDay));
    segments.push(
      ...givenSegments(
        ofDay.filter(({ what }) => what.kind === 'given'),
        inForce,
      ),
    );
  }
  return segments;
}

/** What did not take place, or not yet, stays in one piece; its group is the session's own. */
function notGiven(stay: SessionStay, ofDay: readonly SessionStay[]): MinuteSegment {
  const students = new Set(ofDay.filter((one) => one.sessionId === stay.sessionId).map((one) => one.studentId)).size;
  return {
    ...placed(stay, stay.from, stay.to),
    bucket: bucketOf(stay, students),
    status: stay.what.kind === 'missed' ? 'missed' : 'planned',
    reason: stay.what.kind === 'missed' ? stay.what.reason : null,
    counted: zero,
  };
}

const placed = ({ sessionId, studentId, discipline, date, makesUp }: SessionStay, from: number, to: number) => ({
  sessionId,
  studentId,
  discipline,
  date,
  makesUp,
  from,
  to,
});

/** Who begins earlier holds the minute; of two that begin together the one with the lower id. */
const earlier = (a: SessionStay, b: SessionStay): number =>
  a.from - b.from || (a.sessionId < b.sessionId ? -1 : a.sessionId > b.sessionId ? 1 : 0);

function givenSegments(stays: readonly SessionStay[], rules: MinuteRules): MinuteSegment[] {
  const cuts = [...new Set(stays.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const sorted = stays.toSorted(earlier);
  const open = new Map<string, MinuteSegment>();
  const done: MinuteSegment[] = [];
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [from, to] = [cuts[at]!, cuts[at + 1]!];
    const here = sorted.filter((stay) => stay.from <= from && to <= stay.to);
    const studentsOf = Map.groupBy(here, ({ therapistId }) => therapistId);
    const groupOf = new Map([...studentsOf].map(([id, of]) => [id, new Set(of.map((one) => one.studentId)).size]));
    for (const ofStudent of Map.groupBy(here, ({ studentId }) => studentId).values()) {
      for (const { stay, share } of held(ofStudent, rules)) {
        const counts = stay.what.kind === 'given' && stay.what.counts && countsAsService(stay, rules);
        const segment: MinuteSegment = {
          ...placed(stay, from, to),
          bucket: bucketOf(stay, groupOf.get(stay.therapistId)!),
          status: counts ? 'given' : 'not_counted',
          reason: null,
          counted: counts ? ratio(to - from, share) : zero,
        };
        const key = `${stay.sessionId} ${stay.studentId} ${stay.discipline}`;
        const before = open.get(key);
        if (before !== undefined && continues(before, segment)) {
          open.set(key, { ...before, to, counted: ratio((to - before.from) * (counts ? 1 : 0), share) });
        } else {
          if (before !== undefined) done.push(before);
          open.set(key, segment);
        }
      }
    }
  }
  const key = ({ studentId, sessionId }: MinuteSegment) => `${studentId} ${sessionId}`;
  return [...done, ...open.values()].toSorted((a, b) => a.from - b.from || (key(a) < key(b) ? -1 : 1));
}

const countsAsService = (stay: SessionStay, rules: MinuteRules): boolean =>
  stay.delivery !== 'observation' || rules.observation === 'direct';

/**
 * Which stays of one student hold a minute, each with the number of parts it is shared into. Of several of one discipline (two
 * sessions entered for the same time, a therapist and an assistant) only the earliest holds it.
 */
function held(
  stays: readonly SessionStay[],
  rules: MinuteRules,
): { readonly stay: SessionStay; readonly share: number }[] {
  const first = [...Map.groupBy(stays, ({ discipline }) => discipline).values()].map(([stay]) => stay!);
  const counting = first.filter((stay) => stay.what.kind === 'given' && stay.what.counts).length;
  const share = rules.coTreatment === 'shared' ? Math.max(1, counting) : 1;
  return first.map((stay) => ({ stay, share }));
}

/** The counted share of two stretches that follow each other must be the same for them to be one. */
function continues(before: MinuteSegment, next: MinuteSegment): boolean {
  const { bucket: a } = before;
  const { bucket: b } = next;
  return (
    before.to === next.from &&
    a.kind === b.kind &&
    a.place === b.place &&
    a.size === b.size &&
    before.status === next.status &&
    sameShare(before, next)
  );
}

function sameShare(a: MinuteSegment, b: MinuteSegment): boolean {
  const [x, y] = [a.counted, b.counted];
  return x.top * y.bottom * BigInt(b.to - b.from) === y.top * x.bottom * BigInt(a.to - a.from);
}
