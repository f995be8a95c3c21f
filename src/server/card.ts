import {
  gotCard,
  listUnreadCards,
  publishCard,
  readClassCards,
  readStudentCards,
  remindOfCard,
  saveCard,
  withdrawCard,
} from '#contract/card.ts';
import { covers } from '#domain/caseload/roles.ts';
import { versionInForce } from '#domain/goals/version.ts';
import { cardInForce, draftOf } from '#domain/partnership/card.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import {
  insertCard,
  insertCardRead,
  insertReminder,
  publishDraft,
  readCardById,
  readCardReaders,
  readCardReads,
  readCards,
  readReminders,
  readStudentLabels,
  updateDraft,
  withdrawPublished,
} from '#store/card.ts';
import { readClasses } from '#store/class.ts';
import { readGoalsOf, readVersions } from '#store/goal.ts';
import { readEnrollments, readStudents } from '#store/student.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { type Refusal, refuse } from './refusal.ts';

const ofStudent = ({ params }: { readonly params: { readonly studentId: string } }) => ({ student: params.studentId });

/** A reminder shows for a week, or until the card has been read. */
const reminderDays = 7;
const mostStudents = 500;

export const cardHandlers: readonly Handler[] = [
  handle(readStudentCards, { subject: ofStudent }, async (asked) => {
    const { db, adult, params, today, saw } = asked;
    const { districtId } = adult;
    saw([params.studentId]);
    const enrolled = (await readEnrollments(db, districtId, [params.studentId])).filter((row) => covers(row, today));
    const cards = await readCards(db, districtId, { studentIds: [params.studentId] });
    const adults = await readCardReaders(
      db,
      districtId,
      enrolled.map((row) => row.classId),
      today,
    );
    const ids = cards.map((card) => card.id);
    const reads = await readCardReads(db, districtId, ids);
    const reminders = await readReminders(db, districtId, ids, today);
    const goals = (await readGoalsOf(db, districtId, [params.studentId])).filter((goal) => goal.status === 'active');
    const versions = Map.groupBy(
      await readVersions(
        db,
        districtId,
        goals.map((goal) => goal.id),
      ),
      (version) => version.goalId,
    );
    // Who has read is the therapist's and the reader's own affair.
    const mine = adult.roles.some((held) => held.role === 'therapist');
    return {
      classes: enrolled.map(({ classId, className }) => {
        const ofClass = cards.filter((card) => card.classId === classId);
        const current = cardInForce(ofClass);
        return {
          classId,
          className,
          versions: ofClass,
          readers:
            mine && current !== null
              ? adults
                  .filter((one) => one.classId === classId)
                  .map(({ adultId, shortName, role }) => ({
                    adultId,
                    shortName,
                    role,
                    readAt:
                      reads.find((read) => read.cardId === current.id && read.adultId === adultId)?.readAt ?? null,
                    remindedToday: reminders.some(
                      (reminder) => reminder.cardId === current.id && reminder.adultId === adultId,
                    ),
                  }))
              : [],
        };
      }),
      goals: goals.map((goal) => ({
        goalId: goal.id,
        tag: goal.tag,
        plainWords: versionInForce(versions.get(goal.id) ?? [], today)?.plainWords ?? '',
      })),
    };
  }),

  handle(saveCard, { subject: ofStudent }, async (asked) => {
    const { db, adult, params, body, now, newId } = asked;
    const { districtId, adultId } = adult;
    const wrong = await notEnrolled(asked, params);
    if (wrong !== null) return wrong;
    const own = new Set((await readGoalsOf(db, districtId, [params.studentId])).map((goal) => goal.id));
    const strange = body.asks.findIndex((ask) => !own.has(ask.goalId));
    if (strange >= 0) return refuse('not_found', `asks.${strange}.goalId`);
    const versions = await readCards(db, districtId, { studentIds: [params.studentId] });
    const ofClass = versions.filter((card) => card.classId === params.classId);
    const draft = draftOf(ofClass);
    if (draft !== null) {
      const changed = await updateDraft(db, districtId, draft.id, { writtenBy: adultId, at: now }, body);
      return changed ? { id: draft.id, version: draft.version } : refuse('changed_meanwhile', 'version');
    }
    const id = newId();
    const version = Math.max(0, ...ofClass.map((card) => card.version)) + 1;
    const card = { id, studentId: params.studentId, classId: params.classId, version, writtenBy: adultId, at: now };
    await insertCard(db, districtId, card, body);
    return { id, version };
  }),

  handle(publishCard, { subject: ofStudent }, async (asked) => {
    const { db, adult, params, body, now } = asked;
    const wrong = await notEnrolled(asked, params);
    if (wrong !== null) return wrong;
    const versions = await readCards(db, adult.districtId, { studentIds: [params.studentId] });
    const draft = draftOf(versions.filter((card) => card.classId === params.classId));
    // What is published is what was looked at: a draft that somebody else has replaced is not.
    if (draft?.version !== body.version) return refuse('changed_meanwhile', 'version');
    return (await publishDraft(db, adult.districtId, draft.id, now)) ? isDone : refuse('changed_meanwhile', 'version');
  }),

  handle(withdrawCard, { subject: ofStudent }, async ({ db, adult, params, now }) =>
    (await withdrawPublished(db, adult.districtId, params, now)) ? isDone : refuse('not_found', 'classId'),
  ),

  handle(remindOfCard, { subject: ofStudent }, async ({ db, adult, params, body, today }) => {
    const { districtId, adultId } = adult;
    const current = await inForce({ db, adult }, params);
    if (current === null) return refuse('not_found', 'classId');
    const adults = await readCardReaders(db, districtId, [params.classId], today);
    if (!adults.some((one) => one.adultId === body.adultId)) return refuse('not_found', 'adultId');
    const reminder = {
      cardId: current.id,
      adultId: body.adultId,
      studentId: params.studentId,
      by: adultId,
      date: today,
    };
    await insertReminder(db, districtId, reminder);
    return isDone;
  }),

  handle(
    readClassCards,
    { subject: ({ params }) => ({ class: params.classId }) },
    async ({ db, adult, params, today, saw }) => {
      const { districtId, adultId } = adult;
      const [ofClass] = await readClasses(db, districtId, today, [params.classId]);
      if (ofClass === undefined) return refuse('not_found', 'classId');
      const versions = Map.groupBy(
        await readCards(db, districtId, { classId: params.classId }),
        (card) => card.studentId,
      );
      const students = await readStudentLabels(db, districtId, [...versions.keys()]);
      const ids = [...versions.values()].flat().map((card) => card.id);
      const reads = (await readCardReads(db, districtId, ids)).filter((read) => read.adultId === adultId);
      const reminders = await readReminders(db, districtId, ids, addDays(today, -reminderDays));
      saw(students.keys());
      return {
        className: ofClass.name,
        cards: [...versions].flatMap(([studentId, ofStudent]) => {
          const card = cardInForce(ofStudent);
          const student = students.get(studentId);
          if (card === null || card.publishedAt === null || student === undefined) return [];
          const readAt = reads.find((read) => read.cardId === card.id)?.readAt ?? null;
          return [
            {
              ...card,
              ...student,
              publishedAt: card.publishedAt,
              readAt,
              readBefore: readAt === null && reads.some((read) => ofStudent.some(({ id }) => id === read.cardId)),
              reminded:
                readAt === null &&
                reminders.some((reminder) => reminder.cardId === card.id && reminder.adultId === adultId),
            },
          ];
        }),
      };
    },
  ),

  handle(gotCard, {}, async ({ db, adult, params, now, saw }) => {
    const card = await readCardById(db, adult.districtId, params.cardId);
    if (card === null) return refuse('not_found', 'cardId');
    saw([card.studentId]);
    const read = { cardId: params.cardId, adultId: adult.adultId, studentId: card.studentId, at: now };
    await insertCardRead(db, adult.districtId, read);
    return isDone;
  }),

  handle(listUnreadCards, {}, async ({ db, adult, today, saw }) => {
    const { districtId, adultId } = adult;
    const students = (await readStudents(db, districtId, { adultId, today, limit: mostStudents })).filter(
      (student) => student.record,
    );
    const studentIds = students.map((student) => student.id);
    const { published, unread } = await unreadCards(db, districtId, studentIds, today);
    const ids = [...new Set(unread.map(({ card }) => card.id))];
    const reminders = await readReminders(db, districtId, ids, today);
    saw(published.map((card) => card.studentId));
    return {
      published: published.length,
      items: unread.map(({ card, reader }) => ({
        studentId: card.studentId,
        label: students.find((student) => student.id === card.studentId)?.label ?? '',
        classId: card.classId,
        adultId: reader.adultId,
        shortName: reader.shortName,
        reminded: reminders.some((reminder) => reminder.cardId === card.id && reminder.adultId === reader.adultId),
      })),
    };
  }),
];

/** The cards of these students that are published to their classes, and each with each teacher who has not read it. */
export async function unreadCards(db: Signed['db'], districtId: string, studentIds: readonly string[], today: string) {
  const cards = await readCards(db, districtId, { studentIds });
  const enrolled = await readEnrollments(db, districtId, studentIds);
  const published = [...Map.groupBy(cards, (card) => `${card.studentId} ${card.classId}`).values()]
    .flatMap((versions) => cardInForce(versions) ?? [])
    .filter((card) =>
      enrolled.some((row) => row.studentId === card.studentId && row.classId === card.classId && covers(row, today)),
    );
  const reads = await readCardReads(
    db,
    districtId,
    published.map((card) => card.id),
  );
  const adults = await readCardReaders(db, districtId, [...new Set(published.map((card) => card.classId))], today);
  const unread = published.flatMap((card) =>
    adults
      .filter(
        ({ adultId, classId, role }) =>
          classId === card.classId &&
          role === 'teacher' &&
          !reads.some((read) => read.cardId === card.id && read.adultId === adultId),
      )
      .map((reader) => ({ card, reader })),
  );
  return { published, unread };
}

type Place = { readonly studentId: string; readonly classId: string };

async function notEnrolled({ db, adult, today }: Signed, { studentId, classId }: Place): Promise<Refusal | null> {
  const enrolled = await readEnrollments(db, adult.districtId, [studentId]);
  return enrolled.some((row) => row.classId === classId && covers(row, today)) ? null : refuse('not_found', 'classId');
}

async function inForce({ db, adult }: Pick<Signed, 'db' | 'adult'>, { studentId, classId }: Place) {
  const versions = await readCards(db, adult.districtId, { studentIds: [studentId] });
  return cardInForce(versions.filter((card) => card.classId === classId));
}
