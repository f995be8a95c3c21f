import { z } from 'zod';
import { disciplines, goalUnits, measureKinds, responseModes } from '#domain/goals/goal.ts';
import { workKinds } from '#domain/school-day/other-work.ts';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import { coTeachingFormats, cueGivers } from '#domain/trials/event.ts';
import { observationContext } from './event.ts';
import { operation } from './operation.ts';
import { day, done, id, instant, line, requiredLine, rotationDay, wallTime } from './values.ts';

/** Therapy sessions: planned by hand, once or weekly; the therapist's day; what a device needs to record one. */

const setting = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

export const cancelReasons = [
  'student_absent',
  'therapist_absent',
  'teacher_asked',
  'class_away',
  'testing',
  'no_school',
  'other',
] as const;
export type CancelReason = (typeof cancelReasons)[number];
export const sessionOrigins = ['by_hand', 'series', 'plan', 'unplanned', 'covered'] as const;

/** What whoever plans a session says about it. */
const sessionFields = {
  date: day,
  starts: wallTime,
  ends: wallTime,
  delivery: z.enum(sessionDeliveries),
  classId: id.nullable().default(null),
  routineId: id.nullable().default(null),
  roomId: id.nullable().default(null),
  setting,
  coTeachingFormat: z.enum(coTeachingFormats).nullable().default(null),
  activity: line(200).default(''),
  materials: line(400).default(''),
  lookFor: line(400).default(''),
  myPart: line(200).default(''),
  theirPart: line(200).default(''),
  /** In the order of the chips. An observation or a consult may have none. */
  members: z.array(z.strictObject({ studentId: id, goalIds: z.array(id).max(12) })).max(40),
};

const member = z.object({
  studentId: id,
  /** Unique in the session; initials or a symbol. */
  label: z.string(),
  goalIds: z.array(id),
  absent: z.boolean(),
});

/** The optional parts are the record's: who sees only the schedule does not get them. */
export const sessionLine = z.object({
  id,
  seriesId: id.nullable(),
  adultId: id,
  adultName: z.string(),
  schoolId: id,
  schoolName: z.string(),
  date: day,
  starts: wallTime,
  ends: wallTime,
  delivery: z.enum(sessionDeliveries),
  classId: id.nullable(),
  className: z.string().nullable(),
  teacherName: z.string().nullable(),
  routineId: id.nullable(),
  routineName: z.string().nullable(),
  roomId: id.nullable(),
  roomName: z.string().nullable(),
  setting: z.string(),
  coTeachingFormat: z.enum(coTeachingFormats).nullable(),
  activity: z.string(),
  myPart: z.string(),
  theirPart: z.string(),
  origin: z.enum(sessionOrigins),
  status: z.enum(['planned', 'cancelled']),
  cancelledReason: z.string().nullable(),
  /** A colleague who takes it over that day. */
  coveredBy: z.object({ adultId: id, name: z.string() }).nullable(),
  /** From its events: when it was begun and ended, by whatever device. */
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  materials: z.string().optional(),
  lookFor: z.string().optional(),
  members: z.array(member).optional(),
});
export type SessionLine = z.infer<typeof sessionLine>;

export const saveSession = operation({
  name: 'session.save',
  method: 'POST',
  path: '/api/sessions',
  summary: 'Plans a session of the reader, once or weekly. Weekly ones are written ahead as sessions of their own.',
  act: 'session.add',
  logged: true,
  body: z.strictObject({
    schoolId: id,
    ...sessionFields,
    /** Null: once. Weekly on the weekday of `date`, to `until` or the end of the school year. */
    weekly: z.strictObject({ until: day.nullable(), rotationDay }).nullable().default(null),
  }),
  output: z.object({ id, seriesId: id.nullable() }),
});

export const readSession = operation({
  name: 'session.read',
  method: 'GET',
  path: '/api/sessions/:sessionId',
  summary: 'One session as planned.',
  act: 'session.read',
  logged: true,
  params: z.object({ sessionId: id }),
  output: sessionLine,
});

export const sessionScopes = ['this', 'this_and_later'] as const;
export const changeSession = operation({
  name: 'session.change',
  method: 'PUT',
  path: '/api/sessions/:sessionId',
  summary:
    'Changes or moves a session, or it and the later ones of its series. What was begun already stays as it was.',
  act: 'session.change',
  logged: true,
  params: z.object({ sessionId: id }),
  body: z.strictObject({ scope: z.enum(sessionScopes), ...sessionFields }),
  output: done,
});
export const cancelSession = operation({
  name: 'session.cancel',
  method: 'POST',
  path: '/api/sessions/:sessionId/cancel',
  summary: 'Says that a session does not take place, and why; or that it and the later ones of its series end.',
  act: 'session.change',
  logged: true,
  params: z.object({ sessionId: id }),
  body: z.strictObject({ scope: z.enum(sessionScopes), reason: z.enum(cancelReasons) }),
  output: done,
});
export const reinstateSession = operation({
  name: 'session.reinstate',
  method: 'POST',
  path: '/api/sessions/:sessionId/reinstate',
  summary: 'Takes a cancellation back.',
  act: 'session.change',
  logged: true,
  params: z.object({ sessionId: id }),
  output: done,
});

export const listSessions = operation({
  name: 'session.list',
  method: 'GET',
  path: '/api/sessions',
  summary: 'Sessions from one date to another: one’s own, those of a class, or those of a school.',
  act: 'session.list',
  logged: true,
  query: z
    .object({ from: day, to: day, classId: id.optional(), schoolId: id.optional() })
    .refine(({ from, to }) => from <= to && daysApart(from, to) <= 42, { path: ['to'] }),
  output: z.object({ items: z.array(sessionLine) }),
});

/** Days from one date to a later one, near enough for a limit: months count 31. */
function daysApart(from: string, to: string): number {
  const count = (date: string) => {
    const [year = 0, month = 0, of = 0] = date.split('-').map(Number);
    return (year * 12 + month) * 31 + of;
  };
  return count(to) - count(from);
}

export const readToday = operation({
  name: 'today.read',
  method: 'GET',
  path: '/api/today',
  summary: 'The reader’s day: sessions, where one works and travels, who is not there, what comes back from class.',
  act: 'session.today',
  logged: true,
  byLink: true,
  query: z.object({ date: day.optional() }),
  output: z.object({
    date: day,
    /** Per school the reader works at, or has sessions at, that day. */
    schools: z.array(
      z.object({
        schoolId: id,
        name: z.string(),
        schoolDay: z.boolean(),
        rotationDay: z.string().nullable(),
        /** How the date differs: holiday, early release (ends), late start (starts), testing, closed. */
        different: z
          .object({
            kind: z.enum(['holiday', 'early_release', 'late_start', 'testing', 'closed']),
            label: z.string(),
            starts: wallTime.nullable(),
            ends: wallTime.nullable(),
          })
          .nullable(),
      }),
    ),
    /** The reader's own sessions, in order. */
    sessions: z.array(sessionLine),
    /** Where the reader is and what else there is to do, in order. */
    work: z.array(
      z.object({
        kind: z.enum(workKinds),
        label: z.string(),
        schoolName: z.string().nullable(),
        starts: wallTime,
        ends: wallTime,
      }),
    ),
    /** Meetings of therapist and teacher, no student present. */
    touchBases: z.array(
      z.object({
        slotId: id,
        date: day,
        classId: id,
        therapistId: id,
        starts: wallTime,
        ends: wallTime,
        className: z.string(),
        therapistName: z.string(),
        adultNames: z.array(z.string()),
      }),
    ),
    /** Visits of therapists to the reader's classes, in order: the schedule only. */
    visits: z.array(sessionLine),
    /** Who is not there, as far as the reader knows them. */
    absences: z.array(
      z.object({
        id,
        kind: z.enum(['absent', 'substitute']),
        studentId: id.nullable(),
        adultId: id.nullable(),
        /** The student's label or the adult's short name. */
        label: z.string(),
        classId: id.nullable(),
        className: z.string().nullable(),
        substituteName: z.string().nullable(),
      }),
    ),
    /** Adults of the classes visited that day, for noting a substitute. */
    teachers: z.array(z.object({ adultId: id, shortName: z.string(), classId: id, schoolId: id })),
    /** From class, for the student's next pull-out session; it stands until it is ticked off there. */
    carryBack: z.array(
      z.object({
        eventId: id,
        sessionId: id,
        studentId: id,
        text: z.string(),
        seenOn: day,
        routineName: z.string().nullable(),
      }),
    ),
    /** The way back: what to look for in the student's next lesson, said when it was taken up in the room. */
    fromRoom: z.array(z.object({ eventId: id, studentId: id, text: z.string(), saidOn: day })),
    /** Dates of the IEPs of the reader's caseload that come within 30 days or have passed. */
    iepDates: z.array(
      z.object({ studentId: id, label: z.string(), what: z.enum(['annual_review', 'reevaluation']), date: day }),
    ),
    /** Sessions of the last seven days that were neither begun nor cancelled. */
    unrecorded: z.array(z.object({ sessionId: id, date: day, starts: wallTime })),
  }),
});
export type Today = z.infer<typeof readToday.output>;

const packGoal = z.object({
  goalId: id,
  /** The therapist's neutral word for the chip. No wording of the goal leaves the server here. */
  tag: z.string(),
  measure: z.enum(measureKinds),
  unit: z.enum(goalUnits),
  cueSetId: id.nullable(),
  /** Seconds an adult waits before cueing. */
  waitSeconds: z.int(),
  responseMode: z.enum(responseModes),
  selfCorrectionOffered: z.boolean(),
  targets: z.array(
    z.object({
      targetId: id,
      kind: z.enum(['word', 'skill', 'step']),
      /** Empty where the goal is shown as a code: then steps have their number only. */
      text: z.string(),
      level: z.string().nullable(),
      position: z.int(),
      status: z.enum(['acquisition', 'maintenance', 'later']),
    }),
  ),
});
export const packMember = z.object({ studentId: id, label: z.string(), absent: z.boolean(), goals: z.array(packGoal) });
export type PackMember = z.infer<typeof packMember>;

/** Names of rooms, routines and adults, labels of students, neutral tags of goals; no child's name, no wording. */
export const readPack = operation({
  name: 'session.pack',
  method: 'GET',
  path: '/api/sessions/:sessionId/pack',
  summary: 'What a device needs to record one session, and nothing more.',
  act: 'session.record',
  logged: true,
  params: z.object({ sessionId: id }),
  output: z.object({
    sessionId: id,
    madeAt: instant,
    date: day,
    starts: wallTime,
    ends: wallTime,
    zone: z.string(),
    schoolId: id,
    classId: id.nullable(),
    roomId: id.nullable(),
    roomName: z.string().nullable(),
    routineName: z.string().nullable(),
    activity: z.string(),
    openedAt: instant.nullable(),
    closedAt: instant.nullable(),
    /** The context to confirm when the session begins. */
    context: observationContext,
    recorderId: id,
    /** Who may be present: the leader, who is named for the session, the adults of the class. */
    adults: z.array(z.object({ adultId: id, shortName: z.string(), as: z.enum(cueGivers) })),
    /** Routines of the class on that weekday and places of the school, for a change of context. */
    routines: z.array(z.object({ routineId: id, name: z.string(), setting, starts: wallTime, ends: wallTime })),
    places: z.array(z.object({ name: z.string(), setting })),
    members: z.array(packMember),
    /** Others of the class on the reader's caseload, who may join. */
    mayJoin: z.array(packMember),
    cueSets: z.array(
      z.object({
        id,
        kinds: z.array(z.object({ code: z.string(), label: z.string() })),
        asks: z.enum(['who', 'kind', 'both']),
      }),
    ),
    /** Text seen in class, for a pull-out session. */
    carryBack: z.array(z.object({ eventId: id, studentId: id, text: z.string(), seenOn: day })),
    /** What to look for in this lesson, said in the room. Absent in packs that a device has kept from before. */
    fromRoom: z.array(z.object({ eventId: id, studentId: id, text: z.string(), saidOn: day })).optional(),
    /** What may be marked as tried, likeliest first. Absent in packs that a device has kept from before. */
    strategies: z.array(z.object({ strategyId: id, name: z.string() })).optional(),
  }),
});
export type SessionPack = z.infer<typeof readPack.output>;

export const saveAbsence = operation({
  name: 'absence.save',
  method: 'POST',
  path: '/api/absences',
  summary:
    'Notes that a student is absent or that an adult is out or has a substitute that day. Noting it again changes nothing.',
  act: 'absence.change',
  logged: true,
  body: z
    .strictObject({
      date: day,
      kind: z.enum(['absent', 'substitute']),
      studentId: id.nullable().default(null),
      adultId: id.nullable().default(null),
      classId: id.nullable().default(null),
      substituteName: requiredLine(80).nullable().default(null),
    })
    .refine(({ studentId, adultId }) => (studentId === null) !== (adultId === null), { path: ['studentId'] })
    .refine(({ kind, adultId }) => kind === 'absent' || adultId !== null, { path: ['kind'] }),
  output: z.object({ id }),
});
export const withdrawAbsence = operation({
  name: 'absence.withdraw',
  method: 'POST',
  path: '/api/absences/:absenceId/withdraw',
  summary: 'Takes the note back: the student or adult is there after all.',
  act: 'absence.change',
  logged: true,
  params: z.object({ absenceId: id }),
  output: done,
});

/** What a session is planned from: kept here because only the session dialog asks for all of it at once. */
export const readPlanningChoices = operation({
  name: 'session.planning_choices',
  method: 'GET',
  path: '/api/planning-choices',
  summary:
    'Students of the reader’s caseload with their goals’ tags, classes with the routines of one weekday, rooms, places.',
  act: 'session.add',
  logged: true,
  query: z.object({ date: day }),
  output: z.object({
    students: z.array(
      z.object({
        studentId: id,
        label: z.string(),
        name: z.string(),
        schoolId: id,
        classIds: z.array(id),
        goals: z.array(
          z.object({ goalId: id, tag: z.string(), discipline: z.enum(disciplines), routineIds: z.array(id) }),
        ),
      }),
    ),
    schools: z.array(z.object({ schoolId: id, name: z.string(), rotationDays: z.array(z.string()) })),
    classes: z.array(
      z.object({
        classId: id,
        schoolId: id,
        name: z.string(),
        teacherName: z.string().nullable(),
        routines: z.array(
          z.object({
            routineId: id,
            name: z.string(),
            setting,
            starts: wallTime,
            ends: wallTime,
            pushIn: z.enum(['not_offered', 'open', 'liked']),
            pullOut: z.enum(['never', 'allowed']),
          }),
        ),
      }),
    ),
    rooms: z.array(
      z.object({ roomId: id, schoolId: id, name: z.string(), kind: z.enum(['classroom', 'therapy', 'other']) }),
    ),
    places: z.array(z.object({ schoolId: id, name: z.string(), setting })),
  }),
});
export type PlanningChoices = z.infer<typeof readPlanningChoices.output>;
