import * as z from 'zod';
import { CALENDAR, type Day, minutesOf } from './clock-time.ts';

/*
 * What the planner is given: the school day, who is where, and which services are due.
 * Times are wall times `HH:MM`, days `mon`..`sun`, durations whole minutes.
 */

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const day = z.enum(CALENDAR);
const id = z.string().min(1);
const week = z.int().min(1);
/** Nothing that is planned lasts longer than a day. */
const minutes = z.int().min(1).max(1440);
/** So high that anything can be made to outweigh anything, and so low that sums of points stay exact. */
const worth = z.int().min(0).max(1_000_000);
const times = z.int().min(1).max(1000);

const spanShape = { day, from: time, to: time, week: week.optional() };
const span = z.object(spanShape);

const therapist = z.object({
  id,
  at: z.array(z.object({ ...spanShape, school: id })),
  unavailable: z.array(span).optional(),
  lunch: z.object({ minutes, from: time, to: time }).optional(),
  maxDirectMinutes: z.object({ day: z.int().min(0).optional(), week: z.int().min(0).optional() }).optional(),
});

const room = z.object({ school: id, therapist: id.optional(), unavailable: z.array(span).optional() });

const block = z.object({
  ...spanShape,
  routine: z.string().optional(),
  pullOut: z.enum(['allowed', 'never']),
  pullOutPoints: worth.optional(),
});

const schoolClass = z.object({
  id,
  school: id,
  grade: z.number(),
  blocks: z.array(block),
  pushInWindows: z.array(z.object({ ...spanShape, routine: id, liked: z.boolean().optional() })).optional(),
  coTeaching: z.array(z.object({ minutes, options: z.array(z.object({ day, from: time })) })).optional(),
  /** Wanted once in every so many weeks of the plan; in a shorter plan once. Absent: every week. */
  touchBase: z.object({ minutes, teacherFree: z.array(span), everyWeeks: z.literal([1, 2, 4]).optional() }).optional(),
  together: z.boolean().optional(),
});

const student = z.object({
  id,
  class: id,
  blocks: z.array(block).optional(),
  unavailable: z.array(span).optional(),
  apartFrom: z.array(id).optional(),
});

const service = z.object({
  id,
  student: id,
  therapist: id,
  delivery: z.enum(['push-in', 'pull-out']),
  minutes,
  timesPerWeek: times.optional(),
  times: times.optional(),
  per: z.literal('plan').optional(),
  steady: z.boolean().optional(),
  routines: z.array(id).optional(),
  class: id.optional(),
  area: z.string().optional(),
  groupMax: z.int().min(1).optional(),
});

const limits = z.object({
  pushInGroup: z.int().min(0),
  coTeachingGroup: z.int().min(0),
  gradeSpan: z.int().min(0),
});

const lock = z.object({
  id: z.string().optional(),
  week: week.optional(),
  therapist: id.optional(),
  school: id.optional(),
  day: day.optional(),
  from: time.optional(),
  to: time.optional(),
  delivery: z.enum(['push-in', 'pull-out']).optional(),
  class: id.optional(),
  routine: id.optional(),
  coTeaching: z.boolean().optional(),
  services: z.array(id),
});

const previousSession = z.object({ week: week.optional(), day, from: time, services: z.array(z.string()) });

export const DEFAULT_POINTS = {
  unmet: 100,
  coTeaching: 3000,
  touchBase: 600,
  adjacent: 50,
  routine: 2,
  window: 3,
  therapist: 2,
  moved: 150,
};

export type Points = typeof DEFAULT_POINTS;

const points = z.strictObject(
  Object.fromEntries(Object.keys(DEFAULT_POINTS).map((name) => [name, worth.optional()])) as {
    [name in keyof Points]: z.ZodOptional<z.ZodInt>;
  },
);

const grid = z.object({ days: z.array(day).min(1), stepMinutes: z.int().min(1).max(60) });

export type Span = z.infer<typeof span>;
export type Therapist = z.infer<typeof therapist>;
export type Room = z.infer<typeof room>;
export type Block = z.infer<typeof block>;
export type SchoolClass = z.infer<typeof schoolClass>;
export type Student = z.infer<typeof student>;
export type Service = z.infer<typeof service>;
export type Lock = z.infer<typeof lock>;
/** What is known of a session of the plan in force; its other fields do not matter. */
export interface PreviousSession {
  readonly week?: number | undefined;
  readonly day: Day;
  readonly from: string;
  readonly services: readonly string[];
}

export interface Problem {
  readonly grid: z.infer<typeof grid>;
  /** How many weeks the plan is long: 1 (absent), 2 or 4. */
  readonly weeks?: 1 | 2 | 4 | undefined;
  readonly therapists: readonly Therapist[];
  readonly rooms?: readonly Room[] | undefined;
  readonly classes: readonly SchoolClass[];
  readonly students: readonly Student[];
  readonly services: readonly Service[];
  readonly limits: z.infer<typeof limits>;
  readonly locked?: readonly Lock[] | undefined;
  readonly previous?: readonly PreviousSession[] | undefined;
  readonly points?: Partial<Points> | undefined;
}

export type FaultCode =
  | 'not-a-problem'
  | 'missing'
  | 'wrong-kind'
  | 'bad-time'
  | 'not-one-of'
  | 'empty'
  | 'too-small'
  | 'too-big'
  | 'unknown-points'
  | 'no-such-therapist'
  | 'no-such-class'
  | 'no-such-student'
  | 'no-such-service'
  | 'twice'
  | 'ends-before-start'
  | 'off-grid'
  | 'no-such-week'
  | 'two-schools-at-once'
  | 'no-times'
  | 'both-times'
  | 'per-missing'
  | 'no-routines'
  | 'apart-from-self'
  | 'lock-impossible'
  | 'locks-contradict'
  /** No plan that keeps all locks was found, nor that there is none. values: seconds */
  | 'locks-undecided';

/** One thing that is wrong with a problem. `path` is where in the file; `values` are what the sentence about it needs. */
export interface Fault {
  readonly path: string;
  readonly code: FaultCode;
  readonly values: Readonly<Record<string, string | number>>;
}

export type Reading = { readonly problem: Problem } | { readonly faults: readonly Fault[] };

/**
 * Reads a problem from parsed JSON. Answers the problem, or every fault that can be seen without planning: shapes,
 * times, unknown ids, locks off the grid. Whether the locks can be kept at all is asked by `lockFaults`.
 * What merely can never be planned (a service of 20 minutes on a 15-minute grid, a window before anybody works) is no
 * fault: the plan leaves it out and says why. Fields that the format does not know are ignored, except under `points`.
 */
export function readProblem(json: unknown): Reading {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { faults: [{ path: '', code: 'not-a-problem', values: {} }] };
  }
  const raw = json as Record<string, unknown>;
  const faults: Fault[] = [];
  const read = <T>(path: string, schema: z.ZodType<T>, value: unknown): T | undefined => {
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return result.data;
    for (const issue of result.error.issues) faults.push(faultOf(path, issue));
    return undefined;
  };
  /** A list whose good entries are kept in their places, so that the rest can be checked against them. */
  const readList = <T>(name: string, schema: z.ZodType<T>, required: boolean): (T | undefined)[] => {
    const value = raw[name];
    if (value === undefined && !required) return [];
    const list = read(name, z.array(z.unknown()), value) ?? [];
    return list.map((entry, i) => read(`${name}[${i}]`, schema, entry));
  };

  const theGrid = read('grid', grid, raw.grid);
  const weeks = read('weeks', z.literal([1, 2, 4]).optional(), raw.weeks) ?? 1;
  const theLimits = read('limits', limits, raw.limits);
  const thePoints = read('points', points.optional(), raw.points);
  const parts: Parts = {
    step: theGrid?.stepMinutes ?? 1,
    weeks,
    days: theGrid?.days ?? CALENDAR,
    therapists: readList('therapists', therapist, true),
    rooms: readList('rooms', room, false),
    classes: readList('classes', schoolClass, true),
    students: readList('students', student, true),
    services: readList('services', service, true),
    locked: readList('locked', lock, false),
    previous: readList('previous', previousSession, false),
  };
  if (theGrid) twice('grid.days', theGrid.days, faults);
  checkTimes(parts, faults);
  checkReferences(parts, raw, faults);
  if (faults.length > 0 || !theGrid || !theLimits) return { faults };
  return {
    problem: {
      grid: theGrid,
      weeks,
      therapists: parts.therapists as Therapist[],
      rooms: parts.rooms as Room[],
      classes: parts.classes as SchoolClass[],
      students: parts.students as Student[],
      services: parts.services as Service[],
      limits: theLimits,
      locked: parts.locked as Lock[],
      previous: parts.previous as PreviousSession[],
      points: (thePoints ?? {}) as Partial<Points>,
    },
  };
}

interface Parts {
  step: number;
  weeks: number;
  days: readonly string[];
  therapists: (Therapist | undefined)[];
  rooms: (Room | undefined)[];
  classes: (SchoolClass | undefined)[];
  students: (Student | undefined)[];
  services: (Service | undefined)[];
  locked: (Lock | undefined)[];
  previous: (PreviousSession | undefined)[];
}

function pathOf(start: string, rest: readonly PropertyKey[]): string {
  return rest.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? String(key) : `${path}.${String(key)}`),
    start,
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

function faultOf(start: string, issue: z.core.$ZodIssue): Fault {
  const path = pathOf(start, issue.path);
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return { path, code: 'missing', values: {} };
      return { path, code: 'wrong-kind', values: { expected: issue.expected, value: shown(issue.input) } };
    case 'invalid_format':
      return { path, code: 'bad-time', values: { value: shown(issue.input) } };
    case 'invalid_value':
      if (issue.input === undefined) return { path, code: 'missing', values: {} };
      return { path, code: 'not-one-of', values: { expected: issue.values.join(', '), value: shown(issue.input) } };
    case 'too_small':
      if (issue.origin === 'array' || issue.origin === 'string') return { path, code: 'empty', values: {} };
      return { path, code: 'too-small', values: { least: Number(issue.minimum), value: shown(issue.input) } };
    case 'too_big':
      return { path, code: 'too-big', values: { most: Number(issue.maximum), value: shown(issue.input) } };
    case 'unrecognized_keys':
      return { path, code: 'unknown-points', values: { value: issue.keys.join(', ') } };
    default:
      return { path, code: 'wrong-kind', values: { expected: 'other', value: shown(issue.input) } };
  }
}

function twice(path: string, values: readonly (string | undefined)[], faults: Fault[], key = ''): void {
  const seen = new Map<string, number>();
  values.forEach((value, i) => {
    if (value === undefined) return;
    const first = seen.get(value);
    if (first === undefined) seen.set(value, i);
    else faults.push({ path: `${path}[${i}]${key}`, code: 'twice', values: { value, first: `${path}[${first}]` } });
  });
}

function checkTimes(parts: Parts, faults: Fault[]): void {
  const { step, weeks } = parts;
  const fault = (path: string, code: FaultCode, values: Fault['values'] = {}) => faults.push({ path, code, values });
  const spans = (
    path: string,
    list: readonly { from: string; to: string; week?: number | undefined }[] | undefined,
  ) => {
    list?.forEach((x, i) => {
      if (minutesOf(x.from) >= minutesOf(x.to)) {
        fault(`${path}[${i}]`, 'ends-before-start', { from: x.from, to: x.to });
      }
      inWeeks(`${path}[${i}]`, x.week);
    });
  };
  const inWeeks = (path: string, number: number | undefined) => {
    if (number !== undefined && number > weeks) fault(`${path}.week`, 'no-such-week', { week: number, weeks });
  };
  const moment = (path: string, value: string | undefined) => {
    if (value !== undefined && minutesOf(value) % step !== 0) fault(path, 'off-grid', { value, step });
  };

  parts.therapists.forEach((t, i) => {
    if (!t) return;
    const path = `therapists[${i}]`;
    spans(`${path}.at`, t.at);
    spans(`${path}.unavailable`, t.unavailable);
    t.at.forEach((a, j) => {
      const clash = t.at.findIndex(
        (b, k) =>
          k < j &&
          a.school !== b.school &&
          a.day === b.day &&
          (a.week === undefined || b.week === undefined || a.week === b.week) &&
          minutesOf(a.from) < minutesOf(b.to) &&
          minutesOf(b.from) < minutesOf(a.to),
      );
      if (clash >= 0) fault(`${path}.at[${j}]`, 'two-schools-at-once', { other: `${path}.at[${clash}]` });
    });
    if (t.lunch) {
      // A lunch is due wherever one fits, and could never be taken.
      if (t.lunch.minutes % step !== 0) fault(`${path}.lunch.minutes`, 'off-grid', { value: t.lunch.minutes, step });
      if (minutesOf(t.lunch.from) >= minutesOf(t.lunch.to))
        fault(`${path}.lunch`, 'ends-before-start', { from: t.lunch.from, to: t.lunch.to });
    }
  });
  for (const [i, r] of parts.rooms.entries()) spans(`rooms[${i}].unavailable`, r?.unavailable);
  parts.classes.forEach((c, i) => {
    if (!c) return;
    const path = `classes[${i}]`;
    spans(`${path}.blocks`, c.blocks);
    spans(`${path}.pushInWindows`, c.pushInWindows);
    spans(`${path}.touchBase.teacherFree`, c.touchBase?.teacherFree);
  });
  parts.students.forEach((s, i) => {
    spans(`students[${i}].blocks`, s?.blocks);
    spans(`students[${i}].unavailable`, s?.unavailable);
  });
  parts.services.forEach((v, i) => {
    if (!v) return;
    const path = `services[${i}]`;
    if (v.timesPerWeek === undefined && v.times === undefined) fault(path, 'no-times');
    if (v.timesPerWeek !== undefined && v.times !== undefined) fault(path, 'both-times');
    if (v.times !== undefined && v.per === undefined) fault(`${path}.per`, 'per-missing');
    if (v.delivery === 'push-in' && v.routines === undefined) fault(`${path}.routines`, 'no-routines');
  });
  parts.locked.forEach((l, i) => {
    if (!l) return;
    const path = `locked[${i}]`;
    moment(`${path}.from`, l.from);
    moment(`${path}.to`, l.to);
    inWeeks(path, l.week);
    if (l.day !== undefined && !parts.days.includes(l.day)) {
      fault(`${path}.day`, 'not-one-of', { expected: parts.days.join(', '), value: shown(l.day) });
    }
    if (l.from !== undefined && l.to !== undefined && minutesOf(l.from) >= minutesOf(l.to)) {
      fault(path, 'ends-before-start', { from: l.from, to: l.to });
    }
  });
  for (const [i, p] of parts.previous.entries()) inWeeks(`previous[${i}]`, p?.week);
}

function checkReferences(parts: Parts, raw: Record<string, unknown>, faults: Fault[]): void {
  const fault = (path: string, code: FaultCode, values: Fault['values'] = {}) => faults.push({ path, code, values });
  /** Ids as written, also of entries with other faults: one fault should not make ten. */
  const idsOf = (name: string): (string | undefined)[] => {
    const list = raw[name];
    if (!Array.isArray(list)) return [];
    return list.map((x: { id?: unknown } | null) => (typeof x?.id === 'string' ? x.id : undefined));
  };
  const known = Object.fromEntries(
    ['therapists', 'classes', 'students', 'services'].map((name) => {
      const ids = idsOf(name);
      twice(name, ids, faults, '.id');
      return [name, new Set(ids)];
    }),
  ) as Record<'therapists' | 'classes' | 'students' | 'services', Set<string | undefined>>;
  // Of a list that is missing or none, nothing can be said.
  const isKnown = (name: keyof typeof known, value: string) => !Array.isArray(raw[name]) || known[name].has(value);
  const therapistAt = (path: string, value: string | undefined) => {
    if (value !== undefined && !isKnown('therapists', value)) fault(path, 'no-such-therapist', { id: value });
  };
  const classAt = (path: string, value: string | undefined) => {
    if (value !== undefined && !isKnown('classes', value)) fault(path, 'no-such-class', { id: value });
  };
  const studentAt = (path: string, value: string) => {
    if (!isKnown('students', value)) fault(path, 'no-such-student', { id: value });
  };

  for (const [i, r] of parts.rooms.entries()) therapistAt(`rooms[${i}].therapist`, r?.therapist);
  parts.students.forEach((s, i) => {
    classAt(`students[${i}].class`, s?.class);
    s?.apartFrom?.forEach((other, j) => {
      if (other === s.id) fault(`students[${i}].apartFrom[${j}]`, 'apart-from-self', { id: other });
      else studentAt(`students[${i}].apartFrom[${j}]`, other);
    });
  });
  parts.services.forEach((v, i) => {
    if (!v) return;
    studentAt(`services[${i}].student`, v.student);
    therapistAt(`services[${i}].therapist`, v.therapist);
    classAt(`services[${i}].class`, v.class);
  });
  parts.locked.forEach((l, i) => {
    if (!l) return;
    therapistAt(`locked[${i}].therapist`, l.therapist);
    classAt(`locked[${i}].class`, l.class);
    twice(`locked[${i}].services`, l.services, faults);
    l.services.forEach((value, j) => {
      if (!isKnown('services', value)) fault(`locked[${i}].services[${j}]`, 'no-such-service', { id: value });
    });
  });
}
