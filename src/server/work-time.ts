import { addWorkTime, endWorkTime, listWorkTimes } from '#contract/work-time.ts';
import { addDays, weekdayOf } from '#domain/school-day/calendar.ts';
import { workPeriods } from '#domain/school-day/other-work.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readSessionLines } from '#store/session.ts';
import { endWorkTimes, insertWorkTimes, readWorkTimesFrom } from '#store/work-time.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { refuse } from './refusal.ts';

/** How far ahead sessions stand as rows that could lie in the way. */
const daysAhead = 8 * 7;

export const workTimeHandlers: readonly Handler[] = [
  handle(listWorkTimes, {}, async ({ db, adult, today }) => ({
    items: (await readWorkTimesFrom(db, adult.districtId, adult.adultId, today)).map((work) => ({
      ...work,
      rotationDay: work.rotationDay as 'A' | null,
    })),
  })),
  handle(addWorkTime, {}, async ({ db, adult, body, today, newId }) => {
    const { districtId, adultId } = adult;
    const { starts, ends, from, to, everyWeeks, weekdays, kind, label, schoolId, rotationDay } = body;
    if (ends <= starts) return refuse('bad_input', 'ends', { because: 'ends_before_start' });
    if (to !== null && to < from) return refuse('bad_input', 'to', { because: 'ends_before_it_starts' });
    if (to === null && everyWeeks > 1) return refuse('bad_input', 'to', { because: 'work_needs_end' });
    if (kind === 'at_school' && schoolId === null) return refuse('bad_input', 'schoolId', { because: 'missing' });
    if (schoolId !== null && !(await readSchoolTimes(db, districtId)).has(schoolId))
      return refuse('not_found', 'schoolId');
    const periods = workPeriods({ weekdays, everyWeeks, from, to }).map((period) => ({ ...period, id: newId() }));
    if (periods.length === 0) return refuse('bad_input', 'weekdays', { because: 'work_on_no_date' });
    const work = { adultId, kind, label, schoolId, rotationDay, starts, ends };
    await insertWorkTimes(db, districtId, work, periods);
    const displaces = kind !== 'at_school';
    const first = from > today ? from : today;
    const lines = displaces
      ? await readSessionLines(db, districtId, { adultId, from: first, to: addDays(first, daysAhead) })
      : [];
    const inTheWay = lines.filter(
      (line) =>
        line.adultId === adultId &&
        line.status === 'planned' &&
        line.starts < ends &&
        starts < line.ends &&
        periods.some(
          (period) =>
            period.weekday === weekdayOf(line.date) &&
            period.from <= line.date &&
            (period.to === null || line.date <= period.to),
        ),
    );
    return { ids: periods.map(({ id }) => id), sessions: inTheWay.length };
  }),
  handle(endWorkTime, {}, async ({ db, adult, body }) => {
    const ended = await endWorkTimes(db, adult.districtId, adult.adultId, body.ids, body.on);
    return ended > 0 ? isDone : refuse('not_found', 'ids');
  }),
];
