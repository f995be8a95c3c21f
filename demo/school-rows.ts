import type { Insertable } from 'kysely';
import type { Database } from '#store/schema.ts';
import { adults, type DemoAdult, guestTeacher } from './adults.ts';
import { type DemoCalendar, demoZone, otherWeeks } from './calendar.ts';
import { classes } from './classes.ts';
import type { Chance } from './random.ts';
import { workplaces } from './week.ts';

/** Rows of the demo by table, in the order in which they can be inserted. */
export type Rows = { [Table in keyof Database]?: Insertable<Database[Table]>[] };

/** Ids by the story's keys. */
export interface Ids {
  readonly district: string;
  readonly school: Readonly<Record<'cedar' | 'lake', string>>;
  readonly adult: ReadonlyMap<string, string>;
  readonly class: ReadonlyMap<string, string>;
  /** `class/kind` of a routine. */
  readonly routine: ReadonlyMap<string, string>;
  /** `school/name` of a room. */
  readonly room: ReadonlyMap<string, string>;
}

/** District, schools, calendar, rooms, adults, classes and their days: everything but the students. */
export function schoolRows(calendar: DemoCalendar, chance: Chance): { rows: Rows; ids: Ids } {
  const made = calendar.at(calendar.yearFrom, '08:00');
  const madeAt = new Date(made).toISOString();
  const id = () => chance.id(made);
  const district_id = id();
  const of = { district_id };
  const dated = { from_date: calendar.yearFrom, to_date: null };
  const school = { cedar: id(), lake: id() };
  const everybody: readonly DemoAdult[] = [...adults, guestTeacher];
  const adult = new Map(everybody.map((one) => [one.key, id()]));
  const classIds = new Map(classes.map((one) => [one.key, id()]));
  const room = new Map<string, string>();
  const place = new Map<string, string>();
  const routine = new Map<string, string>();
  const rows = {
    district: [
      {
        id: district_id,
        name: 'Cedar Valley Schools',
        time_zone: demoZone,
        is_demo: true,
        preferences: JSON.stringify({ demoWeek: calendar.monday }),
        // Most of it has been on record since then; the students of the told stories for longer.
        created_at: new Date(calendar.at(calendar.on(-otherWeeks, 1), '08:00')).toISOString(),
      },
    ],
    school: (['cedar', 'lake'] as const).map((key) => ({
      ...of,
      id: school[key],
      name: key === 'cedar' ? 'Cedar Hill' : 'Lakeview',
      time_zone: demoZone,
      year_from: calendar.yearFrom,
      year_to: calendar.yearTo,
      rotation: 'none',
    })),
    school_date: (['cedar', 'lake'] as const).flatMap((key) =>
      calendar.dates.map((date) => ({
        ...of,
        school_id: school[key],
        date: date.date,
        kind: date.kind,
        label: date.label,
        ends: date.ends ?? null,
      })),
    ),
    adult: everybody.map((one) => ({
      ...of,
      id: adult.get(one.key)!,
      name: one.name,
      short_name: one.shortName,
      position: one.position,
      email: null,
      discipline: one.discipline ?? null,
      preferences: JSON.stringify(one.lookAroundAs === undefined ? {} : { lookAroundAs: one.lookAroundAs }),
      created_at: madeAt,
    })),
    room: [] as NonNullable<Rows['room']>,
    place: [] as NonNullable<Rows['place']>,
    class: [] as NonNullable<Rows['class']>,
    routine: [] as NonNullable<Rows['routine']>,
    routine_time: [] as NonNullable<Rows['routine_time']>,
    teacher_free: [] as NonNullable<Rows['teacher_free']>,
    role_held: [] as NonNullable<Rows['role_held']>,
    stand_in: [
      {
        ...of,
        id: id(),
        adult_id: adult.get('luz')!,
        for_adult_id: adult.get('dana')!,
        kind: 'assistant' as const,
        ...dated,
      },
    ],
    work_time: [] as NonNullable<Rows['work_time']>,
    co_teaching_agreement: [
      {
        ...of,
        id: id(),
        class_id: classIds.get('g2')!,
        adult_id: adult.get('dana')!,
        format: 'station',
        minutes: 40,
        options: JSON.stringify([1, 2, 5].map((weekday) => ({ weekday, starts: '09:40' }))),
        ...dated,
      },
    ],
    class_exception: [
      {
        ...of,
        id: id(),
        class_id: classIds.get('g2')!,
        date: calendar.on(1, 5),
        kind: 'trip',
        note: 'Field trip to the science museum',
        starts: null,
        ends: null,
        noted_by: adult.get('ortiz')!,
      },
    ],
  } satisfies Rows;

  for (const key of ['cedar', 'lake'] as const) {
    for (const [therapist, name] of [
      ['dana', 'Speech room'],
      ['priya', 'OT room'],
      ['tom', 'Motor room'],
    ] as const) {
      const roomId = id();
      room.set(`${key}/${name}`, roomId);
      rows.room.push({
        ...of,
        id: roomId,
        school_id: school[key],
        name,
        kind: 'therapy',
        adult_id: adult.get(therapist)!,
      });
    }
    for (const [name, setting] of [
      ['Cubbies', 'cubbies'],
      ['Cafeteria', 'cafeteria'],
      ['Playground', 'playground'],
      ['Bus line', 'bus_line'],
      ['Main hall', 'hall'],
      ['Music room', 'specials'],
      ['Bathroom by room 5', 'bathroom'],
      ['Library', 'library'],
    ] as const) {
      const placeId = id();
      place.set(`${key}/${name}`, placeId);
      rows.place.push({ ...of, id: placeId, school_id: school[key], name, setting });
    }
  }
  for (const one of classes) {
    const class_id = classIds.get(one.key)!;
    let room_id = room.get(`${one.school}/${one.room}`);
    if (room_id === undefined) {
      room_id = id();
      room.set(`${one.school}/${one.room}`, room_id);
      rows.room.push({
        ...of,
        id: room_id,
        school_id: school[one.school],
        name: one.room,
        kind: 'classroom',
        adult_id: null,
      });
    }
    rows.class.push({
      ...of,
      id: class_id,
      school_id: school[one.school],
      name: one.name,
      grade: one.grade,
      kind: one.kind,
      half_day: one.halfDay ?? null,
      room_id,
      how_it_runs: one.howItRuns,
      ...dated,
    });
    for (const block of one.day) {
      const routine_id = id();
      routine.set(`${one.key}/${block.kind}`, routine_id);
      rows.routine.push({
        ...of,
        id: routine_id,
        class_id,
        kind: block.kind,
        name: block.name,
        setting: block.setting ?? 'classroom',
        place_id: block.place === undefined ? null : (place.get(`${one.school}/${block.place}`) ?? null),
      });
      for (const weekday of [1, 2, 3, 4, 5]) {
        rows.routine_time.push({
          ...of,
          id: id(),
          class_id,
          routine_id,
          weekday,
          rotation_day: null,
          starts: block.starts,
          ends: block.ends,
          pull_out: block.pullOut === 'never' ? 'never' : 'allowed',
          pull_out_cost: block.pullOut === 'never' ? 0 : block.pullOut,
          push_in: block.pushIn ?? 'not_offered',
          ...dated,
        });
      }
    }
    for (const weekday of [1, 2, 3, 4, 5])
      for (const [starts, ends] of one.teacherFree)
        rows.teacher_free.push({ ...of, id: id(), class_id, weekday, rotation_day: null, starts, ends, ...dated });
  }
  for (const one of everybody) {
    const adult_id = adult.get(one.key)!;
    const oneDay = one === guestTeacher ? { from_date: calendar.today, to_date: calendar.today } : dated;
    for (const class_id of one.classes?.map((key) => classIds.get(key)!) ?? [null]) {
      rows.role_held.push({
        ...of,
        id: id(),
        adult_id,
        role: one.role,
        school_id: one.school === null ? null : school[one.school],
        class_id,
        ...oneDay,
      });
    }
  }
  for (const [therapist, places] of Object.entries(workplaces)) {
    for (const [weekday, where, starts, ends] of places) {
      const adult_id = adult.get(therapist)!;
      rows.work_time.push({
        ...of,
        id: id(),
        adult_id,
        school_id: school[where],
        weekday,
        rotation_day: null,
        starts,
        ends,
        kind: 'at_school',
        ...dated,
      });
      const between = places.some(([day, , from]) => day === weekday && from > ends);
      if (between)
        rows.work_time.push({
          ...of,
          id: id(),
          adult_id,
          school_id: null,
          weekday,
          rotation_day: null,
          starts: ends,
          ends: places.find(([day, , from]) => day === weekday && from > ends)![2],
          kind: 'travel',
          ...dated,
        });
    }
    for (const weekday of new Set(places.map(([day]) => day))) {
      rows.work_time.push({
        ...of,
        id: id(),
        adult_id: adult.get(therapist)!,
        school_id: null,
        weekday,
        rotation_day: null,
        starts: '11:55',
        ends: '12:25',
        kind: 'lunch',
        ...dated,
      });
    }
  }
  return { rows, ids: { district: district_id, school, adult, class: classIds, routine, room } };
}
