import { createContext, useContext } from 'react';
import type { SessionPack } from '#contract/session.ts';
import type { CueGiver, ObservationContext, SessionEvent } from '#domain/trials/event.ts';
import type { PadMove, PadState } from './pad-state.ts';
import type { Chip, ClassroomRecord, PackGoal } from './record.ts';
import type { EventBody, How, RefusedHere } from './recording.ts';
import type { Tap } from './taps.ts';

/** What may lie over the pad, one at a time. */
export type SheetName =
  | 'context'
  | 'more'
  | 'words'
  | 'agreement'
  | 'who'
  | 'last_five'
  | 'note'
  | 'strategy'
  | 'end'
  | 'refused';

export interface Undo {
  undoLast(): void;
  takeBack(tap: Pick<Tap, 'events'>): void;
  putBack(): void;
  takeBackAsked(): void;
  keepAsked(): void;
}

/** What every part of the recording screen works with. */
export interface Classroom {
  readonly pack: SessionPack;
  /** In server's time, in order, voids included; what is not on the disk yet as well. */
  readonly events: readonly SessionEvent[];
  /** Those that are on the disk: only they are counted and shown as marks. */
  readonly stored: readonly SessionEvent[];
  readonly storing: boolean;
  readonly record: ClassroomRecord;
  /** The students on the strip: all of them, or those one watches while teaching. */
  readonly chips: readonly Chip[];
  readonly pad: PadState;
  readonly move: (move: PadMove) => void;
  /**
   * Writes a tap down.
   * @param key which key for whom: the same twice within 80 ms is one finger bouncing, and is left out
   * @returns what was written, empty where it was left out
   */
  readonly tap: (key: string, bodies: readonly EventBody[], how?: Partial<How>) => readonly SessionEvent[];
  /** Milliseconds since 1970 by the server's clock. */
  readonly now: () => number;
  readonly show: (sheet: SheetName | null) => void;
  readonly undo: Undo;
  /** What the server did not take, of this session and others that were recorded on this device. */
  readonly refused: readonly RefusedHere[];
  /** Enters a refused event otherwise. False where the device could not store it. */
  readonly correct: (refused: RefusedHere, body: EventBody) => Promise<boolean>;
  /** What an undo would take back. */
  readonly lastTap: Tap | null;
  /** What the last undo took back, until something else is marked. */
  readonly undone: { readonly taken: Pick<Tap, 'events'>; readonly by: Pick<Tap, 'events'> } | null;
  /** A mark that came so soon after a like one that it may be one too many. */
  readonly asked: Pick<Tap, 'events'> | null;
}

export const ClassroomContext = createContext<Classroom | null>(null);

export function useClassroom(): Classroom {
  const classroom = useContext(ClassroomContext);
  if (classroom === null) throw new Error('No classroom around this part.');
  return classroom;
}

/** Student, goal and the context in force: what every observation begins with. */
export function observed(
  { record, pad }: Pick<Classroom, 'record' | 'pad'>,
  studentId: string,
  goalId: string,
): {
  readonly studentId: string;
  readonly goalId: string;
  readonly context: ObservationContext;
  readonly asSecondObserver?: true;
} {
  const { context } = record;
  return {
    studentId,
    goalId,
    context: pad.probe ? { ...context, purpose: 'probe' } : context,
    ...(pad.second ? { asSecondObserver: true } : {}),
  };
}

/** Who gave a cue: named where only one adult who is here can have been it. */
export function giver(
  { pack, record }: Pick<Classroom, 'pack' | 'record'>,
  by: CueGiver,
): { readonly by: CueGiver; readonly personId?: string } {
  const here = pack.adults.filter((adult) => adult.as === by && record.context.present.includes(adult.adultId));
  return here.length === 1 ? { by, personId: here[0]!.adultId } : { by };
}

export interface Selected {
  readonly chip: Chip;
  readonly goal: PackGoal;
}
