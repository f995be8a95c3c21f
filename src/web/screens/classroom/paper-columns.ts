import type { MarkName } from '#charts/marks.ts';
import type { CueGiver } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';
import { cuedTrial, plainTrial } from './pad-state.ts';

/** The columns of a sheet of paper, the same where it is printed and where it is entered; each is one kind of mark. */
export const paperGivers = ['teacher', 'therapist', 'para'] as const satisfies readonly CueGiver[];

export interface PaperColumn {
  readonly id: string;
  readonly mark: MarkName;
  readonly by: (typeof paperGivers)[number] | null;
  readonly outcome: 'independent' | 'self_corrected' | 'correct_with_cue' | 'not_yet';
}

export const paperColumns: readonly PaperColumn[] = [
  { id: 'independent', mark: 'on_their_own', by: null, outcome: 'independent' },
  { id: 'self_corrected', mark: 'fixed_it', by: null, outcome: 'self_corrected' },
  ...paperGivers.map((by): PaperColumn => ({ id: `did ${by}`, mark: 'with_cue_did', by, outcome: 'correct_with_cue' })),
  ...paperGivers.map((by): PaperColumn => ({ id: `not ${by}`, mark: 'with_cue_not_yet', by, outcome: 'not_yet' })),
  { id: 'not_yet', mark: 'not_yet', by: null, outcome: 'not_yet' },
];

/** What stands over a column; `who` names whoever cued: on paper by their part, on the device by name. */
export function paperColumnWord(
  { by, outcome }: PaperColumn,
  words: Words,
  who: (by: (typeof paperGivers)[number]) => string,
): string {
  if (by === null) return words.say(`classroom.mark.${outcome}`);
  return words.say(outcome === 'correct_with_cue' ? 'classroom.cue_did' : 'classroom.cue_not_yet', { who: who(by) });
}

/** The trial one stroke in a column stands for. */
export function trialOfColumn({ by, outcome }: PaperColumn) {
  if (by !== null) return cuedTrial({ by }, outcome === 'correct_with_cue');
  return plainTrial(outcome === 'correct_with_cue' ? 'not_yet' : outcome);
}
