import type { DemoCalendar } from './calendar.ts';
import type { Chance } from './random.ts';
import type { Ids, Rows } from './school-rows.ts';
import type { DemoPerson } from './student-rows.ts';

/** What was said of Ian, whose review is open, the decision after which Kofi's data drop, and the change of room that shows in Jonah's. */
export function reviewRows(calendar: DemoCalendar, chance: Chance, ids: Ids, people: readonly DemoPerson[]): Rows {
  const own = chance.of('reviews');
  const of = { district_id: ids.district };
  const personOf = (key: string) => people.find((person) => person.key === key)!;
  const said = (who: 'student' | 'family' | 'teacher', week: number, words: string) => {
    const date = calendar.on(week, 2);
    const at = calendar.at(date, '15:20');
    return {
      ...of,
      id: own.id(at),
      student_id: personOf('ian').id,
      who,
      words,
      said_on: date,
      noted_by: ids.adult.get('dana')!,
      noted_at: new Date(at).toISOString(),
    };
  };
  const movedOn = calendar.on(-4, 1);
  const movedAt = calendar.at(movedOn, '15:10');
  const heldOn = calendar.on(-7, 2);
  const keptAt = calendar.at(heldOn, '15:40');
  return {
    review_words: [
      said('student', -1, '“I just ask now. Mr. Cole does not mind.”'),
      said('family', -1, '“At home he asks us to say it again. Before, he guessed.”'),
      said('teacher', -2, '“He asks in front of everybody. I would like him to keep somebody to go to.”'),
    ],
    noted_change: [
      {
        ...of,
        id: own.id(movedAt),
        student_id: personOf('jonah').id,
        changed_on: movedOn,
        words: 'Class moved to room 12',
        noted_by: ids.adult.get('priya')!,
        noted_at: new Date(movedAt).toISOString(),
        taken_back_by: null,
        taken_back_at: null,
      },
    ],
    review_decision: [
      {
        ...of,
        id: own.id(keptAt),
        student_id: personOf('kofi').id,
        held_on: heldOn,
        took_part: 'Kofi’s mother, Mrs. Haddad, Tom Reyes, Mr. Shah',
        decision: 'Walking with the class, less direct time',
        reasons: 'He kept pace on most days; the family wants him to walk with friends. Look again after six weeks.',
        points: '[]',
        thresholds_version: 0,
        line_id: null,
        changed_on: null,
        noted_by: ids.adult.get('tom')!,
        noted_at: new Date(keptAt).toISOString(),
      },
    ],
  };
}
