import { bit } from './candidates.ts';
import { dayNumber, minutesOf, timeOf } from './clock-time.ts';
import { locksFit } from './greedy.ts';
import { buildModel, type Model, weeksIn } from './model.ts';
import type { PlannedSession } from './plan.ts';
import type { Fault, Lock, Problem } from './problem.ts';
import { judge } from './score.ts';
import { dateOf, layOut } from './timetable.ts';

/**
 * What is wrong with the locks: each that no session could keep; otherwise smallest sets that cannot be kept together,
 * one fault for each. Empty when all of them can (or when that could not be found out in reasonable time).
 */
export function lockFaults(problem: Problem): Fault[] {
  const locked = problem.locked ?? [];
  if (locked.length === 0) return [];
  const model = buildModel(layOut(problem));
  const impossible = new Set(model.lockChoices.filter((l) => l.choices.length === 0).map((l) => l.lock));
  if (impossible.size > 0) {
    return [...impossible].map((number) => {
      const because = brokenRule(model, locked[number]!);
      return { path: `locked[${number}]`, code: 'lock-impossible', values: { because } };
    });
  }
  const contradictions: number[][] = [];
  const left = new Set(locked.keys());
  for (let clashing = contradiction(model, left); clashing.length > 0; clashing = contradiction(model, left)) {
    contradictions.push(clashing);
    for (const number of clashing) left.delete(number);
  }
  return contradictions
    .sort((a, b) => a[0]! - b[0]!)
    .map((clashing): Fault => {
      const [first, ...others] = clashing.map((number) => `locked[${number}]`);
      return { path: first!, code: 'locks-contradict', values: { others: others.join(', ') } };
    });
}

/** Of these locks a set that cannot be kept together, with none to spare; empty when all can. */
function contradiction(model: Model, locks: ReadonlySet<number>): number[] {
  if (locksFit(model, locks)) return [];
  let culprits = locks;
  for (const number of locks) {
    const fewer = new Set([...culprits].filter((n) => n !== number));
    if (!locksFit(model, fewer)) culprits = fewer;
  }
  return [...culprits];
}

/** The code of the first rule that the lock's own session breaks, as far as the lock says what session it is. */
function brokenRule(model: Model, lock: Lock): string {
  const { timetable, candidates } = model;
  const session = meant(timetable.problem, lock);
  if (!session) return 'no-session';
  const pullOut = session.delivery === 'pull-out';
  if (pullOut && (lock.class !== undefined || lock.routine !== undefined || lock.coTeaching))
    return 'pull-out-in-class';
  const { breaches } = judge(
    { ...timetable.problem, locked: [] },
    { sessions: [session], touchBases: [], lunches: [] },
  );
  const broken = breaches.find((b) => b.code !== 'lunch-count');
  if (broken) return broken.code;
  const therapist = timetable.therapists.findIndex((t) => t.id === session.therapist);
  const stretch = { from: minutesOf(session.from), to: minutesOf(session.to) };
  const leavesNoLunch = weeksIn(timetable.allWeeks).some((week) => {
    const date = dateOf(week, dayNumber(session.day));
    return candidates.therapistRejections(therapist, session.school, date, stretch) & bit('lunch');
  });
  return leavesNoLunch ? 'no-lunch' : 'no-session';
}

/** The session that the lock means: what it does not say follows from its services and its class, where it can. */
function meant(problem: Problem, lock: Lock): PlannedSession | undefined {
  const services = problem.services.filter((v) => lock.services.includes(v.id));
  const [one] = services;
  const delivery = lock.delivery ?? one?.delivery;
  const therapist = lock.therapist ?? one?.therapist;
  const home = problem.students.find((s) => s.id === one?.student)?.class;
  const visited = lock.class ?? (delivery === 'push-in' ? (one?.class ?? home) : home);
  const section = problem.classes.find((c) => c.id === visited);
  const school = lock.school ?? section?.school;
  const { day, from } = lock;
  const needed = Math.max(0, ...services.map((v) => v.minutes));
  const to = lock.to ?? (from && needed > 0 ? timeOf(minutesOf(from) + needed) : undefined);
  if (!therapist || !school || !delivery || !day || !from || !to) return undefined;
  const open = section?.pushInWindows?.find(
    (w) => w.day === day && minutesOf(w.from) <= minutesOf(from) && minutesOf(to) <= minutesOf(w.to),
  );
  const routine = lock.routine ?? open?.routine ?? one?.routines?.[0];
  return {
    id: 'locked',
    ...(lock.week === undefined ? {} : { week: lock.week }),
    therapist,
    school,
    day,
    from,
    to,
    delivery,
    coTeaching: lock.coTeaching === true,
    ...(delivery === 'push-in' && visited !== undefined ? { class: visited } : {}),
    ...(delivery === 'push-in' && routine !== undefined ? { routine } : {}),
    services: lock.services,
  };
}
