import type { NotTodayReason, ReplyKind, VisitPlanText } from '#domain/partnership/visit-plan.ts';

/** Plans of visits, in the order in which they were written, and what the classes have said. */

export interface DemoVisitPlan extends Partial<VisitPlanText> {
  readonly therapist: string;
  readonly class: string;
  readonly routine: string;
  /** 0 is this week. */
  readonly week: number;
  readonly weekday: number;
  readonly by: string;
  /** Keys of the library. */
  readonly strategies?: readonly string[];
  /** Who of the other side stands behind it. */
  readonly agreed?: string;
  readonly reply?: {
    readonly by: string;
    readonly kind: ReplyKind;
    readonly words?: string;
    readonly why?: NotTodayReason;
  };
}

const stations = {
  coTeachingFormat: 'station',
  activity: 'Opinion writing: which volcano would you visit?',
  therapistPart: 'Sentence frames at the round table',
  classPart: 'Topic mini-lesson, then the other two stations',
  materials: 'strip of “because” frames, volcano pictures',
  visuals: 'word wall, sentence frames on the window',
  strategies: ['frames', 'wait'],
} as const satisfies Partial<DemoVisitPlan>;

export const visitPlans: readonly DemoVisitPlan[] = [
  {
    ...stations,
    therapist: 'dana',
    class: 'g2',
    routine: 'writing',
    week: -1,
    weekday: 1,
    by: 'dana',
    agreed: 'ortiz',
  },
  {
    ...stations,
    therapist: 'dana',
    class: 'g2',
    routine: 'writing',
    week: 0,
    weekday: 2,
    by: 'ortiz',
    agreed: 'dana',
    classLine: '“Volcanoes”, chapter 3; magma, crater, because; one paragraph with two reasons',
  },
  {
    therapist: 'priya',
    class: 'g2',
    routine: 'writing',
    week: -1,
    weekday: 4,
    by: 'priya',
    agreed: 'ortiz',
    coTeachingFormat: 'support',
    activity: 'Opinion writing',
    therapistPart: 'Walk past each desk in the first two minutes',
    classPart: 'Give the direction once, then wait',
  },
  {
    therapist: 'priya',
    class: 'g2',
    routine: 'writing',
    week: 0,
    weekday: 4,
    by: 'priya',
    coTeachingFormat: 'support',
    activity: 'Opinion writing, first draft',
    therapistPart: 'Movement break with the whole class, then the window row',
    classPart: 'Give the direction once, then wait',
    materials: 'slant boards',
  },
  {
    therapist: 'priya',
    class: 'k',
    routine: 'arrival',
    week: -1,
    weekday: 1,
    by: 'priya',
    agreed: 'lee',
    coTeachingFormat: 'one_teach_one_assist',
    activity: 'Arrival by the seven pictures',
    therapistPart: 'At the cubbies, ten seconds behind',
    classPart: 'Greet at the door, no reminders',
    visuals: 'picture strip at the cubbies',
  },
  {
    therapist: 'dana',
    class: 'g3',
    routine: 'read_aloud',
    week: 0,
    weekday: 4,
    by: 'dana',
    coTeachingFormat: 'one_teach_one_assist',
    activity: 'Read-aloud and retelling in pairs',
    therapistPart: 'Retelling with beginning, middle, end',
    classPart: 'Read, stop twice for a turn to a neighbour',
    reply: {
      by: 'brandt',
      kind: 'asks',
      words: 'Could you take the pairs near the door? A guest teacher reads today.',
    },
  },
];
