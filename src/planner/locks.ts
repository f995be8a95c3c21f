import { locksFit } from './greedy.ts';
import { buildModel } from './model.ts';
import type { Fault, Lock, Problem } from './problem.ts';
import { judge } from './score.ts';
import { layOut } from './timetable.ts';

/**
 * What is wrong with the locks: those that no session could keep, and otherwise a smallest set that cannot be kept
 * together. Empty when all of them can (or when that could not be found out in reasonable time).
 */
export function lockFaults(problem: Problem): Fault[] {
  const locked = problem.locked ?? [];
  if (locked.length === 0) return [];
  const model = buildModel(layOut(problem));
  const impossible = new Set(model.lockChoices.filter((l) => l.choices.length === 0).map((l) => l.lock));
  if (impossible.size > 0) {
    return [...impossible].map((number) => {
      const because = brokenRule(problem, locked[number]!);
      return { path: `locked[${number}]`, code: 'lock-impossible', values: { because } };
    });
  }
  let culprits = new Set(locked.keys());
  if (locksFit(model, culprits)) return [];
  for (const number of locked.keys()) {
    const fewer = new Set([...culprits].filter((n) => n !== number));
    if (!locksFit(model, fewer)) culprits = fewer;
  }
  const numbers = [...culprits];
  const others = numbers
    .slice(1)
    .map((n) => `locked[${n}]`)
    .join(', ');
  return [{ path: `locked[${numbers[0]!}]`, code: 'locks-contradict', values: { others } }];
}

/** The code of the first rule that the lock's own session breaks, as far as the lock says what session it is. */
function brokenRule(problem: Problem, lock: Lock): string {
  const { therapist, school, day, from, to, delivery, services } = lock;
  if (!therapist || !school || !day || !from || !to || !delivery) return 'no-session';
  const { breaches } = judge(
    { ...problem, locked: [] },
    {
      sessions: [
        {
          id: 'locked',
          ...(lock.week === undefined ? {} : { week: lock.week }),
          therapist,
          school,
          day,
          from,
          to,
          delivery,
          coTeaching: lock.coTeaching === true,
          ...(lock.class === undefined ? {} : { class: lock.class }),
          ...(lock.routine === undefined ? {} : { routine: lock.routine }),
          services,
        },
      ],
      touchBases: [],
      lunches: [],
    },
  );
  return breaches.find((b) => b.code !== 'lunch-count')?.code ?? 'no-session';
}
