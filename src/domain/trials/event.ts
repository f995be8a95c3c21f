/**
 * The event: the one kind of fact that a therapy session is made of. Append-only; a correction is a `void` and a new
 * event. The contract (src/contract/event.ts) checks what comes over the wire against these shapes; everything that
 * is counted, compared or drawn is computed from them.
 *
 * Units: instants are ISO 8601 strings with an offset or `Z`; dates are `YYYY-MM-DD` and wall times `HH:MM` at the
 * school; `...Ms` are milliseconds, `...Seconds` seconds. Ids are opaque; those of events are UUIDv7 made on the device.
 */

export const captureModes = ['live', 'end_of_activity', 'later', 'paper', 'batch'] as const;
export type CaptureMode = (typeof captureModes)[number];

/** Where the skill was used. Schools name further places, so a setting is an open code; these are the known ones. */
export const knownSettings = [
  'therapy_room',
  'classroom',
  'cafeteria',
  'hall',
  'playground',
  'bus_line',
  'cubbies',
  'bathroom',
  'specials',
  'library',
  'office',
  'home',
  'community',
  'other',
] as const;
export type KnownSetting = (typeof knownSettings)[number];
export type Setting = KnownSetting | (string & {});

/** A natural setting is any place that is not the therapy room: where the skill is meant to be used. */
export function isNatural(setting: Setting): boolean {
  return setting !== 'therapy_room';
}

export const deliveries = ['push_in', 'pull_out', 'observation', 'consult', 'teacher_note'] as const;
/** How the service was given; never to be confused with where (`Setting`). */
export type Delivery = (typeof deliveries)[number];

export const coTeachingFormats = [
  'one_teach_one_assist',
  'one_teach_one_observe',
  'station',
  'parallel',
  'alternative',
  'team',
  'support',
] as const;
export type CoTeachingFormat = (typeof coTeachingFormats)[number];

export const therapistParts = ['helping', 'watching', 'away'] as const;
export type TherapistPart = (typeof therapistParts)[number];

export const purposes = ['treatment', 'probe', 'incidental', 'maintenance'] as const;
export type Purpose = (typeof purposes)[number];

/** The context in force, copied to every observation so that a later change of context never rewrites the past. */
export interface ObservationContext {
  setting: Setting;
  routineId?: string;
  delivery: Delivery;
  coTeachingFormat?: CoTeachingFormat;
  /** Ids of the adults present, in no order. */
  present: readonly string[];
  therapistPart: TherapistPart;
  purpose: Purpose;
  /** Students in the group, 1 or more. */
  groupSize: number;
  /** The adult who led, where it was said; else it follows from `therapistPart` and `present`. */
  ledBy?: string;
  /** By video: with whom the student sits. An adult the school knows, or somebody else by name; absent: in the same room. */
  remote?: { readonly facilitatorId?: string; readonly facilitator?: string };
}

/** The purpose an observation has when nobody toggled it: pull-out treats, everything else is met in passing. */
export function defaultPurpose(delivery: Delivery, probeDue = false): Purpose {
  if (probeDue) return 'probe';
  return delivery === 'pull_out' ? 'treatment' : 'incidental';
}

export const outcomes = [
  'independent',
  'self_corrected',
  'correct_with_cue',
  'not_yet',
  'no_response',
  'no_opportunity',
] as const;
export type Outcome = (typeof outcomes)[number];

export const noOpportunityReasons = [
  'did_not_come_up',
  'cued_too_early',
  'device_unavailable',
  'activity_changed',
  'student_away',
  'other',
] as const;
export type NoOpportunityReason = (typeof noOpportunityReasons)[number];

export const cueGivers = ['teacher', 'therapist', 'para', 'peer', 'other'] as const;
export type CueGiver = (typeof cueGivers)[number];

/** One cue, in the order given. Who (`by`) and how (`kind`, a code of the goal's cue set) are two axes. */
export interface Cue {
  by: CueGiver;
  personId?: string;
  kind?: string;
}

export const ownCues = ['none', 'checklist', 'rehearsal', 'self_talk', 'visual', 'other'] as const;
/** A support the student used without being told to. Not a cue: nobody gave it. `none` = looked for, not used. */
export type OwnCue = (typeof ownCues)[number];

export const assistances = [
  'independent',
  'gesture',
  'verbal',
  'visual',
  'model',
  'physical_partial',
  'physical_full',
] as const;
export type Assistance = (typeof assistances)[number];

export const intervalMethods = ['momentary', 'partial', 'whole'] as const;
export type IntervalMethod = (typeof intervalMethods)[number];

export const strategyUses = ['modelled', 'together', 'alone', 'still_in_use'] as const;
export type StrategyUse = (typeof strategyUses)[number];

export const leftReasons = ['absent', 'called_away', 'went_home', 'finished', 'other'] as const;
export type LeftReason = (typeof leftReasons)[number];

interface EventBase {
  id: string;
  schemaVersion: 1;
  sessionId: string;
  /** When it happened, by the device's clock. */
  occurredAt: string;
  /** When it was entered; later than `occurredAt` for anything not recorded live. */
  enteredAt: string;
  recorderId: string;
  deviceId: string;
  captureMode: CaptureMode;
}

interface ObservationBase extends EventBase {
  studentId: string;
  goalId: string;
  targetId?: string;
  context: ObservationContext;
  /** Entered by a second observer who did not see the first one's marks: for agreement, never counted a second time. */
  asSecondObserver?: true;
}

export interface SessionMember {
  studentId: string;
  goalIds: readonly string[];
}

/** Begins a session and carries all that a server which has never heard of it needs. `occurredAt` is the start. */
export interface OpenedEvent extends EventBase {
  kind: 'opened';
  /** The school's date on which the session began; the session keeps it past midnight. */
  date: string;
  /** Wall time at the school. */
  startsAt: string;
  /** IANA zone of the school. */
  zone: string;
  schoolId: string;
  classId?: string;
  roomId?: string;
  plannedSessionId?: string;
  members: readonly SessionMember[];
  /** The context the session begins in: setting, routine, delivery, format, who is present. */
  context: ObservationContext;
}

export interface JoinedEvent extends EventBase {
  kind: 'joined';
  studentId: string;
  goalIds: readonly string[];
}

export interface LeftEvent extends EventBase {
  kind: 'left';
  studentId: string;
  reason?: LeftReason;
}

/** Ends a session; `occurredAt` is the end. */
export interface ClosedEvent extends EventBase {
  kind: 'closed';
}

/** From here on another context is in force. */
export interface ContextEvent extends EventBase {
  kind: 'context';
  context: ObservationContext;
}

export interface TrialEvent extends ObservationBase {
  kind: 'trial';
  outcome: Outcome;
  /** Given exactly when the outcome is `no_opportunity`. */
  noOpportunityReason?: NoOpportunityReason;
  /** The first attempt, kept even where it was corrected later. */
  firstTry?: 'correct' | 'incorrect' | 'none';
  /** Empty when nobody cued. Independent of the outcome: a cue that did not help is `not_yet` with its cue. */
  cues: readonly Cue[];
  waitMs?: number;
  latencyMs?: number;
  usedOwnCue?: OwnCue;
}

/** One step of a task. */
export interface StepEvent extends ObservationBase {
  kind: 'step';
  stepId: string;
  /** The most help the step took. */
  assistance: Assistance;
  by?: CueGiver;
  personId?: string;
  /** false: not done even with that help. Absent means done. */
  completed?: boolean;
}

/** Something counted: `delta` adds (a tap on the counter), `value` says the total so far. Exactly one of them. */
export interface CountEvent extends ObservationBase {
  kind: 'count';
  /** `prompt` for adult prompts, `occurrence` for the behaviour itself, or a code of the goal. */
  what: string;
  delta?: number;
  value?: number;
  by?: CueGiver;
  stepId?: string;
  /** How long was watched, for a rate; else the session's own length. */
  observedSeconds?: number;
}

/** A stopwatch begins: the behaviour (`duration`) or the cue that is waited on (`latency`). */
export interface StartEvent extends ObservationBase {
  kind: 'start';
  what: 'duration' | 'latency';
}

/** The stopwatch that `startId` began ends. `no_response`: the wait ran out. `cut_off`: it was still going on. */
export interface StopEvent extends ObservationBase {
  kind: 'stop';
  what: 'duration' | 'latency';
  startId: string;
  ended?: 'stopped' | 'no_response' | 'cut_off';
}

export interface IntervalEvent extends ObservationBase {
  kind: 'interval';
  method: IntervalMethod;
  /** 0 for the first interval of the observation. */
  index: number;
  lengthSeconds: number;
  occurred: 'yes' | 'no' | 'missed';
}

/** A level of the goal's rubric, a whole number from 0. */
export interface RubricEvent extends ObservationBase {
  kind: 'rubric';
  level: number;
}

/** A level of a goal attainment scale. */
export interface LevelEvent extends ObservationBase {
  kind: 'level';
  level: -2 | -1 | 0 | 1 | 2;
}

/** `x` of `n` opportunities unprompted, entered as one figure: no order, no errors seen, no cues. */
export interface BatchEvent extends ObservationBase {
  kind: 'batch';
  x: number;
  n: number;
}

/** The goal was in play and nobody could watch: neither a chance missed nor a chance not taken. */
export interface NotObservedEvent extends ObservationBase {
  kind: 'not_observed';
  reason?: string;
}

export interface NoteEvent extends EventBase {
  kind: 'note';
  studentId?: string;
  goalId?: string;
  text: string;
}

/**
 * What the therapist says of one student's service in this session: drafted from its events, changed and kept by a person. A later
 * one of the same recorder replaces it.
 */
export interface ServiceNoteEvent extends EventBase {
  kind: 'service_note';
  studentId: string;
  text: string;
}

export interface StrategyEvent extends EventBase {
  kind: 'strategy';
  strategyId: string;
  use: StrategyUse;
  /** The adult it was modelled for or done with. */
  adultId?: string;
  studentId?: string;
  goalId?: string;
}

/** Praise for a student or for an adult. */
export interface PraiseEvent extends EventBase {
  kind: 'praise';
  text: string;
  studentId?: string;
  adultId?: string;
}

/** Seen in class, to be taken up in the student's next pull-out session. */
export interface CarryBackEvent extends EventBase {
  kind: 'carry_back';
  studentId: string;
  goalId?: string;
  text: string;
}

/** In a pull-out session: what was seen in class has been taken up. `carryBackId` is the event that asked for it. */
export interface TakenUpEvent extends EventBase {
  kind: 'taken_up';
  studentId: string;
  carryBackId: string;
  /** What was done; may be empty. */
  text: string;
  /** The way back: what to look for in the student's next lesson; may be empty. */
  lookFor: string;
}

/** Takes back the event `voids`, which may itself be a void. Student and goal are copied from it, for finding. */
export interface VoidEvent extends EventBase {
  kind: 'void';
  voids: string;
  studentId?: string;
  goalId?: string;
  reason?: string;
}

export type ObservationEvent =
  | TrialEvent
  | StepEvent
  | CountEvent
  | StartEvent
  | StopEvent
  | IntervalEvent
  | RubricEvent
  | LevelEvent
  | BatchEvent
  | NotObservedEvent;

export type SessionEvent =
  | OpenedEvent
  | JoinedEvent
  | LeftEvent
  | ClosedEvent
  | ContextEvent
  | ObservationEvent
  | NoteEvent
  | ServiceNoteEvent
  | StrategyEvent
  | PraiseEvent
  | CarryBackEvent
  | TakenUpEvent
  | VoidEvent;

export type EventKind = SessionEvent['kind'];

export const eventKinds = [
  'opened',
  'joined',
  'left',
  'closed',
  'context',
  'trial',
  'step',
  'count',
  'start',
  'stop',
  'interval',
  'rubric',
  'level',
  'batch',
  'note',
  'service_note',
  'strategy',
  'praise',
  'carry_back',
  'taken_up',
  'not_observed',
  'void',
] as const satisfies readonly EventKind[];

export const observationKinds = [
  'trial',
  'step',
  'count',
  'start',
  'stop',
  'interval',
  'rubric',
  'level',
  'batch',
  'not_observed',
] as const satisfies readonly ObservationEvent['kind'][];

const observed: ReadonlySet<string> = new Set(observationKinds);

export function isObservation(event: SessionEvent): event is ObservationEvent {
  return observed.has(event.kind);
}
