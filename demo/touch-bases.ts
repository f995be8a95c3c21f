/** Touch-bases of the demo: when they are, what was decided, what is asked. Of one week only: the next is there to be planned. */

export const slots = [
  { therapist: 'dana', class: 'g2', weekday: 4, starts: '07:40', ends: '07:45' },
  { therapist: 'priya', class: 'k', weekday: 4, starts: '07:45', ends: '07:50' },
] as const;

export const meetings = [
  {
    therapist: 'priya',
    class: 'k',
    notes: 'Jo went from six prompts to two: step back? The new room made a dip, it is over.',
  },
] as const;

export const points = [
  {
    therapist: 'priya',
    class: 'k',
    kind: 'decision',
    words: 'waits ten seconds before prompting, for two weeks',
    who: 'kim',
    byDays: 7,
    by: 'lee',
  },
  {
    therapist: 'priya',
    class: 'k',
    kind: 'question',
    words: 'Field trip on Friday: who carries the picture strip?',
    by: 'lee',
  },
  {
    therapist: 'dana',
    class: 'g2',
    kind: 'decision',
    words: 'takes the third frame off the window',
    who: 'ortiz',
    byDays: -2,
    by: 'dana',
  },
  { therapist: 'dana', class: 'g2', kind: 'question', words: 'Fade the sentence frames?', by: 'ortiz' },
] as const;
