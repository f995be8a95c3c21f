import type { ReviewFacts } from '#domain/reviews/review-facts.ts';
import type { ReviewPoint } from '#domain/reviews/review-point.ts';
import type { ReviewThresholds } from '#domain/reviews/thresholds.ts';
import type { Words } from '#words/words.ts';
import type { GoalPage } from '#telling/goal-page.ts';
import { naturalInWords, percentOf, roomInWords } from '#telling/goal-words.ts';

/** A point as a sentence for the team, with the counts it stands on. */
export function pointInWords(
  words: Words,
  { carryover, rules }: GoalPage,
  { rule }: ReviewPoint,
  facts: ReviewFacts,
  { fewestTrials, fewestDays, changeWeeks, agreement }: ReviewThresholds,
): string {
  const day = carryover.unit === 'day';
  const counted = ({ x, n }: { readonly x: number; readonly n: number }) => words.say('share.counted', { x, n });
  const since = facts.sinceService;
  const key =
    rule === 'R1' && day
      ? 'R1_days'
      : rule === 'R3' && facts.therapy.n === 0
        ? 'R3_one_place'
        : rule === 'R4' && facts.practice !== null
          ? 'R4_log'
          : rule;
  return words.say(`review.point.${key}`, {
    natural: naturalInWords(words, carryover.conditions),
    room: roomInWords(words, rules.discipline),
    inNatural: counted(facts.natural),
    inRoom: counted(facts.therapy),
    days: facts.natural.days,
    away: facts.away,
    fewestTrials,
    fewestDays,
    points: facts.course.points,
    cued: counted(facts.teacherCues),
    on: since === null ? '' : words.day(since.on),
    before: since === null ? '' : counted(since.before),
    after: since === null ? '' : counted(since.after),
    planned: facts.practice?.planned ?? 0,
    done: facts.practice?.done ?? 0,
    weeks: facts.weeksSinceMove ?? 0,
    changeWeeks,
    agreement: percentOf(agreement),
  });
}

const shares: readonly (keyof ReviewThresholds)[] = ['cueShare', 'therapistCueShare', 'agreement'];
export const isShare = (key: keyof ReviewThresholds): boolean => shares.includes(key);

/** "80 %" or "10", as people read a threshold. */
export const thresholdInWords = (words: Words, key: keyof ReviewThresholds, value: number): string =>
  isShare(key) ? `${percentOf(value)} %` : words.count(value);
