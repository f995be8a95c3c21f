import { periodsAskedFor, quartersOf } from '#domain/reports/reporting-period.ts';
import { schoolDaysOf } from '#domain/services/requirement.ts';
import type { DemoCalendar } from './calendar.ts';
import type { Chance } from './random.ts';
import type { Ids, Rows } from './school-rows.ts';
import type { DemoPerson } from './student-rows.ts';

/** Of the quarter that has ended: Ana's report is finished, Bela's begun, and the others are waited for. */
export function reportRows(calendar: DemoCalendar, chance: Chance, ids: Ids, people: readonly DemoPerson[]): Rows {
  const own = chance.of('reports');
  const days = schoolDaysOf({
    year: { from: calendar.yearFrom, to: calendar.yearTo, rotation: 'none', rotationFrom: null },
    dates: calendar.dates.map((date) => ({ starts: null, ends: null, rotationDay: null, ...date })),
  });
  const ended = periodsAskedFor(quartersOf(days), calendar.today).find(({ to }) => to < calendar.today);
  if (ended === undefined) return {};
  const personOf = (key: string) => people.find((person) => person.key === key)!;
  const report = (key: string, week: number, comment: string, toFamily: string, finished: boolean) => {
    const at = calendar.at(calendar.on(week, 3), '15:30');
    const person = personOf(key);
    return {
      district_id: ids.district,
      id: own.id(at),
      student_id: person.id,
      discipline: 'speech' as const,
      from_date: ended.from,
      to_date: ended.to,
      version: 1,
      comments: JSON.stringify({ [person.goals[0]!.id]: comment }),
      to_family: toFamily,
      written_by: ids.adult.get('dana')!,
      written_at: new Date(at).toISOString(),
      finished_at: finished ? new Date(at).toISOString() : null,
    };
  };
  return {
    progress_report: [
      report(
        'ana',
        -2,
        'Sentence frames on the desk helped. In writing it comes when the frame is there, and not yet when it is put away.',
        'Ana gives reasons in the speech room and begins to in class.\nAt home you could ask “why do you think so?” and wait a moment.\nNext we take the sentence frames away, one lesson at a time.',
        true,
      ),
      report('bela', -1, 'The sound is there in the room, also in reading.', '', false),
    ],
  };
}
