import type { SessionEvent, TrialEvent, VoidEvent } from '#domain/trials/event.ts';
import { compareInstants, inForce } from '#domain/trials/merge.ts';

/**
 * A tap is what was entered at one moment by one recorder: one event, or some that belong together (a step entered anew is a
 * void and a step). Undo and the list of the last five work by taps, never by half of one.
 */
export interface Tap {
  readonly events: readonly SessionEvent[];
  readonly enteredAt: string;
  readonly recorderId: string;
  readonly deviceId: string;
}

/** Taps that still stand, the latest entry first. One that only took something back is none. */
export function standingTaps(events: readonly SessionEvent[]): Tap[] {
  const standing = new Set(inForce(events).map((event) => event.id));
  const groups = new Map<string, SessionEvent[]>();
  for (const event of events) {
    const key = `${event.deviceId}|${event.recorderId}|${event.enteredAt}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return [...groups.values()]
    .filter((group) => group.some((event) => standing.has(event.id)))
    .map((group) => ({
      events: group,
      enteredAt: group[0]!.enteredAt,
      recorderId: group[0]!.recorderId,
      deviceId: group[0]!.deviceId,
    }))
    .sort((a, b) => compareInstants(b.enteredAt, a.enteredAt));
}

/** Whether a tap may be taken back from the pad: the session's beginning, its end and its service notes are changed where they are shown. */
export function isUndoable(tap: Tap): boolean {
  return !tap.events.some(({ kind }) => kind === 'opened' || kind === 'closed' || kind === 'service_note');
}

/** What takes a tap back: a void for each of its events, its own voids included, so that what it replaced stands again. */
export function voidsFor(tap: Pick<Tap, 'events'>): Unframed<VoidEvent>[] {
  return tap.events.map((event) => ({
    kind: 'void',
    voids: event.id,
    ...('studentId' in event && event.studentId !== undefined ? { studentId: event.studentId } : {}),
    ...('goalId' in event && event.goalId !== undefined ? { goalId: event.goalId } : {}),
  }));
}

/** What every event has: filled in where it is written down. */
type FrameKey =
  | 'id'
  | 'schemaVersion'
  | 'sessionId'
  | 'occurredAt'
  | 'enteredAt'
  | 'recorderId'
  | 'deviceId'
  | 'captureMode';
export type Unframed<E extends SessionEvent> = E extends unknown ? Omit<E, FrameKey> : never;

/** A finger that bounces makes two taps within this. */
export const bounceMs = 80;
/** Two taps within this may be one that was meant once: kept, and asked about. */
export const closeMs = 300;

export interface Pressed {
  /** Which button for whom. */
  readonly key: string;
  /** Milliseconds of a clock that only goes forward. */
  readonly at: number;
}

/** What to make of a press after the one before it. */
export function judgePress(before: Pressed | null, press: Pressed): 'bounce' | 'close' | 'clear' {
  if (before === null || before.key !== press.key) return 'clear';
  const apart = press.at - before.at;
  return apart < bounceMs ? 'bounce' : apart < closeMs ? 'close' : 'clear';
}

/** Trials that stand and came so soon after a like one that they may be one tap too many; the later of each two. */
export function closeTrials(events: readonly SessionEvent[]): TrialEvent[] {
  const trials = inForce(events)
    .filter((event) => event.kind === 'trial')
    .toSorted((a, b) => compareInstants(a.enteredAt, b.enteredAt));
  return trials.filter((trial, index) => {
    const before = trials[index - 1];
    return (
      before !== undefined &&
      before.recorderId === trial.recorderId &&
      before.studentId === trial.studentId &&
      before.goalId === trial.goalId &&
      before.outcome === trial.outcome &&
      Date.parse(trial.enteredAt) - Date.parse(before.enteredAt) < closeMs
    );
  });
}
