import { minutesOf, overlaps, timeOf } from '../clock-time.ts';
import type { PlannedLunch, PlannedSession, PlannedTouchBase, Schedule } from '../plan.ts';
import { DEFAULT_POINTS, type Problem } from '../problem.ts';
import { judge, type BreachCode } from '../score.ts';

/*
 * Every plan of a tiny problem, by trying: all sessions that the rules allow alone, all sets of them that the rules allow
 * together. It knows the rules only through the scorer, and neither candidates nor model.
 */

type Timed = {
  readonly week?: number;
  readonly day: PlannedSession['day'];
  readonly from: string;
  readonly to: string;
};

/** Breaches that further sessions, lunches or touch-bases may still mend. */
const MENDABLE: readonly BreachCode[] = ['lunch-count', 'lock-broken', 'not-steady'];

const stretch = (x: Timed) => ({ from: minutesOf(x.from), to: minutesOf(x.to) });
const clash = (a: Timed, b: Timed) => a.week === b.week && a.day === b.day && overlaps(stretch(a), stretch(b));

/** The fewest points that any plan has; undefined if no plan keeps the locks, `too-many` if there are more than `most` plans. */
export function fewestPoints(problem: Problem, most: number): number | undefined | 'too-many' {
  const weeks = Array.from({ length: problem.weeks ?? 1 }, (_, i) => i + 1);
  const alone = (schedule: Partial<Schedule>) =>
    judge(problem, { sessions: [], touchBases: [], lunches: [], ...schedule }).breaches.map((b) => b.code);
  const lasting = (codes: readonly BreachCode[]) => codes.filter((code) => !MENDABLE.includes(code)).length;

  const sessions = everySession(problem, weeks).filter((x) => lasting(alone({ sessions: [x] })) === 0);
  if (sessions.length > 400) return 'too-many';
  const together = sessions.map((a, i) => sessions.map((b, k) => k > i && lasting(alone({ sessions: [a, b] })) === 0));
  const times = everyTime(problem, weeks);
  const touchBases = problem.classes.map((section) =>
    problem.therapists.flatMap((t) =>
      times(section.touchBase?.minutes ?? 0)
        .map((at): PlannedTouchBase => ({ class: section.id, therapist: t.id, ...at }))
        .filter((x) => lasting(alone({ touchBases: [x] })) === 0),
    ),
  );
  const lunches = problem.therapists.flatMap((t) => {
    const all = times(t.lunch?.minutes ?? 0)
      .map((at): PlannedLunch => ({ therapist: t.id, ...at }))
      .filter((x) => {
        const codes = alone({ lunches: [x] });
        return !codes.includes('lunch-time') && lasting(codes) === 0;
      });
    const dates = new Set(all.map((x) => `${x.week}/${x.day}`));
    return [...dates].map((date) => all.filter((x) => `${x.week}/${x.day}` === date));
  });

  /** The most touch-bases that find a place beside the sessions and every lunch; undefined if a lunch finds none. */
  const mostTouchBases = (chosen: readonly PlannedSession[]): number | undefined => {
    const free = <T extends Timed & { therapist: string }>(x: T, others: readonly (Timed & { therapist: string })[]) =>
      !others.some((o) => o.therapist === x.therapist && clash(o, x));
    const wanted = touchBases.flatMap((all) => weeks.map((week) => all.filter((x) => (x.week ?? 1) === week)));
    const touch = (i: number, taken: readonly (Timed & { therapist: string })[]): number => {
      if (i === wanted.length) return 0;
      const rest = wanted.slice(i).filter((w) => w.length > 0).length;
      let best = touch(i + 1, taken);
      for (const x of wanted[i]!) {
        if (best === rest) break;
        if (free(x, taken)) best = Math.max(best, 1 + touch(i + 1, [...taken, x]));
      }
      return best;
    };
    const eat = (i: number, taken: readonly (Timed & { therapist: string })[]): number | undefined => {
      if (i === lunches.length) return touch(0, taken);
      let best: number | undefined;
      for (const x of lunches[i]!) {
        if (!free(x, taken)) continue;
        const found = eat(i + 1, [...taken, x]);
        if (found !== undefined && (best === undefined || found > best)) best = found;
      }
      return best;
    };
    return eat(0, chosen);
  };

  let best: number | undefined;
  let tried = 0;
  const worth = problem.points?.touchBase ?? DEFAULT_POINTS.touchBase;
  const grow = (from: number, chosen: readonly number[]): boolean => {
    if (++tried > most) return false;
    const plan = chosen.map((i) => sessions[i]!);
    const { breaches, score } = judge(problem, { sessions: plan, touchBases: [], lunches: [] });
    if (lasting(breaches.map((b) => b.code)) > 0) return true;
    const whole = breaches.every((b) => b.code === 'lunch-count') && repeats(problem, plan, sessions);
    const least = score.points - score.parts.touchBase;
    if (whole && (best === undefined || least < best)) {
      const placed = mostTouchBases(plan);
      if (placed !== undefined) {
        const found = score.points - placed * worth;
        if (best === undefined || found < best) best = found;
      }
    }
    for (let next = from; next < sessions.length; next++) {
      if (chosen.every((i) => together[i]![next]) && !grow(next + 1, [...chosen, next])) return false;
    }
    return true;
  };
  return grow(0, []) ? best : 'too-many';
}

/** A weekly service keeps a session in every week in which that session is possible for it. */
function repeats(problem: Problem, plan: readonly PlannedSession[], possible: readonly PlannedSession[]): boolean {
  if ((problem.weeks ?? 1) === 1) return true;
  const weekly = new Set(problem.services.filter((v) => v.timesPerWeek !== undefined).map((v) => v.id));
  const slot = (x: PlannedSession) =>
    JSON.stringify([x.therapist, x.school, x.day, x.from, x.to, x.delivery, x.class, x.routine, x.coTeaching]);
  const meetings = (list: readonly PlannedSession[]) =>
    new Set(list.flatMap((x) => x.services.filter((v) => weekly.has(v)).map((v) => `${v} ${slot(x)} ${x.week}`)));
  const held = meetings(plan);
  const could = meetings(possible);
  return plan.every((x) =>
    x.services
      .filter((v) => weekly.has(v))
      .every((v) =>
        Array.from({ length: problem.weeks ?? 1 }, (_, i) => `${v} ${slot(x)} ${i + 1}`).every(
          (key) => !could.has(key) || held.has(key),
        ),
      ),
  );
}

/** Every start on the grid within anybody's hours, for something of that length. */
function everyTime(problem: Problem, weeks: readonly number[]) {
  const { days, stepMinutes } = problem.grid;
  const hours = problem.therapists.flatMap((t) => t.at.flatMap((a) => [minutesOf(a.from), minutesOf(a.to)]));
  const first = Math.ceil(Math.min(...hours) / stepMinutes) * stepMinutes;
  const last = Math.max(...hours);
  return (length: number): Timed[] => {
    if (length === 0) return [];
    const found: Timed[] = [];
    for (const week of weeks)
      for (const day of days)
        for (let m = first; m + length <= last; m += stepMinutes)
          found.push({ ...(weeks.length === 1 ? {} : { week }), day, from: timeOf(m), to: timeOf(m + length) });
    return found;
  };
}

function everySession(problem: Problem, weeks: readonly number[]): PlannedSession[] {
  const { stepMinutes } = problem.grid;
  const times = everyTime(problem, weeks);
  const longest = Math.max(
    ...problem.services.map((v) => v.minutes + stepMinutes),
    ...problem.classes.flatMap((c) => (c.coTeaching ?? []).map((a) => a.minutes)),
    0,
  );
  const found: PlannedSession[] = [];
  for (const t of problem.therapists) {
    const own = problem.services.filter((v) => v.therapist === t.id);
    for (let length = stepMinutes; length <= longest; length += stepMinutes) {
      for (const at of times(length)) {
        const add = (x: Pick<PlannedSession, 'school' | 'delivery' | 'coTeaching' | 'services'> & object) =>
          found.push({ id: String(found.length), therapist: t.id, ...at, ...x } as PlannedSession);
        for (const school of new Set(t.at.map((a) => a.school)))
          for (const services of groups(own.filter((v) => v.delivery === 'pull-out')))
            if (services.length > 0) add({ school, delivery: 'pull-out', coTeaching: false, services });
        for (const c of problem.classes)
          for (const routine of new Set((c.pushInWindows ?? []).map((w) => w.routine)))
            for (const services of groups(own.filter((v) => v.delivery === 'push-in')))
              for (const coTeaching of [false, true]) {
                const session = { class: c.id, routine, coTeaching, services };
                add({ school: c.school, delivery: 'push-in', ...session });
              }
      }
    }
  }
  return found;
}

/** Every set of these services. */
function groups(services: readonly { id: string }[]): string[][] {
  return services.reduce<string[][]>((all, v) => all.flatMap((group) => [group, [...group, v.id]]), [[]]);
}
