import type { TrialCarryover } from '#domain/carryover/carryover.ts';
import type { DayCarryover } from '#domain/carryover/day-goal.ts';
import { samplingNeeds } from '#domain/carryover/sampling-plan.ts';
import type { Gap } from '#domain/measures/newcombe-gap.ts';
import type { Words } from '#words/words.ts';
import type { GoalPage } from './goal-page.ts';
import { naturalInWords, percentOf, roomInWords } from './goal-words.ts';

/** The answer in words: the headline, and what else is said beside the numbers. Never a number without its n or range. */
export interface Answer {
  readonly headline: string;
  readonly further: readonly string[];
}

export function answerInWords(words: Words, page: GoalPage): Answer {
  return page.carryover.unit === 'trial'
    ? answerOfTrials(words, page, page.carryover)
    : answerOfDays(words, page, page.carryover);
}

export function gapInWords(words: Words, gap: Gap): string {
  return words.say('carryover.gap_short', gapValues(gap));
}

const gapValues = (gap: Gap) => ({ gap: percentOf(gap.diff), low: percentOf(gap.lower), high: percentOf(gap.upper) });

function answerOfTrials(words: Words, { rules }: GoalPage, carryover: TrialCarryover): Answer {
  const natural = naturalInWords(words, carryover.conditions);
  const room = roomInWords(words, rules.discipline);
  const { presence, gap95 } = carryover;
  const further: string[] = [];
  if (gap95 !== null && carryover.state !== 'not_enough_data')
    further.push(words.say('carryover.gap', gapValues(gap95)));
  const without =
    presence.gap95 !== null &&
    {
      as_well_without: () => words.say('carryover.as_well_without'),
      less_without: (gap: string) => words.say('carryover.less_without', { gap }),
      small_gap: (gap: string) => words.say('carryover.small_gap_without', { gap }),
      unclear: null,
      not_enough_data: null,
    }[presence.state]?.(gapInWords(words, presence.gap95));
  if (without) further.push(without);
  // "Would tell" only where that many would; where they would only make the two comparable, that is what is said.
  const tells = (more: TrialCarryover['more']) => more !== null && more.n !== null;
  for (const { place, count: n } of samplingNeeds(carryover)) {
    if (place === 'natural_without_therapist')
      further.push(words.say(tells(presence.more) ? 'carryover.more_away' : 'carryover.compare_away', { n, natural }));
    else if (place === 'natural')
      further.push(
        words.say(tells(carryover.more) ? 'carryover.more_natural' : 'carryover.compare_natural', { n, natural }),
      );
    else
      further.push(
        words.say(tells(carryover.more) ? 'carryover.more_therapy' : 'carryover.compare_therapy', { n, room }),
      );
  }
  return { headline: headlineOf(words, carryover, natural, room), further };
}

/** What is used in class and was never tried in the therapy room is held against the goal alone. */
function headlineOf(words: Words, carryover: TrialCarryover, natural: string, room: string): string {
  if (!carryover.onlyNatural) return words.say(`carryover.${carryover.state}`, { natural, room });
  const { x, n, interval } = carryover.natural;
  return words.say('carryover.only_natural', {
    natural,
    room,
    x,
    n,
    range: interval === null ? '' : words.range(interval.lower, interval.upper),
    percent: percentOf(carryover.criterion),
  });
}

function answerOfDays(words: Words, _: GoalPage, carryover: DayCarryover): Answer {
  const { criterion, state, twin, daysToJudge } = carryover;
  const natural = naturalInWords(words, carryover.conditions);
  const further: string[] = [];
  if (state === 'not_enough_days' && daysToJudge > 0)
    further.push(words.say('carryover.day.more', { n: daysToJudge, natural }));
  if (twin === 'carried_over') further.push(words.say('carryover.day.twin_carried_over'));
  else if (twin === 'not_carried_over_yet') further.push(words.say('carryover.day.twin_not_yet'));
  else if (twin === null && carryover.points.length > 0) further.push(words.say('carryover.day.no_twin'));
  const { reached, judged, needed, ofLast } = criterion;
  return { headline: words.say(`carryover.day.${state}`, { reached, judged, needed, ofLast }), further };
}
