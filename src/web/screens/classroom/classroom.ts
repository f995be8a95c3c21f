import { createContext, useContext } from 'react';
import type { SessionPack } from '#contract/session.ts';
import type { CueGiver, ObservationContext, SessionEvent } from '#domain/trials/event.ts';
import type { PadMove, PadState } from './pad-state.ts';
import type { Chip, ClassroomRecord, PackGoal } from './record.ts';
import type { EventBody, How } from './recording.ts';

/** What every part of the recording screen works with. */
export interface Classroom {
  readonly pack: SessionPack;
  readonly events: readonly SessionEvent[];
  readonly record: ClassroomRecord;
  readonly pad: PadState;
  readonly move: (move: PadMove) => void;
  /**
   * Writes a tap down.
   * @param key which key for whom: the same twice within 80 ms is one finger bouncing, and is left out
   */
  readonly tap: (key: string, bodies: readonly EventBody[], how?: Partial<How>) => void;
  /** Milliseconds since 1970 by the server's clock. */
  readonly now: () => number;
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
): { readonly studentId: string; readonly goalId: string; readonly context: ObservationContext } {
  const { context } = record;
  return { studentId, goalId, context: pad.probe ? { ...context, purpose: 'probe' } : context };
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
