import type { StrategyText } from '#domain/partnership/strategy.ts';
import type { StrategyUse } from '#domain/trials/event.ts';

/** The library of the demo, how rooms do its strategies, who has made them their own, and two thanks. */

export interface DemoStrategy extends StrategyText {
  readonly key: string;
  readonly writer: string;
}

const step = (symbol: StrategyText['steps'][number]['symbol'], words: string) => ({ symbol, words });

export const strategies: readonly DemoStrategy[] = [
  {
    key: 'wait',
    writer: 'dana',
    name: 'Wait and point',
    steps: [
      step('say', 'Ask once'),
      step('wait', 'Count to five without a word'),
      step('point', 'Point to the picture'),
    ],
    areas: ['language', 'aac', 'social'],
    routineKinds: ['read_aloud', 'morning_meeting', 'writing'],
    wholeClass: true,
  },
  {
    key: 'frames',
    writer: 'dana',
    name: 'Sentence frames',
    steps: [
      step('picture', 'Hang the frame where all can see it'),
      step('say', 'Say one sentence with it'),
      step('again', 'Everybody says one of their own'),
    ],
    areas: ['language'],
    routineKinds: ['writing', 'science', 'social_studies'],
    wholeClass: true,
  },
  {
    key: 'recast',
    writer: 'dana',
    name: 'Recast',
    steps: [
      step('listen', 'Hear what was meant'),
      step('say', 'Say it back, right and in passing'),
      step('wait', 'Go on; nothing needs to be repeated'),
    ],
    areas: ['language', 'articulation'],
    routineKinds: [],
    wholeClass: false,
  },
  {
    key: 'modelling',
    writer: 'dana',
    name: 'Aided-language modelling',
    steps: [
      step('device', 'Say a word on the device yourself'),
      step('say', 'Say the sentence aloud'),
      step('wait', 'Wait up to 45 seconds'),
    ],
    areas: ['aac'],
    routineKinds: ['read_aloud', 'centers'],
    wholeClass: false,
  },
  {
    key: 'zipper',
    writer: 'priya',
    name: 'Backward-chained zipper',
    steps: [
      step('help', 'Do all but the last pull'),
      step('dress', 'The last pull is theirs'),
      step('again', 'Leave one more each week'),
    ],
    areas: ['self_care', 'fine_motor'],
    routineKinds: ['arrival', 'dismissal', 'recess'],
    wholeClass: false,
  },
  {
    key: 'first_then',
    writer: 'priya',
    name: 'First-then board',
    steps: [
      step('cards', 'Two pictures: first and then'),
      step('then', 'Point along while you say it'),
      step('done', 'Turn the first one over'),
    ],
    areas: ['participation', 'sensory'],
    routineKinds: ['arrival', 'transition', 'centers'],
    wholeClass: true,
  },
  {
    key: 'pause',
    writer: 'dana',
    name: 'Five-second pause',
    steps: [
      step('say', 'Ask the whole class'),
      step('wait', 'Five seconds for everybody'),
      step('together', 'Then take answers'),
    ],
    areas: ['language', 'fluency', 'social'],
    routineKinds: ['morning_meeting', 'social_studies', 'read_aloud'],
    wholeClass: true,
  },
  {
    key: 'break',
    writer: 'priya',
    name: 'Movement break',
    steps: [
      step('move', 'Two minutes on the feet'),
      step('order', 'The same three moves each time'),
      step('write', 'Straight back to the page'),
    ],
    areas: ['sensory', 'fine_motor', 'participation'],
    routineKinds: ['writing', 'math', 'transition'],
    wholeClass: true,
  },
];

export const inRooms: readonly {
  readonly class: string;
  readonly strategy: string;
  readonly how: string;
  readonly by: string;
}[] = [
  { class: 'g2', strategy: 'frames', how: 'On the window, three frames at a time; new ones on Monday.', by: 'ortiz' },
  { class: 'g2', strategy: 'wait', how: 'The hourglass on the desk is turned for everybody.', by: 'ortiz' },
  {
    class: 'g2',
    strategy: 'break',
    how: 'Before the second half of writing; the door row starts the music.',
    by: 'ortiz',
  },
  {
    class: 'k',
    strategy: 'first_then',
    how: 'At the cubbies, one board for all; turned over when coats are up.',
    by: 'lee',
  },
  { class: 'k', strategy: 'zipper', how: 'Ms. Kim starts it, children do the last pull.', by: 'lee' },
];

/** Days before today; planned where it is negative. */
export const uses: readonly {
  readonly class: string;
  readonly strategy: string;
  readonly adult: string;
  readonly stage: StrategyUse;
  readonly daysAgo: number;
  readonly by: string;
}[] = [
  { class: 'g2', strategy: 'frames', adult: 'ortiz', stage: 'modelled', daysAgo: 45, by: 'dana' },
  { class: 'g2', strategy: 'frames', adult: 'ortiz', stage: 'together', daysAgo: 38, by: 'dana' },
  { class: 'g2', strategy: 'frames', adult: 'ortiz', stage: 'alone', daysAgo: 30, by: 'dana' },
  { class: 'g2', strategy: 'wait', adult: 'ortiz', stage: 'modelled', daysAgo: 9, by: 'dana' },
  { class: 'g2', strategy: 'wait', adult: 'ortiz', stage: 'together', daysAgo: -1, by: 'dana' },
  { class: 'k', strategy: 'zipper', adult: 'kim', stage: 'modelled', daysAgo: 16, by: 'priya' },
  { class: 'k', strategy: 'zipper', adult: 'kim', stage: 'together', daysAgo: 9, by: 'priya' },
  { class: 'k', strategy: 'first_then', adult: 'lee', stage: 'alone', daysAgo: 23, by: 'priya' },
];

export const thanks: readonly {
  readonly from: string;
  readonly to: string;
  readonly class: string;
  readonly strategy: string;
  readonly words: string;
  readonly read: boolean;
}[] = [
  {
    from: 'dana',
    to: 'ortiz',
    class: 'g2',
    strategy: 'wait',
    words: 'Your wait after the question gave Cy time for three comments.',
    read: false,
  },
  {
    from: 'priya',
    to: 'kim',
    class: 'k',
    strategy: 'zipper',
    words: 'The last pull was left to the children every day this week.',
    read: true,
  },
];

/** What adults point to in their rooms. */
export const hungUp = [
  { class: 'g2', by: 'dana', name: 'Day plan', symbol: 'order', place: 'beside the door' },
  { class: 'g2', by: 'priya', name: 'First, then', symbol: 'then', place: 'on the window row’s desks' },
  { class: 'k', by: 'priya', name: 'Arrival in pictures', symbol: 'dress', place: 'above the hooks' },
] as const;

/** With which strategies goals are worked on. */
export const goalStrategies = [
  { goal: 'because', strategy: 'frames', by: 'dana' },
  { goal: 'because', strategy: 'wait', by: 'dana' },
] as const;
