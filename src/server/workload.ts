import type { Kysely } from 'kysely';
import { readWorkload, type WorkloadWeekLine } from '#contract/workload.ts';
import { minutesBetween } from '#domain/school-day/elapsed.ts';
import { minutesOf } from '#domain/school-day/intervals.ts';
import { addDays, isSchoolDay, mondayOf, rotationDayOf } from '#domain/school-day/calendar.ts';
import type { WorkKind } from '#domain/school-day/other-work.ts';
import { instantOf } from '#domain/school-day/school-clock.ts';
import { touchBaseDates } from '#domain/school-day/touch-base.ts';
import { datesInWeek, type WorkStretch, workloadKindOf, workloadOf } from '#domain/services/workload.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readWorkTimes } from '#store/plan.ts';
import type { Database } from '#store/schema.ts';
import { readTouchBaseSlots } from '#store/touch-base.ts';
import { readSchoolsOfClasses, readSessionTimes, readTouchBasesHeld } from '#store/workload.ts';
import { type Handler, handle } from './handle.ts';

/** Weeks shown, the present one included. */
const weeksShown = 6;

export const workloadHandlers: readonly Handler[] = [
  handle(readWorkload, { as: 'owner' }, async ({ db, adult, today }) => ({
    weeks: await workloadWeeks(db, adult.districtId, adult.adultId, today, weeksShown),
  })),
];

/** The adult's weeks up to the one of `today`, oldest first. The owner's transaction: of sessions only the times are read. */
export async function workloadWeeks(
  db: Kysely<Database>,
  districtId: string,
  adultId: string,
  today: string,
  weeks: number,
): Promise<WorkloadWeekLine[]> {
  const first = addDays(mondayOf(today), -7 * (weeks - 1));
  const last = addDays(mondayOf(today), 6);
  const schools = await readSchoolTimes(db, districtId);
  const sessions = await readSessionTimes(db, districtId, adultId, first, last);
  const workTimes = await readWorkTimes(db, districtId, adultId);
  const slots = await readTouchBaseSlots(db, districtId, { adultId, classIds: [] }, first);
  const schoolOf = await readSchoolsOfClasses(
    db,
    districtId,
    slots.map(({ classId }) => classId),
  );
  const held = new Set(await readTouchBasesHeld(db, districtId, adultId, first, last));
  /** Of work that has no school, the calendar of the first school the adult works at counts. */
  const home = schools.get(workTimes.find(({ schoolId }) => schoolId !== null)?.schoolId ?? '');

  return Array.from({ length: weeks }, (_, index) => addDays(first, 7 * index)).map((monday) => {
    const planned: WorkStretch[] = [];
    const done: WorkStretch[] = [];
    const [atSchool, lunch]: [Omit<WorkStretch, 'kind'>[], Omit<WorkStretch, 'kind'>[]] = [[], []];
    for (const session of sessions.filter(({ date }) => mondayOf(date) === monday)) {
      const kind = session.delivery === 'consult' ? 'indirect' : 'direct';
      const span = { from: minutesOf(session.starts) ?? 0, to: minutesOf(session.ends) ?? 0 };
      if (session.status === 'planned') planned.push({ date: session.date, kind, ...span });
      if (session.openedAt === null) continue;
      const midnight = instantOf(session.date, '00:00', session.zone);
      const from = Math.max(0, minutesBetween(midnight, session.openedAt));
      const to = session.closedAt === null ? Math.max(span.to, from) : minutesBetween(midnight, session.closedAt);
      if (to > from) done.push({ date: session.date, kind, from, to });
    }
    for (const time of workTimes)
      for (const date of datesInWeek(time, monday)) {
        const school = schools.get(time.schoolId ?? '') ?? home;
        if (school !== undefined && !isSchoolDay(date, school.calendar)) continue;
        if (
          time.rotationDay !== null &&
          school !== undefined &&
          rotationDayOf(date, school.calendar) !== time.rotationDay
        )
          continue;
        const stretch = { date, from: minutesOf(time.starts) ?? 0, to: minutesOf(time.ends) ?? 0 };
        if (time.kind === 'at_school') atSchool.push(stretch);
        if (time.kind === 'lunch') lunch.push(stretch);
        const kind = workloadKindOf[time.kind as WorkKind];
        if (kind === null) continue;
        planned.push({ ...stretch, kind });
        if (date <= today) done.push({ ...stretch, kind });
      }
    for (const slot of slots) {
      const school = schools.get(schoolOf.get(slot.classId) ?? '');
      if (school === undefined) continue;
      for (const date of touchBaseDates(slot, school.calendar, monday, addDays(monday, 6))) {
        const stretch = {
          date,
          kind: 'meeting' as const,
          from: minutesOf(slot.starts) ?? 0,
          to: minutesOf(slot.ends) ?? 0,
        };
        planned.push(stretch);
        if (held.has(`${slot.classId} ${date}`)) done.push(stretch);
      }
    }
    const week = workloadOf(monday, { planned, done, atSchool, lunch });
    return { ...week, kinds: week.kinds.map((one) => ({ ...one })) };
  });
}
