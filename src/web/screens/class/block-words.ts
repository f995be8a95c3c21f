import type { Words } from '#words/words.ts';
import type { RoutineTime } from './week-plan.ts';

export function pullOutInWords({ pullOut, pullOutCost }: RoutineTime, words: Words): string {
  if (pullOut === 'never') return words.say('routine.pull_out_never');
  return pullOutCost === 0
    ? words.say('routine.pull_out_free')
    : words.say('routine.pull_out_at_cost', { cost: pullOutCost });
}

export function pushInInWords({ pushIn }: RoutineTime, words: Words): string {
  return words.say(`routine.push_in_said_${pushIn}`);
}
