import { z } from 'zod';
import { roles } from '#domain/caseload/roles.ts';
import { operation } from './operation.ts';
import { done, id, instant, line, requiredLine } from './values.ts';

/** The 60-second card: what the adults of a class know about a student's goals before the visit. */

const ask = z.strictObject({ goalId: id, words: requiredLine(120) });
const cardText = {
  looksLike: requiredLine(600),
  cue: requiredLine(300),
  praise: requiredLine(300),
  avoid: line(300).default(''),
  asks: z.array(ask).max(4).default([]),
};
const cardVersion = z.object({
  id,
  version: z.int(),
  looksLike: z.string(),
  cue: z.string(),
  praise: z.string(),
  avoid: z.string(),
  asks: z.array(z.object({ goalId: id, words: z.string() })),
  writtenBy: z.string(),
  writtenAt: instant,
  publishedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
});
export type Card = z.infer<typeof cardVersion>;

const ofStudent = z.object({ studentId: id });
const ofClass = z.object({ studentId: id, classId: id });

export const readStudentCards = operation({
  name: 'card.of_student',
  method: 'GET',
  path: '/api/students/:studentId/cards',
  summary: 'The cards of a student, class by class, with their versions; for the therapist also who has read them.',
  act: 'card.read',
  logged: true,
  params: ofStudent,
  output: z.object({
    classes: z.array(
      z.object({
        classId: id,
        className: z.string(),
        /** Latest first. */
        versions: z.array(cardVersion),
        readers: z.array(
          z.object({
            adultId: id,
            shortName: z.string(),
            role: z.enum(roles),
            /** When they read the card in force; null: not yet. */
            readAt: instant.nullable(),
            remindedToday: z.boolean(),
          }),
        ),
      }),
    ),
    /** Goals a class can be asked about, with their plain words. */
    goals: z.array(z.object({ goalId: id, tag: z.string(), plainWords: z.string() })),
  }),
});
export const saveCard = operation({
  name: 'card.save',
  method: 'PUT',
  path: '/api/students/:studentId/cards/:classId',
  summary: 'Writes the draft of a card. Nobody in the class sees it before it is published.',
  act: 'card.write',
  logged: true,
  params: ofClass,
  body: z.strictObject(cardText),
  output: z.object({ id, version: z.int() }),
});
export const publishCard = operation({
  name: 'card.publish',
  method: 'POST',
  path: '/api/students/:studentId/cards/:classId/publish',
  summary:
    'Publishes the draft to the adults of the class. Whoever had read the version before is asked to read again.',
  act: 'card.write',
  logged: true,
  params: ofClass,
  body: z.strictObject({ version: z.int() }),
  output: done,
});
export const withdrawCard = operation({
  name: 'card.withdraw',
  method: 'POST',
  path: '/api/students/:studentId/cards/:classId/withdraw',
  summary: 'Takes the published card back: the class no longer sees it.',
  act: 'card.write',
  logged: true,
  params: ofClass,
  output: done,
});
export const remindOfCard = operation({
  name: 'card.remind',
  method: 'POST',
  path: '/api/students/:studentId/cards/:classId/remind',
  summary: 'Reminds an adult of the class, once a day at most, that a card waits to be read.',
  act: 'card.write',
  logged: true,
  params: ofClass,
  body: z.strictObject({ adultId: id }),
  output: done,
});

export const readClassCards = operation({
  name: 'card.of_class',
  method: 'GET',
  path: '/api/classes/:classId/cards',
  summary: 'The published cards of a class, of the students whom the reader reaches today.',
  act: 'card.of_class',
  logged: true,
  byLink: true,
  params: z.object({ classId: id }),
  output: z.object({
    className: z.string(),
    cards: z.array(
      z.object({
        id,
        studentId: id,
        /** What is printed: initials, never the name. */
        label: z.string(),
        name: z.string(),
        version: z.int(),
        looksLike: z.string(),
        cue: z.string(),
        praise: z.string(),
        avoid: z.string(),
        asks: z.array(z.object({ goalId: id, words: z.string() })),
        writtenBy: z.string(),
        publishedAt: instant,
        /** When the reader read this version; null: not yet. */
        readAt: instant.nullable(),
        /** Read in an earlier version: the card has changed since. */
        readBefore: z.boolean(),
        reminded: z.boolean(),
      }),
    ),
  }),
});
export type ClassCard = z.infer<typeof readClassCards.output>['cards'][number];

export const gotCard = operation({
  name: 'card.got_it',
  method: 'POST',
  path: '/api/cards/:cardId/read',
  summary: 'Got it: the reader has read this version. Saying it again changes nothing.',
  act: 'card.got_it',
  logged: true,
  byLink: true,
  params: z.object({ cardId: id }),
  output: done,
});

export const listUnreadCards = operation({
  name: 'card.unread',
  method: 'GET',
  path: '/api/cards/unread',
  summary: 'Cards of the reader’s caseload that the teacher of the class has not read in the version in force.',
  act: 'card.unread',
  logged: true,
  output: z.object({
    published: z.int(),
    items: z.array(
      z.object({
        studentId: id,
        label: z.string(),
        classId: id,
        adultId: id,
        shortName: z.string(),
        reminded: z.boolean(),
      }),
    ),
  }),
});
