import { useCallback, useEffect, useRef, useState } from 'react';
import { changed } from '#planner/change.ts';
import type { Plan } from '#planner/plan.ts';
import { minutesOf } from '#planner/clock-time.ts';
import type { Fault, Problem, Service } from '#planner/problem.ts';
import { changesInBrowser, planInBrowser } from '#planner/solver/browser.ts';
import type { Progress } from '#planner/solver/solve.ts';
import { judge } from '#planner/score.ts';
import type { Trial } from './plan-words.ts';

/** A search of the planner as this screen follows it. */
export type Solving =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly progress: Progress | null }
  | { readonly state: 'done'; readonly plan: Plan; readonly problem: Problem; readonly withoutSolver: boolean }
  | { readonly state: 'refused'; readonly faults: readonly Fault[] };

/** Starts (from a plan there is, where one is given), stops and follows a search; leaving the screen stops it and gives its memory back. */
export function useSolving(onMade: (plan: Plan) => void) {
  const [solving, setSolving] = useState<Solving>({ state: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (problem: Problem, seconds: number, from?: Plan) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setSolving({ state: 'running', progress: null });
      const outcome = await planInBrowser(problem, {
        seconds,
        signal: controller.signal,
        ...(from === undefined ? {} : { startFrom: from.sessions }),
        onProgress: (progress) => {
          if (running.current === controller) setSolving({ state: 'running', progress });
        },
      });
      if (running.current !== controller) return;
      if ('faults' in outcome) setSolving({ state: 'refused', faults: outcome.faults });
      else {
        setSolving({
          state: 'done',
          plan: outcome.plan,
          problem,
          withoutSolver: outcome.trouble.length > 0 && outcome.plan.sessions.length > 0,
        });
        onMade(outcome.plan);
      }
    },
    [onMade],
  );
  const stop = useCallback(() => running.current?.abort(), []);
  const forget = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setSolving({ state: 'idle' });
  }, []);
  return { solving, start, stop, forget };
}

/** Single changes that could make room for each of these services, the most direct first. */
export async function possibleChanges(problem: Problem, serviceIds: readonly string[]): Promise<Map<string, Trial[]>> {
  const known = await changesInBrowser(problem, serviceIds);
  return new Map(
    serviceIds.map((serviceId) => {
      const changes: readonly Trial[] = known.get(serviceId) ?? [];
      const service = problem.services.find(({ id }) => id === serviceId);
      const others = service === undefined ? [] : otherRoutines(problem, service);
      return [
        serviceId,
        others.length === 0 ? [...changes] : [{ kind: 'any-routine', service: serviceId }, ...changes],
      ];
    }),
  );
}

/** Routines of the service's class with push-in long enough for it, which it does not name. */
function otherRoutines(problem: Problem, service: Service): string[] {
  if (service.delivery !== 'push-in') return [];
  const classId = service.class ?? problem.students.find(({ id }) => id === service.student)?.class;
  const windows = problem.classes.find(({ id }) => id === classId)?.pushInWindows ?? [];
  const long = windows.filter(({ from, to }) => minutesOf(to) - minutesOf(from) >= service.minutes);
  return [...new Set(long.map(({ routine }) => routine))].filter((routine) => !service.routines?.includes(routine));
}

function trialOf(problem: Problem, change: Trial): Problem {
  if (change.kind !== 'any-routine') return changed(problem, change);
  return {
    ...problem,
    services: problem.services.map((service) =>
      service.id === change.service
        ? { ...service, routines: [...(service.routines ?? []), ...otherRoutines(problem, service)] }
        : service,
    ),
  };
}

export interface Tried {
  readonly change: Trial;
  readonly gainedMinutes: number;
  /** Where any routine was allowed: those that the service came to be in and does not name. */
  readonly routines: readonly string[];
}

/** What one change would do, found by planning again from the plan there is. */
export async function tryChange(
  problem: Problem,
  plan: Plan,
  change: Trial,
  seconds: number,
  signal: AbortSignal,
): Promise<Tried | null> {
  const outcome = await planInBrowser(trialOf(problem, change), { seconds, signal, startFrom: plan.sessions });
  if ('faults' in outcome) return null;
  const named =
    change.kind === 'any-routine' ? problem.services.find(({ id }) => id === change.service)?.routines : undefined;
  const used = outcome.plan.sessions.flatMap(({ services, routine }) =>
    change.kind === 'any-routine' && services.includes(change.service) ? (routine ?? []) : [],
  );
  // A plan that breaks no rule without the change owes it nothing: the search has merely gone on.
  const owed = judge(problem, outcome.plan).breaches.length > 0;
  return {
    change,
    gainedMinutes: owed ? outcome.plan.metMinutes - plan.metMinutes : 0,
    routines: [...new Set(used)].filter((routine) => !named?.includes(routine)),
  };
}
