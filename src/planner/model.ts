import { bit, Candidates } from './candidates.ts';
import { dayNumber, minutesOf, type Stretch } from './clock-time.ts';
import type { Lock } from './problem.ts';
import { RowBuilder } from './rows.ts';
import { dateOf, type ServiceNeed, type Timetable } from './timetable.ts';

/*
 * The problem as a mixed-integer model indexed by starts: one binary per session that could be held, one per service
 * that could attend it. Whatever cannot be met is elastic (a column that costs points), so a plan always exists
 * unless locks forbid it. Formulation and what was tried besides it: decisions/0012-planner.md.
 */

/** A session that could be held: everything but its members. */
export interface Shape {
  readonly therapist: number;
  readonly school: string;
  readonly pushIn: boolean;
  /** Index of the class for push-in, -1 for pull-out. */
  readonly class: number;
  readonly routine: string;
  /** Index of the class's co-teaching agreement that it keeps, -1 for none. */
  readonly agreement: number;
  readonly day: number;
  readonly start: number;
  readonly length: number;
  /** Most members. */
  readonly cap: number;
  /** Pull-out for one service alone: its attendance is the session. */
  readonly alone: boolean;
  /** Starts on the coarse grid, or is the first start possible after one that is not. */
  readonly coarse: boolean;
}

export type Column =
  | { readonly kind: 'session'; readonly shape: number; readonly weeks: number }
  | { readonly kind: 'attend'; readonly shape: number; readonly weeks: number; readonly service: number }
  | {
      readonly kind: 'lunch';
      readonly therapist: number;
      readonly day: number;
      readonly start: number;
      readonly weeks: number;
    }
  | {
      readonly kind: 'touch-base';
      readonly class: number;
      readonly therapist: number;
      readonly day: number;
      readonly start: number;
      readonly weeks: number;
    }
  | { readonly kind: 'unmet'; readonly service: number; readonly weeks: number }
  | { readonly kind: 'no-touch-base'; readonly class: number; readonly weeks: number }
  | { readonly kind: 'no-co-teaching'; readonly class: number; readonly agreement: number; readonly weeks: number }
  | { readonly kind: 'adjacent'; readonly service: number; readonly day: number; readonly weeks: number }
  | { readonly kind: 'lock'; readonly lock: number; readonly weeks: number };

/** What a row stands for, so that a conflict among rows can be put into words. */
export type RowMeaning =
  | { readonly kind: 'times'; readonly service: number }
  | { readonly kind: 'once-a-day'; readonly service: number; readonly day: number }
  | { readonly kind: 'adjacent'; readonly service: number; readonly day: number }
  | { readonly kind: 'link'; readonly shape: number }
  | { readonly kind: 'one-thing-at-a-time'; readonly therapist: number; readonly day: number; readonly start: number }
  | { readonly kind: 'lunch'; readonly therapist: number; readonly day: number }
  | { readonly kind: 'day-limit'; readonly therapist: number; readonly day: number }
  | { readonly kind: 'week-limit'; readonly therapist: number }
  | { readonly kind: 'student-busy'; readonly student: number; readonly day: number; readonly start: number }
  | { readonly kind: 'class-visited'; readonly class: number; readonly day: number; readonly start: number }
  | { readonly kind: 'room-shared'; readonly room: number; readonly day: number; readonly start: number }
  | { readonly kind: 'touch-base'; readonly class: number }
  | { readonly kind: 'co-teaching'; readonly class: number; readonly agreement: number }
  | { readonly kind: 'lock'; readonly lock: number }
  | { readonly kind: 'steady'; readonly service: number }
  | { readonly kind: 'cover'; readonly services: readonly number[] };

/** One way to keep a lock in one week: columns that must all be 1. */
export type LockChoice = readonly number[];

export interface Model {
  readonly timetable: Timetable;
  readonly candidates: Candidates;
  readonly shapes: readonly Shape[];
  readonly columns: readonly Column[];
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly integer: Int32Array;
  readonly rows: readonly RowMeaning[];
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Rows packed one after the other: row r has entries `starts[r]` to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** Points that no decision changes. */
  readonly offset: number;
  /** Points come in multiples of this (after the offset), so a bound may be rounded up to the next one. */
  readonly grain: number;
  /** Session columns of each shape (one a week where the members differ from week to week). */
  readonly sessionsOf: readonly (readonly number[])[];
  readonly attendsOf: readonly (readonly number[])[];
  /** Attendance columns of each service. */
  readonly attendsFor: readonly (readonly number[])[];
  /** For each lock and each week that it binds, the ways to keep it. */
  readonly lockChoices: readonly {
    readonly lock: number;
    readonly week: number;
    readonly choices: readonly LockChoice[];
  }[];
}

/** The coarse grid: every third step (15 minutes on a 5-minute grid). */
const COARSE_STEPS = 3;

export function countWeeks(mask: number): number {
  let n = 0;
  for (let m = mask; m > 0; m &= m - 1) n++;
  return n;
}

export function weeksIn(mask: number): number[] {
  return [1, 2, 3, 4].filter((w) => mask & (1 << (w - 1)));
}

export function buildModel(timetable: Timetable, candidates = new Candidates(timetable)): Model {
  return new ModelBuilder(timetable, candidates).build();
}

interface Attendance {
  readonly service: number;
  readonly weeks: number;
  readonly cost: number;
}

class ModelBuilder {
  readonly timetable: Timetable;
  readonly candidates: Candidates;
  readonly shapes: Shape[] = [];
  readonly columns: Column[] = [];
  readonly cost: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly integer: number[] = [];
  readonly sessionsOf: number[][] = [];
  readonly attendsOf: number[][] = [];
  readonly attendsFor: number[][];
  readonly rows = new RowBuilder<RowMeaning>();
  readonly lockChoices: { lock: number; week: number; choices: LockChoice[] }[] = [];
  offset = 0;

  constructor(timetable: Timetable, candidates: Candidates) {
    this.timetable = timetable;
    this.candidates = candidates;
    this.attendsFor = timetable.services.map(() => []);
  }

  build(): Model {
    this.addPushIn();
    this.addPullOut();
    this.addTouchBases();
    this.addLunches();
    this.addServiceRows();
    this.addCoTeachingRows();
    this.addTherapistRows();
    this.addStudentRows();
    this.addClassRows();
    this.addRoomRows();
    this.addPrevious();
    this.addLocks();
    const packed = this.rows.pack();
    return {
      timetable: this.timetable,
      candidates: this.candidates,
      shapes: this.shapes,
      columns: this.columns,
      cost: Float64Array.from(this.cost),
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      integer: Int32Array.from(this.integer),
      ...packed,
      offset: this.offset,
      grain: this.cost.reduce((g, c) => greatestDivisor(g, Math.abs(c)), 0) || 1,
      sessionsOf: this.sessionsOf,
      attendsOf: this.attendsOf,
      attendsFor: this.attendsFor,
      lockChoices: this.lockChoices,
    };
  }

  column(column: Column, cost: number, upper = 1, integer = 1): number {
    this.columns.push(column);
    this.cost.push(cost);
    this.lower.push(0);
    this.upper.push(upper);
    this.integer.push(integer);
    return this.columns.length - 1;
  }

  /** The sets of weeks in which a service may keep one start, given the weeks in which that start is possible. */
  patterns(need: ServiceNeed, possible: number): number[] {
    if (possible === 0) return [];
    if (!need.perPlan) return [possible];
    if (!need.steady) return weeksIn(possible).map((w) => 1 << (w - 1));
    return Array.from({ length: this.timetable.allWeeks }, (_, i) => i + 1).filter(
      (mask) => (mask & possible) === mask && countWeeks(mask) <= need.times,
    );
  }

  /** Adds the columns and link rows of one possible session; nothing when nobody could attend and nobody need. */
  addShape(
    shape: Shape,
    held: number,
    sessionCost: number,
    attendances: readonly Attendance[],
    disliked = 0,
    dislikedCost = 0,
  ): void {
    const number = this.shapes.push(shape) - 1;
    const attends = attendances.map((a) => {
      const cost = a.cost + (shape.alone ? sessionCost * countWeeks(a.weeks) : 0);
      const column = this.column({ kind: 'attend', shape: number, service: a.service, weeks: a.weeks }, cost);
      this.attendsFor[a.service]!.push(column);
      return column;
    });
    this.attendsOf.push(attends);
    const sessions: number[] = [];
    this.sessionsOf.push(sessions);
    if (shape.alone) return;
    const union = shape.agreement >= 0 ? held : attendances.reduce((mask, a) => mask | a.weeks, 0);
    const uniform =
      attendances.every((a) => a.weeks === union) && (!(disliked & union) || (disliked & union) === union);
    const { services, students } = this.timetable;
    for (const weeks of uniform ? [union] : weeksIn(union).map((w) => 1 << (w - 1))) {
      const cost = sessionCost * countWeeks(weeks) + dislikedCost * countWeeks(weeks & disliked);
      const session = this.column({ kind: 'session', shape: number, weeks }, cost);
      sessions.push(session);
      const members = attends.filter((_, i) => attendances[i]!.weeks & weeks);
      const serviceOf = (column: number) => services[(this.columns[column] as { service: number }).service]!;
      const byStudent = new Map<number, number[]>();
      for (const m of members) {
        const student = serviceOf(m).student;
        addTo(byStudent, student, m);
      }
      for (const own of byStudent.values()) this.linked(number, session, own, 1);
      if (byStudent.size > shape.cap) this.linked(number, session, members, shape.cap);
      if (!shape.pushIn) {
        for (const [a, own] of byStudent) {
          for (const [b, others] of byStudent) {
            if (a < b && students[a]!.apartFrom.has(b)) this.linked(number, session, [...own, ...others], 1);
          }
        }
      }
    }
    // A steady service has the same group in each of its weeks: nobody joins it for only some of them.
    attendances.forEach((a, i) => {
      if (!services[a.service]!.steady) return;
      attendances.forEach((b, j) => {
        if (a.service === b.service || !(a.weeks & b.weeks) || !(a.weeks & ~b.weeks)) return;
        this.rows.atMost({ kind: 'steady', service: a.service }, [attends[i]!, attends[j]!], 1);
      });
    });
  }

  linked(shape: number, session: number, members: readonly number[], most: number): void {
    this.rows.add(
      { kind: 'link', shape },
      [...members, session],
      [...members.map(() => 1), -most],
      Number.NEGATIVE_INFINITY,
      0,
    );
  }

  addPushIn(): void {
    const { timetable, candidates } = this;
    const { services } = timetable;
    const lockLengths = this.lockLengths();
    timetable.classes.forEach((section, classNumber) => {
      const here = services.flatMap((need, i) => (need.pushIn && need.class === classNumber ? [i] : []));
      for (const [therapist] of timetable.therapists.entries()) {
        const own = here.filter((i) => services[i]!.therapist === therapist);
        const routines = [...new Set(own.flatMap((i) => services[i]!.routines))];
        for (const day of timetable.days) {
          for (const routine of routines) {
            const fitting = own.filter((i) => services[i]!.routines.includes(routine));
            const lengths = [...new Set([...fitting.map((i) => services[i]!.sessionMinutes), ...lockLengths])].sort(
              (a, b) => a - b,
            );
            for (let start = candidates.bounds.from; start < candidates.bounds.to; start += timetable.step) {
              for (const length of lengths) {
                const members = fitting.filter((i) => services[i]!.minutes <= length);
                this.addVisit(therapist, classNumber, routine, -1, day, start, length, members);
              }
            }
          }
          section.coTeaching.forEach((agreement, a) => {
            if (agreement.minutes % timetable.step !== 0) return;
            for (const start of new Set(agreement.options.filter((o) => o.day === day).map((o) => o.from))) {
              if (start % timetable.step !== 0) continue;
              const stretch = { from: start, to: start + agreement.minutes };
              const open = new Set<string>();
              for (let w = 1; w <= timetable.weeks; w++) {
                for (const window of section.windows[dateOf(w, day)]!) {
                  if (window.from <= stretch.from && stretch.to <= window.to) open.add(window.routine);
                }
              }
              for (const routine of open) {
                const members = own.filter(
                  (i) => services[i]!.routines.includes(routine) && services[i]!.minutes <= agreement.minutes,
                );
                this.addVisit(therapist, classNumber, routine, a, day, start, agreement.minutes, members);
              }
            }
          });
        }
      }
    });
  }

  /** Lengths of session that only a lock asks for: between its times, or any where it names the end alone. */
  lockLengths(): number[] {
    const { problem, step } = this.timetable;
    const { bounds } = this.candidates;
    const locked = problem.locked ?? [];
    const given = locked.flatMap((l) => (l.from && l.to ? [minutesOf(l.to) - minutesOf(l.from)] : []));
    if (!locked.some((l) => l.to && !l.from)) return given;
    return Array.from({ length: Math.max(0, Math.floor((bounds.to - bounds.from) / step)) }, (_, i) => (i + 1) * step);
  }

  addVisit(
    therapist: number,
    classNumber: number,
    routine: string,
    agreement: number,
    day: number,
    start: number,
    length: number,
    members: readonly number[],
  ): void {
    const { timetable, candidates } = this;
    const { points, services, problem } = timetable;
    const school = timetable.classes[classNumber]!.school;
    const stretch = { from: start, to: start + length };
    let held = 0;
    let disliked = 0;
    for (let w = 1; w <= timetable.weeks; w++) {
      const date = dateOf(w, day);
      const window = candidates.window(classNumber, routine, date, stretch);
      if (!window || candidates.therapistRejections(therapist, school, date, stretch) !== 0) continue;
      held |= 1 << (w - 1);
      if (!window.liked && agreement < 0) disliked |= 1 << (w - 1);
    }
    if (held === 0) return;
    const attendances = members.flatMap((service): Attendance[] => {
      const need = services[service]!;
      const free = this.freeWeeks(need, day, start) & held;
      const minutesInOther = need.routines[0] === routine ? 0 : need.minutes;
      return this.patterns(need, free).map((weeks) => ({
        service,
        weeks,
        cost: points.routine * minutesInOther * countWeeks(weeks),
      }));
    });
    if (agreement < 0 && (attendances.length === 0 || problem.limits.pushInGroup === 0)) return;
    const shape: Shape = {
      therapist,
      school,
      pushIn: true,
      class: classNumber,
      routine,
      agreement,
      day,
      start,
      length,
      cap: agreement < 0 ? problem.limits.pushInGroup : problem.limits.coTeachingGroup,
      alone: false,
      coarse: true,
    };
    // A session longer than every member needs is only ever a locked one.
    const needed = agreement >= 0 || members.some((i) => services[i]!.sessionMinutes === length);
    if (!needed && !problem.locked?.some((lock) => this.lockFits(lock, shape))) return;
    this.addShape(shape, held, points.therapist * length, attendances, disliked, points.window * length);
  }

  freeWeeks(need: ServiceNeed, day: number, start: number): number {
    let free = 0;
    for (let w = 1; w <= this.timetable.weeks; w++) {
      const stretch = { from: start, to: start + need.minutes };
      if (this.candidates.studentIsFree(need.student, dateOf(w, day), stretch)) free |= 1 << (w - 1);
    }
    return free;
  }

  addPullOut(): void {
    const { timetable, candidates } = this;
    const { services, points, step } = timetable;
    const clusters = new Map<string, number[]>();
    services.forEach((need, i) => {
      if (need.pushIn || need.sessionMinutes === 0) return;
      const key = JSON.stringify(need.groupMax > 1 ? [need.therapist, need.school, need.area, need.minutes] : [i]);
      addTo(clusters, key, i);
    });
    for (const cluster of clusters.values()) {
      const minutes = services[cluster[0]!]!.minutes;
      let before: { day: number; possible: number[] } = { day: -1, possible: [] };
      for (const { day, start } of candidates.starts(minutes)) {
        const possible = cluster.map((i) => candidates.possibleWeeks(services[i]!, day, start));
        const onCoarse = start % (step * COARSE_STEPS) === 0;
        const first = (i: number) =>
          before.day !== day || (before.possible[cluster.indexOf(i)]! & possible[cluster.indexOf(i)]!) === 0;
        const ready = cluster.filter((_, k) => possible[k] !== 0);
        for (const type of this.groupTypes(ready)) {
          const attendances = type.members.flatMap((service) => {
            const need = services[service]!;
            return this.patterns(need, possible[cluster.indexOf(service)]!).map(
              (weeks): Attendance => ({ service, weeks, cost: this.pullOutCost(need, day, start, weeks) }),
            );
          });
          if (attendances.length === 0) continue;
          const need = services[type.members[0]!]!;
          this.addShape(
            {
              therapist: need.therapist,
              school: need.school,
              pushIn: false,
              class: -1,
              routine: '',
              agreement: -1,
              day,
              start,
              length: minutes,
              cap: type.cap,
              alone: type.members.length === 1,
              coarse: onCoarse || type.members.some(first),
            },
            0,
            points.therapist * minutes,
            attendances,
          );
        }
        before = { day, possible };
      }
    }
  }

  pullOutCost(need: ServiceNeed, day: number, start: number, weeks: number): number {
    const stretch = { from: start, to: start + need.minutes };
    return weeksIn(weeks).reduce(
      (sum, w) => sum + this.candidates.pullOutPoints(need.student, dateOf(w, day), stretch)!,
      0,
    );
  }

  /**
   * The kinds of group that can be formed of these services: a band of grades and a cap, with all who fit both.
   * Kinds that another contains (no fewer members, no smaller cap) are left out.
   */
  groupTypes(services: readonly number[]): { members: number[]; cap: number }[] {
    const needs = this.timetable.services;
    const span = this.timetable.problem.limits.gradeSpan;
    // Pull-out bands are by the homeroom's grade.
    const gradeOf = (i: number) => this.timetable.classes[this.timetable.students[needs[i]!.student]!.class]!.grade;
    const types: { members: number[]; cap: number }[] = [];
    for (const grade of new Set(services.map(gradeOf))) {
      for (const cap of new Set(services.map((i) => needs[i]!.groupMax))) {
        const members = services.filter((i) => {
          return needs[i]!.groupMax >= cap && gradeOf(i) >= grade && gradeOf(i) <= grade + span;
        });
        if (members.length > 0) types.push({ members, cap: Math.min(cap, members.length) });
      }
    }
    return types.filter((a, i) => {
      return !types.some((b, j) => {
        if (i === j || b.cap < a.cap || !a.members.every((m) => b.members.includes(m))) return false;
        const same = b.cap === a.cap && b.members.length === a.members.length;
        return !same || j < i;
      });
    });
  }

  /** Weeks that need not be told apart: one set when everything in question is the same in every week. */
  weekSets(columns: readonly number[]): number[] {
    const { allWeeks, weeks } = this.timetable;
    if (columns.every((c) => (this.columns[c] as { weeks: number }).weeks === allWeeks)) return [allWeeks];
    return Array.from({ length: weeks }, (_, w) => 1 << w);
  }

  during(columns: readonly number[], weeks: number): number[] {
    return columns.filter((c) => (this.columns[c] as { weeks: number }).weeks & weeks);
  }

  addLunches(): void {
    const { timetable, candidates } = this;
    for (const [therapist] of timetable.therapists.entries()) {
      for (const day of timetable.days) {
        const held = this.columns.flatMap((c, i) => {
          const at =
            c.kind === 'session' || c.kind === 'attend'
              ? this.shapes[c.shape]!
              : c.kind === 'touch-base'
                ? c
                : undefined;
          return at?.therapist === therapist && at.day === day ? [i] : [];
        });
        const starts = Array.from({ length: timetable.weeks }, (_, w) =>
          candidates.lunches(therapist, dateOf(w + 1, day)),
        );
        const same = starts.every((s) => s.join() === starts[0]!.join());
        for (const weeks of same ? this.weekSets(held) : weeksIn(timetable.allWeeks).map((w) => 1 << (w - 1))) {
          const own = starts[weeksIn(weeks)[0]! - 1]!.map((start) =>
            this.column({ kind: 'lunch', therapist, day, start, weeks }, 0),
          );
          if (own.length === 0) continue;
          this.rows.add(
            { kind: 'lunch', therapist, day },
            own,
            own.map(() => 1),
            1,
            1,
          );
        }
      }
    }
  }

  addTouchBases(): void {
    const { timetable, candidates } = this;
    const { points } = timetable;
    timetable.classes.forEach((section, classNumber) => {
      const turns = section.touchBaseWeeks;
      if (turns.length === 0) return;
      const weekly = turns.length === timetable.weeks;
      const length = section.touchBaseMinutes;
      const visitors = new Set(
        timetable.services.filter((need) => need.pushIn && need.class === classNumber).map((need) => need.therapist),
      );
      const own: number[] = [];
      for (const therapist of length % timetable.step === 0 ? visitors : []) {
        for (const { day, start } of candidates.starts(length)) {
          const stretch = { from: start, to: start + length };
          let weeks = 0;
          for (let w = 1; w <= timetable.weeks; w++) {
            const date = dateOf(w, day);
            const free = section.teacherFree[date]!.some((f) => f.from <= stretch.from && stretch.to <= f.to);
            const rejected = candidates.therapistRejections(therapist, section.school, date, stretch);
            if (free && (rejected & ~bit('limit')) === 0) weeks |= 1 << (w - 1);
          }
          // A weekly one is the same in every week; one in a stretch of weeks is in any of them.
          for (const held of weekly ? [weeks] : weeksIn(weeks).map((w) => 1 << (w - 1)))
            if (held > 0)
              own.push(this.column({ kind: 'touch-base', class: classNumber, therapist, day, start, weeks: held }, 0));
        }
      }
      for (const weeks of weekly ? this.weekSets(own) : turns) {
        const wanted = weekly ? countWeeks(weeks) : 1;
        const none = this.column({ kind: 'no-touch-base', class: classNumber, weeks }, points.touchBase * wanted, 1, 0);
        const held = this.during(own, weeks);
        this.rows.add({ kind: 'touch-base', class: classNumber }, [...held, none], [...held.map(() => 1), 1], 1, 1);
      }
    });
  }

  addServiceRows(): void {
    const { timetable } = this;
    const { points, days } = timetable;
    timetable.services.forEach((need, service) => {
      const own = this.attendsFor[service]!;
      const weekSets = this.weekSets(own);
      const minutesCost = points.unmet * need.minutes;
      if (need.perPlan) {
        const unmet = this.column({ kind: 'unmet', service, weeks: timetable.allWeeks }, minutesCost, need.times, 0);
        this.lower[unmet] = Math.max(0, need.times - this.datesOf(own));
        const counts = own.map((c) => countWeeks((this.columns[c] as { weeks: number }).weeks));
        this.rows.add({ kind: 'times', service }, [...own, unmet], [...counts, 1], need.times, need.times);
      } else {
        for (const weeks of weekSets) {
          const unmet = this.column({ kind: 'unmet', service, weeks }, minutesCost * countWeeks(weeks), need.times, 0);
          const held = this.during(own, weeks);
          this.lower[unmet] = Math.max(0, need.times - Math.floor(this.datesOf(held) / countWeeks(weeks)));
          this.rows.add(
            { kind: 'times', service },
            [...held, unmet],
            [...held.map(() => 1), 1],
            need.times,
            need.times,
          );
        }
      }
      if (need.steady && timetable.weeks > 1) {
        const slots = need.perPlan ? Math.ceil(need.times / timetable.weeks) : need.times;
        this.rows.atMost({ kind: 'steady', service }, own, slots);
        const byStart = new Map<string, number[]>();
        for (const c of own) {
          const { day, start } = this.shapes[(this.columns[c] as { shape: number }).shape]!;
          addTo(byStart, `${day}/${start}`, c);
        }
        for (const same of byStart.values()) this.rows.atMost({ kind: 'steady', service }, same, 1);
      }
      const onDay = (day: number, weeks: number) =>
        this.during(own, weeks).filter((c) => this.shapes[(this.columns[c] as { shape: number }).shape]!.day === day);
      for (const weeks of weekSets) {
        for (const day of days) this.rows.atMost({ kind: 'once-a-day', service, day }, onDay(day, weeks), 1);
        if (need.times < 2 || points.adjacent === 0) continue;
        for (const day of days) {
          const today = onDay(day, weeks);
          const tomorrow = days.includes(day + 1) ? onDay(day + 1, weeks) : [];
          if (today.length === 0 || tomorrow.length === 0) continue;
          const adjacent = this.column(
            { kind: 'adjacent', service, day, weeks },
            points.adjacent * countWeeks(weeks),
            1,
            0,
          );
          const both = [...today, ...tomorrow];
          this.rows.add(
            { kind: 'adjacent', service, day },
            [...both, adjacent],
            [...both.map(() => 1), -1],
            Number.NEGATIVE_INFINITY,
            1,
          );
        }
      }
    });
  }

  /** On how many dates these attendances lie: a service has no more meetings than that. */
  datesOf(attends: readonly number[]): number {
    const dates = new Set<number>();
    for (const c of attends) {
      const { shape, weeks } = this.columns[c] as { shape: number; weeks: number };
      for (const week of weeksIn(weeks)) dates.add(dateOf(week, this.shapes[shape]!.day));
    }
    return dates.size;
  }

  addCoTeachingRows(): void {
    const { timetable } = this;
    timetable.classes.forEach((section, classNumber) => {
      section.coTeaching.forEach((_, agreement) => {
        const own = this.columns.flatMap((c, i) => {
          if (c.kind !== 'session') return [];
          const shape = this.shapes[c.shape]!;
          return shape.class === classNumber && shape.agreement === agreement ? [i] : [];
        });
        for (const weeks of this.weekSets(own)) {
          const cost = timetable.points.coTeaching * countWeeks(weeks);
          const none = this.column({ kind: 'no-co-teaching', class: classNumber, agreement, weeks }, cost, 1, 0);
          const held = this.during(own, weeks);
          this.rows.add(
            { kind: 'co-teaching', class: classNumber, agreement },
            [...held, none],
            [...held.map(() => 1), 1],
            1,
            1,
          );
        }
      });
    });
  }

  /** Columns that take the therapist's time, by therapist and day of the week. */
  occupying(): Map<string, number[]> {
    const busy = new Map<string, number[]>();
    this.columns.forEach((c, i) => {
      let key = '';
      if (c.kind === 'session' || (c.kind === 'attend' && this.shapes[c.shape]!.alone)) {
        const shape = this.shapes[c.shape]!;
        key = `${shape.therapist}/${shape.day}`;
      } else if (c.kind === 'lunch' || c.kind === 'touch-base') key = `${c.therapist}/${c.day}`;
      if (key !== '') addTo(busy, key, i);
    });
    return busy;
  }

  stretchOf(column: number): Stretch {
    const c = this.columns[column]!;
    if (c.kind === 'lunch')
      return { from: c.start, to: c.start + this.timetable.therapists[c.therapist]!.lunch!.minutes };
    if (c.kind === 'touch-base')
      return { from: c.start, to: c.start + this.timetable.classes[c.class]!.touchBaseMinutes };
    const shape = this.shapes[(c as { shape: number }).shape]!;
    if (c.kind === 'attend' && !shape.alone)
      return { from: shape.start, to: shape.start + this.timetable.services[c.service]!.minutes };
    return { from: shape.start, to: shape.start + shape.length };
  }

  addTherapistRows(): void {
    const { timetable } = this;
    const busy = this.occupying();
    timetable.therapists.forEach((t, therapist) => {
      const direct: number[] = [];
      for (const day of timetable.days) {
        const today = busy.get(`${therapist}/${day}`) ?? [];
        const sessions = today.filter((c) => this.columns[c]!.kind === 'session' || this.columns[c]!.kind === 'attend');
        direct.push(...sessions);
        for (let w = 0; w < timetable.weeks; w++) {
          const held = this.during(today, 1 << w);
          this.oneAtATime(held, (start) => ({ kind: 'one-thing-at-a-time', therapist, day, start }));
          this.limited({ kind: 'day-limit', therapist, day }, this.during(sessions, 1 << w), t.dayLimit);
        }
      }
      for (let w = 0; w < timetable.weeks; w++)
        this.limited({ kind: 'week-limit', therapist }, this.during(direct, 1 << w), t.weekLimit);
    });
  }

  limited(meaning: RowMeaning, columns: readonly number[], limit: number): void {
    if (!Number.isFinite(limit) || columns.length === 0) return;
    const lengths = columns.map((c) => {
      const { from, to } = this.stretchOf(c);
      return to - from;
    });
    this.rows.add(meaning, columns, lengths, Number.NEGATIVE_INFINITY, limit);
  }

  /**
   * At most one of the columns at any moment. One row for each largest set that is on at the same moment:
   * those are found where something ends after something else has begun.
   */
  oneAtATime(columns: readonly number[], meaning: (start: number) => RowMeaning): void {
    const stretches = columns.map((c) => ({ c, ...this.stretchOf(c) }));
    const begins = new Set(stretches.map((s) => s.from));
    let begun = false;
    let latest = 0;
    for (const end of [...new Set([...begins, ...stretches.map((s) => s.to)])].sort((a, b) => a - b)) {
      if (begun && stretches.some((s) => s.to === end)) {
        const on = stretches.filter((s) => s.from < end && s.to >= end).map((s) => s.c);
        this.rows.atMost(meaning(latest), on, 1);
        begun = false;
      }
      if (begins.has(end)) {
        begun = true;
        latest = end;
      }
    }
  }

  addStudentRows(): void {
    const { timetable } = this;
    timetable.students.forEach((_, student) => {
      const services = timetable.services.flatMap((need, i) => (need.student === student ? [i] : []));
      if (services.length < 2) return;
      for (const day of timetable.days) {
        const own = services.flatMap((s) =>
          this.attendsFor[s]!.filter((c) => this.shapes[(this.columns[c] as { shape: number }).shape]!.day === day),
        );
        for (let w = 0; w < timetable.weeks; w++) {
          this.oneAtATime(this.during(own, 1 << w), (start) => ({ kind: 'student-busy', student, day, start }));
        }
      }
    });
  }

  addClassRows(): void {
    const { timetable } = this;
    if (timetable.therapists.length < 2) return;
    timetable.classes.forEach((section, classNumber) => {
      if (section.together) return;
      for (const day of timetable.days) {
        const visits = this.columns.flatMap((c, i) => {
          if (c.kind !== 'session') return [];
          const shape = this.shapes[c.shape]!;
          return shape.class === classNumber && shape.day === day ? [i] : [];
        });
        if (this.therapistsOf(visits) < 2) continue;
        for (let w = 0; w < timetable.weeks; w++) {
          this.oneAtATime(this.during(visits, 1 << w), (start) => ({
            kind: 'class-visited',
            class: classNumber,
            day,
            start,
          }));
        }
      }
    });
  }

  addRoomRows(): void {
    const { timetable, candidates } = this;
    const needing = new Map<number, number[]>();
    this.columns.forEach((c, i) => {
      if (c.kind !== 'session' && c.kind !== 'attend') return;
      const shape = this.shapes[c.shape]!;
      if (shape.pushIn || (c.kind === 'attend' && !shape.alone)) return;
      for (const room of candidates.rooms(shape.therapist, shape.school)) addTo(needing, room, i);
    });
    for (const [room, columns] of needing) {
      if (this.therapistsOf(columns) < 2) continue;
      for (const day of timetable.days) {
        const own = columns.filter((c) => this.shapes[(this.columns[c] as { shape: number }).shape]!.day === day);
        for (let w = 0; w < timetable.weeks; w++) {
          this.oneAtATime(this.during(own, 1 << w), (start) => ({ kind: 'room-shared', room, day, start }));
        }
      }
    }
  }

  therapistsOf(columns: readonly number[]): number {
    return new Set(columns.map((c) => this.shapes[(this.columns[c] as { shape: number }).shape]!.therapist)).size;
  }

  /** Staying where the previous plan had someone saves the points of a move. */
  addPrevious(): void {
    const { timetable } = this;
    const numbers = new Map(timetable.services.map((need, i) => [need.id, i]));
    for (const p of timetable.problem.previous ?? []) {
      const day = dayNumber(p.day);
      const start = minutesOf(p.from);
      const weeks = p.week === undefined ? timetable.allWeeks : 1 << (p.week - 1);
      for (const id of p.services) {
        const service = numbers.get(id);
        if (service === undefined) continue;
        this.offset += timetable.points.moved * countWeeks(weeks);
        for (const c of this.attendsFor[service]!) {
          const column = this.columns[c] as { shape: number; weeks: number };
          const shape = this.shapes[column.shape]!;
          if (shape.day === day && shape.start === start) {
            this.cost[c] = this.cost[c]! - timetable.points.moved * countWeeks(column.weeks & weeks);
          }
        }
      }
    }
  }

  addLocks(): void {
    const { timetable } = this;
    const numbers = new Map(timetable.services.map((need, i) => [need.id, i]));
    (timetable.problem.locked ?? []).forEach((lock, number) => {
      const fitting = this.shapes.flatMap((shape, i) => (this.lockFits(lock, shape) ? [i] : []));
      const weeks = lock.week === undefined ? weeksIn(timetable.allWeeks) : [lock.week];
      for (const week of weeks) {
        const weeksOf = (c: number) => (this.columns[c] as { weeks: number }).weeks;
        const covers = (c: number) => weeksOf(c) & (1 << (week - 1));
        const choices: LockChoice[] = [];
        for (const shape of fitting) {
          const session = this.sessionsOf[shape]!.filter(covers);
          if (!this.shapes[shape]!.alone && session.length === 0) continue;
          const attends = this.attendsOf[shape]!.filter(covers);
          const wanted = lock.services.map((id) => {
            const service = numbers.get(id)!;
            return attends.filter((c) => (this.columns[c] as { service: number }).service === service);
          });
          // A lock without services still needs somebody in the session, unless it is co-teaching.
          if (wanted.length === 0 && this.shapes[shape]!.agreement < 0) wanted.push(attends);
          for (const members of combinations(wanted)) {
            // Who attends in further weeks needs the session there too.
            const held = members.reduce((mask, c) => mask | weeksOf(c), 1 << (week - 1));
            choices.push([...this.sessionsOf[shape]!.filter((c) => weeksOf(c) & held), ...members]);
          }
        }
        this.lockChoices.push({ lock: number, week, choices });
        if (choices.length === 0) continue;
        if (choices.length === 1) {
          for (const c of choices[0]!) this.lower[c] = 1;
          continue;
        }
        const chosen = choices.map((choice) => {
          const column = this.column({ kind: 'lock', lock: number, weeks: 1 << (week - 1) }, 0);
          for (const c of choice)
            this.rows.add({ kind: 'lock', lock: number }, [column, c], [1, -1], Number.NEGATIVE_INFINITY, 0);
          return column;
        });
        this.rows.add(
          { kind: 'lock', lock: number },
          chosen,
          chosen.map(() => 1),
          1,
          Number.POSITIVE_INFINITY,
        );
      }
    });
  }

  lockFits(lock: Lock, shape: Shape): boolean {
    const { timetable } = this;
    const given = (value: unknown, actual: unknown) => value === undefined || value === actual;
    return (
      given(lock.therapist, timetable.therapists[shape.therapist]!.id) &&
      given(lock.school, shape.school) &&
      given(lock.day && dayNumber(lock.day), shape.day) &&
      given(lock.from && minutesOf(lock.from), shape.start) &&
      given(lock.to && minutesOf(lock.to), shape.start + shape.length) &&
      given(lock.delivery, shape.pushIn ? 'push-in' : 'pull-out') &&
      given(lock.class, timetable.classes[shape.class]?.id) &&
      given(lock.routine, shape.pushIn ? shape.routine : undefined) &&
      given(lock.coTeaching, shape.agreement >= 0)
    );
  }
}

function combinations(lists: readonly (readonly number[])[]): number[][] {
  return lists.reduce<number[][]>((all, list) => all.flatMap((chosen) => list.map((c) => [...chosen, c])), [[]]);
}

/** Adds to the list under the key. */
function addTo<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
