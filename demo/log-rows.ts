import type { DemoCalendar } from './calendar.ts';
import type { Chance } from './random.ts';
import type { Ids, Rows } from './school-rows.ts';
import type { DemoPerson } from './student-rows.ts';

/** Of these no parent has agreed to billing. */
const withoutConsent = new Set(['ian', 'kofi']);

/**
 * What claims are made of: parents' consent, a table of invented codes (no payer knows them), and Ms. Whitfield's supervision of the
 * assistant with the time given to it. What is signed is signed by whoever looks around.
 */
export function logRows(calendar: DemoCalendar, chance: Chance, ids: Ids, people: readonly DemoPerson[]): Rows {
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
  return {
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
