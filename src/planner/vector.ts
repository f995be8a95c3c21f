import { CALENDAR, timeOf } from './clock-time.ts';
import { type Model, weeksIn } from './model.ts';
import type { PlannedLunch, PlannedSession, PlannedTouchBase, Schedule } from './plan.ts';

/** Values of a model's columns to the sessions, touch-bases and lunches they stand for. */
export function scheduleOf(model: Model, values: ArrayLike<number>): Schedule {
  const { timetable, columns, shapes } = model;
  const { allWeeks } = timetable;
  const on = (c: number) => values[c]! > 0.5;
  const sessions: (PlannedSession & { readonly agreement: number })[] = [];
  const touchBases: PlannedTouchBase[] = [];
  const lunches: PlannedLunch[] = [];
  const inWeek = (weeks: number) => (weeks === allWeeks ? [{}] : weeksIn(weeks).map((week) => ({ week })));

  shapes.forEach((shape, s) => {
    const attends = model.attendsOf[s]!.filter(on);
    let held = 0;
    for (const c of shape.alone ? attends : model.sessionsOf[s]!.filter(on))
      held |= (columns[c] as { weeks: number }).weeks;
    if (held === 0) return;
    const groups = new Map<string, { services: string[]; weeks: number }>();
    for (const week of weeksIn(held)) {
      const services = attends
        .map((c) => columns[c] as { service: number; weeks: number })
        .filter((c) => c.weeks & (1 << (week - 1)))
        .map((c) => timetable.services[c.service]!.id);
      if (services.length === 0 && shape.agreement < 0) continue;
      const group = groups.get(services.join('\n')) ?? { services, weeks: 0 };
      group.weeks |= 1 << (week - 1);
      groups.set(services.join('\n'), group);
    }
    const therapist = timetable.therapists[shape.therapist]!.id;
    const day = CALENDAR[shape.day]!;
    const from = timeOf(shape.start);
    for (const { services, weeks } of groups.values()) {
      for (const w of inWeek(weeks)) {
        const suffix = 'week' in w ? `-w${w.week}` : '';
        sessions.push({
          id: `${therapist}-${day}-${from.replace(':', '')}${suffix}`,
          ...w,
          therapist,
          school: shape.school,
          day,
          from,
          to: timeOf(shape.start + shape.length),
          delivery: shape.pushIn ? 'push-in' : 'pull-out',
          ...(shape.pushIn ? { class: timetable.classes[shape.class]!.id, routine: shape.routine } : {}),
          coTeaching: shape.agreement >= 0,
          services,
          agreement: shape.agreement,
        });
      }
    }
  });
  columns.forEach((c, i) => {
    if ((c.kind !== 'lunch' && c.kind !== 'touch-base') || !on(i)) return;
    const therapist = timetable.therapists[c.therapist]!;
    const length = c.kind === 'lunch' ? therapist.lunch!.minutes : timetable.classes[c.class]!.touchBaseMinutes;
    const when = { day: CALENDAR[c.day]!, from: timeOf(c.start), to: timeOf(c.start + length) };
    for (const w of inWeek(c.weeks)) {
      if (c.kind === 'lunch') lunches.push({ therapist: therapist.id, ...w, ...when });
      else touchBases.push({ class: timetable.classes[c.class]!.id, therapist: therapist.id, ...w, ...when });
    }
  });
  // A session of an earlier agreement comes first, so that whoever matches sessions to agreements in turn finds them all.
  const rank = (x: PlannedSession & { agreement: number }) => (x.agreement > 0 ? x.agreement : 0);
  sessions.sort((a, b) => rank(a) - rank(b) || byTime(a, b));
  return {
    sessions: sessions.map(({ agreement: _, ...session }) => session),
    touchBases: touchBases.sort(byTime),
    lunches: lunches.sort(byTime),
  };
}

interface Timed {
  readonly therapist: string;
  readonly week?: number;
  readonly day: (typeof CALENDAR)[number];
  readonly from: string;
}

export function byTime(a: Timed, b: Timed): number {
  return (
    a.therapist.localeCompare(b.therapist) ||
    (a.week ?? 0) - (b.week ?? 0) ||
    CALENDAR.indexOf(a.day) - CALENDAR.indexOf(b.day) ||
    a.from.localeCompare(b.from)
  );
}
