import type { SessionLine } from '#contract/session.ts';
import {
  listVisits,
  listVisitsBefore,
  planVisit,
  replyToVisit,
  settleReply,
  type visitOutcomes,
} from '#contract/visit.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import { cardInForce } from '#domain/partnership/card.ts';
import { agreedBy, differsFromLastWeek, planInForce, type VisitFacts } from '#domain/partnership/visit-plan.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { readCardReaders, readCards } from '#store/card.ts';
import { readGoalsOf } from '#store/goal.ts';
import { readSessionLines, readSessionRow, type SessionRow } from '#store/session.ts';
import { readStrategies } from '#store/strategy.ts';
import {
  insertVisitPlan,
  insertVisitReply,
  readFormatsRecorded,
  readVisitPlans,
  readVisitReplies,
  settleVisitReply,
} from '#store/visit.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { Refusal, refuse } from './refusal.ts';

const ofClass = ({ params }: { readonly params: { readonly classId: string } }) => ({ class: params.classId });

type VisitLine = SessionLine & { readonly classId: string };
const isVisit = (line: SessionLine): line is VisitLine =>
  line.classId !== null && (line.delivery === 'push_in' || line.delivery === 'observation');

const factsOf = (line: SessionLine): VisitFacts => ({
  starts: line.starts,
  ends: line.ends,
  comes: line.coveredBy?.adultId ?? line.adultId,
  activity: line.activity,
  coTeachingFormat: line.coTeachingFormat,
  therapistPart: line.myPart,
  classPart: line.theirPart,
  materials: line.materials ?? '',
});

/** How far back a class's visits are told. */
const daysBefore = 28;

function outcomeOf(line: SessionLine): (typeof visitOutcomes)[number] {
  if (line.openedAt !== null) return 'held';
  return line.status === 'cancelled' ? 'cancelled' : 'no_record';
}

export const visitHandlers: readonly Handler[] = [
  handle(listVisits, {}, async (asked) => {
    const { db, adult, query, today, saw } = asked;
    const { districtId, adultId } = adult;
    const date = query.date ?? today;
    const lastWeek = addDays(date, -7);
    const classIds = adult.roles.flatMap((held) => (classRoles.includes(held.role) ? (held.classId ?? []) : []));
    const span = { from: lastWeek, to: date };
    const lines = [
      ...(await readSessionLines(db, districtId, { adultId, ...span })),
      ...(await readSessionLines(db, districtId, { classIds, ...span })),
    ].filter(isVisit);
    // Who works in the class comes in to nobody, though they may lead a session there.
    const own = await readCardReaders(
      db,
      districtId,
      lines.map((line) => line.classId),
      date,
    );
    const visits = [...new Map(lines.map((line) => [line.id, line])).values()].filter(
      (line) => line.date === date && !own.some((one) => one.classId === line.classId && one.adultId === line.adultId),
    );
    const plans = await readVisitPlans(db, districtId, [...new Set(visits.map((line) => line.classId))], date);
    const inForce = new Map(visits.map((line) => [line.id, planInForce(line, plans)]));
    const replies = await readVisitReplies(db, districtId, {
      sessionIds: visits.map((line) => line.id),
      planIds: [...inForce.values()].flatMap((plan) => plan?.id ?? []),
    });
    const library = new Map((await readStrategies(db, districtId)).map((one) => [one.id, one.name]));
    const serves = await servesOf(asked, visits);
    saw(visits.flatMap((line) => line.members?.map((member) => member.studentId) ?? []));
    return {
      date,
      visits: visits
        .toSorted((a, b) => (a.starts < b.starts ? -1 : 1))
        .map((line) => {
          const before = lines.find(
            (one) =>
              one.date === lastWeek &&
              one.adultId === line.adultId &&
              one.classId === line.classId &&
              one.routineId === line.routineId,
          );
          const plan = inForce.get(line.id) ?? null;
          return {
            sessionId: line.id,
            classId: line.classId,
            className: line.className ?? '',
            date,
            starts: line.starts,
            ends: line.ends,
            delivery: line.delivery,
            adultId: line.adultId,
            comes: line.coveredBy?.name ?? line.adultName,
            coveredFor: line.coveredBy === null ? null : line.adultName,
            routineName: line.routineName,
            roomName: line.roomName,
            status: line.status,
            cancelledReason: line.cancelledReason,
            plan: {
              planId: plan?.id ?? null,
              activity: line.activity,
              coTeachingFormat: line.coTeachingFormat,
              therapistPart: line.myPart,
              classPart: line.theirPart,
              materials: line.materials ?? '',
              visuals: plan?.visuals ?? '',
              classLine: plan?.classLine ?? '',
              strategies: (plan?.strategyIds ?? []).flatMap((strategyId) => {
                const name = library.get(strategyId);
                return name === undefined ? [] : [{ strategyId, name }];
              }),
              carriedFrom: plan === null || plan.sessionId === line.id ? null : plan.date,
              changedBy: plan?.changedByName ?? null,
              agreed: plan === null ? { therapist: false, class: false } : agreedBy(plan, replies),
            },
            differs: differsFromLastWeek(factsOf(line), before === undefined ? null : factsOf(before)),
            serves: serves.get(line.id) ?? [],
            replies: replies.filter((reply) => reply.sessionId === line.id),
          };
        }),
    };
  }),

  // That a session was begun stands in its record, which the class does not see: the owner reads it, and answers only that.
  handle(listVisitsBefore, { subject: ofClass, as: 'owner' }, async ({ db, adult, params, today }) => {
    const span = { from: addDays(today, -daysBefore), to: today };
    const lines = await readSessionLines(db, adult.districtId, { classIds: [params.classId], ...span });
    const own = new Set(
      (await readCardReaders(db, adult.districtId, [params.classId], today)).map((one) => one.adultId),
    );
    // What is planned for the rest of today has not been missed.
    const over = lines.filter(
      (line) =>
        isVisit(line) &&
        !own.has(line.adultId) &&
        (line.openedAt !== null || line.status === 'cancelled' || line.date < today),
    );
    const formats = await readFormatsRecorded(
      db,
      adult.districtId,
      over.map((line) => line.id),
    );
    return {
      visits: over.toReversed().map((line) => ({
        sessionId: line.id,
        date: line.date,
        starts: line.starts,
        ends: line.ends,
        delivery: line.delivery,
        comes: line.coveredBy?.name ?? line.adultName,
        outcome: outcomeOf(line),
        cancelledReason: line.openedAt === null ? line.cancelledReason : null,
        routineName: line.routineName,
        coTeachingFormat: formats.get(line.id) ?? line.coTeachingFormat,
        activity: line.activity,
        therapistPart: line.myPart,
        classPart: line.theirPart,
      })),
    };
  }),

  handle(planVisit, { subject: ofClass }, async (asked) => {
    const { db, adult, params, body, now, newId } = asked;
    const row = await visitOf(asked, params);
    if (row instanceof Refusal) return row;
    const library = new Set((await readStrategies(db, adult.districtId)).map((one) => one.id));
    const strange = body.strategyIds.findIndex((strategyId) => !library.has(strategyId));
    if (strange >= 0) return refuse('not_found', `strategyIds.${strange}`);
    const id = newId();
    const plan = {
      id,
      sessionId: row.id,
      classId: params.classId,
      adultId: row.adult_id,
      routineId: row.routine_id,
      date: row.date,
      changedBy: adult.adultId,
      changedAt: now,
    };
    await insertVisitPlan(db, adult.districtId, plan, body);
    return { id };
  }),

  handle(replyToVisit, { subject: ofClass }, async (asked) => {
    const { db, adult, params, body, now, newId } = asked;
    const { districtId, adultId } = adult;
    const row = await visitOf(asked, params);
    if (row instanceof Refusal) return row;
    const visit = { ...params, id: row.id, adultId: row.adult_id, routineId: row.routine_id, date: row.date };
    const plan = planInForce(visit, await readVisitPlans(db, districtId, [params.classId], row.date));
    // Said again: what was said before of the same visit is taken back, so that one thing stands.
    const before = await readVisitReplies(db, districtId, { sessionIds: [row.id], planIds: [] });
    for (const reply of before.filter((one) => one.adultId === adultId && one.kind === body.kind))
      await settleVisitReply(db, districtId, { sessionId: row.id, replyId: reply.id }, now);
    const id = newId();
    const said = { id, sessionId: row.id, classId: params.classId, adultId, at: now };
    await insertVisitReply(db, districtId, { ...said, ...body, planId: plan?.id ?? null });
    return { id };
  }),

  handle(settleReply, { subject: ofClass }, async ({ db, adult, params, now }) =>
    (await settleVisitReply(db, adult.districtId, params, now)) ? isDone : refuse('not_found', 'replyId'),
  ),
];

/** A visit to the class that is the asker's: its therapist's, or one to the class they work in. */
async function visitOf(
  { db, adult }: Signed,
  { classId, sessionId }: { readonly classId: string; readonly sessionId: string },
): Promise<SessionRow | Refusal> {
  const row = await readSessionRow(db, adult.districtId, sessionId);
  if (row === null || row.class_id !== classId) return refuse('not_found', 'sessionId');
  const mine = row.adult_id === adult.adultId || adult.roles.some((held) => held.classId === classId);
  return mine ? row : refuse('not_yours', 'sessionId');
}

/** What each visit is for, student by student: in the words of the card for that class, else by the goals' tags. */
async function servesOf(
  { db, adult }: Signed,
  visits: readonly VisitLine[],
): Promise<Map<string, { label: string; words: string }[]>> {
  const { districtId } = adult;
  const studentIds = [...new Set(visits.flatMap((line) => line.members?.map((member) => member.studentId) ?? []))];
  const cards = Map.groupBy(
    await readCards(db, districtId, { studentIds }),
    (card) => `${card.studentId} ${card.classId}`,
  );
  const tags = new Map((await readGoalsOf(db, districtId, studentIds)).map((goal) => [goal.id, goal.tag]));
  return new Map(
    visits.map((line) => [
      line.id,
      (line.members ?? []).flatMap(({ studentId, label, goalIds }) => {
        const asks = cardInForce(cards.get(`${studentId} ${line.classId}`) ?? [])?.asks ?? [];
        return goalIds.flatMap((goalId) => {
          const words = asks.find((ask) => ask.goalId === goalId)?.words ?? tags.get(goalId);
          return words === undefined ? [] : [{ label, words }];
        });
      }),
    ]),
  );
}
