import type { DemoCalendar } from './calendar.ts';
import { cards } from './cards.ts';
import type { Chance } from './random.ts';
import type { Ids, Rows } from './school-rows.ts';
import type { DemoPerson } from './student-rows.ts';

/** What therapists and teachers have prepared together: told last, so that it leaves every other row as it is. */
export function partnershipRows(calendar: DemoCalendar, chance: Chance, ids: Ids, people: readonly DemoPerson[]): Rows {
  const of = { district_id: ids.district };
  const written = calendar.at(calendar.on(-2, 1), '15:10');
  const rows = {
    card: [] as NonNullable<Rows['card']>,
    card_read: [] as NonNullable<Rows['card_read']>,
  } satisfies Rows;
  for (const { student, writer, asks, read, ...text } of cards) {
    const person = people.find((one) => one.key === student)!;
    const id = chance.id(written);
    const at = new Date(written).toISOString();
    rows.card.push({
      ...of,
      id,
      student_id: person.id,
      class_id: ids.class.get(person.class)!,
      version: 1,
      looks_like: text.looksLike,
      cue: text.cue,
      praise: text.praise,
      avoid: text.avoid ?? '',
      asks: JSON.stringify(
        person.goals.flatMap((goal) => {
          const words = asks[goal.told?.key ?? ''];
          return words === undefined ? [] : [{ goalId: goal.id, words }];
        }),
      ),
      written_by: ids.adult.get(writer)!,
      written_at: at,
      published_at: at,
      withdrawn_at: null,
    });
    for (const reader of read) {
      rows.card_read.push({
        ...of,
        card_id: id,
        adult_id: ids.adult.get(reader)!,
        student_id: person.id,
        read_at: new Date(calendar.at(calendar.on(-2, 2), '07:40')).toISOString(),
      });
    }
  }
  return rows;
}
