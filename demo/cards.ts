/** The told students' 60-second cards: one minute each, for the adults of their class. */

export interface DemoCard {
  /** The told student's key. */
  readonly student: string;
  readonly writer: string;
  readonly looksLike: string;
  readonly cue: string;
  readonly praise: string;
  readonly avoid?: string;
  /** Words for what the class notes, by the told goal's key. */
  readonly asks: Readonly<Record<string, string>>;
  /** Adults of the class who have read it. */
  readonly read: readonly string[];
}

export const cards: readonly DemoCard[] = [
  {
    student: 'ana',
    writer: 'dana',
    looksLike: 'In writing, a sentence that gives a reason with “because”, without anybody asking “why?”.',
    cue: 'Point to the sentence frame on the window and wait five seconds.',
    praise: 'The reason itself: “You told me why. Now I understand it.”',
    avoid: 'Saying the first half of the sentence for her.',
    asks: { because: 'gives a reason with “because”' },
    read: ['ortiz'],
  },
  {
    student: 'bela',
    writer: 'dana',
    looksLike: 'In talk with others the r is clear, or she hears it herself and says the word again.',
    cue: 'Tap your ear once, quietly; say nothing.',
    praise: 'Every time she fixes it herself.',
    avoid: 'Correcting her in front of the group.',
    asks: { r: 'r in talk' },
    read: ['ortiz'],
  },
  {
    student: 'cy',
    writer: 'dana',
    looksLike: 'During read-aloud he comments with his speech device. He may need up to 45 seconds.',
    cue: 'Ask once, look at the device, wait. Modelling a word on the device is fine and is not a cue.',
    praise: 'Answer what he said, as with anybody.',
    avoid: 'Repeating the question while he is composing.',
    asks: { comment: 'comments within 45 seconds' },
    read: [],
  },
  {
    student: 'finn',
    writer: 'priya',
    looksLike: 'He begins to write within two minutes of the direction.',
    cue: 'Put the pencil on the first line and walk on.',
    praise: 'The first word on the paper.',
    asks: { begin: 'begins within two minutes' },
    read: ['ortiz'],
  },
  {
    student: 'jonah',
    writer: 'priya',
    looksLike: 'He follows the seven arrival pictures from the door to his seat, in about ten minutes.',
    cue: 'Wait ten seconds, then point to the next picture. No words yet.',
    praise: 'Looking at the pictures by himself.',
    avoid: 'Doing the zipper for him: he does the last pull.',
    asks: {},
    read: ['lee', 'kim'],
  },
];
