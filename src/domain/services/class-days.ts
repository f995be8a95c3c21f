import type { SeriesToPlan, WeekTime, WeekToPlan } from './week-to-plan.ts';

/** What of a class's days a weekly session goes against: no push-in is offered in its routine then; its time is protected. */
export type AgainstClassDays = 'outside-window' | 'block-never';

const sameWeek = (a: WeekTime, b: WeekTime): boolean =>
  a.weekday === b.weekday && (a.week === null || b.week === null || a.week === b.week);

/**
 * Whether a weekly session fits the days of the classes it is held in or takes students out of; null: it does, or nothing is known
 * of the class. What the session is for makes no difference: also one that was put together by hand is told of.
 */
export function againstClassDays(
  series: SeriesToPlan,
  { classes, students }: Pick<WeekToPlan, 'classes' | 'students'>,
): AgainstClassDays | null {
  if (series.delivery === 'push_in') {
    const at = classes.find(({ classId }) => classId === series.classId);
    if (at === undefined) return null;
    const held = at.blocks.some(
      (block) =>
        sameWeek(block, series) &&
        block.pushIn !== 'not_offered' &&
        (series.routineId === null || block.routineId === series.routineId) &&
        block.starts <= series.starts &&
        series.ends <= block.ends,
    );
    return held ? null : 'outside-window';
  }
  const out = students.filter(({ studentId }) => series.studentIds.includes(studentId));
  const isProtected = out.some(({ classId, elsewhere }) => {
    // Who is out of the class at that time anyway misses nothing of it.
    if (elsewhere.some((time) => sameWeek(time, series) && time.starts <= series.starts && series.ends <= time.ends))
      return false;
    return classes
      .filter((one) => one.classId === classId)
      .some(({ blocks }) =>
        blocks.some(
          (block) =>
            sameWeek(block, series) &&
            block.pullOut === 'never' &&
            block.starts < series.ends &&
            series.starts < block.ends,
        ),
      );
  });
  return isProtected ? 'block-never' : null;
}
