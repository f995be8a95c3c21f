import { acceptMakeUp, listMakeUps, type MissedAndMadeUp } from '#contract/make-up.ts';
import type { SessionLine } from '#contract/session.ts';
import { addDays, isSchoolDay, mondayOf, weekdayOf } from '#domain/school-day/calendar.ts';
import { notHeld } from '#domain/school-day/occurrences.ts';
import { minuteSegments } from '#domain/services/minutes.ts';
import { sessionStays } from '#domain/services/session-stays.ts';
import { usualChoices, type WeekToPlan } from '#domain/services/week-to-plan.ts';
import { problemOf } from '#planner/from-week.ts';
import { type DayForMakeUps, type MakeUp, makeUpsFor } from '#planner/make-ups.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readCovers } from '#store/cover.ts';
import { readLedgerSessionsOf } from '#store/ledger.ts';
import { insertMakeUp, readMadeUp } from '#store/make-up.ts';
import {
  begunSessions,
  insertSessions,
  labelMembers,
  readSessionLines,
  templateOf,
  updateSession,
} from '#store/session.ts';
import { readReached, readStudent } from '#store/student.ts';
import { type Handler, handle, type Signed } from './handle.ts';
import { refuse } from './refusal.ts';
import { loadWeek } from './week-to-plan.ts';

/** How far back what was missed is listed, and how far ahead it is made up. */
const daysBack = 28;
const daysAhead = 14;
const mostProposals = 4;

type Asked = Pick<Signed, 'db' | 'adult' | 'today'>;
type Missed = MissedAndMadeUp['items'][number]['missed'][number];

export const makeUpHandlers: readonly Handler[] = [
  handle(listMakeUps, {}, async (asked) => {
    const { db, adult, today, saw } = asked;
    const missed = await missedOf(asked);
    saw(missed.keys());
    const weeks = missed.size === 0 ? [] : await weeksAhead(asked);
    const items = [];
    for (const [studentId, sessions] of missed) {
      const student = await readStudent(db, adult.districtId, studentId);
      if (student === null) continue;
      const { givenName, familyName, preferredName } = student;
      items.push({
        studentId,
        givenName,
        familyName,
        preferredName,
        minutes: sessions.reduce((sum, { minutes }) => sum + minutes, 0),
        missed: sessions,
        proposals: proposalsFor(weeks, studentId, sessions[0]!)
          .slice(0, mostProposals)
          .map(({ cost: _, ...proposal }) => proposal),
      });
    }
    items.sort((a, b) => b.minutes - a.minutes || (a.missed[0]!.date < b.missed[0]!.date ? -1 : 1));
    return { since: addDays(today, -daysBack), items };
  }),

  handle(acceptMakeUp, {}, async (asked) => {
    const { db, adult, body, newId, now, saw } = asked;
    const { districtId, adultId } = adult;
    const missed = (await missedOf(asked))
      .get(body.studentId)
      ?.find(({ sessionId }) => sessionId === body.missedSessionId);
    if (missed === undefined) return refuse('not_found', 'missedSessionId');
    saw([body.studentId]);
    const proposal = proposalsFor(await weeksAhead(asked), body.studentId, missed).find(
      ({ date, starts, sessionId }) => date === body.date && starts === body.starts && sessionId === body.sessionId,
    );
    if (proposal === undefined) return refuse('changed_meanwhile', 'date', { because: 'make_up_gone' });
    const [missedLine] = await readSessionLines(db, districtId, { sessionIds: [missed.sessionId] });
    const goalIds = missedLine?.members?.find(({ studentId }) => studentId === body.studentId)?.goalIds ?? [];
    const joins =
      proposal.sessionId === null
        ? missedLine
        : (await readSessionLines(db, districtId, { sessionIds: [proposal.sessionId] }))[0];
    if (joins === undefined) return refuse('not_found', 'sessionId');
    const others = proposal.sessionId === null ? [] : (joins.members ?? []);
    const members = [
      ...others.map((one) => ({ studentId: one.studentId, goalIds: one.goalIds })),
      { studentId: body.studentId, goalIds },
    ];
    const template = templateOf(
      { ...planOf(joins), date: proposal.date, starts: proposal.starts, ends: proposal.ends, members },
      await labelMembers(db, districtId, members),
    );
    const sessionId = proposal.sessionId ?? newId();
    if (proposal.sessionId === null)
      await insertSessions(db, districtId, { adultId, createdBy: adultId, createdAt: now }, template, [
        { id: sessionId, date: proposal.date, seriesId: null, origin: 'by_hand' },
      ]);
    else if (!(await updateSession(db, districtId, sessionId, proposal.date, template)))
      return refuse('not_yours', 'sessionId');
    await insertMakeUp(db, districtId, {
      sessionId,
      studentId: body.studentId,
      missedSessionId: missed.sessionId,
      by: adultId,
      now,
    });
    return { id: sessionId };
  }),
];

const planOf = ({
  schoolId,
  delivery,
  classId,
  routineId,
  roomId,
  setting,
  coTeachingFormat,
  activity,
  ...line
}: SessionLine) => ({
  schoolId,
  delivery,
  classId,
  routineId,
  roomId,
  setting,
  coTeachingFormat,
  activity,
  materials: line.materials ?? '',
  lookFor: line.lookFor ?? '',
  myPart: line.myPart,
  theirPart: line.theirPart,
});

/** Of the students one has today: what they missed in one's own sessions and nothing makes up for, oldest first. */
async function missedOf({ db, adult, today }: Asked): Promise<Map<string, Missed[]>> {
  const { districtId, adultId } = adult;
  const sessions = await readLedgerSessionsOf(db, districtId, [adultId], addDays(today, -daysBack), today);
  const reached = new Set(await readReached(db, districtId, adultId, today));
  const deliveries = new Map(sessions.map(({ id, delivery }) => [id, delivery]));
  const cancelled = new Set(sessions.flatMap(({ id, status }) => (status === 'cancelled' ? [id] : [])));
  const missed = minuteSegments(sessions.flatMap(sessionStays), []).filter(
    ({ status, studentId, bucket }) => status === 'missed' && bucket.kind === 'direct' && reached.has(studentId),
  );
  const madeUp = new Set(
    (
      await readMadeUp(
        db,
        districtId,
        missed.map(({ sessionId }) => sessionId),
      )
    ).map((one) => `${one.studentId} ${one.missedSessionId}`),
  );
  // Of a make-up that was called off, the session it was for is open again: the same minutes are not missed twice.
  const open = missed.filter(
    ({ studentId, sessionId, makesUp }) =>
      !madeUp.has(`${studentId} ${sessionId}`) && !(makesUp && cancelled.has(sessionId)),
  );
  return new Map(
    [...Map.groupBy(open, ({ studentId }) => studentId)].map(([studentId, of]) => [
      studentId,
      of.map(({ sessionId, date, from, to, reason }) => ({
        sessionId,
        date,
        delivery: deliveries.get(sessionId)!,
        minutes: to - from,
        reason: reason!,
      })),
    ]),
  );
}

interface WeekAhead {
  readonly week: WeekToPlan;
  readonly days: readonly DayForMakeUps[];
}

/** The school days from tomorrow on, week by week, with what stands on each. */
async function weeksAhead({ db, adult, today }: Asked): Promise<WeekAhead[]> {
  const { districtId, adultId } = adult;
  const [first, last] = [addDays(today, 1), addDays(today, daysAhead)];
  const schools = await readSchoolTimes(db, districtId);
  const standing = (await readSessionLines(db, districtId, { adultId, from: first, to: last })).filter(
    (line) => line.status === 'planned' && line.adultId === adultId,
  );
  const ids = standing.map(({ id }) => id);
  const begun = await begunSessions(db, districtId, ids);
  const covered = await readCovers(db, districtId, ids);
  const byDate = Map.groupBy(standing, ({ date }) => date);
  const weeks: WeekAhead[] = [];
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) {
    const { week } = await loadWeek(db, districtId, adultId, monday);
    const calendars = [...new Set(week.classes.map(({ schoolId }) => schoolId))].flatMap(
      (id) => schools.get(id)?.calendar ?? [],
    );
    const dates = [0, 1, 2, 3, 4].map((day) => addDays(monday, day)).filter((date) => first <= date && date <= last);
    weeks.push({
      week,
      days: dates
        .filter((date) => calendars.some((calendar) => isSchoolDay(date, calendar)))
        .map((date) => ({
          date,
          weekday: weekdayOf(date),
          held: (starts, ends) => calendars.every((calendar) => notHeld(date, starts, ends, calendar) === null),
          sessions: (byDate.get(date) ?? []).map((line) => ({
            id: line.id,
            starts: line.starts,
            ends: line.ends,
            delivery: line.delivery,
            classId: line.classId,
            routineId: line.routineId,
            studentIds: (line.members ?? []).map(({ studentId }) => studentId),
            open: !begun.has(line.id) && !covered.has(line.id),
          })),
        })),
    });
  }
  return weeks;
}

/** By the service of the same kind that the missed session was of; the soonest first. */
function proposalsFor(weeks: readonly WeekAhead[], studentId: string, missed: Missed): MakeUp[] {
  return weeks.flatMap(({ week, days }) => {
    const service = week.services.find((one) => one.studentId === studentId && one.delivery === missed.delivery);
    if (service === undefined) return [];
    const largest = new Map(week.services.map(({ serviceId, groupMax }) => [serviceId, groupMax]));
    return makeUpsFor(problemOf(week, usualChoices), service.serviceId, largest, days);
  });
}
