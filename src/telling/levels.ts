import { type Condition, conditionKey } from '#domain/carryover/evidence.ts';
import type { Words } from '#words/words.ts';
import type { GoalPage } from './goal-page.ts';
import { amountInWords } from './goal-words.ts';

export interface LevelLine extends Condition {
  readonly id: string;
  readonly what: string;
  readonly days: number;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly recorders: readonly string[];
}

/** Each place and part with what was seen there, in words: what is known of the goal by place. */
export function linesOf(words: Words, { carryover }: GoalPage): LevelLine[] {
  if (carryover.unit === 'trial')
    return carryover.conditions.map((side) => ({
      ...side,
      id: conditionKey(side),
      what: words.share({ x: side.x, n: side.n, ...limits(side.interval) }),
    }));
  return carryover.conditions.map((side) => ({
    ...side,
    id: conditionKey(side),
    what:
      side.median === null || side.lowest === null || side.highest === null
        ? words.say('carryover.no_data')
        : words.say('carryover.day.middle', {
            middle: amountInWords(words, carryover.quantity, side.median),
            low: amountInWords(words, carryover.quantity, side.lowest),
            high: amountInWords(words, carryover.quantity, side.highest),
          }),
  }));
}

const limits = (interval: { readonly lower: number; readonly upper: number } | null) =>
  interval === null ? {} : { low: interval.lower, high: interval.upper };
