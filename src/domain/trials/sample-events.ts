import type {
  ObservationContext,
  ObservationEvent,
  OpenedEvent,
  Outcome,
  SessionEvent,
  TrialEvent,
  VoidEvent,
} from './event.ts';

/** Events of invented sessions, for the tests of whatever reads events. */

export const sampleContext: ObservationContext = {
  setting: 'classroom',
  delivery: 'push_in',
  present: ['therapist-1', 'teacher-1'],
  therapistPart: 'helping',
  purpose: 'incidental',
  groupSize: 1,
};

export const therapyRoom: Partial<ObservationContext> = {
  setting: 'therapy_room',
  delivery: 'pull_out',
  present: ['therapist-1'],
  purpose: 'treatment',
};

export const withoutTherapist: Partial<ObservationContext> = {
  delivery: 'teacher_note',
  present: ['teacher-1'],
  therapistPart: 'away',
};

interface Told {
  id?: string;
  /** The session's date; its id is made from date and condition unless given. */
  on?: string;
  /** Instant; 15:00 UTC on that date unless given. */
  at?: string;
  sessionId?: string;
  recorderId?: string;
  context?: Partial<ObservationContext>;
}

type Frame =
  | 'id'
  | 'schemaVersion'
  | 'sessionId'
  | 'occurredAt'
  | 'enteredAt'
  | 'recorderId'
  | 'deviceId'
  | 'captureMode';
type Body<E, Given extends PropertyKey> = E extends unknown ? Omit<E, Given> : never;
type ObservationBody = Body<ObservationEvent, Frame | 'context' | 'studentId' | 'goalId'>;
type OtherBody = Body<Exclude<SessionEvent, ObservationEvent>, Frame>;

/** Makes events with ids in the order told: e0001, e0002, ... */
export function storyteller() {
  let told = 0;
  const framed = (said: Told) => {
    told += 1;
    const on = said.on ?? '2026-03-02';
    const { setting, therapistPart } = { ...sampleContext, ...said.context };
    const occurredAt = said.at ?? `${on}T15:00:00.000Z`;
    return {
      id: said.id ?? `e${String(told).padStart(4, '0')}`,
      schemaVersion: 1 as const,
      sessionId: said.sessionId ?? `${on}-${setting}-${therapistPart}`,
      occurredAt,
      enteredAt: occurredAt,
      recorderId: said.recorderId ?? 'therapist-1',
      deviceId: 'device-1',
      captureMode: 'live' as const,
    };
  };
  const observe = (body: ObservationBody, said: Told = {}): ObservationEvent => ({
    ...framed(said),
    studentId: 'student-1',
    goalId: 'goal-1',
    context: { ...sampleContext, ...said.context },
    ...body,
  });
  const trial = (outcome: Outcome, said: Told = {}, details: Partial<TrialEvent> = {}): TrialEvent => ({
    ...framed(said),
    studentId: 'student-1',
    goalId: 'goal-1',
    context: { ...sampleContext, ...said.context },
    cues: [],
    ...details,
    kind: 'trial',
    outcome,
  });
  return {
    observe,
    trial,
    /** So many on their own, then so many not yet. */
    trials(right: number, wrong: number, said: Told = {}): TrialEvent[] {
      return [
        ...Array.from({ length: right }, () => trial('independent', said)),
        ...Array.from({ length: wrong }, () => trial('not_yet', said)),
      ];
    },
    tell(body: OtherBody, said: Told = {}): SessionEvent {
      return { ...framed(said), ...body };
    },
    opened(said: Told = {}, details: Partial<OpenedEvent> = {}): OpenedEvent {
      return {
        ...framed(said),
        kind: 'opened',
        date: said.on ?? '2026-03-02',
        startsAt: '09:00',
        zone: 'America/Chicago',
        schoolId: 'school-1',
        members: [{ studentId: 'student-1', goalIds: ['goal-1'] }],
        context: { ...sampleContext, ...said.context },
        ...details,
      };
    },
    voided(voids: string, said: Told = {}): VoidEvent {
      return { ...framed(said), kind: 'void', voids };
    },
  };
}
