/**
 * Time with therapists in class and out of it, as facts: by week and grade for one student, with what the class did meanwhile; for
 * many students only as counts, and none where so few are counted that somebody could be known by it.
 */
import type { MinuteSegment } from './minutes.ts';

/** Of a smaller group no count is told. */
export const fewestCounted = 5;

/** Minutes a week out of class, `from` up to `to`, both included; the last has no end. */
export const outOfClassSteps = [
  { from: 0, to: 0 },
  { from: 1, to: 30 },
  { from: 31, to: 60 },
  { from: 61, to: 120 },
  { from: 121, to: null },
] as const;

/** Grades as they are counted together; -1 preschool, 0 kindergarten. */
export const gradeBands = [
  { from: -1, to: 0 },
  { from: 1, to: 2 },
  { from: 3, to: 5 },
  { from: 6, to: 8 },
  { from: 9, to: 12 },
] as const;

export interface OutOfClassCount {
  /** Null: all grades together. */
  readonly grades: { readonly from: number; readonly to: number } | null;
  readonly students: number;
  /** By step; null where the group is too small. */
  readonly counts: readonly number[] | null;
}

const countOf = (grades: OutOfClassCount['grades'], minutes: readonly number[]): OutOfClassCount => ({
  grades,
  students: minutes.length,
  counts:
    minutes.length < fewestCounted
      ? null
      : outOfClassSteps.map(
          ({ from, to }) => minutes.filter((one) => one >= from && (to === null || one <= to)).length,
        ),
});

/**
 * How many students are out of class how long, on average a week, all together and by grade. Where one group of grades is too small
 * to be told, the smallest of the others is kept back with it: the whole less the others would tell it.
 * @param students `perWeek` whole minutes a week
 */
export function outOfClassCounts(
  students: readonly { readonly grade: number | null; readonly perWeek: number }[],
): OutOfClassCount[] {
  const all = countOf(
    null,
    students.map(({ perWeek }) => perWeek),
  );
  const bands = gradeBands
    .map((band) =>
      countOf(
        band,
        students
          .filter(({ grade }) => grade !== null && band.from <= grade && grade <= band.to)
          .map(({ perWeek }) => perWeek),
      ),
    )
    .filter((band) => band.students > 0);
  const hidden = bands.filter(({ counts }) => counts === null).reduce((sum, band) => sum + band.students, 0);
  const told = bands.filter(({ counts }) => counts !== null).toSorted((a, b) => a.students - b.students);
  const alsoHidden = hidden > 0 && hidden < fewestCounted ? told[0] : undefined;
  return [all, ...bands.map((band) => (band === alsoHidden ? { ...band, counts: null } : band))];
}

/** Minutes in class and out of class of the segments that took place, whether or not they count for a service. */
export function whereSpent(segments: readonly MinuteSegment[]): { inClass: number; outOfClass: number } {
  const at = (place: string) =>
    segments
      .filter(({ status, bucket }) => (status === 'given' || status === 'not_counted') && bucket.place === place)
      .reduce((sum, { from, to }) => sum + to - from, 0);
  return { inClass: at('in_class'), outOfClass: at('out_of_class') };
}

/**
 * What the class did while the student was out: minutes by routine, most first.
 * @param dayOf the class's routines on a date, as minutes from midnight
 */
export function missedInClass(
  segments: readonly MinuteSegment[],
  dayOf: (date: string) => readonly { readonly routineId: string; readonly from: number; readonly to: number }[],
): { routineId: string; minutes: number }[] {
  const minutes = new Map<string, number>();
  for (const segment of segments) {
    if (segment.bucket.place !== 'out_of_class') continue;
    if (segment.status !== 'given' && segment.status !== 'not_counted') continue;
    for (const { routineId, from, to } of dayOf(segment.date)) {
      const shared = Math.min(to, segment.to) - Math.max(from, segment.from);
      if (shared > 0) minutes.set(routineId, (minutes.get(routineId) ?? 0) + shared);
    }
  }
  return [...minutes]
    .map(([routineId, sum]) => ({ routineId, minutes: sum }))
    .toSorted((a, b) => b.minutes - a.minutes || (a.routineId < b.routineId ? -1 : 1));
}
