import type { GoalEvidence, GoalRecord } from '#contract/goal.ts';
import type { DayQuantity } from '#domain/carryover/day-points.ts';
import type { Condition } from '#domain/carryover/evidence.ts';
import type { Criterion, GoalRules } from '#domain/goals/goal.ts';
import type { Setting } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';

/** Sentences about a goal from its codes and values: the one place where the goal's screens put them together. */

export function settingInWords(words: Words, setting: Setting, discipline?: GoalRules['discipline']): string {
  if (setting === 'therapy_room' && discipline === 'speech') return words.say('setting.speech_room');
  return words.sayIfKnown(`setting.${setting}`) ?? setting.replaceAll('_', ' ');
}

/** "Class, without me". In the therapy room the therapist is always there, and nothing is added. */
export function conditionInWords(words: Words, { setting, part }: Condition, discipline?: GoalRules['discipline']) {
  const place = settingInWords(words, setting, discipline);
  return setting === 'therapy_room' && part === 'helping' ? place : words.say(`condition.${part}`, { place });
}

/** "in class" where that is the only natural place seen, "in class and other places" otherwise. */
export function naturalInWords(words: Words, conditions: readonly Condition[]): string {
  const natural = conditions.filter(({ setting }) => setting !== 'therapy_room');
  return natural.every(({ setting }) => setting === 'classroom')
    ? words.say('carryover.in_class')
    : words.say('carryover.in_natural');
}

export function roomInWords(words: Words, discipline: GoalRules['discipline']): string {
  return words.say(discipline === 'speech' ? 'carryover.in_speech_room' : 'carryover.in_therapy_room');
}

/** "2 adult prompts", "80 %"; shares are 0 to 1. */
export function amountInWords(words: Words, quantity: DayQuantity, amount: number): string {
  const shown = quantity === 'share' ? Math.round(amount * 100) : Math.round(amount * 10) / 10;
  return words.say(`amount.${quantity}`, { amount: shown });
}

/** What changed on a phase line: "service: push-in 30 min × 2", "new class". */
export function phaseInWords(
  words: Words,
  { kind, values }: Pick<GoalEvidence['phases'][number], 'kind' | 'values'>,
): string {
  if (kind !== 'service') return words.say(`chart.phase.${kind}`, values);
  const delivery = words.sayIfKnown(`service.delivery.${values.delivery}`) ?? '';
  return words.say('chart.phase.service', { ...values, delivery });
}

export function percentOf(share: number): number {
  return Math.round(share * 100);
}

/** What the criterion asks for, as one sentence without a full stop. */
export function criterionInWords(words: Words, criterion: Criterion, unit: GoalRecord['unit']): string {
  const days = criterion.days ?? criterion.consecutiveSessions;
  const ofDays = criterion.ofDays ?? days;
  const { settings, people } = criterion;
  const share = criterion.kind === 'percent';
  const demand = share
    ? unit === 'day'
      ? words.say('criterion.say_percent_days', { percent: percentOf(criterion.value), days, ofDays })
      : words.say('criterion.say_percent', {
          percent: percentOf(criterion.value),
          sessions: criterion.consecutiveSessions,
          trials: criterion.minTrials,
          natural: criterion.minTrialsNatural,
        })
    : words.say(criterion.kind === 'at_most' ? 'criterion.say_at_most' : 'criterion.say_at_least', {
        amount: amountInWords(words, criterion.of ?? 'count', criterion.value),
        days,
        ofDays,
      });
  return [
    demand,
    words.say(criterion.naturalSetting ? 'criterion.say_settings_natural' : 'criterion.say_settings', { settings }),
    words.say(criterion.personOtherThanTherapist ? 'criterion.say_people_other' : 'criterion.say_people', { people }),
  ].join(', ');
}

/** "2", or "2: uses the frame with a peer" where the goal has a target written for that level ("-2" to "+2", "0" to "4"). */
export function levelInWords(
  targets: readonly { readonly text: string; readonly level?: string | undefined }[],
  level: number,
): string {
  const written = targets.find((target) => Number(target.level?.replace('−', '-') || Number.NaN) === level)?.text;
  const sign = level < 0 ? `−${-level}` : String(level);
  return written === undefined ? sign : `${sign}: ${written}`;
}
