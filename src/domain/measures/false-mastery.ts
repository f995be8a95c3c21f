import { binomialUpperTail } from './distributions.ts';

/** Trials that must be right to reach a share of n: ceil(criterion·n), with .8 of 5 being 4. */
export function trialsToReach(criterion: number, trials: number): number {
  return Math.ceil(criterion * trials - 1e-9);
}

/**
 * Chance that one session of `trials` independent trials reaches the criterion at a true accuracy. `null` without
 * trials or for an accuracy outside 0 to 1. Trials of one session are alike, so the real chance is higher.
 */
export function chanceOfPassingSession(trials: number, trueAccuracy: number, criterion = 0.8): number | null {
  if (!(trials >= 1) || !(trueAccuracy >= 0 && trueAccuracy <= 1)) return null;
  return binomialUpperTail(trialsToReach(criterion, trials), trials, trueAccuracy);
}

/** Chance that the next `consecutive` sessions all reach it. */
export function chanceOfRun(trials: number, trueAccuracy: number, criterion = 0.8, consecutive = 3): number | null {
  const once = chanceOfPassingSession(trials, trueAccuracy, criterion);
  return once === null ? null : once ** consecutive;
}

/**
 * Chance that somewhere within `sessions` sessions there is a run of `consecutive` that all reach it: a rule checked
 * after every session keeps getting new chances. Markov chain over the length of the current run.
 */
export function chanceOfRunWithin(
  trials: number,
  trueAccuracy: number,
  sessions: number,
  consecutive = 3,
  criterion = 0.8,
): number | null {
  const once = chanceOfPassingSession(trials, trueAccuracy, criterion);
  if (once === null || !(consecutive >= 1) || !(sessions >= 0)) return null;
  let running = new Array<number>(consecutive).fill(0);
  running[0] = 1;
  let met = 0;
  for (let session = 0; session < sessions; session += 1) {
    const next = new Array<number>(consecutive).fill(0);
    for (let length = 0; length < consecutive; length += 1) {
      const chance = running[length]!;
      next[0]! += chance * (1 - once);
      if (length + 1 === consecutive) met += chance * once;
      else next[length + 1]! += chance * once;
    }
    running = next;
  }
  return met;
}
