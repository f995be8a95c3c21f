import { readNotes, saveNotes, takeBackNote } from '#contract/note.ts';
import { covers } from '#domain/caseload/roles.ts';
import { isMarked } from '#domain/goals/goal.ts';
import { cardInForce } from '#domain/partnership/card.ts';
import { contextOfNote, factOf, notedIn } from '#domain/partnership/teacher-note.ts';
import { addDays, rotationDayOf, weekdayOf } from '#domain/school-day/calendar.ts';
import { instantOf, wallClockAt } from '#domain/school-day/school-clock.ts';
import type { CueGiver, SessionEvent } from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readCards, readStudentLabels } from '#store/card.ts';
import { readClasses } from '#store/class.ts';
import { readEvents } from '#store/event.ts';
import { readTargets } from '#store/goal.ts';
import { findNoteSession, findOwnNote, readOwnEventIds, readRoutineSetting } from '#store/note.ts';
import { readRoutinesOn } from '#store/session-pack.ts';
import { receiveEvents } from './event-intake.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { asAdult } from './recording.ts';
import { type Refusal, refuse } from './refusal.ts';

const ofClass = ({ params }: { readonly params: { readonly classId: string } }) => ({ class: params.classId });

/** A paper strip is entered some days later, not weeks. */
const daysBack = 14;

/**
 * Notes go the way of all events. The intake needs the owner's transaction (rights are those of the day of the event); what the
 * reader may be asked about is read under their own row-level security.
 */
export const noteHandlers: readonly Handler[] = [
  handle(readNotes, { subject: ofClass, as: 'owner' }, async (asked) => {
    const { db, adult, params, query, today, saw } = asked;
    const { districtId, adultId } = adult;
    const date = query.date ?? today;
    const place = await placeOf(asked, params.classId, date);
    if (place === null) return refuse('not_found', 'classId');
    const { asks, labels } = await asksOf(asked, params.classId);
    const sessionId = await findNoteSession(db, districtId, { adultId, classId: params.classId, date });
    const events = sessionId === null ? [] : await readEvents(db, districtId, { sessionId });
    saw(labels.keys());
    return {
      className: place.className,
      date,
      asks: asks.flatMap((ask) => {
        const student = labels.get(ask.studentId);
        return student === undefined ? [] : [{ ...ask, ...student }];
      }),
      routines: place.routines.map(({ routineId, name, starts, ends }) => ({ routineId, name, starts, ends })),
      notes: inForce(events)
        .toReversed()
        .flatMap((event) =>
          event.kind === 'trial' || event.kind === 'batch' || event.kind === 'not_observed'
            ? [
                {
                  id: event.id,
                  studentId: event.studentId,
                  goalId: event.goalId,
                  routineId: event.context.routineId ?? null,
                  at: event.occurredAt,
                  noted: notedIn(event),
                },
              ]
            : [],
        ),
    };
  }),

  handle(saveNotes, { subject: ofClass, as: 'owner' }, async (asked) => {
    const { db, adult, params, body, today, now, newId, saw } = asked;
    const { districtId, adultId, signInId } = adult;
    if (body.date > today || body.date < addDays(today, -daysBack))
      return refuse('bad_input', 'date', { because: 'note_day' });
    const place = await placeOf(asked, params.classId, body.date);
    if (place === null) return refuse('not_found', 'classId');
    const setting =
      body.routineId === null ? 'classroom' : await readRoutineSetting(db, districtId, params.classId, body.routineId);
    if (setting === null) return refuse('not_found', 'routineId');
    const { asks } = await asksOf(asked, params.classId);
    const strange = body.notes.findIndex(
      (note) => !asks.some((ask) => ask.studentId === note.studentId && ask.goalId === note.goalId),
    );
    if (strange >= 0) return refuse('not_found', `notes.${strange}.goalId`);

    const routine = place.routines.find((one) => one.routineId === body.routineId);
    const at = momentOf({ date: body.date, today, now, zone: place.zone, ends: routine?.ends ?? null });
    const known = await findNoteSession(db, districtId, { adultId, classId: params.classId, date: body.date });
    const sessionId = known ?? newId();
    const frame = { schemaVersion: 1, sessionId, recorderId: adultId, deviceId: signInId, enteredAt: now } as const;
    const context = contextOfNote({ setting, routineId: body.routineId, adultId });
    const giver = giverOf(asked, params.classId);
    // Sent again after an answer that got lost: what is in the record already is left as it was noted then.
    const kept = await readOwnEventIds(
      db,
      districtId,
      adultId,
      body.notes.map((note) => note.id),
    );
    const targets = await onlyTargets(
      asked,
      body.notes.map((note) => note.goalId),
    );
    const notes: SessionEvent[] = body.notes
      .filter((note) => !kept.has(note.id))
      .map((note) => ({
        ...frame,
        id: note.id,
        occurredAt: at,
        captureMode: body.how,
        studentId: note.studentId,
        goalId: note.goalId,
        ...(targets.get(note.goalId) ?? {}),
        context,
        ...factOf(note.noted, { giver, adultId }),
      }));
    const opened: SessionEvent[] =
      known !== null
        ? []
        : [
            {
              ...frame,
              id: newId(),
              kind: 'opened',
              occurredAt: at,
              captureMode: body.how,
              date: body.date,
              startsAt: wallClockAt(at, place.zone).time,
              zone: place.zone,
              schoolId: place.schoolId,
              classId: params.classId,
              members: [],
              context,
            },
          ];
    saw(body.notes.map((note) => note.studentId));
    if (notes.length === 0) return isDone;
    return append(asked, [...opened, ...notes]);
  }),

  handle(takeBackNote, { subject: ofClass, as: 'owner' }, async (asked) => {
    const { db, adult, params, now, newId, saw } = asked;
    const { districtId, adultId, signInId } = adult;
    const note = await findOwnNote(db, districtId, { adultId, classId: params.classId, noteId: params.noteId });
    if (note === null) return refuse('not_found', 'noteId');
    saw([note.studentId]);
    return append(asked, [
      {
        schemaVersion: 1,
        id: newId(),
        sessionId: note.sessionId,
        recorderId: adultId,
        deviceId: signInId,
        occurredAt: now,
        enteredAt: now,
        captureMode: 'later',
        kind: 'void',
        voids: params.noteId,
        studentId: note.studentId,
        ...(note.goalId === null ? {} : { goalId: note.goalId }),
      },
    ]);
  }),
];

async function append(
  { db, adult, today, now }: Signed,
  events: readonly SessionEvent[],
): Promise<typeof isDone | Refusal> {
  const { results } = await receiveEvents(db, {
    districtId: adult.districtId,
    recorderId: adult.adultId,
    roles: adult.roles.map((held) => held.role),
    onlyClass: adult.link?.classId,
    today,
    deviceId: adult.signInId,
    sentAt: now,
    receivedAt: now,
    events,
  });
  // All or nothing: a note names one student at a time, and the reader was asked about each of them today.
  const refused = results.find((one) => one.result === 'refused');
  if (refused === undefined) return isDone;
  return refuse(refused.code === 'id_taken' ? 'already_exists' : 'not_yours', 'notes');
}

/** A goal with one target is noted for that one, as on the pad, so that like is compared with like. */
async function onlyTargets(
  { db, adult, today }: Signed,
  goalIds: readonly string[],
): Promise<Map<string, { targetId: string }>> {
  const current = (await readTargets(db, adult.districtId, [...new Set(goalIds)])).filter(
    (target) => isMarked(target) && covers(target, today),
  );
  return new Map(
    [...Map.groupBy(current, (target) => target.goalId)].flatMap(([goalId, [first, ...more]]) =>
      first === undefined || more.length > 0 ? [] : [[goalId, { targetId: first.id }] as const],
    ),
  );
}

/** Today: now. An earlier day, or paper: the end of the routine, or noon where none was named. */
function momentOf(of: {
  readonly date: string;
  readonly today: string;
  readonly now: string;
  readonly zone: string;
  readonly ends: string | null;
}): string {
  const said = instantOf(of.date, of.ends ?? '12:00', of.zone);
  return of.date === of.today && (of.ends === null || said > of.now) ? of.now : said;
}

function giverOf({ adult }: Signed, classId: string): CueGiver {
  const role = adult.roles.find((held) => held.classId === classId)?.role;
  return role === 'paraprofessional' ? 'para' : 'teacher';
}

async function placeOf({ db, adult, today }: Signed, classId: string, date: string) {
  const [found] = await readClasses(db, adult.districtId, today, [classId]);
  const school = found === undefined ? undefined : (await readSchoolTimes(db, adult.districtId)).get(found.schoolId);
  if (found === undefined || school === undefined) return null;
  const routines = await readRoutinesOn(db, adult.districtId, [classId], date, weekdayOf(date), () =>
    rotationDayOf(date, school.calendar),
  );
  return {
    className: found.name,
    schoolId: found.schoolId,
    zone: school.zone,
    routines: routines.toSorted((a, b) => (a.starts < b.starts ? -1 : 1)),
  };
}

/** What the cards in force ask this adult to note, student by student. */
async function asksOf(asked: Signed, classId: string) {
  const { db, adult } = asked;
  const { districtId } = adult;
  return asAdult(asked, async () => {
    const versions = Map.groupBy(await readCards(db, districtId, { classId }), (card) => card.studentId);
    const labels = await readStudentLabels(db, districtId, [...versions.keys()]);
    const asks = [...versions].flatMap(([studentId, ofStudent]) =>
      (cardInForce(ofStudent)?.asks ?? []).map((ask) => ({ studentId, ...ask })),
    );
    return { asks, labels };
  });
}
