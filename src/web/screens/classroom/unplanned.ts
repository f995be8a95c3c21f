import type { PackMember, SessionPack } from '#contract/session.ts';
import type { SessionDelivery } from '#domain/school-day/session.ts';
import { defaultPurpose } from '#domain/trials/event.ts';
import { wallClockAt } from './school-time.ts';

/** Sessions that nobody planned are made from the packs this device keeps, so that they begin without a network too. */

/** A class or a therapy room that one of the packs is about. */
export interface KnownPlace {
  readonly key: string;
  /** The latest pack of that place. */
  readonly pack: SessionPack;
  /** Everybody the packs of that place know, each once, by label. */
  readonly students: readonly PackMember[];
}

const placeOf = (pack: SessionPack) => pack.classId ?? pack.roomId ?? pack.context.setting;

export function knownPlaces(packs: readonly SessionPack[]): KnownPlace[] {
  const latestFirst = packs.toSorted((a, b) =>
    a.date < b.date ? 1 : a.date > b.date ? -1 : a.starts < b.starts ? -1 : 1,
  );
  return [...Map.groupBy(latestFirst, placeOf)].map(([key, of]) => {
    const students = new Map<string, PackMember>();
    for (const pack of of) {
      for (const member of [...pack.members, ...pack.mayJoin]) {
        if (!students.has(member.studentId)) students.set(member.studentId, member);
      }
    }
    return { key, pack: of[0]!, students: [...students.values()].toSorted((a, b) => (a.label < b.label ? -1 : 1)) };
  });
}

/** Long enough for most; the session's end is when it is ended. */
const usualMinutes = 30;
const endOfDay = '23:59';

/**
 * @param sessionId a new one
 * @param now milliseconds since 1970 by the server's clock
 */
export function unplannedPack(
  place: KnownPlace,
  studentIds: ReadonlySet<string>,
  delivery: SessionDelivery,
  sessionId: string,
  now: number,
): SessionPack {
  const { pack, students } = place;
  const clock = wallClockAt(now, pack.zone);
  const ends = wallClockAt(now + usualMinutes * 60_000, pack.zone);
  const sameDay = pack.date === clock.date;
  const routine = sameDay ? pack.routines.find((one) => one.starts <= clock.time && clock.time < one.ends) : undefined;
  const fallback = pack.context.setting === 'therapy_room' ? 'classroom' : pack.context.setting;
  const setting = delivery === 'pull_out' ? 'therapy_room' : (routine?.setting ?? fallback);
  const members = students
    .filter((student) => studentIds.has(student.studentId))
    .map((student) => ({ ...student, absent: false }));
  const { coTeachingFormat: _planned, routineId: _then, ledBy: _led, ...context } = pack.context;
  return {
    ...pack,
    sessionId,
    date: clock.date,
    starts: clock.time,
    ends: ends.date === clock.date ? ends.time : endOfDay,
    routineName: delivery === 'pull_out' ? null : (routine?.name ?? null),
    activity: '',
    openedAt: null,
    closedAt: null,
    routines: sameDay ? pack.routines : [],
    members,
    mayJoin: students.filter((student) => !studentIds.has(student.studentId)),
    carryBack: [],
    fromRoom: [],
    context: {
      ...context,
      present: [...context.present],
      setting,
      ...(routine === undefined || delivery === 'pull_out' ? {} : { routineId: routine.routineId }),
      delivery,
      therapistPart: delivery === 'observation' ? 'watching' : 'helping',
      purpose: defaultPurpose(delivery),
      groupSize: Math.max(1, members.length),
    },
  };
}
