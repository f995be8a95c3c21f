/**
 * What a goal is made of. The official wording belongs to the IEP; everything that decides how data are read
 * (criterion, cue set, wait window, unit) has versions, so that "what did the goal say on that day?" has an answer.
 */

export const areas = [
  'language',
  'articulation',
  'fluency',
  'voice',
  'aac',
  'social',
  'fine_motor',
  'self_care',
  'sensory',
  'gross_motor',
  'mobility',
  'participation',
  'other',
] as const;
export type Area = (typeof areas)[number];

export const disciplines = ['speech', 'occupational', 'physical'] as const;
export type Discipline = (typeof disciplines)[number];

/** How the skill is measured. `trials` is per opportunity; the others have their own events. */
export const measureKinds = [
  'trials',
  'steps',
  'prompts',
  'frequency',
  'duration',
  'latency',
  'interval',
  'rubric',
  'goal_attainment',
] as const;
export type MeasureKind = (typeof measureKinds)[number];

/** The data point: one opportunity, or one school day (medians and ranges, no trial arithmetic). */
export const goalUnits = ['trial', 'day'] as const;
export type GoalUnit = (typeof goalUnits)[number];

/** What the IEP asks for before the goal counts as met. Every part may be overridden by the goal's own wording. */
export interface Criterion {
  /** `percent`: share of opportunities unprompted, 0-1. `at_most`/`at_least`: a day's number (prompts, minutes, steps, level). */
  readonly kind: 'percent' | 'at_most' | 'at_least';
  /** 0-1 for `percent`; otherwise in the measure's own unit (prompts, seconds, steps, level). */
  readonly value: number;
  /** What the number counts on a day goal: prompts, steps done, minutes, seconds, level. */
  readonly of?: 'prompts' | 'steps_independent' | 'seconds' | 'minutes' | 'count' | 'level';
  /** Sessions in a row that must reach it (trial goals). */
  readonly consecutiveSessions: number;
  /** Opportunities a session needs to be eligible, in the therapy room and in natural settings. */
  readonly minTrials: number;
  readonly minTrialsNatural: number;
  /** Day goals: on `days` of the last `ofDays` days with data. */
  readonly days?: number;
  readonly ofDays?: number;
  /** Number of different settings, and whether one of them must be natural. */
  readonly settings: number;
  readonly naturalSetting: boolean;
  /** Number of different adults who led, and whether one must be someone other than the therapist. */
  readonly people: number;
  readonly personOtherThanTherapist: boolean;
  /** Whether a self-corrected response counts as reaching it (headline: yes, unprompted = independent + self-corrected). */
  readonly selfCorrectedCounts: boolean;
}

/** Defaults of research 1.8: 80 % unprompted, 3 eligible sessions, 8 trials (5 natural), 2 settings, 2 people. */
export const usualCriterion: Criterion = {
  kind: 'percent',
  value: 0.8,
  consecutiveSessions: 3,
  minTrials: 8,
  minTrialsNatural: 5,
  settings: 2,
  naturalSetting: true,
  people: 2,
  personOtherThanTherapist: true,
  selfCorrectedCounts: true,
};

export interface Baseline {
  readonly date: string;
  readonly text: string;
  /** 0-1 for percent goals, else the measure's unit; absent when only described. */
  readonly value?: number;
}

/** Kinds of a cue set, from least to most help; the district may replace code and label. */
export interface CueKind {
  readonly code: string;
  readonly label: string;
}

export interface CueSet {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly CueKind[];
  /** What the second tap of "with a cue" asks for. */
  readonly asks: 'who' | 'kind' | 'both';
}

export const usualCueKinds: readonly CueKind[] = [
  { code: 'Ge', label: 'gesture' },
  { code: 'Vi', label: 'visual' },
  { code: 'Vb', label: 'verbal, indirect' },
  { code: 'Vd', label: 'verbal, direct' },
  { code: 'Mo', label: 'model' },
  { code: 'Ph', label: 'physical' },
];

export const responseModes = ['speech', 'speech_device', 'sign', 'gesture', 'writing', 'action'] as const;
export type ResponseMode = (typeof responseModes)[number];

/** The rules by which a goal's events are read: one version of a goal, flattened. */
export interface GoalRules {
  readonly goalId: string;
  readonly studentId: string;
  readonly discipline: Discipline;
  readonly area: Area;
  readonly measure: MeasureKind;
  readonly unit: GoalUnit;
  readonly criterion: Criterion;
  readonly baseline?: Baseline;
  /** Seconds an adult waits before cueing. */
  readonly waitSeconds: number;
  readonly responseMode: ResponseMode;
  /** Stuttering goals never offer or count "fixed it". */
  readonly selfCorrectionOffered: boolean;
  /** The IEP's own dates: aim line from the baseline to the criterion at `endsOn`. */
  readonly startsOn: string;
  readonly endsOn: string;
}

export type TargetStatus = 'acquisition' | 'maintenance' | 'later';

export interface Target {
  readonly id: string;
  readonly kind: 'word' | 'skill' | 'step';
  readonly text: string;
  /** e.g. word, phrase, sentence, conversation; absent where levels do not apply. */
  readonly level?: string;
  readonly order: number;
  readonly status: TargetStatus;
}

/** Level of each target that has one, by the target's id. */
export function levelsOf(targets: readonly Pick<Target, 'id' | 'level'>[]): ReadonlyMap<string, string> {
  return new Map(targets.flatMap(({ id, level }) => (level === undefined ? [] : [[id, level]])));
}

/** Whether a mark can be for this target now: steps are tapped, not chosen, and what comes later is not worked on yet. */
export function isMarked(target: Pick<Target, 'kind' | 'status'>): boolean {
  return target.kind !== 'step' && target.status !== 'later';
}
