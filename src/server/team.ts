import type { Kysely } from 'kysely';
import type { LedgerPage } from '#contract/ledger.ts';
import { breakGlass, findForLook, listBreakGlass, lookAtStudent, readTeam, type TeamPage } from '#contract/team.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import { covers } from '#domain/caseload/roles.ts';
import { addDays, mondayOf } from '#domain/school-day/calendar.ts';
import { ledger } from '#domain/services/ledger.ts';
import { minuteSegments, rulesOn } from '#domain/services/minutes.ts';
import { add, compare, mixed, zero } from '#domain/services/ratio.ts';
import { schoolDaysOf } from '#domain/services/requirement.ts';
import { sessionStays } from '#domain/services/session-stays.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readCountedSince, readLedgerSessions, readLedgerSessionsOf } from '#store/ledger.ts';
import { readMinuteRules } from '#store/minute-rule.ts';
import { rebuildReach } from '#store/reach.ts';
import type { Database } from '#store/schema.ts';
import { readServices } from '#store/service.ts';
import { readAdults, readEnrollments, readIeps, readStudent } from '#store/student.ts';
import {
  findInSchools,
  insertBreakGlass,
  readBreakGlass,
  readDaysOut,
  readTeamPlaces,
  readTeamTherapists,
  type Schools,
} from '#store/team.ts';
import { readSessionTimes } from '#store/workload.ts';
import { unreadCards } from './card.ts';
import { type Handler, handle } from './handle.ts';
import { countedFrom, ledgerPage } from './ledger.ts';
import { Refusal, refuse } from './refusal.ts';
import type { SignedIn } from './signed-in.ts';
import { workloadWeeks } from './workload.ts';

type Db = Kysely<Database>;

/** How long before they are due reviews are counted, how far back what nobody recorded is, and how far ahead days out are. */
const daysSoon = 60;
const daysUnrecorded = 14;
const daysAhead = 28;
const mostGlassShown = 100;
/** Of a student's attendance. */
const daysShown = 28;

export const teamHandlers: readonly Handler[] = [
  handle(readTeam, { as: 'owner' }, async ({ db, adult, today }) => ({
    monday: mondayOf(today),
    today,
    therapists: await teamOf(db, adult, today),
  })),

  handle(findForLook, { as: 'owner' }, async ({ db, adult, body, today, saw, purpose }) => {
    const { districtId } = adult;
    const found = await findInSchools(db, districtId, schoolsOf(adult), body.search);
    const ids = found.map(({ id }) => id);
    const enrolled = (await readEnrollments(db, districtId, ids)).filter((row) => covers(row, today));
    saw(ids);
    purpose(body.purpose);
    return {
      items: found.map((one) => ({
        studentId: one.id,
        name: nameInWords(one),
        grade: one.grade,
        className: enrolled.find(({ studentId }) => studentId === one.id)?.className ?? '',
      })),
    };
  }),

  handle(lookAtStudent, { as: 'owner' }, async ({ db, adult, body, today, saw, purpose }) => {
    const { districtId } = adult;
    const { studentId } = body;
    saw([studentId]);
    purpose(body.purpose);
    const student = await studentOfSchools(db, adult, studentId);
    if (student === null) return refuse('not_found', 'studentId');
    const page = await ledgerPage(db, districtId, studentId, today);
    if (page instanceof Refusal) return page;
    const from = addDays(today, -daysShown);
    const enrolled = (await readEnrollments(db, districtId, [studentId])).filter((row) => covers(row, today));
    return {
      name: nameInWords(student),
      className: enrolled.map(({ className }) => className).join(', '),
      from,
      today,
      lines: page.lines as LedgerPage['lines'],
      attendance: await attendanceOf(db, districtId, studentId, from, today),
    };
  }),

  handle(breakGlass, { as: 'owner' }, async ({ db, adult, body, today, now, newId, saw, purpose }) => {
    const { districtId, adultId } = adult;
    saw([body.studentId]);
    purpose(body.reason);
    if ((await studentOfSchools(db, adult, body.studentId)) === null) return refuse('not_found', 'studentId');
    const id = newId();
    await insertBreakGlass(db, districtId, {
      id,
      adultId,
      studentId: body.studentId,
      reason: body.reason,
      from: today,
      to: addDays(today, body.days - 1),
      now,
    });
    await rebuildReach(db, districtId, [body.studentId]);
    return { id };
  }),

  handle(listBreakGlass, { as: 'owner' }, async ({ db, adult }) => ({
    items: await readBreakGlass(db, adult.districtId, mostGlassShown),
  })),
];

/** The schools the reader coordinates; null: all of the district. */
export function schoolsOf(adult: SignedIn): Schools {
  const held = adult.roles.filter(({ role }) => role === 'coordinator').map(({ schoolId }) => schoolId);
  return held.includes(null) ? null : held.filter((schoolId) => schoolId !== null);
}

async function studentOfSchools(db: Db, adult: SignedIn, studentId: string) {
  const schools = schoolsOf(adult);
  const student = await readStudent(db, adult.districtId, studentId);
  return student !== null && (schools === null || schools.includes(student.schoolId)) ? student : null;
}

/** Whether the student was there, session by session, newest first. */
async function attendanceOf(db: Db, districtId: string, studentId: string, from: string, today: string) {
  const sessions = await readLedgerSessions(db, districtId, studentId, from, today);
  const names = new Map(
    (
      await readAdults(
        db,
        districtId,
        sessions.map(({ therapistId }) => therapistId),
      )
    ).map((one) => [one.id, one.name]),
  );
  return sessions
    .flatMap((session) => {
      const stays = sessionStays(session).filter((stay) => stay.studentId === studentId);
      const [first] = stays;
      if (first === undefined) return [];
      const { kind } = first.what;
      return [
        {
          date: session.date,
          starts: session.starts,
          ends: session.ends,
          discipline: session.discipline,
          delivery: session.delivery,
          therapistName: names.get(session.therapistId) ?? '',
          was:
            kind === 'given' ? ('there' as const) : kind === 'missed' ? ('missed' as const) : ('not_recorded' as const),
          minutes: kind === 'given' ? stays.reduce((sum, stay) => sum + stay.to - stay.from, 0) : 0,
          reason: first.what.kind === 'missed' ? first.what.reason : null,
        },
      ];
    })
    .toSorted((a, b) => (`${a.date} ${a.starts}` < `${b.date} ${b.starts}` ? 1 : -1));
}

async function teamOf(db: Db, adult: SignedIn, today: string): Promise<TeamPage['therapists']> {
  const { districtId } = adult;
  const schools = schoolsOf(adult);
  const therapists = await readTeamTherapists(db, districtId, schools, today);
  const adultIds = therapists.map(({ adultId }) => adultId);
  const places = await readTeamPlaces(db, districtId, adultIds, schools, today);
  const studentIds = [...new Set(places.map(({ studentId }) => studentId))];
  const open = await openMinutes(db, districtId, therapists, places, today);
  const ieps = Map.groupBy(await readIeps(db, districtId, studentIds), ({ studentId }) => studentId);
  const cards = await unreadCards(db, districtId, studentIds, today);
  const daysOut = await readDaysOut(db, districtId, adultIds, today);
  const monday = mondayOf(today);
  const [since, until] = [addDays(today, -daysUnrecorded), addDays(today, daysAhead)];
  const lines: TeamPage['therapists'] = [];
  for (const { adultId, name, discipline } of therapists) {
    const own = new Set(places.filter((place) => place.adultId === adultId).map(({ studentId }) => studentId));
    const sessions = await readSessionTimes(db, districtId, adultId, since < monday ? since : monday, until);
    const week = sessions.filter(({ date }) => mondayOf(date) === monday);
    const out = new Set(daysOut.filter((one) => one.adultId === adultId).map(({ date }) => date));
    const dues = [...own].flatMap((studentId) => {
      const [newest] = (ieps.get(studentId) ?? []).toSorted((a, b) => (a.iepDate < b.iepDate ? 1 : -1));
      return [newest?.annualReviewDue, newest?.reevaluationDue].filter((due) => typeof due === 'string');
    });
    const [work] = await workloadWeeks(db, districtId, adultId, today, 1);
    const minutes = open.get(adultId)!;
    lines.push({
      adultId,
      name,
      discipline,
      outToday: out.has(today),
      students: own.size,
      week: {
        planned: week.length,
        recorded: week.filter(({ openedAt }) => openedAt !== null).length,
        cancelled: week.filter(({ status }) => status === 'cancelled').length,
        covered: week.filter(({ covered }) => covered).length,
      },
      unrecorded: sessions.filter(
        ({ date, status, openedAt }) => date < today && status === 'planned' && openedAt === null,
      ).length,
      uncovered: sessions.filter(
        ({ date, status, openedAt, covered }) => out.has(date) && status === 'planned' && openedAt === null && !covered,
      ).length,
      open: mixed(minutes.sum),
      studentsOpen: minutes.students,
      reviewsPast: dues.filter((due) => due < today).length,
      reviewsSoon: dues.filter((due) => today <= due && due <= addDays(today, daysSoon)).length,
      cardsPublished: cards.published.filter(({ studentId }) => own.has(studentId)).length,
      cardsUnread: cards.unread.filter(({ card }) => own.has(card.studentId)).length,
      work: work!,
    });
  }
  return lines;
}

/** What is open to date of the students of each therapist, in the therapist's discipline; what was given beyond counts for nobody else. */
async function openMinutes(
  db: Db,
  districtId: string,
  therapists: Awaited<ReturnType<typeof readTeamTherapists>>,
  places: Awaited<ReturnType<typeof readTeamPlaces>>,
  today: string,
) {
  const times = await readSchoolTimes(db, districtId);
  const days = new Map([...times.values()].map(({ schoolId, calendar }) => [schoolId, schoolDaysOf(calendar)]));
  const years = [...times.values()].map(({ calendar }) => calendar.year);
  const from = years.map((year) => year.from).toSorted()[0] ?? today;
  const sessions = await readLedgerSessionsOf(
    db,
    districtId,
    therapists.map(({ adultId }) => adultId),
    from,
    today,
  );
  const rules = await readMinuteRules(db, districtId);
  const segments = Map.groupBy(
    minuteSegments(sessions.flatMap(sessionStays), rules),
    ({ studentId, discipline }) => `${studentId} ${discipline}`,
  );
  const students = [...new Set(places.map(({ studentId }) => studentId))];
  const known = await readCountedSince(db, districtId, students);
  const services = Map.groupBy(
    await readServices(db, districtId, students),
    ({ studentId, discipline }) => `${studentId} ${discipline}`,
  );
  return new Map(
    therapists.map(({ adultId, discipline }) => {
      let [sum, owing] = [zero, 0];
      for (const { studentId, schoolId } of places.filter((place) => place.adultId === adultId)) {
        const school = times.get(schoolId);
        if (discipline === null || school === undefined) continue;
        const key = `${studentId} ${discipline}`;
        const { accounts } = ledger(
          discipline,
          {
            periods: (services.get(key) ?? []).flatMap((line) => line.periods),
            segments: segments.get(key) ?? [],
            days: days.get(schoolId)!,
            holidayWeeks: (date) => rulesOn(date, rules).holidayWeeks,
          },
          { from: countedFrom(school.calendar.year.from, known(studentId), today), today, to: school.calendar.year.to },
        );
        const owed = accounts.map(({ open }) => open).filter((open) => compare(open, zero) > 0);
        if (owed.length === 0) continue;
        sum = owed.reduce(add, sum);
        owing += 1;
      }
      return [adultId, { sum, students: owing }];
    }),
  );
}
