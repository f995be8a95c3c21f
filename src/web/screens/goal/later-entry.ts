import type { SessionPack } from '#contract/session.ts';
import type { MeasureKind } from '#domain/goals/goal.ts';
import {
  type Assistance,
  type ClosedEvent,
  type Cue,
  type IntervalMethod,
  isObservation,
  type ObservationContext,
  type ObservationEvent,
  type OpenedEvent,
  type Outcome,
  type SessionEvent,
  type TherapistPart,
} from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';
import { instantAt } from '../classroom/school-time.ts';

/**
 * What was seen in a session that is over, as somebody fills it in, and the events it becomes: the same as from the pad, all of
 * them `later`. Their times are the session's day, in the order entered, a second apart: no time is made up.
 */

export const countedOutcomes = [
  'independent',
  'self_corrected',
  'teacher_did',
  'teacher_not_yet',
  'therapist_did',
  'therapist_not_yet',
  'not_yet',
  'no_response',
  'no_opportunity',
] as const;
export type CountedOutcome = (typeof countedOutcomes)[number];

const trialOf: Record<CountedOutcome, { readonly outcome: Outcome; readonly by?: Cue['by'] }> = {
  independent: { outcome: 'independent' },
  self_corrected: { outcome: 'self_corrected' },
  teacher_did: { outcome: 'correct_with_cue', by: 'teacher' },
  teacher_not_yet: { outcome: 'not_yet', by: 'teacher' },
  therapist_did: { outcome: 'correct_with_cue', by: 'therapist' },
  therapist_not_yet: { outcome: 'not_yet', by: 'therapist' },
  not_yet: { outcome: 'not_yet' },
  no_response: { outcome: 'no_response' },
  no_opportunity: { outcome: 'no_opportunity' },
};

export type SeenStep = Assistance | 'not_done';

export interface LaterDraft {
  readonly how: 'one_by_one' | 'figure';
  readonly counts: Readonly<Partial<Record<CountedOutcome, number | null>>>;
  readonly x: number | null;
  readonly n: number | null;
  /** By step; a step that nobody saw is absent. */
  readonly steps: Readonly<Record<string, SeenStep>>;
  readonly prompts: number | null;
  readonly finishMinutes: number | null;
  readonly count: number | null;
  readonly watchedMinutes: number | null;
  /** Seconds, as typed: "40 95 120". */
  readonly times: string;
  readonly withoutResponse: number | null;
  readonly method: IntervalMethod;
  readonly lengthSeconds: number | null;
  /** As typed: "++-+?". */
  readonly marks: string;
  readonly level: number | null;
  readonly part: TherapistPart;
  readonly probe: boolean;
}

export const emptyDraft = (part: TherapistPart): LaterDraft => ({
  how: 'one_by_one',
  counts: {},
  x: null,
  n: null,
  steps: {},
  prompts: null,
  finishMinutes: null,
  count: null,
  watchedMinutes: null,
  times: '',
  withoutResponse: null,
  method: 'momentary',
  lengthSeconds: 60,
  marks: '',
  level: null,
  part,
  probe: false,
});

export const laterFaultCodes = [
  'nothing',
  'more_than_all',
  'not_a_number',
  'not_a_mark',
  'too_many',
  'out_of_range',
  'level',
  'minutes',
] as const;
export interface LaterFault {
  /** Name of the field, or empty for the whole form. */
  readonly field: string;
  readonly code: (typeof laterFaultCodes)[number];
}

const most = 500;
const longestSeconds = 3_600;
const longestMinutes = 600;

/** Seconds from what was typed; null where it is not that. */
export function secondsIn(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const seconds = parts.map(Number);
  return seconds.every((value) => Number.isFinite(value) && value >= 0 && value <= longestSeconds) ? seconds : null;
}

const answers = { '+': 'yes', '-': 'no', '−': 'no', '–': 'no', '?': 'missed' } as const;

function marksIn(text: string): ('yes' | 'no' | 'missed')[] | null {
  const marks = [...text.replace(/\s+/g, '')].map((mark) => answers[mark as keyof typeof answers] ?? null);
  return marks.every((mark) => mark !== null) ? marks : null;
}

const whole = (value: number | null | undefined, from: number, to: number): boolean =>
  value === null || value === undefined || (Number.isInteger(value) && value >= from && value <= to);

/** What is impossible or missing in it; empty when it can be entered. */
export function laterFaults(draft: LaterDraft, measure: MeasureKind): LaterFault[] {
  const faults: LaterFault[] = [];
  const check = (good: boolean, field: string, code: LaterFault['code']) => {
    if (!good) faults.push({ field, code });
  };
  switch (measure) {
    case 'trials':
      if (draft.how === 'figure') {
        check(whole(draft.x, 0, most), 'x', 'out_of_range');
        check(whole(draft.n, 1, most), 'n', 'out_of_range');
        check((draft.x ?? 0) <= (draft.n ?? most), 'x', 'more_than_all');
      } else {
        for (const key of countedOutcomes) check(whole(draft.counts[key], 0, most), `counts.${key}`, 'out_of_range');
        const all = countedOutcomes.reduce((sum, key) => sum + (draft.counts[key] ?? 0), 0);
        check(all <= most, '', 'too_many');
      }
      break;
    case 'steps':
    case 'prompts':
      check(whole(draft.prompts, 0, most), 'prompts', 'out_of_range');
      check(minutesFit(draft.finishMinutes), 'finishMinutes', 'minutes');
      break;
    case 'frequency':
      check(whole(draft.count, 0, most), 'count', 'out_of_range');
      check(minutesFit(draft.watchedMinutes), 'watchedMinutes', 'minutes');
      break;
    case 'duration':
    case 'latency': {
      const seconds = secondsIn(draft.times);
      check(seconds !== null, 'times', 'not_a_number');
      check((seconds?.length ?? 0) <= most, 'times', 'too_many');
      if (measure === 'latency') check(whole(draft.withoutResponse, 0, most), 'withoutResponse', 'out_of_range');
      break;
    }
    case 'interval': {
      const marks = marksIn(draft.marks);
      check(marks !== null, 'marks', 'not_a_mark');
      check((marks?.length ?? 0) <= most, 'marks', 'too_many');
      check(
        whole(draft.lengthSeconds, 1, longestSeconds) && draft.lengthSeconds !== null,
        'lengthSeconds',
        'not_a_number',
      );
      break;
    }
    case 'rubric':
      check(whole(draft.level, 0, 20), 'level', 'level');
      break;
    case 'goal_attainment':
      check(whole(draft.level, -2, 2), 'level', 'level');
      break;
  }
  if (faults.length === 0 && isEmpty(draft, measure)) faults.push({ field: '', code: 'nothing' });
  return faults;
}

const minutesFit = (minutes: number | null): boolean =>
  minutes === null || (Number.isFinite(minutes) && minutes > 0 && minutes <= longestMinutes);

function isEmpty(draft: LaterDraft, measure: MeasureKind): boolean {
  switch (measure) {
    case 'trials':
      return draft.how === 'figure'
        ? draft.x === null || draft.n === null
        : countedOutcomes.every((key) => (draft.counts[key] ?? 0) === 0);
    case 'steps':
    case 'prompts':
      return Object.keys(draft.steps).length === 0 && draft.prompts === null && draft.finishMinutes === null;
    case 'frequency':
      return draft.count === null;
    case 'duration':
      return secondsIn(draft.times)?.length === 0;
    case 'latency':
      return secondsIn(draft.times)?.length === 0 && (draft.withoutResponse ?? 0) === 0;
    case 'interval':
      return marksIn(draft.marks)?.length === 0;
    case 'rubric':
    case 'goal_attainment':
      return draft.level === null;
  }
}

export interface LaterGoal {
  readonly goalId: string;
  readonly studentId: string;
  readonly measure: MeasureKind;
  /** Where the reason "device not there" is meant by no opportunity. */
  readonly speechDevice: boolean;
}

/** The session as the server has it. */
export interface LaterSession {
  readonly pack: SessionPack;
  /** In any order, voids included. */
  readonly events: readonly SessionEvent[];
}

export interface Device {
  readonly deviceId: string;
  /** This device's clock, milliseconds since 1970. */
  readonly now: number;
  /** Added to this device's clock it gives the server's. */
  readonly offset: number;
  readonly newId: () => string;
}

/** The context in force when the session ended, or the planned one where nobody has begun it. */
export function contextOf({ pack, events }: LaterSession): ObservationContext {
  const said = inForce(events).findLast((event) => event.kind === 'context' || event.kind === 'opened');
  return said === undefined ? pack.context : (said as OpenedEvent).context;
}

type Body = Pick<ObservationEvent, 'kind'> & Readonly<Record<string, unknown>>;
/** What follows another by so many seconds; a second where nothing is said. */
type Timed = Body & { readonly after?: number; readonly id?: string };

/** @returns the events to store on this device and send, in order; the draft has no faults */
export function laterEvents(draft: LaterDraft, goal: LaterGoal, session: LaterSession, device: Device): SessionEvent[] {
  const { pack, events } = session;
  const standing = inForce(events);
  const opened = standing.find((event) => event.kind === 'opened');
  const closed = standing.some((event) => event.kind === 'closed');
  const begins = opened === undefined ? instantAt(pack.date, pack.starts, pack.zone) : opened.occurredAt;
  const ends = Date.parse(instantAt(pack.date, pack.ends, pack.zone));
  const context: ObservationContext = {
    ...contextOf(session),
    therapistPart: draft.part,
    ...(draft.probe && { purpose: 'probe' as const }),
    present: presentOf(session, draft.part),
  };
  const framed = (body: Timed | Omit<OpenedEvent, keyof Frame> | Omit<ClosedEvent, keyof Frame>, at: number) => {
    const { after: _, ...rest } = body as Timed;
    return {
      id: device.newId(),
      schemaVersion: 1,
      sessionId: pack.sessionId,
      occurredAt: new Date(at - device.offset).toISOString(),
      enteredAt: new Date(device.now).toISOString(),
      recorderId: pack.recorderId,
      deviceId: device.deviceId,
      captureMode: 'later',
      ...rest,
    } as SessionEvent;
  };
  const made: SessionEvent[] = [];
  let at = Math.max(Date.parse(begins), ...standing.filter(isObservation).map((event) => Date.parse(event.occurredAt)));
  if (opened === undefined) {
    const { date, starts: startsAt, zone, schoolId } = pack;
    made.push(
      framed(
        {
          kind: 'opened',
          date,
          startsAt,
          zone,
          schoolId,
          ...(pack.classId !== null && { classId: pack.classId }),
          ...(pack.roomId !== null && { roomId: pack.roomId }),
          plannedSessionId: pack.sessionId,
          members: pack.members
            .filter(({ absent, studentId }) => !absent || studentId === goal.studentId)
            .map(({ studentId, goals }) => ({ studentId, goalIds: goals.map(({ goalId }) => goalId) })),
          context,
        },
        at,
      ),
    );
  }
  for (const body of bodiesOf(draft, goal, device.newId)) {
    at += 1000 * (body.after ?? 1);
    made.push(framed({ studentId: goal.studentId, goalId: goal.goalId, context, ...body } as Timed, at));
  }
  // A session that is still going on is ended where it is recorded.
  if (!closed && ends <= device.now + device.offset) made.push(framed({ kind: 'closed' }, Math.max(at + 1000, ends)));
  return made;
}

type Frame = Pick<
  SessionEvent,
  'id' | 'schemaVersion' | 'sessionId' | 'occurredAt' | 'enteredAt' | 'recorderId' | 'deviceId' | 'captureMode'
>;

/** Nobody is in the room and away at once. */
function presentOf(session: LaterSession, part: TherapistPart): readonly string[] {
  const { present } = contextOf(session);
  const therapists = session.pack.adults.filter(({ as }) => as === 'therapist').map(({ adultId }) => adultId);
  if (part === 'away') return present.filter((id) => !therapists.includes(id));
  const leader = therapists[0];
  return leader === undefined || present.some((id) => therapists.includes(id)) ? present : [leader, ...present];
}

function bodiesOf(draft: LaterDraft, goal: LaterGoal, newId: () => string): Timed[] {
  switch (goal.measure) {
    case 'trials':
      return trialsOf(draft, goal);
    case 'steps':
    case 'prompts':
      return [
        ...Object.entries(draft.steps).map(
          ([stepId, seen]): Timed => ({
            kind: 'step',
            stepId,
            // Not done whatever help there was: how much is not asked afterwards.
            ...(seen === 'not_done' ? { assistance: 'physical_full', completed: false } : { assistance: seen }),
          }),
        ),
        ...(draft.prompts === null ? [] : [{ kind: 'count', what: 'prompt', value: draft.prompts } as Timed]),
        ...(draft.finishMinutes === null ? [] : timed([60 * draft.finishMinutes], 'duration', newId)),
      ];
    case 'frequency':
      return [
        {
          kind: 'count',
          what: 'occurrence',
          value: draft.count ?? 0,
          ...(draft.watchedMinutes !== null && { observedSeconds: Math.round(60 * draft.watchedMinutes) }),
        },
      ];
    case 'duration':
      return timed(secondsIn(draft.times) ?? [], 'duration', newId);
    case 'latency':
      return [
        ...timed(secondsIn(draft.times) ?? [], 'latency', newId),
        ...repeated(draft.withoutResponse).flatMap(() => waited(newId)),
      ];
    case 'interval':
      return (marksIn(draft.marks) ?? []).map((occurred, index) => ({
        kind: 'interval',
        method: draft.method,
        index,
        lengthSeconds: draft.lengthSeconds ?? 60,
        occurred,
      }));
    case 'rubric':
      return [{ kind: 'rubric', level: draft.level }];
    case 'goal_attainment':
      return [{ kind: 'level', level: draft.level }];
  }
}

function trialsOf(draft: LaterDraft, goal: LaterGoal): Timed[] {
  if (draft.how === 'figure') return [{ kind: 'batch', x: draft.x, n: draft.n }];
  return countedOutcomes.flatMap((key) => {
    const { outcome, by } = trialOf[key];
    return repeated(draft.counts[key]).map(
      (): Timed => ({
        kind: 'trial',
        outcome,
        cues: by === undefined ? [] : [{ by }],
        ...(outcome === 'no_opportunity' && {
          noOpportunityReason: goal.speechDevice ? 'device_unavailable' : 'did_not_come_up',
        }),
      }),
    );
  });
}

const repeated = (times: number | null | undefined): undefined[] => Array.from({ length: times ?? 0 });

function timed(seconds: readonly number[], what: 'duration' | 'latency', newId: () => string): Timed[] {
  return seconds.flatMap((length): Timed[] => {
    const id = newId();
    return [
      { kind: 'start', what, id },
      { kind: 'stop', what, startId: id, after: length },
    ];
  });
}

function waited(newId: () => string): Timed[] {
  const id = newId();
  return [
    { kind: 'start', what: 'latency', id },
    { kind: 'stop', what: 'latency', startId: id, ended: 'no_response' },
  ];
}
