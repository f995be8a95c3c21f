import type { Area, Criterion, Discipline, GoalUnit, MeasureKind, ResponseMode } from '#domain/goals/goal.ts';

/**
 * The ten students whose stories are told, with a second goal where a state of carryover would otherwise be in none of them. Counts under `recent` are exact for the last weeks before today;
 * `earlier` says how it was before.
 *
 * Codes of an outcome: I on their own, S fixed it, N not yet (nobody cued), R no response, T+/T- with the teacher's cue
 * (did it / not yet), M+/M- with the therapist's, P+/P- with the paraprofessional's, E+ with a peer's, X device not charged.
 */
export type OutcomeCode = 'I' | 'S' | 'N' | 'R' | 'T+' | 'T-' | 'M+' | 'M-' | 'P+' | 'P-' | 'E+' | 'X';
export type Condition = 'room' | 'helping' | 'away';
export type Deal = Partial<Record<OutcomeCode, number>>;

export interface ToldGoal {
  readonly key: string;
  readonly discipline: Discipline;
  readonly owner: string;
  readonly area: Area;
  readonly tag: string;
  readonly measure: MeasureKind;
  readonly unit: GoalUnit;
  readonly official: string;
  readonly plain: string;
  readonly criterion?: Partial<Criterion>;
  readonly waitSeconds?: number;
  readonly responseMode?: ResponseMode;
  readonly selfCorrectionOffered?: boolean;
  readonly supports?: readonly string[];
  readonly targets?: readonly {
    readonly kind: 'word' | 'skill' | 'step';
    readonly text: string;
    readonly level?: string;
  }[];
  readonly baseline: { readonly text: string; readonly value?: number };
  /** Kinds of routine in which it gets chances, best first. */
  readonly routines: readonly string[];
  readonly recent?: Partial<Record<Condition, Deal>>;
  /** Outcomes that come late in the recent weeks. */
  readonly late?: readonly OutcomeCode[];
  /** Share unprompted by condition, from the first told week to the last one before the recent. */
  readonly earlier?: Partial<Record<Condition, readonly [from: number, to: number]>>;
  /** Seconds from the chance to the response, where the goal is about time. */
  readonly latency?: readonly [from: number, to: number];
  /** Marks the recent data as maintenance probes; the goal was met this many weeks ago, and was well below it before. */
  readonly metWeeksAgo?: number;
  /** Written during the year, in that week counted from this one; all others stand from its beginning. */
  readonly writtenInWeek?: number;
  /** The last told week in which anybody looked; this one unless given. */
  readonly seenUntilWeek?: number;
}

export interface ToldStudent {
  readonly key: string;
  readonly given: string;
  readonly family: string;
  readonly label: string;
  readonly grade: number;
  readonly class: string;
  readonly responseMode?: ResponseMode;
  readonly goals: readonly ToldGoal[];
}

const arrivalSteps = [
  'Walks in',
  'Greets an adult',
  'Hangs up backpack',
  'Puts folder in bin',
  'Moves name card',
  'Washes hands',
  'Sits on carpet spot',
];

export const toldStudents: readonly ToldStudent[] = [
  {
    key: 'ana',
    given: 'Ana',
    family: 'Ruiz',
    label: 'An',
    grade: 2,
    class: 'g2',
    goals: [
      {
        key: 'because',
        discipline: 'speech',
        owner: 'dana',
        area: 'language',
        tag: 'bec',
        measure: 'trials',
        unit: 'trial',
        official:
          'During writing, Ana will state a reason using "because" without cues in 4 of 5 opportunities over three sessions, in two settings.',
        plain: 'Uses "because" to give reasons, by herself.',
        baseline: { text: '1 of 5 in the speech room', value: 0.2 },
        routines: ['writing', 'science', 'read_aloud'],
        recent: {
          room: { I: 43, S: 2, N: 4, 'M+': 1 },
          helping: { I: 11, S: 1, N: 3, 'T+': 4, 'T-': 1 },
          away: { I: 2, S: 1, 'T+': 2, 'T-': 1 },
        },
        earlier: { room: [0.3, 0.85], helping: [0.1, 0.45] },
        targets: [{ kind: 'skill', text: 'because, in a sentence', level: 'sentence' }],
      },
    ],
  },
  {
    key: 'bela',
    given: 'Bela',
    family: 'Novak',
    label: 'Be',
    grade: 2,
    class: 'g2',
    goals: [
      {
        key: 'r',
        discipline: 'speech',
        owner: 'dana',
        area: 'articulation',
        tag: 'r',
        measure: 'trials',
        unit: 'trial',
        official:
          'Bela will produce /r/ in conversation with 80 % accuracy over three consecutive sessions in two settings.',
        plain: 'Says r clearly when talking.',
        baseline: { text: '20 % in conversation', value: 0.2 },
        routines: ['read_aloud', 'centers', 'writing'],
        recent: { room: { I: 33, S: 3, N: 3, 'M+': 1 }, helping: { I: 5, S: 7, N: 14, 'T+': 2, 'M+': 2 } },
        late: ['S'],
        earlier: { room: [0.4, 0.85], helping: [0.15, 0.3] },
        targets: [
          { kind: 'word', text: 'r at the beginning', level: 'conversation' },
          { kind: 'word', text: 'r in the middle', level: 'conversation' },
        ],
      },
    ],
  },
  {
    key: 'cy',
    given: 'Cy',
    family: 'Arden',
    label: 'Cy',
    grade: 2,
    class: 'g2',
    responseMode: 'speech_device',
    goals: [
      {
        key: 'comment',
        discipline: 'speech',
        owner: 'dana',
        area: 'aac',
        tag: 'talk',
        measure: 'trials',
        unit: 'trial',
        official:
          'During read-aloud, Cy will make a comment with the speech device within 45 seconds of a pause, in 3 of 5 opportunities.',
        plain: 'Comments on the story with the device; waiting gives time for it.',
        criterion: { value: 0.6 },
        waitSeconds: 45,
        responseMode: 'speech_device',
        supports: ['Modelling on the device', 'Device within reach'],
        baseline: { text: '1 of 5 within 45 seconds', value: 0.2 },
        routines: ['read_aloud', 'morning_meeting', 'centers'],
        recent: { room: { I: 15, R: 4, 'M+': 3 }, helping: { I: 13, R: 5, 'T+': 2, X: 6 } },
        earlier: { room: [0.25, 0.6], helping: [0.1, 0.5] },
        latency: [18, 44],
      },
    ],
  },
  {
    key: 'darius',
    given: 'Darius',
    family: 'Webb',
    label: 'Da',
    grade: 4,
    class: 'g4',
    goals: [
      {
        key: 'turns',
        discipline: 'speech',
        owner: 'dana',
        area: 'fluency',
        tag: 'turn',
        measure: 'frequency',
        unit: 'day',
        official:
          'In class discussion, Darius will take at least 3 speaking turns that he chooses himself, on 4 of 5 days.',
        plain: 'Takes turns in discussion when he wants to. Fluency is not counted.',
        criterion: {
          kind: 'at_least',
          value: 3,
          of: 'count',
          days: 4,
          ofDays: 5,
          settings: 1,
          people: 1,
          personOtherThanTherapist: false,
        },
        selfCorrectionOffered: false,
        baseline: { text: '0 or 1 turn in a discussion', value: 1 },
        routines: ['social_studies', 'science'],
      },
    ],
  },
  {
    key: 'jonah',
    given: 'Jonah',
    family: 'Hale',
    label: 'Jo',
    grade: 0,
    class: 'k',
    goals: [
      {
        key: 'arrival',
        discipline: 'occupational',
        owner: 'priya',
        area: 'self_care',
        tag: 'arr',
        measure: 'steps',
        unit: 'day',
        official:
          'Given a visual schedule, Jonah will complete 7 arrival steps within 10 minutes with at most 2 adult prompts on 4 of 5 days.',
        plain: 'Gets through arrival with his picture schedule and at most two reminders.',
        criterion: { kind: 'at_most', value: 2, of: 'prompts', days: 4, ofDays: 5, settings: 1, people: 1 },
        supports: ['Visual schedule'],
        baseline: { text: '6 prompts in a usual arrival', value: 6 },
        routines: ['arrival'],
        targets: arrivalSteps.map((text) => ({ kind: 'step' as const, text })),
      },
    ],
  },
  {
    key: 'eva',
    given: 'Eva',
    family: 'Lindgren',
    label: 'Ev',
    grade: 1,
    class: 'g1',
    goals: [
      {
        key: 'lunch',
        discipline: 'occupational',
        owner: 'priya',
        area: 'self_care',
        tag: 'open',
        measure: 'trials',
        unit: 'trial',
        official:
          'At lunch, Eva will open her containers independently, 4 of 5, in three sessions in a row, in the cafeteria and in the therapy room.',
        plain: 'Opens her lunch by herself.',
        baseline: { text: 'opens 2 of 5 containers', value: 0.4 },
        routines: ['lunch', 'snack'],
        recent: { room: { I: 35, S: 1, N: 2, 'M+': 2 }, helping: { I: 27, S: 1, N: 2 }, away: { I: 19, N: 1 } },
        earlier: { room: [0.3, 0.95], helping: [0.3, 0.95], away: [0.3, 0.95] },
        metWeeksAgo: 12,
      },
      {
        key: 'tray',
        discipline: 'occupational',
        owner: 'priya',
        area: 'self_care',
        tag: 'tray',
        measure: 'trials',
        unit: 'trial',
        official: 'After lunch, Eva will clear her tray and place independently, 4 of 5, in three lunches in a row.',
        plain: 'Clears her tray and her place by herself.',
        criterion: { settings: 1, people: 1, personOtherThanTherapist: false },
        baseline: { text: 'needs a reminder each time', value: 0 },
        routines: ['lunch'],
        recent: { helping: { I: 29, N: 1 } },
        earlier: { helping: [0.1, 0.4] },
        seenUntilWeek: -4,
      },
    ],
  },
  {
    key: 'finn',
    given: 'Finn',
    family: 'Oduya',
    label: 'Fi',
    grade: 2,
    class: 'g2',
    goals: [
      {
        key: 'begin',
        discipline: 'occupational',
        owner: 'priya',
        area: 'participation',
        tag: 'beg',
        measure: 'trials',
        unit: 'trial',
        official:
          'Finn will begin writing within 2 minutes of the direction in 4 of 5 opportunities over three sessions.',
        plain: 'Starts writing within two minutes.',
        waitSeconds: 30,
        baseline: { text: 'begins after 6 minutes, 0 of 5 within two', value: 0 },
        routines: ['writing'],
        recent: { helping: { I: 9, N: 2, 'T+': 5, 'M+': 1 }, away: { I: 5, N: 1, 'T+': 4, 'T-': 1 } },
        earlier: { helping: [0.1, 0.5] },
        latency: [25, 115],
      },
    ],
  },
  {
    key: 'hana',
    given: 'Hana',
    family: 'Saito',
    label: 'Ha',
    grade: 3,
    class: 'g3',
    goals: [
      {
        key: 'retell',
        discipline: 'speech',
        owner: 'dana',
        area: 'language',
        tag: 'tell',
        measure: 'trials',
        unit: 'trial',
        official:
          'Hana will retell a story with beginning, middle and end in 4 of 5 opportunities over three sessions, in either of her languages.',
        plain: 'Retells a story with beginning, middle and end; Japanese or English.',
        baseline: { text: 'beginning only', value: 0.1 },
        routines: ['read_aloud', 'literacy'],
        recent: { room: { I: 16, S: 2, N: 3, 'M+': 3 }, helping: { I: 3, 'T+': 1 } },
        earlier: { room: [0.2, 0.6] },
      },
      {
        key: 'why',
        discipline: 'speech',
        owner: 'dana',
        area: 'language',
        tag: 'why',
        measure: 'trials',
        unit: 'trial',
        official:
          'Hana will answer why-questions about a story in 4 of 5 opportunities over three sessions, in two settings.',
        plain: 'Answers why-questions about a story.',
        baseline: { text: '1 of 5', value: 0.2 },
        routines: ['read_aloud', 'literacy'],
        recent: { room: { I: 28, S: 1, N: 17, 'M+': 10, 'M-': 4 }, helping: { I: 30, S: 2, N: 16, 'T+': 10, 'T-': 2 } },
        writtenInWeek: -7,
      },
    ],
  },
  {
    key: 'ian',
    given: 'Ian',
    family: 'Mercer',
    label: 'Ia',
    grade: 5,
    class: 'g5',
    goals: [
      {
        key: 'clarify',
        discipline: 'speech',
        owner: 'dana',
        area: 'social',
        tag: 'ask',
        measure: 'trials',
        unit: 'trial',
        official:
          'Ian will ask for clarification when a direction is unclear in 4 of 5 opportunities over three sessions, in two settings and with two adults.',
        plain: 'Asks when something is not clear.',
        baseline: { text: '1 of 5', value: 0.2 },
        routines: ['social_studies', 'science', 'writing'],
        recent: { room: { I: 37, S: 1, N: 2 }, helping: { I: 24, S: 2, N: 2 }, away: { I: 14, N: 1 } },
        earlier: { room: [0.3, 1], helping: [0.3, 1], away: [0.3, 1] },
        metWeeksAgo: 14,
      },
      {
        key: 'directions',
        discipline: 'speech',
        owner: 'dana',
        area: 'language',
        tag: 'dir',
        measure: 'trials',
        unit: 'trial',
        official:
          'Ian will follow two-step directions given once in 4 of 5 opportunities over three sessions, in two settings.',
        plain: 'Does both parts of a direction that is given once.',
        baseline: { text: '2 of 5 in the speech room', value: 0.4 },
        routines: ['social_studies', 'science'],
        recent: { room: { I: 49, N: 1 }, helping: { I: 33, S: 1, N: 3, 'T+': 1 }, away: { I: 18, N: 2, 'T+': 2 } },
        writtenInWeek: -7,
      },
    ],
  },
  {
    key: 'kofi',
    given: 'Kofi',
    family: 'Mensah',
    label: 'Ko',
    grade: 4,
    class: 'g4',
    goals: [
      {
        key: 'pace',
        discipline: 'physical',
        owner: 'tom',
        area: 'mobility',
        tag: 'pace',
        measure: 'trials',
        unit: 'trial',
        official:
          'Kofi will walk with his class to specials, staying within 10 seconds of the line, in 4 of 5 transitions.',
        plain: 'Keeps pace with the class on the way to specials.',
        baseline: { text: '2 of 5 transitions', value: 0.4 },
        routines: ['specials', 'recess'],
        recent: { helping: { I: 10, N: 6, 'M+': 3, 'T+': 1 }, away: { I: 5, N: 4, 'E+': 1 } },
        late: ['N', 'M+'],
        earlier: { helping: [0.75, 0.95], away: [0.75, 0.95] },
        latency: [3, 40],
      },
    ],
  },
];
