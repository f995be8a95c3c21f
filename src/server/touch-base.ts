import { askForTouchBase, decide, readAgenda, saveTouchBaseNotes, settlePoint } from '#contract/touch-base.ts';
import { decisionsToShow, dueUse } from '#domain/partnership/agenda.ts';
import { cardInForce } from '#domain/partnership/card.ts';
import { agreedBy, planInForce } from '#domain/partnership/visit-plan.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { readAdult } from '#store/adult.ts';
import {
  insertPoint,
  readDifferentDays,
  readPoints,
  readTouchBaseNotes,
  saveNotes,
  settlePointRow,
} from '#store/agenda.ts';
import { readCardReaders, readCardReads, readCards, readStudentLabels } from '#store/card.ts';
import { readClasses } from '#store/class.ts';
import { readSessionLines } from '#store/session.ts';
import { readStrategies, readUses } from '#store/strategy.ts';
import { readVisitPlans, readVisitReplies } from '#store/visit.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { type Refusal, refuse } from './refusal.ts';

const ofClass = ({ params }: { readonly params: { readonly classId: string } }) => ({ class: params.classId });

/** The agenda looks a week ahead, and two weeks back for what was said of visits. */
const daysAhead = 7;
const daysBack = 14;

export const touchBaseHandlers: readonly Handler[] = [
  handle(readAgenda, { subject: ofClass }, async (asked) => {
    const { db, adult, params, query, today, saw } = asked;
    const { districtId } = adult;
    const date = query.date ?? today;
    // Another therapist of the school gets what row-level security leaves them: nothing of what these two keep.
    const { classId, therapistId } = params;
    const [ofId] = await readClasses(db, districtId, today, [classId]);
    const therapist = await readAdult(db, districtId, therapistId);
    if (ofId === undefined || therapist === undefined) return refuse('not_found', 'therapistId');
    const adults = await readCardReaders(db, districtId, [classId], today);
    const points = await readPoints(db, districtId, params);

    const visits = (
      await readSessionLines(db, districtId, {
        classIds: [classId],
        from: addDays(today, -daysBack),
        to: addDays(today, daysAhead),
      })
    ).filter((line) => line.adultId === therapistId && line.status === 'planned');
    const plans = await readVisitPlans(db, districtId, [classId], addDays(today, daysAhead));
    const coming = visits.filter((line) => line.date >= today);
    const inForce = coming.flatMap((line) => {
      const plan = planInForce(line, plans);
      return plan === null ? [] : [{ line, plan }];
    });
    const replies = await readVisitReplies(db, districtId, {
      sessionIds: visits.map((line) => line.id),
      planIds: inForce.map(({ plan }) => plan.id),
    });
    const dateOf = new Map(visits.map((line) => [line.id, line.date]));

    const cards = Map.groupBy(await readCards(db, districtId, { classId }), (card) => card.studentId);
    const current = [...cards.values()].flatMap((versions) => cardInForce(versions) ?? []);
    const reads = await readCardReads(
      db,
      districtId,
      current.map((card) => card.id),
    );
    const labels = await readStudentLabels(
      db,
      districtId,
      current.map((card) => card.studentId),
    );
    saw(labels.keys());
    // Who has read is the therapist's and the reader's own affair: an adult of the class is told of their own cards.
    const readers = adults.filter((one) =>
      adult.adultId === therapistId ? one.role === 'teacher' : one.adultId === adult.adultId,
    );

    const library = new Map((await readStrategies(db, districtId)).map((one) => [one.id, one.name]));
    const ways = Map.groupBy(await readUses(db, districtId, classId), (use) => `${use.adultId} ${use.strategyId}`);
    return {
      className: ofId.name,
      therapistName: therapist.shortName,
      date,
      adults: [...adults, { adultId: therapistId, shortName: therapist.shortName }].map(({ adultId, shortName }) => ({
        adultId,
        shortName,
      })),
      decisions: decisionsToShow(
        points.filter((point) => point.kind === 'decision'),
        today,
      ),
      questions: points.filter((point) => point.kind === 'question' && point.doneOn === null),
      cardsUnread: current.flatMap((card) =>
        readers
          .filter((one) => !reads.some((read) => read.cardId === card.id && read.adultId === one.adultId))
          .map(({ adultId, shortName }) => ({
            label: labels.get(card.studentId)?.label ?? '',
            adultId,
            name: shortName,
          })),
      ),
      plansOpen: inForce.flatMap(({ line, plan }) => {
        const agreed = agreedBy(plan, replies);
        if (agreed.therapist && agreed.class) return [];
        const what = line.routineName ?? '';
        return [{ sessionId: line.id, date: line.date, starts: line.starts, what, changedBy: plan.changedByName }];
      }),
      replies: replies
        .filter((reply) => reply.kind !== 'got_it' && dateOf.has(reply.sessionId))
        .map((reply) => ({
          name: reply.name,
          date: dateOf.get(reply.sessionId)!,
          words: reply.words,
          notToday: reply.kind === 'not_today',
        })),
      differentDays: await readDifferentDays(db, districtId, classId, today, addDays(today, daysBack)),
      strategiesDue: [...ways.values()].flatMap((uses) => {
        const due = dueUse(uses, today);
        const [first] = uses;
        return due === null || first === undefined
          ? []
          : [{ name: first.shortName, strategy: library.get(first.strategyId) ?? '', ...due }];
      }),
      notes: await readTouchBaseNotes(db, districtId, params, date),
    };
  }),

  handle(saveTouchBaseNotes, { subject: ofClass }, async (asked) => {
    const { db, adult, params, body, now } = asked;
    const wrong = notBetween(asked, params);
    if (wrong !== null) return wrong;
    await saveNotes(db, adult.districtId, params, { ...body, by: adult.adultId, at: now });
    return isDone;
  }),

  handle(decide, { subject: ofClass }, async (asked) => {
    const { db, adult, params, body, now, today, newId } = asked;
    const wrong = notBetween(asked, params);
    if (wrong !== null) return wrong;
    const adults = await readCardReaders(db, adult.districtId, [params.classId], today);
    if (body.whoId !== params.therapistId && !adults.some((one) => one.adultId === body.whoId))
      return refuse('not_found', 'whoId');
    const id = newId();
    const said = { saidBy: adult.adultId, saidOn: today, at: now };
    await insertPoint(db, adult.districtId, params, { id, kind: 'decision', ...body, ...said });
    return { id };
  }),

  handle(askForTouchBase, { subject: ofClass }, async (asked) => {
    const { db, adult, params, body, now, today, newId } = asked;
    const wrong = notBetween(asked, params);
    if (wrong !== null) return wrong;
    const id = newId();
    const said = { saidBy: adult.adultId, saidOn: today, at: now, whoId: null, by: null };
    await insertPoint(db, adult.districtId, params, { id, kind: 'question', ...body, ...said });
    return { id };
  }),

  handle(settlePoint, { subject: ofClass }, async (asked) => {
    const { db, adult, params, body, today } = asked;
    const settled = { on: body.settled ? today : null, by: adult.adultId };
    return (await settlePointRow(db, adult.districtId, params, settled)) ? isDone : refuse('not_found', 'pointId');
  }),
];

/** Of the therapists of the school only the one whose touch-base it is; and the adults of the class. */
function notBetween(
  { adult }: Signed,
  { classId, therapistId }: { readonly classId: string; readonly therapistId: string },
): Refusal | null {
  const mine = adult.adultId === therapistId || adult.roles.some((held) => held.classId === classId);
  return mine ? null : refuse('not_yours', 'therapistId');
}
