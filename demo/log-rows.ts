import { contactsOf, evenly, minutesOfParts } from '#domain/services/service-log.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { type DemoCalendar, demoZone } from './calendar.ts';
import type { Chance } from './random.ts';
import type { Ids, Rows } from './school-rows.ts';
import type { DemoPerson } from './student-rows.ts';

/** Of these no parent has agreed to billing. */
const withoutConsent = new Set(['ian', 'kofi']);

/**
 * What claims are made of: parents' consent, a table of invented codes (no payer knows them), and Ms. Whitfield's supervision of the
 * assistant with the time given to it. Of the contacts the assistant has signed those of last week, and they wait for the supervisor;
 * all others are there to be signed.
 */
export function logRows(
  calendar: DemoCalendar,
  chance: Chance,
  ids: Ids,
  people: readonly DemoPerson[],
  goals: NonNullable<Rows['goal']>,
  sessions: { readonly rows: Rows; readonly events: readonly SessionEvent[] },
): Rows {
  const own = chance.of('service log');
  const of = { district_id: ids.district };
  const adult = (key: string) => ids.adult.get(key)!;
  const at = calendar.at(calendar.on(-8, 2), '15:30');
  const noted = new Date(at).toISOString();
  const code = (name: string, discipline: 'speech' | 'occupational' | 'physical', size: 'individual' | 'group') => ({
    code: name,
    discipline,
    size,
    modifiers: [],
    assistantModifiers: [],
    rule: discipline === 'speech' ? 'encounter' : 'eight_minute',
    minimumMinutes: 0,
    from: calendar.yearFrom,
    to: null,
  });
  const time = (week: number, weekday: 1 | 2 | 3 | 4 | 5, minutes: number, kind: 'direct' | 'indirect') => {
    const date = calendar.on(week, weekday);
    const when = calendar.at(date, '15:10');
    return {
      ...of,
      id: own.id(when),
      assistant_id: adult('luz'),
      supervisor_id: adult('dana'),
      on_date: date,
      minutes,
      kind,
      noted_at: new Date(when).toISOString(),
      taken_back_at: null,
    };
  };
  const areaOf = new Map(goals.map(({ id, area }) => [id, area]));
  const signedBy = (key: string, from: string, to: string): NonNullable<Rows['service_log_entry']> =>
    (sessions.rows.session ?? [])
      .filter((session) => session.adult_id === adult(key) && from <= session.date && session.date <= to)
      .flatMap((session) => {
        const members = (sessions.rows.session_member ?? []).filter((member) => member.session_id === session.id);
        const contacts = contactsOf(
          [
            {
              id: session.id,
              therapistId: session.adult_id,
              discipline: 'speech',
              date: session.date,
              starts: session.starts,
              ends: session.ends,
              zone: demoZone,
              delivery: session.delivery as 'observation',
              status: 'planned',
              cancelledReason: null,
              memberIds: members.map((member) => member.student_id),
              makesUpFor: [],
              absentIds: [],
              events: sessions.events.filter((event) => event.sessionId === session.id),
            },
          ],
          [],
        );
        const when = calendar.at(session.date, '15:20');
        return contacts.map(({ studentId, facts }) => {
          const member = members.find((one) => one.student_id === studentId)!;
          const goalIds: string[] = JSON.parse(member.goal_ids ?? '[]');
          const areas = goalIds.map((id) => areaOf.get(id)!);
          return {
            ...of,
            id: own.id(when),
            session_id: session.id,
            student_id: studentId,
            date: session.date,
            given_by: adult(key),
            by_assistant: true,
            facts: JSON.stringify({
              ...facts,
              setting: session.setting,
              goalIds,
              minutesByArea: evenly(minutesOfParts(facts.parts), areas),
            }),
            note: 'Watched the lesson for the one skill; nothing was said to the student.',
            corrects: null,
            reason: '',
            signed_at: new Date(when).toISOString(),
          };
        });
      });
  return {
    service_log_entry: signedBy('luz', calendar.on(-1, 1), calendar.on(-1, 5)),
    billing_consent: people
      .filter(({ key }) => !withoutConsent.has(key))
      .map(({ id }) => ({
        ...of,
        id: own.id(at),
        student_id: id,
        given: true,
        from_date: calendar.yearFrom,
        noted_by: adult('dana'),
        noted_at: noted,
      })),
    service_code_load: [
      {
        ...of,
        version: 1,
        codes: JSON.stringify([
          code('DEMO1', 'speech', 'individual'),
          code('DEMO2', 'speech', 'group'),
          code('DEMO3', 'occupational', 'individual'),
          code('DEMO4', 'occupational', 'group'),
          code('DEMO5', 'physical', 'individual'),
          code('DEMO6', 'physical', 'group'),
        ]),
        reason: 'Invented codes of the demo school',
        loaded_by: adult('duarte'),
        loaded_at: noted,
      },
    ],
    supervision: [
      {
        ...of,
        id: own.id(at),
        assistant_id: adult('luz'),
        supervisor_id: adult('dana'),
        from_date: calendar.yearFrom,
        to_date: null,
        set_by: adult('duarte'),
        set_at: noted,
      },
    ],
    supervision_time: [time(-2, 2, 45, 'direct'), time(-1, 3, 30, 'direct'), time(-1, 5, 20, 'indirect')],
  };
}
