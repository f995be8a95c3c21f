import type { Kysely } from 'kysely';
import type { BrokenTime } from '#contract/plan.ts';
import { addDays, mondayOf } from '#domain/school-day/calendar.ts';
import { type AgainstClassDays, againstClassDays } from '#domain/services/class-days.ts';
import type { WeekTime, WeekToPlan } from '#domain/services/week-to-plan.ts';
import { readClassChangeDays } from '#store/plan.ts';
import type { Database } from '#store/schema.ts';
import { readTouchBaseSlots } from '#store/touch-base.ts';
import { loadWeek } from './week-to-plan.ts';

type Db = Kysely<Database>;

/** So long ago a change is the week as everybody knows it; so far ahead nobody repairs it yet. */
const lookBackDays = 28;
const lookAheadDays = 120;
/** More days than these in that time are no changes but a school that sets itself up. */
const mostChanges = 6;

/** A plan runs over four weeks at most. */
const longestPlanDays = 28;

/**
 * What changes of classes' days break in the adult's week in force: sessions that now fall outside a window, into protected time,
 * touch-bases when the teacher is not free. Each change is judged by what it alone made wrong; it is gone as soon as the week or
 * the class's days fit again. The reader's own row-level security.
 */
export async function brokenByClasses(
  db: Db,
  districtId: string,
  adultId: string,
  today: string,
): Promise<BrokenTime[]> {
  const tomorrow = addDays(today, 1);
  const between = { from: addDays(today, -lookBackDays), to: addDays(today, lookAheadDays) };
  const days = (await readClassChangeDays(db, districtId, adultId, between)).slice(0, mostChanges);
  const broken = new Map<string, BrokenTime>();
  for (const day of days) {
    const { week } = await loadWeek(db, districtId, adultId, day > tomorrow ? day : tomorrow);
    // A plan's first week counts what begins in it: as the classes were stands in the weeks that ended before the change.
    const earlier = await loadWeek(db, districtId, adultId, addDays(mondayOf(day), -longestPlanDays));
    const before = { ...week, classes: earlier.week.classes };
    const classOf = new Map(week.classes.map((one) => [one.classId, one]));
    const wrongBefore = wrongOf(before);
    for (const [id, code] of wrongOf(week)) {
      if (wrongBefore.has(id) || broken.has(id)) continue;
      const series = week.inForce.find(({ seriesId }) => seriesId === id)!;
      // A pull-out meets the protected time of the class it takes somebody out of.
      const homes = week.students.filter(({ studentId }) => series.studentIds.includes(studentId));
      const at = classOf.get(series.classId ?? homes[0]?.classId ?? '');
      broken.set(id, {
        ...timeOf(series),
        id,
        what: series.delivery,
        className: at?.name ?? '',
        routineName: at?.routines.find(({ routineId }) => routineId === series.routineId)?.name ?? '',
        code,
        since: day,
      });
    }
    const free = (of: Pick<WeekToPlan, 'classes'>, classId: string, slot: Omit<WeekTime, 'week'>) =>
      of.classes
        .filter((one) => one.classId === classId)
        .some((one) =>
          one.teacherFree.some(
            (time) => time.weekday === slot.weekday && time.starts <= slot.starts && slot.ends <= time.ends,
          ),
        );
    for (const slot of await readTouchBaseSlots(db, districtId, { adultId, classIds: [] }, week.from)) {
      const known = classOf.get(slot.classId);
      if (known === undefined || broken.has(slot.id) || slot.from > week.from) continue;
      if (!free(before, slot.classId, slot) || free(week, slot.classId, slot)) continue;
      broken.set(slot.id, {
        ...timeOf(slot),
        id: slot.id,
        what: 'touch_base',
        className: known.name,
        routineName: '',
        code: 'touch-base-time',
        since: day,
      });
    }
  }
  return [...broken.values()].toSorted((a, b) => a.weekday - b.weekday || (a.starts < b.starts ? -1 : 1));
}

const timeOf = ({ weekday, starts, ends }: Pick<WeekTime, 'weekday' | 'starts' | 'ends'>) => ({
  weekday,
  starts,
  ends,
});

/** Series of the week in force that go against the days of their class, and how. */
function wrongOf(week: WeekToPlan): Map<string, AgainstClassDays> {
  return new Map(
    week.inForce.flatMap((series) => {
      const against = againstClassDays(series, week);
      return against === null ? [] : [[series.seriesId, against] as const];
    }),
  );
}
