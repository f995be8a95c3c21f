import { createHash } from 'node:crypto';
import type { DemoCalendar } from './calendar.ts';
import { cards } from './cards.ts';
import type { Chance } from './random.ts';
import type { Ids, Rows } from './school-rows.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { goalStrategies, hungUp, inRooms, strategies, thanks, uses } from './strategies.ts';
import { meetings, points, slots } from './touch-bases.ts';
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
    strategy: [] as NonNullable<Rows['strategy']>,
    strategy_in_class: [] as NonNullable<Rows['strategy_in_class']>,
    strategy_use: [] as NonNullable<Rows['strategy_use']>,
    thanks: [] as NonNullable<Rows['thanks']>,
    visual_in_class: [] as NonNullable<Rows['visual_in_class']>,
    goal_strategy: [] as NonNullable<Rows['goal_strategy']>,
    personal_link: [] as NonNullable<Rows['personal_link']>,
    touch_base_slot: [] as NonNullable<Rows['touch_base_slot']>,
    touch_base: [] as NonNullable<Rows['touch_base']>,
    touch_base_point: [] as NonNullable<Rows['touch_base_point']>,
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
  const strategyIds = new Map<string, string>();
  const librarySince = calendar.at(calendar.on(-10, 1), '15:30');
  const iso = (at: number) => new Date(at).toISOString();
  for (const { key, writer, ...text } of strategies) {
    const id = chance.id(librarySince);
    strategyIds.set(key, id);
    rows.strategy.push({
      ...of,
      id,
      name: text.name,
      steps: JSON.stringify(text.steps),
      areas: JSON.stringify(text.areas),
      routine_kinds: JSON.stringify(text.routineKinds),
      whole_class: text.wholeClass,
      written_by: ids.adult.get(writer)!,
      written_at: iso(librarySince),
      retired_at: null,
    });
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
      strategy_ids: JSON.stringify((told.strategies ?? []).map((key) => strategyIds.get(key)!)),
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
  for (const room of inRooms)
    rows.strategy_in_class.push({
      ...of,
      class_id: ids.class.get(room.class)!,
      strategy_id: strategyIds.get(room.strategy)!,
      how: room.how,
      from_date: calendar.on(-7, 1),
      to_date: null,
      changed_by: ids.adult.get(room.by)!,
      changed_at: iso(calendar.at(calendar.on(-7, 1), '15:30')),
    });
  for (const use of uses) {
    const date = addDays(calendar.today, -use.daysAgo);
    const notedAt = calendar.at(use.daysAgo < 0 ? calendar.on(-1, 5) : date, '15:20');
    rows.strategy_use.push({
      ...of,
      id: chance.id(notedAt),
      strategy_id: strategyIds.get(use.strategy)!,
      class_id: ids.class.get(use.class)!,
      adult_id: ids.adult.get(use.adult)!,
      stage: use.stage,
      planned_for: use.daysAgo < 0 ? date : null,
      done_on: use.daysAgo < 0 ? null : date,
      noted_by: ids.adult.get(use.by)!,
      noted_at: iso(notedAt),
      withdrawn_at: null,
    });
  }
  for (const said of thanks) {
    const at = calendar.at(calendar.on(-1, 5), '14:55');
    rows.thanks.push({
      ...of,
      id: chance.id(at),
      from_adult_id: ids.adult.get(said.from)!,
      to_adult_id: ids.adult.get(said.to)!,
      class_id: ids.class.get(said.class)!,
      strategy_id: strategyIds.get(said.strategy)!,
      words: said.words,
      said_at: iso(at),
      read_at: said.read ? iso(at + 60 * 60_000) : null,
    });
  }
  const between = (told: { readonly therapist: string; readonly class: string }) => ({
    ...of,
    class_id: ids.class.get(told.class)!,
    adult_id: ids.adult.get(told.therapist)!,
  });
  for (const slot of slots)
    rows.touch_base_slot.push({
      ...between(slot),
      id: chance.id(written),
      plan_id: null,
      weekday: slot.weekday,
      starts: slot.starts,
      ends: slot.ends,
      every_weeks: 1,
      from_date: calendar.on(-2, 1),
      to_date: calendar.on(0, 5),
    });
  for (const meeting of meetings)
    rows.touch_base.push({
      ...between(meeting),
      date: calendar.on(-1, 4),
      notes: meeting.notes,
      changed_by: ids.adult.get(meeting.therapist)!,
      changed_at: iso(calendar.at(calendar.on(-1, 4), '07:50')),
    });
  for (const point of points) {
    const saidOn = calendar.on(-1, 4);
    const at = calendar.at(saidOn, '07:50');
    rows.touch_base_point.push({
      ...between(point),
      id: chance.id(at),
      kind: point.kind,
      words: point.words,
      who_id: point.kind === 'decision' ? ids.adult.get(point.who)! : null,
      by_date: point.kind === 'decision' ? addDays(calendar.today, point.byDays) : null,
      said_on: saidOn,
      said_by: ids.adult.get(point.by)!,
      said_at: iso(at),
      settled_on: null,
      settled_by: null,
    });
  }
  // The guest teacher has come in by a link. Nobody knows its secret: what stands here is the hash of no token.
  const made = calendar.at(calendar.today, '06:40');
  const linkId = chance.id(made);
  rows.personal_link.push({
    ...of,
    id: linkId,
    adult_id: ids.adult.get('guest')!,
    class_id: ids.class.get('g3')!,
    token_hash: createHash('sha256').update(linkId).digest('hex'),
    made_by: ids.adult.get(cards[0]!.writer)!,
    made_at: iso(made),
    ends_at: iso(calendar.at(addDays(calendar.today, 1), '00:00')),
    opened_count: 1,
    last_opened: iso(calendar.at(calendar.today, '07:05')),
  });
  for (const visual of hungUp)
    rows.visual_in_class.push({
      ...of,
      id: chance.id(librarySince),
      class_id: ids.class.get(visual.class)!,
      name: visual.name,
      symbol: visual.symbol,
      visual_id: null,
      place: visual.place,
      from_date: calendar.on(-10, 1),
      to_date: null,
      changed_by: ids.adult.get(visual.by)!,
      changed_at: iso(librarySince),
    });
  for (const { goal, strategy, by } of goalStrategies) {
    const person = people.find(({ goals }) => goals.some(({ told }) => told?.key === goal))!;
    rows.goal_strategy.push({
      ...of,
      goal_id: person.goals.find(({ told }) => told?.key === goal)!.id,
      strategy_id: strategyIds.get(strategy)!,
      student_id: person.id,
      chosen_by: ids.adult.get(by)!,
      chosen_at: iso(librarySince),
    });
  }
  return rows;
}
