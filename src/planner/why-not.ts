import { bit, type Candidates, FILTERS, type Filter } from './candidates.ts';
import { CALENDAR, contains, overlaps, timeOf } from './clock-time.ts';
import { Filling } from './filling.ts';
import { buildModel, type Column, type Model } from './model.ts';
import type { Unmet } from './plan.ts';
import type { Problem } from './problem.ts';
import type { Reason, ReasonValue } from './reason.ts';
import type { Score } from './score.ts';
import { dateOf, layOut, type ServiceNeed } from './timetable.ts';

/*
 * Why not, cheapest first: whether there is any start at all and what alone takes the last one away; then what stands
 * in the way in this plan. The smallest conflicting set and what a change would do need a solver: `solver/explain.ts`.
 */

/** Everything that the plan leaves out, each with at least one reason. `proven`: no better plan exists. */
export function whyNot(model: Model, values: ArrayLike<number>, score: Score, proven: boolean): Unmet[] {
  const { timetable } = model;
  const filling = new Filling(model);
  filling.load(values);
  const unmet: Unmet[] = [];
  timetable.services.forEach((need, service) => {
    const times = score.unmetTimes.get(need.id);
    if (times === undefined) return;
    const reasons = noStartReasons(model.candidates, need);
    if (reasons.length === 0) {
      const open = model.attendsFor[service]!.filter((c) => filling.values[c] === 0);
      reasons.push(
        ...takenReasons(
          model,
          filling,
          open.map((c) => [...filling.sessionsFor(c), c]),
          proven,
        ),
      );
    }
    unmet.push({ service: need.id, times, minutes: times * need.minutes, reasons });
  });
  timetable.classes.forEach((section, number) => {
    const without = score.noTouchBase.get(section.id);
    if (without !== undefined) {
      const starts = model.columns.flatMap((c, i) => (c.kind === 'touch-base' && c.class === number ? [[i]] : []));
      const reasons =
        starts.length > 0 ? takenReasons(model, filling, starts, proven) : [noTouchBaseReason(model, number)];
      unmet.push({ touchBase: section.id, times: without, reasons });
    }
    section.coTeaching.forEach((agreement, k) => {
      const missing = score.noCoTeaching.get(`${section.id}/${k}`);
      if (missing === undefined) return;
      const starts = model.columns.flatMap((c, i) => {
        if (c.kind !== 'session') return [];
        const shape = model.shapes[c.shape]!;
        return shape.class === number && shape.agreement === k ? [[i]] : [];
      });
      const reasons =
        starts.length > 0
          ? takenReasons(model, filling, starts, proven)
          : [noCoTeachingReason(model, number, agreement)];
      unmet.push({ coTeaching: section.id, agreement: k, times: missing, reasons });
    });
  });
  return unmet;
}

/** A start that only one filter rejects. */
export interface NearMiss {
  readonly filter: Filter;
  readonly week: number;
  readonly day: number;
  readonly start: number;
  readonly routine?: string;
}

/**
 * Starts that would be possible but for one filter, on days that have no possible start. For a missing window only
 * times count at which the class has the routine (in its blocks, or in a window on another day).
 */
export function nearMisses(
  candidates: Candidates,
  need: ServiceNeed,
): { misses: NearMiss[]; possible: Set<number>; fewest: Filter[] } {
  const { timetable } = candidates;
  const possible = new Set<number>();
  const misses: NearMiss[] = [];
  let fewest: Filter[] = [];
  for (let week = 1; week <= timetable.weeks; week++) {
    for (const { day, start } of candidates.starts(need.sessionMinutes)) {
      const date = dateOf(week, day);
      const mask = candidates.rejections(need, date, start);
      if (mask === 0) {
        possible.add(date);
        continue;
      }
      const filters = FILTERS.filter((f) => mask & bit(f));
      const routine = mask & bit('window') ? routineThen(candidates, need, day, start) : undefined;
      if (mask & bit('window') && routine === undefined) continue;
      if (fewest.length === 0 || filters.length < fewest.length) fewest = filters;
      if (filters.length === 1)
        misses.push({ filter: filters[0]!, week, day, start, ...(routine === undefined ? {} : { routine }) });
    }
  }
  return { misses: misses.filter((m) => !possible.has(dateOf(m.week, m.day))), possible, fewest };
}

/** Which of the service's routines the class has at that time of that day, though it offers no window then. */
function routineThen(candidates: Candidates, need: ServiceNeed, day: number, start: number): string | undefined {
  const { timetable } = candidates;
  const section = timetable.problem.classes[need.class]!;
  const stretch = { from: start, to: start + need.sessionMinutes };
  const blocks = timetable.students.find((s) => s.class === need.class)?.blocks ?? [];
  return need.routines.find((routine) => {
    const inBlocks = section.blocks.some((b) => b.routine === routine);
    if (inBlocks) return blocks[dateOf(1, day)]?.some((b) => b.routine === routine && contains(b, stretch)) === true;
    return timetable.classes[need.class]!.windows.flat().some((w) => w.routine === routine && contains(w, stretch));
  });
}

/** Reasons why the service has too few days with any possible start; none if it has enough. */
export function noStartReasons(candidates: Candidates, need: ServiceNeed): Reason[] {
  const { timetable } = candidates;
  if (need.sessionMinutes === 0) return [{ code: 'off-grid', values: { minutes: need.minutes, step: timetable.step } }];
  if (need.pushIn && timetable.problem.limits.pushInGroup === 0) return [{ code: 'no-group', values: {} }];
  const { misses, possible, fewest } = nearMisses(candidates, need);
  const needed = need.perPlan ? need.times : need.times * timetable.weeks;
  const daysOf = (dates: Iterable<number>) =>
    [...new Set([...dates].map((d) => d % 7))].sort((a, b) => a - b).map((d) => CALENDAR[d]!);
  const enough = need.perPlan
    ? possible.size >= needed
    : Array.from(
        { length: timetable.weeks },
        (_, w) => [...possible].filter((d) => Math.floor(d / 7) === w).length,
      ).every((n) => n >= need.times);
  if (enough) return [];
  const reasons: Reason[] = [];
  const names = namesOf(candidates, need);
  if (possible.size > 0)
    reasons.push({ code: 'few-days', values: { days: daysOf(possible), possible: possible.size, needed } });
  if (need.pushIn && need.routines.length === 0) return [{ code: 'no-routine', values: {} }];
  if (need.pushIn && possible.size === 0) {
    const windows = timetable.classes[need.class]!.windows.flat().filter((w) => need.routines.includes(w.routine));
    const longest = Math.max(0, ...windows.map((w) => w.to - w.from));
    if (windows.length === 0) return [{ code: 'no-window', values: names }];
    if (longest < need.sessionMinutes) return [{ code: 'window-short', values: { ...names, longest } }];
  }
  // The filter that alone opens the most further days. That somebody is not there on other days is always true: it is the
  // cause only if nothing stands in the way where they are.
  const opened = new Map<Filter, Set<number>>();
  for (const m of misses) opened.set(m.filter, (opened.get(m.filter) ?? new Set()).add(dateOf(m.week, m.day)));
  const most = (filters: readonly Filter[]): Filter[] =>
    filters
      .filter((f) => opened.has(f))
      .sort((a, b) => opened.get(b)!.size - opened.get(a)!.size)
      .slice(0, 1);
  let causes = most(['student', 'room', 'unavailable', 'lunch', 'limit', 'blocks']);
  if (causes.length === 0) {
    // Where the class's day does not say when it has the routine, that it might open another window is a guess.
    const known = timetable.problem.classes[need.class]!.blocks.some((b) => need.routines.includes(b.routine ?? ''));
    const elsewhere = most(['hours', 'school-day']);
    causes = known ? [...most(['window']), ...elsewhere] : [...elsewhere, ...most(['window'])];
  }
  for (const cause of causes)
    reasons.push({
      code: `only-${cause}`,
      values: { ...names, days: daysOf(opened.get(cause)!), further: possible.size > 0 ? 'yes' : 'no' },
    });
  if (causes.length === 0 && possible.size === 0)
    reasons.push({ code: 'several', values: { ...names, filters: fewest } });
  return reasons;
}

function namesOf({ timetable }: Candidates, need: ServiceNeed): Record<string, ReasonValue> {
  return {
    class: timetable.classes[need.class]!.id,
    student: timetable.students[need.student]!.id,
    therapist: timetable.therapists[need.therapist]!.id,
    school: need.school,
    minutes: need.minutes,
    delivery: need.pushIn ? 'push-in' : 'pull-out',
    routines: need.routines,
  };
}

/** What stands in the way of every one of these ways to plan something; each way is a set of columns. */
function takenReasons(model: Model, filling: Filling, ways: readonly (readonly number[])[], proven: boolean): Reason[] {
  const { timetable } = model;
  const by = new Map<string, number>();
  const limits = new Set<string>();
  let taken = 0;
  for (const columns of ways) {
    const fresh = columns.filter((c) => filling.values[c] === 0);
    for (const c of fresh) filling.set(c, 1);
    const rows = filling.overfull(fresh);
    const inTheWay = new Set<string>();
    let ownDay = false;
    for (const r of rows) {
      const meaning = model.rows[r]!;
      if (meaning.kind === 'once-a-day') ownDay = true;
      if (meaning.kind === 'day-limit')
        limits.add(`${timetable.therapists[meaning.therapist]!.id} ${CALENDAR[meaning.day]!}`);
      if (meaning.kind === 'week-limit') limits.add(timetable.therapists[meaning.therapist]!.id);
      if (meaning.kind === 'link') inTheWay.add(`full ${shapeName(model, meaning.shape)}`);
      if (meaning.kind === 'day-limit' || meaning.kind === 'week-limit' || meaning.kind === 'link') continue;
      for (let k = model.starts[r]!; k < model.starts[r + 1]!; k++) {
        const c = model.indices[k]!;
        if (filling.values[c] === 1 && !columns.includes(c)) inTheWay.add(columnName(model, model.columns[c]!));
      }
    }
    for (const c of fresh) filling.set(c, 0);
    // The days on which the service meets already are not what it lacks.
    if (ownDay) continue;
    if (rows.length > 0) taken++;
    for (const name of inTheWay) by.set(name, (by.get(name) ?? 0) + 1);
  }
  filling.commit();
  const most = [...by].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const reasons: Reason[] = [];
  if (taken > 0)
    reasons.push({
      code: 'taken',
      values: { starts: taken, by: most.slice(0, 6), others: Math.max(0, most.length - 6), limits: [...limits] },
    });
  reasons.push({ code: proven ? 'worth-less' : 'not-known', values: {} });
  return reasons;
}

function shapeName(model: Model, number: number): string {
  const shape = model.shapes[number]!;
  const { timetable } = model;
  const place = shape.pushIn ? `${timetable.classes[shape.class]!.id} ${shape.routine}` : `pull-out ${shape.school}`;
  return `${place} ${CALENDAR[shape.day]!} ${timeOf(shape.start)}`;
}

function columnName(model: Model, column: Column): string {
  const { timetable } = model;
  if (column.kind === 'lunch') return `lunch ${CALENDAR[column.day]!} ${timeOf(column.start)}`;
  if (column.kind === 'touch-base')
    return `touch-base ${timetable.classes[column.class]!.id} ${CALENDAR[column.day]!} ${timeOf(column.start)}`;
  return shapeName(model, (column as { shape: number }).shape);
}

function noTouchBaseReason(model: Model, number: number): Reason {
  const { timetable, candidates } = model;
  const section = timetable.classes[number]!;
  const free = section.teacherFree.flat().filter((f) => f.to - f.from >= section.touchBaseMinutes);
  const values = { class: section.id, school: section.school, minutes: section.touchBaseMinutes };
  if (section.touchBaseMinutes % timetable.step !== 0)
    return { code: 'off-grid', values: { minutes: section.touchBaseMinutes, step: timetable.step } };
  if (free.length === 0)
    return {
      code: 'window-short',
      values: {
        ...values,
        routines: [],
        longest: Math.max(0, ...section.teacherFree.flat().map((f) => f.to - f.from)),
      },
    };
  const visitors = new Set(
    timetable.services.filter((need) => need.pushIn && need.class === number).map((need) => need.therapist),
  );
  const rejected = new Set<Filter>();
  for (const therapist of visitors) {
    for (const date of timetable.dates) {
      for (const f of section.teacherFree[date]!) {
        for (
          let start = Math.ceil(f.from / timetable.step) * timetable.step;
          start + section.touchBaseMinutes <= f.to;
          start += timetable.step
        ) {
          const mask = candidates.therapistRejections(therapist, section.school, date, {
            from: start,
            to: start + section.touchBaseMinutes,
          });
          for (const filter of FILTERS) if (mask & bit(filter)) rejected.add(filter);
        }
      }
    }
  }
  return { code: 'several', values: { ...values, filters: [...rejected] } };
}

function noCoTeachingReason(
  model: Model,
  number: number,
  agreement: { minutes: number; options: readonly { day: number; from: number }[] },
): Reason {
  const { timetable, candidates } = model;
  const section = timetable.classes[number]!;
  const { step } = timetable;
  if (agreement.options.length === 0) return { code: 'no-options', values: { class: section.id } };
  if (agreement.minutes % step !== 0 || agreement.options.every((o) => o.from % step !== 0))
    return { code: 'off-grid', values: { minutes: agreement.minutes, step } };
  const rejected = new Set<Filter>();
  for (const { day, from } of agreement.options) {
    const stretch = { from, to: from + agreement.minutes };
    for (let w = 1; w <= timetable.weeks; w++) {
      const date = dateOf(w, day);
      if (!section.windows[date]!.some((x) => contains(x, stretch))) rejected.add('window');
      timetable.therapists.forEach((_, t) => {
        const mask = candidates.therapistRejections(t, section.school, date, stretch);
        for (const filter of FILTERS) if (mask & bit(filter)) rejected.add(filter);
      });
    }
  }
  return {
    code: 'several',
    values: { class: section.id, school: section.school, minutes: agreement.minutes, filters: [...rejected] },
  };
}

/** One change to a problem that has a name, so that it can be proposed and tried. Times are wall times. */
export type Change =
  | {
      readonly kind: 'open-window';
      readonly class: string;
      readonly routine: string;
      readonly day: (typeof CALENDAR)[number];
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'be-at-school';
      readonly therapist: string;
      readonly school: string;
      readonly day: (typeof CALENDAR)[number];
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'free-therapist';
      readonly therapist: string;
      readonly day: (typeof CALENDAR)[number];
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'free-student';
      readonly student: string;
      readonly day: (typeof CALENDAR)[number];
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'free-room';
      readonly school: string;
      readonly day: (typeof CALENDAR)[number];
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'allow-pull-out';
      readonly student: string;
      readonly day: (typeof CALENDAR)[number];
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'raise-limit'; readonly therapist: string; readonly minutes: number }
  | { readonly kind: 'larger-group'; readonly service: string };

/** Changes that could help an unmet service, the most direct first: those that open a start, then a larger group, then more direct minutes. */
export function changesFor(model: Model, service: number): Change[] {
  const { timetable, candidates } = model;
  const need = timetable.services[service]!;
  const { misses } = nearMisses(candidates, need);
  const changes: Change[] = [];
  const seen = new Set<string>();
  const travels = (miss: NearMiss) => Number(miss.filter === 'hours' || miss.filter === 'school-day');
  for (const miss of [...misses].sort((a, b) => travels(a) - travels(b))) {
    const key = `${miss.filter}/${miss.day}`;
    if (seen.has(key)) continue;
    const change = changeFor(candidates, need, miss);
    if (!change) continue;
    seen.add(key);
    changes.push(change);
  }
  const therapist = timetable.therapists[need.therapist]!;
  if (!need.pushIn && need.groupMax > 1) changes.push({ kind: 'larger-group', service: need.id });
  if (Number.isFinite(Math.min(therapist.dayLimit, therapist.weekLimit))) {
    changes.push({ kind: 'raise-limit', therapist: therapist.id, minutes: need.minutes });
  }
  return changes;
}

/** The same for several services of a problem, by their ids; a service that is not in it gets none. */
export function changesForEach(problem: Problem, services: readonly string[]): Map<string, Change[]> {
  const model = buildModel(layOut(problem));
  return new Map(
    services.map((id) => {
      const number = model.timetable.services.findIndex((need) => need.id === id);
      return [id, number < 0 ? [] : changesFor(model, number)];
    }),
  );
}

function changeFor({ timetable }: Candidates, need: ServiceNeed, miss: NearMiss): Change | undefined {
  const stretch = { from: miss.start, to: miss.start + need.sessionMinutes };
  const when = { day: CALENDAR[miss.day]!, from: timeOf(stretch.from), to: timeOf(stretch.to) };
  const therapist = timetable.therapists[need.therapist]!.id;
  const student = timetable.students[need.student]!;
  switch (miss.filter) {
    case 'window':
      return miss.routine === undefined
        ? undefined
        : { kind: 'open-window', class: timetable.classes[need.class]!.id, routine: miss.routine, ...when };
    case 'school-day':
    case 'hours': {
      const date = dateOf(miss.week, miss.day);
      const stays = timetable.therapists[need.therapist]!.at[date]!;
      const elsewhere = stays.some((a) => a.school !== need.school && overlaps(a, stretch));
      return elsewhere ? undefined : { kind: 'be-at-school', therapist, school: need.school, ...when };
    }
    case 'unavailable':
      return { kind: 'free-therapist', therapist, ...when };
    case 'student':
      return { kind: 'free-student', student: student.id, ...when };
    case 'room':
      return { kind: 'free-room', school: need.school, ...when };
    case 'blocks':
      return { kind: 'allow-pull-out', student: student.id, ...when };
    default:
      return undefined;
  }
}
