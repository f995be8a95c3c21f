import type { DemoCalendar } from './calendar.ts';
import { cards } from './cards.ts';
import type { Chance } from './random.ts';
import type { Ids, Rows } from './school-rows.ts';
import type { DemoPerson } from './student-rows.ts';
import { visitPlans } from './visits.ts';

/** What therapists and teachers have prepared together: told last, so that it leaves every other row as it is. */
export function partnershipRows(
  calendar: DemoCalendar,
  chance: Chance,
  ids: Ids,
  people: readonly DemoPerson[],
  sessions: NonNullable<Rows['session']>,
): Rows {
  const of = { district_id: ids.district };
  const written = calendar.at(calendar.on(-2, 1), '15:10');
  const rows = {
    card: [] as NonNullable<Rows['card']>,
    card_read: [] as NonNullable<Rows['card_read']>,
    visit_plan: [] as NonNullable<Rows['visit_plan']>,
    visit_reply: [] as NonNullable<Rows['visit_reply']>,
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
  for (const told of visitPlans) {
    const [adult_id, class_id] = [ids.adult.get(told.therapist)!, ids.class.get(told.class)!];
    const routine_id = ids.routine.get(`${told.class}/${told.routine}`)!;
    const date = calendar.on(told.week, told.weekday);
    const visit = sessions.find(
      (one) =>
        one.date === date &&
        one.adult_id === adult_id &&
        one.class_id === class_id &&
        one.routine_id === routine_id &&
        one.delivery === 'push_in',
    );
    // A holiday or the testing week: no visit, no plan.
    if (visit === undefined) continue;
    const writtenAt = Math.min(calendar.at(calendar.on(told.week, 1), '06:50'), calendar.at(calendar.today, '06:50'));
    const said_at = new Date(writtenAt + 10 * 60_000).toISOString();
    const id = chance.id(writtenAt);
    rows.visit_plan.push({
      ...of,
      id,
      session_id: visit.id,
      class_id,
      adult_id,
      routine_id,
      date,
      activity: told.activity ?? '',
      co_teaching_format: told.coTeachingFormat ?? null,
      therapist_part: told.therapistPart ?? '',
      class_part: told.classPart ?? '',
      materials: told.materials ?? '',
      visuals: told.visuals ?? '',
      class_line: told.classLine ?? '',
      changed_by: ids.adult.get(told.by)!,
      changed_at: new Date(writtenAt).toISOString(),
    });
    const replies = [
      ...(told.agreed === undefined ? [] : [{ by: told.agreed, kind: 'got_it' as const, words: '', why: null }]),
      ...(told.reply === undefined ? [] : [{ words: '', why: null, ...told.reply }]),
    ];
    for (const reply of replies)
      rows.visit_reply.push({
        ...of,
        id: chance.id(writtenAt),
        session_id: visit.id,
        class_id,
        adult_id: ids.adult.get(reply.by)!,
        kind: reply.kind,
        plan_id: id,
        why: reply.why,
        words: reply.words,
        said_at,
        settled_at: null,
      });
  }
  return rows;
}
