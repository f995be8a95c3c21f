import { roundedBound, staticBound } from '../bound.ts';
import { greedy } from '../greedy.ts';
import { buildModel, type Model } from '../model.ts';
import type { Schedule } from '../plan.ts';
import type { PreviousSession, Problem } from '../problem.ts';
import { judge, type Score } from '../score.ts';
import { layOut } from '../timetable.ts';
import { scheduleOf } from '../vector.ts';
import { newBoard } from './board.ts';
import type { Answer, SolverWorker, StartWorker, Task } from './messages.ts';

/** How far a search has come. Points: lower is better; minutes: student-minutes over the whole plan. */
export interface Progress {
  readonly points: number;
  readonly bound: number;
  readonly metMinutes: number;
  readonly requiredMinutes: number;
  readonly seconds: number;
  readonly schedule: Schedule;
}

export interface SolveOptions {
  /** Time to search, in seconds; the answer comes at most a moment later. */
  readonly seconds: number;
  /** Called for the first plan, and whenever a better plan or a better bound is known. */
  readonly onProgress?: (progress: Progress) => void;
  /** Stops the search; the best plan so far is the answer. */
  readonly signal?: AbortSignal;
  /** Sessions to start from, where that is not the plan in force. */
  readonly startFrom?: readonly PreviousSession[];
}

export type Solution =
  | {
      readonly schedule: Schedule;
      readonly score: Score;
      readonly bound: number;
      readonly proven: boolean;
      readonly seconds: number;
      readonly model: Model;
      /** The plan as values of the model's columns. */
      readonly values: Float64Array;
      /** What kept a solver from working, if anything: the plan is then the best that was found without it. */
      readonly trouble: readonly string[];
    }
  /** No plan keeps all the locks; `known` if that is certain, else none was found in the time. */
  | { readonly impossible: true; readonly known: boolean };

/** Kept back from the search for ending the workers and judging the last plan. */
const CLOSING_SECONDS = 0.15;

/**
 * Plans a problem: a first plan at once, then better ones from a searching worker, while a second worker raises the
 * bound. Both are fresh, and are ended before this answers. A plan that breaks a rule is never taken, whatever the workers say.
 * Answers `impossible` only if no plan that keeps all the locks was found.
 */
export async function solve(problem: Problem, options: SolveOptions, start: StartWorker): Promise<Solution> {
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;
  const model = buildModel(layOut(problem));
  let best: { schedule: Schedule; score: Score; values: Float64Array } | undefined;
  let bound = staticBound(model);
  let noPlan = false;
  const trouble: string[] = [];
  const tell = () => {
    if (!best || !options.onProgress) return;
    const { points, metMinutes, requiredMinutes } = best.score;
    options.onProgress({
      points,
      bound: Math.min(bound, points),
      metMinutes,
      requiredMinutes,
      seconds: elapsed(),
      schedule: best.schedule,
    });
  };
  const consider = (values: Float64Array): boolean => {
    const schedule = scheduleOf(model, values);
    const { breaches, score } = judge(problem, schedule);
    if (breaches.length > 0) {
      trouble.push(`a plan of the solver broke a rule and was not taken: ${breaches[0]!.code}`);
      return false;
    }
    if (best && score.points >= best.score.points) return false;
    best = { schedule, score, values };
    tell();
    return true;
  };

  const first = greedy(model, options.startFrom);
  if (first) consider(first);
  const proven = () => best !== undefined && best.score.points <= bound;

  if (!proven() && !options.signal?.aborted) {
    const board = newBoard(model.columns.length);
    const workers: SolverWorker[] = [];
    try {
      await new Promise<void>((finish) => {
        const seconds = Math.max(0.2, options.seconds - elapsed() - CLOSING_SECONDS);
        const timer = setTimeout(finish, seconds * 1000);
        options.signal?.addEventListener('abort', () => finish());
        let running = 0;
        const launch = (kind: 'search' | 'bound') => {
          const worker = start();
          workers.push(worker);
          running++;
          worker.onAnswer((answer: Answer) => {
            if (answer.kind === 'values' && consider(answer.values) && kind === 'bound') {
              workers[0]!.post({ kind: 'better', values: answer.values, cost: answer.cost });
            }
            if (answer.kind === 'bound' && answer.bound > bound) {
              bound = answer.bound;
              tell();
            }
            if (answer.kind === 'no-plan') noPlan = true;
            if (answer.kind === 'broke') trouble.push(answer.message);
            if (answer.kind === 'broke' || answer.kind === 'done') running--;
            if (proven() || noPlan || running === 0) {
              clearTimeout(timer);
              finish();
            }
          });
          const task: Task = { kind, problem, seconds, start: first, board };
          worker.post(task);
        };
        launch('search');
        launch('bound');
      });
    } finally {
      await Promise.all(workers.map((w) => w.end()));
    }
  }
  if (!best) return { impossible: true, known: noPlan };
  const capped = Math.min(roundedBound(model, bound), best.score.points);
  return { ...best, bound: capped, proven: capped === best.score.points, seconds: elapsed(), model, trouble };
}
