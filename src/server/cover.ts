import type { Kysely } from 'kysely';
import { arrangeCover, readTherapistOut } from '#contract/cover.ts';
import type { SessionLine } from '#contract/session.ts';
import { rotationDayOf, weekdayOf } from '#domain/school-day/calendar.ts';
import { type ColleagueDay, coverChoices } from '#domain/school-day/cover.ts';
import { plannedMinutes } from '#domain/school-day/school-clock.ts';
import { noteAbsence, schoolOfAdult, withdrawAbsence } from '#store/absence.ts';
import { readAdult } from '#store/adult.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import {
  type Colleague,
  readAdultsOut,
  readColleagues,
  readCovers,
  readMemberIds,
  readSessionsOfDay,
  setCover,
} from '#store/cover.ts';
import { rebuildReach } from '#store/reach.ts';
import type { Database } from '#store/schema.ts';
import { readSessionLines, setStatus } from '#store/session.ts';
import { readWork } from '#store/today.ts';
import { type Handler, handle } from './handle.ts';
import { Refusal, refuse } from './refusal.ts';
import type { SignedIn } from './signed-in.ts';

type Db = Kysely<Database>;

/** The sessions of the one who is out that day that the reader may arrange, or why none. */
async function sessionsOut(
  db: Db,
  reader: SignedIn,
  adultId: string,
  date: string,
): Promise<{ name: string; discipline: string | null; lines: SessionLine[] } | Refusal> {
  const { districtId } = reader;
  const adult = await readAdult(db, districtId, adultId);
  if (adult === undefined) return refuse('not_found', 'adultId');
  const led = (await readSessionLines(db, districtId, { adultId, from: date, to: date })).filter(
    (line) => line.adultId === adultId,
  );
  const name = adult.shortName;
  const { discipline } = adult;
  if (adultId === reader.adultId) return { name, discipline, lines: led };
  const coordinates = reader.roles.filter(({ role }) => role === 'coordinator');
  if (coordinates.length === 0) return refuse('not_yours', 'adultId');
  const lines = led.filter((line) =>
    coordinates.some(({ schoolId }) => schoolId === null || schoolId === line.schoolId),
  );
  return { name, discipline, lines };
}

async function colleagueDays(
  db: Db,
  districtId: string,
  colleagues: readonly Colleague[],
  date: string,
): Promise<ColleagueDay[]> {
  const schools = await readSchoolTimes(db, districtId);
  const sessions = Map.groupBy(await readSessionsOfDay(db, districtId, date), ({ adultId }) => adultId);
  const out = await readAdultsOut(db, districtId, date);
  const days: ColleagueDay[] = [];
  for (const { adultId, discipline } of colleagues) {
    const work = await readWork(db, districtId, adultId, date, weekdayOf(date), (schoolId) => {
      const school = schools.get(schoolId ?? '');
      return school === undefined ? null : rotationDayOf(date, school.calendar);
    });
    days.push({
      adultId,
      discipline,
      out: out.has(adultId),
      sessions: sessions.get(adultId) ?? [],
      otherWork: work.filter(({ kind }) => kind !== 'at_school'),
      at: work.filter(({ kind }) => kind === 'at_school'),
    });
  }
  return days;
}

export const coverHandlers: readonly Handler[] = [
  handle(readTherapistOut, { as: 'owner' }, async ({ db, adult, query }) => {
    const { districtId } = adult;
    const { date, adultId = adult.adultId } = query;
    const found = await sessionsOut(db, adult, adultId, date);
    if (found instanceof Refusal) return found;
    const { name, discipline, lines } = found;
    const colleagues = await readColleagues(db, districtId, date, adultId);
    const days = await colleagueDays(db, districtId, colleagues, date);
    const covers = await readCovers(
      db,
      districtId,
      lines.map((line) => line.id),
    );
    const schools = await readSchoolTimes(db, districtId);
    const open = lines.filter((line) => line.openedAt === null);
    return {
      adultId,
      adultName: name,
      absenceId: (await readAdultsOut(db, districtId, date)).get(adultId) ?? null,
      minutes: open.reduce(
        (sum, line) => sum + plannedMinutes(date, line.starts, line.ends, schools.get(line.schoolId)!.zone),
        0,
      ),
      colleagues,
      sessions: lines.map((line) => ({
        sessionId: line.id,
        starts: line.starts,
        ends: line.ends,
        delivery: line.delivery,
        schoolName: line.schoolName,
        className: line.className,
        routineName: line.routineName,
        roomName: line.roomName,
        teacherName: line.teacherName,
        students: line.members?.length ?? 0,
        status: line.status,
        begun: line.openedAt !== null,
        coverId: covers.get(line.id)?.adultId ?? null,
        choices: coverChoices({ ...line, discipline }, days),
      })),
    };
  }),

  handle(arrangeCover, { as: 'owner' }, async ({ db, adult, body, today, now, newId, saw }) => {
    const { districtId } = adult;
    const { date, adultId, out } = body;
    if (date < today) return refuse('bad_input', 'date', { because: 'day_past' });
    const found = await sessionsOut(db, adult, adultId, date);
    if (found instanceof Refusal) return found;
    const lines = new Map(found.lines.map((line) => [line.id, line]));
    const colleagues = new Set((await readColleagues(db, districtId, date, adultId)).map((one) => one.adultId));
    for (const [index, { sessionId, arrange, coverId }] of body.sessions.entries()) {
      const line = lines.get(sessionId);
      if (line === undefined) return refuse('not_found', `sessions.${index}.sessionId`);
      if (line.openedAt !== null) {
        return refuse('changed_meanwhile', `sessions.${index}.sessionId`, { because: 'session_begun' });
      }
      if (arrange === 'cover' && !colleagues.has(coverId ?? '')) {
        return refuse('not_found', `sessions.${index}.coverId`);
      }
    }

    const absenceId = (await readAdultsOut(db, districtId, date)).get(adultId);
    if (out && absenceId === undefined) {
      const schoolId = found.lines[0]?.schoolId ?? (await schoolOfAdult(db, districtId, adultId, null));
      if (schoolId === null) return refuse('not_found', 'adultId');
      const note = {
        date,
        schoolId,
        kind: 'absent',
        studentId: null,
        adultId,
        classId: null,
        substituteName: null,
      } as const;
      await noteAbsence(db, districtId, note, { id: newId(), by: adult.adultId, at: now });
    }
    if (!out && absenceId !== undefined) await withdrawAbsence(db, districtId, absenceId, now);

    for (const { sessionId, arrange, coverId } of body.sessions) {
      const line = lines.get(sessionId)!;
      // A session that was cancelled for another reason stays so unless somebody takes it over.
      const fellAway = line.status === 'cancelled' && line.cancelledReason === 'therapist_absent';
      if (arrange === 'cancel' && line.status === 'planned') {
        await setStatus(db, districtId, [sessionId], 'cancelled', 'therapist_absent');
      }
      if (arrange === 'cover' || (arrange === 'keep' && fellAway)) {
        await setStatus(db, districtId, [sessionId], 'planned', null);
      }
      await setCover(db, districtId, sessionId, arrange === 'cover' ? coverId : null);
    }
    const members = await readMemberIds(
      db,
      districtId,
      body.sessions.map(({ sessionId }) => sessionId),
    );
    const students = [...new Set(members.map(({ studentId }) => studentId))];
    saw(students);
    await rebuildReach(db, districtId, students);
    const count = (arrange: string) => body.sessions.filter((one) => one.arrange === arrange).length;
    return { cancelled: count('cancel'), covered: count('cover') };
  }),
];
