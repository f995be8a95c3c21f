import type { Assistance, ObservationEvent, StepEvent } from './event.ts';

export interface StepReading {
  stepId: string;
  /** Times seen. */
  n: number;
  /** Times done without help. */
  independent: number;
  /** Times not done even with help. */
  notDone: number;
  byAssistance: Readonly<Partial<Record<Assistance, number>>>;
}

export interface StepSummary {
  /** In the order first seen. */
  steps: readonly StepReading[];
  /** Step records, and those done without help. */
  seen: number;
  independent: number;
  /** Adult prompts: counted ones, or, where nobody counted, one for each step that took an adult's help. */
  prompts: number | null;
  promptsFrom: 'counted' | 'steps' | null;
}

/** A task's steps in one run, one day or a whole time, as the observations given have it. */
export function stepSummary(events: readonly ObservationEvent[]): StepSummary {
  const byStep = new Map<string, StepEvent[]>();
  for (const event of events) {
    if (event.kind !== 'step') continue;
    const list = byStep.get(event.stepId);
    if (list === undefined) byStep.set(event.stepId, [event]);
    else list.push(event);
  }
  const steps = [...byStep].map(([stepId, list]): StepReading => {
    const byAssistance: Partial<Record<Assistance, number>> = {};
    for (const { assistance } of list) byAssistance[assistance] = (byAssistance[assistance] ?? 0) + 1;
    return {
      stepId,
      n: list.length,
      independent: list.filter(independently).length,
      notDone: list.filter((event) => event.completed === false).length,
      byAssistance,
    };
  });
  const seen = [...byStep.values()].flat();
  const counted = promptCount(events);
  return {
    steps,
    seen: seen.length,
    independent: seen.filter(independently).length,
    prompts: counted ?? (seen.length === 0 ? null : seen.filter(helpedByAdult).length),
    promptsFrom: counted !== null ? 'counted' : seen.length === 0 ? null : 'steps',
  };
}

function independently(step: StepEvent): boolean {
  return step.assistance === 'independent' && step.completed !== false;
}

function helpedByAdult(step: StepEvent): boolean {
  return step.assistance !== 'independent' && step.by !== 'peer';
}

/** Adult prompts as counted; `null` where nobody counted. A peer's prompt is none of an adult's. */
function promptCount(events: readonly ObservationEvent[]): number | null {
  const adult = events.filter((event) => event.kind === 'count' && event.what === 'prompt' && event.by !== 'peer');
  return countOf(adult, 'prompt');
}

/**
 * The total of one counter: the taps (`delta`) since the last total said (`value`), added to it, session by session.
 * Never below 0. `null` where it was never touched. Events must be in order (see `inForce`).
 */
export function countOf(events: readonly ObservationEvent[], what: string): number | null {
  const bySession = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'count' || event.what !== what) continue;
    const before = bySession.get(event.sessionId) ?? 0;
    bySession.set(event.sessionId, event.value ?? Math.max(0, before + (event.delta ?? 0)));
  }
  return bySession.size === 0 ? null : [...bySession.values()].reduce((total, count) => total + count, 0);
}
