import { compare, reaches } from '../measures/ties.ts';
import type { ReviewFacts } from './review-facts.ts';
import type { ReviewThresholds } from './thresholds.ts';

/**
 * The rules of research/measurement 3.2: R0 not enough · R1 carried over · R2 there in therapy, not in class · R3 low in both ·
 * R4 the teacher's cues are answered · R5 met and kept · R6 less since the service changed · R7 new class or grade · R8 not comparable.
 */
export const reviewRules = ['R0', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8'] as const;
export type ReviewRule = (typeof reviewRules)[number];

/** Where a point may lead if the team follows it: less service, more of it (or elsewhere), or a closer look first. */
export const reviewLeanings = ['less', 'more', 'look'] as const;
export type ReviewLeaning = (typeof reviewLeanings)[number];

export const leaningOf: Readonly<Record<ReviewRule, ReviewLeaning>> = {
  R0: 'look',
  R1: 'less',
  R2: 'more',
  R3: 'more',
  R4: 'less',
  R5: 'less',
  R6: 'more',
  R7: 'look',
  R8: 'look',
};

/** What the team might talk over; never one answer. */
export const reviewOptions = [
  'gather_in_class',
  'second_observer',
  'same_task',
  'practise_in_class',
  'plan_cues',
  'self_monitoring',
  'look_at_target',
  'more_time',
  'pull_out',
  'coach_teacher',
  'less_time_out',
  'new_goal',
  'keep',
] as const;
export type ReviewOption = (typeof reviewOptions)[number];

const optionsOf: Readonly<Record<ReviewRule, readonly ReviewOption[]>> = {
  R0: ['gather_in_class', 'keep'],
  R1: ['less_time_out', 'new_goal', 'keep'],
  R2: ['practise_in_class', 'plan_cues', 'self_monitoring', 'keep'],
  R3: ['look_at_target', 'more_time', 'pull_out', 'keep'],
  R4: ['coach_teacher', 'keep'],
  R5: ['new_goal', 'less_time_out', 'keep'],
  R6: ['more_time', 'practise_in_class', 'pull_out', 'keep'],
  R7: ['gather_in_class', 'keep'],
  R8: ['same_task', 'second_observer', 'keep'],
};

/** What holds a point towards less service back. */
export const heldBackBy = ['R0', 'R6', 'R7', 'R8', 'other_recorder', 'practice'] as const;
export type HeldBackBy = (typeof heldBackBy)[number];

/** Of planned practice without the therapist, at least this share has to have taken place for R4 to be put forward. */
const practiceShare = 0.8;

export interface ReviewPoint {
  readonly rule: ReviewRule;
  readonly leaning: ReviewLeaning;
  readonly options: readonly ReviewOption[];
  /** Only of points towards less service, which need more evidence than any other; empty: put to the team. */
  readonly heldBackBy: readonly HeldBackBy[];
}

/**
 * The points of one goal, by rule. Asymmetric caution: a point towards less service is put forward only where nothing stands
 * against it (too little data, a drop after a change, a new class, places that cannot be compared, only therapists recording);
 * otherwise it is shown as held back, with what holds it. Points towards more or towards a closer look are never held back.
 */
export function reviewPoints(facts: ReviewFacts, thresholds: ReviewThresholds): ReviewPoint[] {
  const fires = reviewRules.filter((rule) => applies[rule](facts, thresholds));
  const doubts: HeldBackBy[] = fires.filter((rule) => rule === 'R0' || rule === 'R6' || rule === 'R7' || rule === 'R8');
  return fires.map((rule) => {
    const leaning = leaningOf[rule];
    // Whoever asks for people in the goal itself has been answered by R5; the others stand on the records.
    const alone = rule !== 'R5' && !facts.otherRecorder;
    // Answered cues speak for coaching only where practice takes place without the therapist.
    const { practice } = facts;
    const unpractised =
      rule === 'R4' && (practice === null || !reaches(practice.done / practice.planned, practiceShare));
    return {
      rule,
      leaning,
      options: optionsOf[rule],
      heldBackBy:
        leaning === 'less'
          ? [
              ...doubts,
              ...(alone ? (['other_recorder'] as const) : []),
              ...(unpractised ? (['practice'] as const) : []),
            ]
          : [],
    };
  });
}

const applies: Readonly<Record<ReviewRule, (facts: ReviewFacts, thresholds: ReviewThresholds) => boolean>> = {
  R0: ({ natural, away }, { fewestTrials, fewestDays }) =>
    natural.n < fewestTrials || natural.days < fewestDays || away === 0,
  R1: ({ state, natural }, { fewestDays }) =>
    (state === 'carried_over' || state === 'at_goal') && natural.days >= fewestDays,
  R2: ({ state, therapyAtGoal }) => state === 'not_carried_over_yet' && therapyAtGoal,
  R3: ({ therapy, therapyAtGoal, natural, naturalAtGoal, course }, { fewestPoints }) =>
    therapy.n + natural.n > 0 && !therapyAtGoal && !naturalAtGoal && !course.rising && course.points >= fewestPoints,
  R4: ({ teacherCues, therapistCues }, { cueShare, cueTrials, therapistCueShare }) =>
    teacherCues.n >= cueTrials &&
    reaches(teacherCues.x / teacherCues.n, cueShare) &&
    therapistCues.n > 0 &&
    compare(therapistCues.x / therapistCues.n, therapistCueShare) <= 0,
  R5: ({ mastery }) => mastery === 'maintained',
  R6: ({ sinceService }) => sinceService?.less === true,
  R7: ({ weeksSinceMove }, { changeWeeks }) => weeksSinceMove !== null && weeksSinceMove < changeWeeks,
  R8: ({ leftOut, therapy, natural, agreement }, { fewestTrials, agreement: least }) =>
    (leftOut > 0 && (therapy.n < fewestTrials || natural.n < fewestTrials)) ||
    (agreement !== null && compare(agreement, least) < 0),
};
