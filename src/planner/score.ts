import { CALENDAR, contains, type Day, dayNumber, minutesOf, overlaps, type Stretch } from './clock-time.ts';
import type { PlannedLunch, PlannedSession, PlannedTouchBase, Schedule } from './plan.ts';
import {
  DEFAULT_POINTS,
  type Lock,
  type Points,
  type Problem,
  type SchoolClass,
  type Service,
  type Student,
  type Therapist,
} from './problem.ts';

/*
 * Judges a schedule by the rules and scores it, from the problem as it is written. It reads neither candidates nor
 * model, so that a mistake in those shows here. In a plan of several weeks every week is judged and the points are summed.
 */

export type BreachCode =
  | 'unknown-id'
  | 'off-grid'
  | 'not-there'
  | 'unavailable'
  | 'two-things-at-once'
  | 'wrong-therapist'
  | 'wrong-delivery'
  | 'service-twice'
  | 'nobody'
  | 'outside-window'
  | 'group-too-large'
  | 'wrong-class'
  | 'wrong-routine'
  | 'too-short'
  | 'no-agreement'
  | 'wrong-school'
  | 'wrong-minutes'
  | 'mixed-areas'
  | 'grades-apart'
  | 'kept-apart'
  | 'block-never'
  | 'student-unavailable'
  | 'student-elsewhere'
  | 'room-unavailable'
  | 'room-shared'
  | 'twice-a-day'
  | 'too-often'
  | 'not-steady'
  | 'day-limit'
  | 'week-limit'
  | 'lunch-count'
  | 'lunch-time'
  | 'touch-base-count'
  | 'touch-base-time'
  | 'touch-base-unwanted'
  | 'lock-broken'
  | 'two-therapists';

/** A rule that a schedule breaks, by its number in the planner's rules, and what it concerns (ids, days). */
export interface Breach {
  readonly rule: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  readonly code: BreachCode;
  readonly about: readonly string[];
  readonly week: number;
}

export interface Score {
  readonly points: number;
  readonly parts: Readonly<Record<keyof Points | 'pullOut', number>>;
  /** Student-minutes over the whole plan. */
  readonly metMinutes: number;
  readonly requiredMinutes: number;
  readonly moved: number;
  /** Times not planned, by service id; zero is left out. */
  readonly unmetTimes: ReadonlyMap<string, number>;
  /** Weeks without, by class id. */
  readonly noTouchBase: ReadonlyMap<string, number>;
  /** Weeks without, by `class id/number of the agreement`. */
  readonly noCoTeaching: ReadonlyMap<string, number>;
}

interface Judged<T> {
  readonly item: T;
  readonly stretch: Stretch;
}

type Dated = { readonly day: Day; readonly from: string; readonly to: string };

const inWeek = (week: number) => (x: { readonly week?: number | undefined }) => x.week === undefined || x.week === week;
const stretchOf = (x: { from: string; to: string }): Stretch => ({ from: minutesOf(x.from), to: minutesOf(x.to) });
const clash = (a: Dated, b: Dated) => a.day === b.day && overlaps(stretchOf(a), stretchOf(b));
const within = (a: Dated, b: Dated) => a.day === b.day && contains(stretchOf(b), stretchOf(a));

export function judge(
  problem: Problem,
  schedule: Schedule,
): { readonly breaches: readonly Breach[]; readonly score: Score } {
  const weeks = problem.weeks ?? 1;
  const points: Points = { ...DEFAULT_POINTS, ...problem.points } as Points;
  const judgement = new Judgement(problem, points);
  for (let week = 1; week <= weeks; week++) {
    judgement.week(week, {
      sessions: schedule.sessions.filter(inWeek(week)),
      touchBases: schedule.touchBases.filter(inWeek(week)),
      lunches: schedule.lunches.filter(inWeek(week)),
    });
  }
  judgement.touchBases(schedule.touchBases, weeks);
  return judgement.close(weeks);
}

class Judgement {
  readonly problem: Problem;
  readonly points: Points;
  readonly therapists: ReadonlyMap<string, Therapist>;
  readonly classes: ReadonlyMap<string, SchoolClass>;
  readonly students: ReadonlyMap<string, Student>;
  readonly services: ReadonlyMap<string, Service>;
  readonly breaches: Breach[] = [];
  readonly parts: Record<keyof Points | 'pullOut', number> = {
    unmet: 0,
    coTeaching: 0,
    touchBase: 0,
    adjacent: 0,
    routine: 0,
    window: 0,
    therapist: 0,
    moved: 0,
    pullOut: 0,
  };
  readonly metByService = new Map<string, number>();
  readonly unmetByService = new Map<string, number>();
  readonly noTouchBase = new Map<string, number>();
  readonly noCoTeaching = new Map<string, number>();
  /** Day and start of each meeting, with what happens then and in which group, by service: what a steady service keeps. */
  readonly slots = new Map<string, Map<string, Set<string>>>();
  moved = 0;

  constructor(problem: Problem, points: Points) {
    this.problem = problem;
    this.points = points;
    const by = <T extends { id: string }>(list: readonly T[]): Map<string, T> => new Map(list.map((x) => [x.id, x]));
    this.therapists = by(problem.therapists);
    this.classes = by(problem.classes);
    this.students = by(problem.students);
    this.services = by(problem.services);
  }

  week(week: number, schedule: Schedule): void {
    const breach = (rule: Breach['rule'], code: BreachCode, ...about: string[]) => {
      this.breaches.push({ rule, code, about, week });
    };
    const busy = new Map<string, Judged<Dated>[]>();
    const occupy = (x: PlannedSession | PlannedTouchBase | PlannedLunch, school: string | undefined, name: string) => {
      const therapist = this.therapists.get(x.therapist);
      if (!therapist) {
        breach(1, 'unknown-id', x.therapist);
        return;
      }
      const step = this.problem.grid.stepMinutes;
      const stretch = stretchOf(x);
      const onDay = this.problem.grid.days.includes(x.day);
      if (!onDay || stretch.from >= stretch.to || stretch.from % step !== 0 || stretch.to % step !== 0)
        breach(1, 'off-grid', name);
      const stay = therapist.at.some(
        (a) => inWeek(week)(a) && within(x, a) && (school === undefined || a.school === school),
      );
      if (!stay) breach(1, 'not-there', x.therapist, name);
      if (therapist.unavailable?.some((u) => inWeek(week)(u) && clash(x, u)))
        breach(1, 'unavailable', x.therapist, name);
      const others = busy.get(x.therapist) ?? [];
      if (others.some((o) => clash(o.item, x))) breach(1, 'two-things-at-once', x.therapist, name);
      busy.set(x.therapist, [...others, { item: x, stretch }]);
    };
    const places = new Map<string, { day: Day; stretch: Stretch }[]>();
    const attend = (service: Service, x: PlannedSession) => {
      const from = minutesOf(x.from);
      const stretch = { from, to: from + service.minutes };
      const student = this.students.get(service.student)!;
      if (student.unavailable?.some((u) => inWeek(week)(u) && u.day === x.day && overlaps(stretchOf(u), stretch))) {
        breach(x.delivery === 'push-in' ? 2 : 4, 'student-unavailable', student.id, x.id);
      }
      const others = places.get(student.id) ?? [];
      if (others.some((o) => o.day === x.day && overlaps(o.stretch, stretch)))
        breach(5, 'student-elsewhere', student.id, x.id);
      places.set(student.id, [...others, { day: x.day, stretch }]);
    };

    const inRoom = new Map<number, PlannedSession[]>();
    const meetings = new Map<string, PlannedSession[]>();
    for (const x of schedule.sessions) {
      occupy(x, x.school, x.id);
      this.parts.therapist += this.points.therapist * lengthOf(x);
      const members = x.services.map((id) => this.services.get(id));
      if (members.some((m) => m === undefined)) {
        breach(1, 'unknown-id', x.id);
        continue;
      }
      if (new Set(x.services).size !== x.services.length) breach(5, 'service-twice', x.id);
      for (const m of members as Service[]) {
        meetings.set(m.id, [...(meetings.get(m.id) ?? []), x]);
        this.rememberSlot(m.id, x);
        if (m.therapist !== x.therapist) breach(1, 'wrong-therapist', m.id, x.id);
        if (m.delivery !== x.delivery) breach(1, 'wrong-delivery', m.id, x.id);
        attend(m, x);
      }
      if (x.delivery === 'push-in') this.pushIn(x, members as Service[], week, breach);
      else this.pullOut(x, members as Service[], week, inRoom, breach);
    }
    for (const x of schedule.lunches) occupy(x, undefined, `lunch ${x.day}`);
    for (const x of schedule.touchBases) occupy(x, this.classes.get(x.class)?.school, `touch-base ${x.class}`);

    this.oneTherapistAClass(schedule.sessions, breach);
    this.frequency(meetings, breach);
    this.direct(schedule, week, breach);
    this.agreements(schedule.sessions, breach);
    this.touchBaseTimes(schedule.touchBases, week, breach);
    this.locks(schedule.sessions, week, breach);
    this.moves(schedule.sessions, week);
  }

  sectionOf(service: Service): string {
    return service.class ?? this.students.get(service.student)!.class;
  }

  pushIn(x: PlannedSession, members: readonly Service[], week: number, breach: Report): void {
    const section = this.classes.get(x.class ?? '');
    if (!section) {
      breach(2, 'unknown-id', x.id);
      return;
    }
    const rule = x.coTeaching ? 3 : 2;
    if (section.school !== x.school) breach(1, 'wrong-school', x.id);
    const window = section.pushInWindows?.find((w) => inWeek(week)(w) && w.routine === x.routine && within(x, w));
    if (!window) breach(rule, 'outside-window', x.id);
    else if (!x.coTeaching && window.liked === false) this.parts.window += this.points.window * lengthOf(x);
    if (!x.coTeaching && members.length === 0) breach(2, 'nobody', x.id);
    const most = x.coTeaching ? this.problem.limits.coTeachingGroup : this.problem.limits.pushInGroup;
    if (members.length > most) breach(rule, 'group-too-large', x.id);
    for (const m of members) {
      if (this.sectionOf(m) !== x.class) breach(rule, 'wrong-class', m.id, x.id);
      if (!m.routines?.includes(x.routine ?? '')) breach(rule, 'wrong-routine', m.id, x.id);
      else if (m.routines[0] !== x.routine) this.parts.routine += this.points.routine * m.minutes;
      if (m.minutes > lengthOf(x)) breach(rule, 'too-short', m.id, x.id);
    }
  }

  pullOut(
    x: PlannedSession,
    members: readonly Service[],
    week: number,
    inRoom: Map<number, PlannedSession[]>,
    breach: Report,
  ): void {
    if (members.length === 0) breach(4, 'nobody', x.id);
    const rooms = this.problem.rooms ?? [];
    const fits = (own: boolean) => (r: (typeof rooms)[number]) =>
      r.school === x.school && (r.therapist === x.therapist || (!own && r.therapist === undefined));
    // The therapist's own entry, and the first that fits at all: both must hold, whichever of them is meant.
    for (const number of new Set([rooms.findIndex(fits(true)), rooms.findIndex(fits(false))])) {
      if (number < 0) continue;
      if (rooms[number]!.unavailable?.some((u) => inWeek(week)(u) && clash(x, u))) breach(4, 'room-unavailable', x.id);
      const others = inRoom.get(number) ?? [];
      if (others.some((o) => clash(o, x))) breach(4, 'room-shared', x.id);
      inRoom.set(number, [...others, x]);
    }
    const grades = members.map((m) => this.classes.get(this.students.get(m.student)!.class)!.grade);
    if (Math.max(...grades) - Math.min(...grades) > this.problem.limits.gradeSpan) breach(4, 'grades-apart', x.id);
    if (new Set(members.map((m) => m.area)).size > 1) breach(4, 'mixed-areas', x.id);
    if (members.some((m) => members.length > (m.groupMax ?? 1))) breach(4, 'group-too-large', x.id);
    for (const m of members) {
      const student = this.students.get(m.student)!;
      const home = this.classes.get(student.class)!;
      if (home.school !== x.school) breach(4, 'wrong-school', m.id, x.id);
      if (m.minutes !== lengthOf(x)) breach(4, 'wrong-minutes', m.id, x.id);
      if (members.some((o) => student.apartFrom?.includes(o.student))) breach(4, 'kept-apart', m.id, x.id);
      for (const b of student.blocks ?? home.blocks) {
        if (!inWeek(week)(b) || !clash(x, b)) continue;
        if (b.pullOut !== 'allowed') breach(4, 'block-never', m.id, x.id);
        const shared = Math.min(minutesOf(x.to), minutesOf(b.to)) - Math.max(minutesOf(x.from), minutesOf(b.from));
        this.parts.pullOut += (b.pullOutPoints ?? 0) * shared;
      }
    }
  }

  rememberSlot(service: string, x: PlannedSession): void {
    const slots = this.slots.get(service) ?? new Map<string, Set<string>>();
    const slot = `${x.day} ${x.from}`;
    const groups = slots.get(slot) ?? new Set<string>();
    groups.add(JSON.stringify([x.to, x.routine, x.coTeaching, [...x.services].sort()]));
    slots.set(slot, groups);
    this.slots.set(service, slots);
  }

  oneTherapistAClass(sessions: readonly PlannedSession[], breach: Report): void {
    const visits = sessions.filter((x) => x.delivery === 'push-in');
    visits.forEach((x, i) => {
      if (this.classes.get(x.class ?? '')?.together) return;
      for (const y of visits.slice(i + 1)) {
        if (x.class === y.class && x.therapist !== y.therapist && clash(x, y)) breach(9, 'two-therapists', x.id, y.id);
      }
    });
  }

  frequency(meetings: ReadonlyMap<string, readonly PlannedSession[]>, breach: Report): void {
    for (const service of this.problem.services) {
      const days = (meetings.get(service.id) ?? []).map((x) => dayNumber(x.day)).sort((a, b) => a - b);
      days.forEach((day, i) => {
        if (i === 0) return;
        if (day === days[i - 1]) breach(5, 'twice-a-day', service.id, CALENDAR[day]!);
        if (day - days[i - 1]! === 1) this.parts.adjacent += this.points.adjacent;
      });
      if (service.timesPerWeek === undefined) {
        this.metByService.set(service.id, (this.metByService.get(service.id) ?? 0) + days.length);
        continue;
      }
      if (days.length > service.timesPerWeek) breach(5, 'too-often', service.id);
      this.count(service, Math.min(days.length, service.timesPerWeek), service.timesPerWeek);
    }
  }

  count(service: Service, met: number, required: number): void {
    if (service.timesPerWeek !== undefined)
      this.metByService.set(service.id, (this.metByService.get(service.id) ?? 0) + met);
    const missing = required - met;
    if (missing > 0) this.unmetByService.set(service.id, (this.unmetByService.get(service.id) ?? 0) + missing);
    this.parts.unmet += this.points.unmet * missing * service.minutes;
  }

  direct(schedule: Schedule, week: number, breach: Report): void {
    for (const t of this.problem.therapists) {
      const own = schedule.sessions.filter((x) => x.therapist === t.id);
      let total = 0;
      for (const day of this.problem.grid.days) {
        const minutes = own.filter((x) => x.day === day).reduce((sum, x) => sum + lengthOf(x), 0);
        total += minutes;
        if (minutes > (t.maxDirectMinutes?.day ?? Number.POSITIVE_INFINITY)) breach(6, 'day-limit', t.id, day);
        const lunches = schedule.lunches.filter((x) => x.therapist === t.id && x.day === day);
        if (lunches.length !== (t.lunch && this.lunchFits(t, day, week) ? 1 : 0)) breach(1, 'lunch-count', t.id, day);
        for (const x of lunches) {
          if (t.lunch && (lengthOf(x) !== t.lunch.minutes || !contains(stretchOf(t.lunch), stretchOf(x))))
            breach(1, 'lunch-time', t.id, day);
        }
      }
      if (total > (t.maxDirectMinutes?.week ?? Number.POSITIVE_INFINITY)) breach(6, 'week-limit', t.id);
    }
  }

  lunchFits(t: Therapist, day: Day, week: number): boolean {
    const { stepMinutes } = this.problem.grid;
    const lunch = t.lunch!;
    const at = t.at.filter((a) => inWeek(week)(a) && a.day === day).map(stretchOf);
    const taken = (t.unavailable ?? []).filter((u) => inWeek(week)(u) && u.day === day).map(stretchOf);
    const { from, to } = stretchOf(lunch);
    for (let m = from; m + lunch.minutes <= to; m++) {
      if (m % stepMinutes !== 0) continue;
      const stretch = { from: m, to: m + lunch.minutes };
      if (at.some((a) => contains(a, stretch)) && !taken.some((u) => overlaps(u, stretch))) return true;
    }
    return false;
  }

  /** Matches co-teaching sessions to agreements: each session one agreement, each agreement one session. */
  agreements(sessions: readonly PlannedSession[], breach: Report): void {
    for (const section of this.problem.classes) {
      const list = section.coTeaching ?? [];
      const held = sessions.filter((x) => x.coTeaching && x.delivery === 'push-in' && x.class === section.id);
      const keptBy: (number | undefined)[] = list.map(() => undefined);
      const fits = (x: PlannedSession, k: number) =>
        list[k]!.minutes === lengthOf(x) && list[k]!.options.some((o) => o.day === x.day && o.from === x.from);
      const place = (session: number, tried: Set<number>): boolean =>
        list.some((_, k) => {
          if (tried.has(k) || !fits(held[session]!, k)) return false;
          tried.add(k);
          if (keptBy[k] !== undefined && !place(keptBy[k], tried)) return false;
          keptBy[k] = session;
          return true;
        });
      held.forEach((x, i) => {
        if (!place(i, new Set())) breach(3, 'no-agreement', x.id);
      });
      keptBy.forEach((session, k) => {
        if (session !== undefined) return;
        this.parts.coTeaching += this.points.coTeaching;
        const key = `${section.id}/${k}`;
        this.noCoTeaching.set(key, (this.noCoTeaching.get(key) ?? 0) + 1);
      });
    }
  }

  wantsTouchBase(section: SchoolClass): boolean {
    return (
      section.touchBase !== undefined &&
      this.problem.services.some((v) => v.delivery === 'push-in' && this.sectionOf(v) === section.id)
    );
  }

  touchBaseTimes(planned: readonly PlannedTouchBase[], week: number, breach: Report): void {
    for (const x of planned) {
      const section = this.classes.get(x.class);
      const serves = this.problem.services.some(
        (v) => v.delivery === 'push-in' && v.therapist === x.therapist && this.sectionOf(v) === x.class,
      );
      if (!section?.touchBase || !serves) {
        breach(7, 'touch-base-unwanted', x.class);
        continue;
      }
      const free = section.touchBase.teacherFree.some((f) => inWeek(week)(f) && within(x, f));
      if (!free || lengthOf(x) !== section.touchBase.minutes) breach(7, 'touch-base-time', section.id);
    }
  }

  /** One in every so many weeks of the plan, and no more. */
  touchBases(planned: readonly PlannedTouchBase[], weeks: number): void {
    for (const section of this.problem.classes) {
      if (!this.wantsTouchBase(section)) continue;
      const stretch = Math.min(weeks, section.touchBase?.everyWeeks ?? 1);
      for (let first = 1; first <= weeks; first += stretch) {
        let count = 0;
        for (let week = first; week < first + stretch; week++)
          count += planned.filter((x) => x.class === section.id && inWeek(week)(x)).length;
        if (count > 1)
          this.breaches.push({
            rule: 7,
            code: 'touch-base-count',
            about: [section.id],
            week: stretch === 1 ? first : 0,
          });
        if (count > 0) continue;
        this.parts.touchBase += this.points.touchBase;
        this.noTouchBase.set(section.id, (this.noTouchBase.get(section.id) ?? 0) + 1);
      }
    }
  }

  locks(sessions: readonly PlannedSession[], week: number, breach: Report): void {
    const fields = ['therapist', 'school', 'day', 'from', 'to', 'delivery', 'class', 'routine', 'coTeaching'] as const;
    const keeps = (x: PlannedSession, lock: Lock) =>
      fields.every((f) => lock[f] === undefined || lock[f] === x[f]) &&
      lock.services.every((v) => x.services.includes(v));
    (this.problem.locked ?? []).forEach((lock, i) => {
      if (inWeek(week)(lock) && !sessions.some((x) => keeps(x, lock))) breach(8, 'lock-broken', `locked[${i}]`);
    });
  }

  moves(sessions: readonly PlannedSession[], week: number): void {
    for (const p of this.problem.previous ?? []) {
      if (!inWeek(week)(p)) continue;
      for (const service of p.services) {
        if (!this.services.has(service)) continue;
        if (!sessions.some((x) => x.day === p.day && x.from === p.from && x.services.includes(service))) this.moved++;
      }
    }
  }

  close(weeks: number): { breaches: Breach[]; score: Score } {
    let metMinutes = 0;
    let requiredMinutes = 0;
    for (const service of this.problem.services) {
      const required = service.timesPerWeek === undefined ? service.times! : service.timesPerWeek * weeks;
      const met = Math.min(this.metByService.get(service.id) ?? 0, required);
      if (service.timesPerWeek === undefined) {
        if ((this.metByService.get(service.id) ?? 0) > required)
          this.breaches.push({ rule: 5, code: 'too-often', about: [service.id], week: 0 });
        this.count(service, met, required);
      }
      metMinutes += met * service.minutes;
      requiredMinutes += required * service.minutes;
      if (service.steady && weeks > 1) {
        const slots = this.slots.get(service.id) ?? new Map<string, Set<string>>();
        const most = service.timesPerWeek ?? Math.ceil(service.times! / weeks);
        if (slots.size > most || [...slots.values()].some((groups) => groups.size > 1)) {
          this.breaches.push({ rule: 5, code: 'not-steady', about: [service.id], week: 0 });
        }
      }
    }
    this.parts.moved = this.points.moved * this.moved;
    return {
      breaches: this.breaches,
      score: {
        points: Object.values(this.parts).reduce((sum, part) => sum + part, 0),
        parts: this.parts,
        metMinutes,
        requiredMinutes,
        moved: this.moved,
        unmetTimes: this.unmetByService,
        noTouchBase: this.noTouchBase,
        noCoTeaching: this.noCoTeaching,
      },
    };
  }
}

type Report = (rule: Breach['rule'], code: BreachCode, ...about: string[]) => void;

function lengthOf(x: { from: string; to: string }): number {
  return minutesOf(x.to) - minutesOf(x.from);
}
