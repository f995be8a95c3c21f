import { type Day, minutesOf, timeOf } from './clock-time.ts';
import type { Block, Problem } from './problem.ts';
import type { Change } from './why-not.ts';

interface Entry {
  readonly day: Day;
  readonly from: string;
  readonly to: string;
}

/** The problem with one change made to it. What the change names must be in the problem. */
export function changed(problem: Problem, change: Change): Problem {
  switch (change.kind) {
    case 'open-window': {
      const window = { day: change.day, from: change.from, to: change.to, routine: change.routine, liked: true };
      return {
        ...problem,
        classes: problem.classes.map((c) =>
          c.id === change.class ? { ...c, pushInWindows: [...(c.pushInWindows ?? []), window] } : c,
        ),
      };
    }
    case 'be-at-school': {
      const stay = { day: change.day, from: change.from, to: change.to, school: change.school };
      return {
        ...problem,
        therapists: problem.therapists.map((t) =>
          t.id === change.therapist ? { ...t, at: joined([...t.at, stay]) } : t,
        ),
      };
    }
    case 'free-therapist':
      return {
        ...problem,
        therapists: problem.therapists.map((t) =>
          t.id === change.therapist ? { ...t, unavailable: without(t.unavailable ?? [], change) } : t,
        ),
      };
    case 'free-student':
      return {
        ...problem,
        students: problem.students.map((s) =>
          s.id === change.student ? { ...s, unavailable: without(s.unavailable ?? [], change) } : s,
        ),
      };
    case 'free-room':
      return {
        ...problem,
        rooms: (problem.rooms ?? []).map((r) =>
          r.school === change.school ? { ...r, unavailable: without(r.unavailable ?? [], change) } : r,
        ),
      };
    case 'allow-pull-out':
      return {
        ...problem,
        students: problem.students.map((s) => {
          if (s.id !== change.student) return s;
          const blocks = s.blocks ?? problem.classes.find((c) => c.id === s.class)!.blocks;
          const opened: Block[] = without(
            blocks.filter((b) => b.pullOut === 'never'),
            change,
          );
          return { ...s, blocks: [...blocks.filter((b) => b.pullOut !== 'never'), ...opened] };
        }),
      };
    case 'raise-limit':
      return {
        ...problem,
        therapists: problem.therapists.map((t) => {
          if (t.id !== change.therapist || !t.maxDirectMinutes) return t;
          const { day, week } = t.maxDirectMinutes;
          return {
            ...t,
            maxDirectMinutes: {
              ...(day === undefined ? {} : { day: day + change.minutes }),
              ...(week === undefined ? {} : { week: week + change.minutes }),
            },
          };
        }),
      };
    case 'larger-group':
      return {
        ...problem,
        services: problem.services.map((v) =>
          v.id === change.service ? { ...v, groupMax: (v.groupMax ?? 1) + 1 } : v,
        ),
      };
  }
}

/** The entries with that stretch of that day cut out of them. */
function without<T extends Entry>(entries: readonly T[], cut: Entry): T[] {
  return entries.flatMap((x) => {
    if (x.day !== cut.day || minutesOf(x.to) <= minutesOf(cut.from) || minutesOf(cut.to) <= minutesOf(x.from))
      return [x];
    const before = { ...x, to: cut.from };
    const after = { ...x, from: cut.to };
    return [before, after].filter((y) => minutesOf(y.from) < minutesOf(y.to));
  });
}

/** Stays at the same school that touch become one, since a session must lie within one stay. */
function joined<T extends Entry & { readonly school: string; readonly week?: number | undefined }>(
  stays: readonly T[],
): T[] {
  const result: T[] = [];
  for (const stay of [...stays].sort((a, b) => minutesOf(a.from) - minutesOf(b.from))) {
    const i = result.findIndex(
      (x) =>
        x.school === stay.school &&
        x.day === stay.day &&
        x.week === stay.week &&
        minutesOf(stay.from) <= minutesOf(x.to),
    );
    if (i < 0) result.push(stay);
    else result[i] = { ...result[i]!, to: timeOf(Math.max(minutesOf(result[i]!.to), minutesOf(stay.to))) };
  }
  return result;
}
