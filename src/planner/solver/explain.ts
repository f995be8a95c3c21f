import { changed } from '../change.ts';
import { CALENDAR, timeOf } from '../clock-time.ts';
import type { Model } from '../model.ts';
import type { Schedule } from '../plan.ts';
import type { Problem } from '../problem.ts';
import type { Reason } from '../reason.ts';
import { judge, type Score } from '../score.ts';
import type { Change } from '../why-not.ts';
import type { StartWorker } from './messages.ts';
import { solve } from './solve.ts';

/**
 * For each of the elastic columns, a smallest set of things that cannot all be had (from the linear relaxation); none
 * where that sees no conflict or time is up.
 */
export async function conflicts(
  problem: Problem,
  model: Model,
  values: Float64Array,
  targets: readonly number[],
  seconds: number,
  start: StartWorker,
): Promise<Map<number, Reason>> {
  const found = new Map<number, Reason>();
  if (targets.length === 0 || seconds <= 0) return found;
  const worker = start();
  try {
    await new Promise<void>((finish) => {
      const timer = setTimeout(finish, seconds * 1000);
      worker.onAnswer((answer) => {
        if (answer.kind === 'conflict' && answer.rows) found.set(answer.target, inWords(model, answer.rows));
        if (answer.kind !== 'done' && answer.kind !== 'broke') return;
        clearTimeout(timer);
        finish();
      });
      worker.post({ kind: 'conflict', problem, seconds, values, targets });
    });
  } finally {
    await worker.end();
  }
  return found;
}

/** The rows' meanings as one reason: which services and meetings compete, and for which moments and limits. */
function inWords(model: Model, rows: readonly number[]): Reason {
  const { timetable } = model;
  const services = new Set<string>();
  const touchBases = new Set<string>();
  const coTeaching = new Set<string>();
  const moments = new Set<string>();
  const limits = new Set<string>();
  for (const r of rows) {
    const row = model.rows[r]!;
    const at = (who: string, day: number, start: number) => moments.add(`${who} ${CALENDAR[day]!} ${timeOf(start)}`);
    if (row.kind === 'times') services.add(timetable.services[row.service]!.id);
    else if (row.kind === 'touch-base') touchBases.add(timetable.classes[row.class]!.id);
    else if (row.kind === 'co-teaching') coTeaching.add(timetable.classes[row.class]!.id);
    else if (row.kind === 'one-thing-at-a-time') at(timetable.therapists[row.therapist]!.id, row.day, row.start);
    else if (row.kind === 'student-busy') at(timetable.students[row.student]!.id, row.day, row.start);
    else if (row.kind === 'class-visited') at(timetable.classes[row.class]!.id, row.day, row.start);
    else if (row.kind === 'room-shared') at(timetable.problem.rooms![row.room]!.school, row.day, row.start);
    else if (row.kind === 'lunch') moments.add(`lunch ${CALENDAR[row.day]!}`);
    else if (row.kind === 'day-limit') limits.add(`${timetable.therapists[row.therapist]!.id} ${CALENDAR[row.day]!}`);
    else if (row.kind === 'week-limit') limits.add(timetable.therapists[row.therapist]!.id);
  }
  return {
    code: 'competes',
    values: {
      services: [...services],
      touchBases: [...touchBases],
      coTeaching: [...coTeaching],
      moments: [...moments],
      limits: [...limits],
    },
  };
}

export interface WhatIf {
  readonly change: Change;
  /** Student-minutes more that fit after the change, over the whole plan; may be 0 or, if time was short, below. */
  readonly gainedMinutes: number;
  readonly pointsBefore: number;
  readonly pointsAfter: number;
  readonly schedule: Schedule;
}

/** What one named change would do: plans the changed problem, starting from the given plan. */
export async function whatIf(
  problem: Problem,
  now: { readonly schedule: Schedule; readonly score: Score },
  change: Change,
  seconds: number,
  start: StartWorker,
): Promise<WhatIf | undefined> {
  const solution = await solve(changed(problem, change), { seconds, startFrom: now.schedule.sessions }, start);
  if ('impossible' in solution) return undefined;
  // A plan that breaks no rule without the change owes it nothing: the search has merely gone on.
  const owed = judge(problem, solution.schedule).breaches.length > 0;
  return {
    change,
    gainedMinutes: owed ? solution.score.metMinutes - now.score.metMinutes : 0,
    pointsBefore: now.score.points,
    pointsAfter: solution.score.points,
    schedule: solution.schedule,
  };
}
