import { contains, overlaps, type Stretch } from './clock-time.ts';
import { dateOf, isAvailable, lunchStarts, roomsFor, type ServiceNeed, type Timetable } from './timetable.ts';

/*
 * Which starts a service could have at all, and for every start that it cannot have, why not.
 * A start is judged by independent filters; its rejections are a bit mask over FILTERS, 0 = possible.
 */

export const FILTERS = [
  'school-day',
  'hours',
  'unavailable',
  'lunch',
  'window',
  'blocks',
  'student',
  'room',
  'limit',
] as const;

export type Filter = (typeof FILTERS)[number];

export function bit(filter: Filter): number {
  return 1 << FILTERS.indexOf(filter);
}

/** The earliest and latest minute at which anything of this problem can happen, on the grid. */
export function dayBounds(timetable: Timetable): Stretch {
  let from = 24 * 60;
  let to = 0;
  const widen = (stretches: readonly (readonly Stretch[])[]) => {
    for (const s of stretches.flat()) {
      from = Math.min(from, s.from);
      to = Math.max(to, s.to);
    }
  };
  for (const t of timetable.therapists) widen(t.at);
  for (const c of timetable.classes) widen(c.windows);
  return { from: Math.ceil(from / timetable.step) * timetable.step, to };
}

/** Judges the start of one service on one date: the filters that reject it, as a mask. */
export class Candidates {
  readonly timetable: Timetable;
  readonly bounds: Stretch;
  readonly #lunches: readonly (readonly (readonly number[])[])[];
  readonly #rooms = new Map<string, readonly number[]>();

  constructor(timetable: Timetable) {
    this.timetable = timetable;
    this.bounds = dayBounds(timetable);
    this.#lunches = timetable.therapists.map((t) =>
      Array.from({ length: timetable.weeks * 7 }, (_, date) => lunchStarts(t, date, timetable.step)),
    );
  }

  lunches(therapist: number, date: number): readonly number[] {
    return this.#lunches[therapist]![date]!;
  }

  rooms(therapist: number, school: string): readonly number[] {
    const key = `${therapist}/${school}`;
    let rooms = this.#rooms.get(key);
    if (!rooms) {
      rooms = roomsFor(this.timetable.problem, school, this.timetable.therapists[therapist]!.id);
      this.#rooms.set(key, rooms);
    }
    return rooms;
  }

  /** Whether the therapist can hold a session of that stretch there: hours, other duties, a lunch left, the day's limit. */
  therapistRejections(therapist: number, school: string, date: number, stretch: Stretch): number {
    const t = this.timetable.therapists[therapist]!;
    let mask = 0;
    const stays = t.at[date]!.filter((a) => a.school === school);
    if (stays.length === 0) mask |= bit('school-day');
    else if (!stays.some((a) => contains(a, stretch))) mask |= bit('hours');
    if (!isAvailable(t, date, stretch)) mask |= bit('unavailable');
    const lunches = this.lunches(therapist, date);
    if (t.lunch && lunches.length > 0) {
      const minutes = t.lunch.minutes;
      if (lunches.every((m) => overlaps({ from: m, to: m + minutes }, stretch))) mask |= bit('lunch');
    }
    if (stretch.to - stretch.from > Math.min(t.dayLimit, t.weekLimit)) mask |= bit('limit');
    return mask;
  }

  studentIsFree(student: number, date: number, stretch: Stretch): boolean {
    return !this.timetable.students[student]!.unavailable[date]!.some((u) => overlaps(u, stretch));
  }

  /** The first window of the routine that holds the stretch: it is the one that decides whether the time is liked. */
  window(section: number, routine: string, date: number, stretch: Stretch) {
    return this.timetable.classes[section]!.windows[date]!.find((w) => w.routine === routine && contains(w, stretch));
  }

  /** Points for taking the student out of class for the stretch, or undefined where a block says never. */
  pullOutPoints(student: number, date: number, stretch: Stretch): number | undefined {
    let points = 0;
    for (const b of this.timetable.students[student]!.blocks[date]!) {
      if (!overlaps(b, stretch)) continue;
      if (!b.allowed) return undefined;
      points += b.points * (Math.min(b.to, stretch.to) - Math.max(b.from, stretch.from));
    }
    return points;
  }

  roomIsFree(therapist: number, school: string, date: number, stretch: Stretch): boolean {
    return this.rooms(therapist, school).every(
      (room) => !this.timetable.rooms[room]!.unavailable[date]!.some((u) => overlaps(u, stretch)),
    );
  }

  /** All filters that reject a session of the service's own length at that start. */
  rejections(need: ServiceNeed, date: number, start: number): number {
    const stretch = { from: start, to: start + need.sessionMinutes };
    const attended = { from: start, to: start + need.minutes };
    let mask = this.therapistRejections(need.therapist, need.school, date, stretch);
    if (!this.studentIsFree(need.student, date, attended)) mask |= bit('student');
    if (need.pushIn) {
      if (!need.routines.some((r) => this.window(need.class, r, date, stretch))) mask |= bit('window');
    } else {
      if (this.pullOutPoints(need.student, date, stretch) === undefined) mask |= bit('blocks');
      if (!this.roomIsFree(need.therapist, need.school, date, stretch)) mask |= bit('room');
    }
    return mask;
  }

  /** Weeks (as a mask) in which the service could start there on that day of the week. */
  possibleWeeks(need: ServiceNeed, day: number, start: number): number {
    let weeks = 0;
    for (let w = 1; w <= this.timetable.weeks; w++) {
      if (this.rejections(need, dateOf(w, day), start) === 0) weeks |= 1 << (w - 1);
    }
    return weeks;
  }

  /** Every start on the grid, day by day. */
  *starts(minutes: number): Generator<{ day: number; start: number }> {
    const { days, step } = this.timetable;
    for (const day of days) {
      for (let start = this.bounds.from; start + minutes <= this.bounds.to; start += step) yield { day, start };
    }
  }
}
