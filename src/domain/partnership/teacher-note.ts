/** What an adult of the class notes about one student and one skill, in seconds, and the facts it becomes. */
import type {
  BatchEvent,
  CueGiver,
  NotObservedEvent,
  ObservationContext,
  Setting,
  TrialEvent,
} from '../trials/event.ts';

/** The buttons of a quick note, in their order. `cued_not_yet`: the cue was given and did not help; it counts. */
export const noteOutcomes = [
  'on_their_own',
  'fixed_it',
  'cued_did',
  'cued_not_yet',
  'not_yet',
  'no_opportunity',
] as const;
export type NoteOutcome = (typeof noteOutcomes)[number];

export type Noted =
  | { readonly kind: 'once'; readonly outcome: NoteOutcome }
  /** `x` of `n` at the end of the lesson; 0 <= x <= n, n from 1. */
  | { readonly kind: 'of'; readonly x: number; readonly n: number }
  | { readonly kind: 'not_observed' };

export type NoteFact =
  | Pick<TrialEvent, 'kind' | 'outcome' | 'cues' | 'noOpportunityReason'>
  | Pick<BatchEvent, 'kind' | 'x' | 'n'>
  | Pick<NotObservedEvent, 'kind'>;

/** @param by the adult who notes, who also gave the cue where there was one. */
export function factOf(noted: Noted, by: { readonly giver: CueGiver; readonly adultId: string }): NoteFact {
  if (noted.kind === 'of') return { kind: 'batch', x: noted.x, n: noted.n };
  if (noted.kind === 'not_observed') return { kind: 'not_observed' };
  const cues = [{ by: by.giver, personId: by.adultId }];
  switch (noted.outcome) {
    case 'on_their_own':
      return { kind: 'trial', outcome: 'independent', cues: [] };
    case 'fixed_it':
      return { kind: 'trial', outcome: 'self_corrected', cues: [] };
    case 'cued_did':
      return { kind: 'trial', outcome: 'correct_with_cue', cues };
    case 'cued_not_yet':
      return { kind: 'trial', outcome: 'not_yet', cues };
    case 'not_yet':
      return { kind: 'trial', outcome: 'not_yet', cues: [] };
    case 'no_opportunity':
      return { kind: 'trial', outcome: 'no_opportunity', cues: [], noOpportunityReason: 'did_not_come_up' };
  }
}

/** Said of an event of a note, for showing it again; null for what a note never becomes. */
export function notedIn(fact: NoteFact): Noted {
  if (fact.kind === 'batch') return { kind: 'of', x: fact.x, n: fact.n };
  if (fact.kind === 'not_observed') return { kind: 'not_observed' };
  const cued = fact.cues.length > 0;
  const outcome: NoteOutcome =
    fact.outcome === 'independent'
      ? 'on_their_own'
      : fact.outcome === 'self_corrected'
        ? 'fixed_it'
        : fact.outcome === 'correct_with_cue'
          ? 'cued_did'
          : fact.outcome === 'no_opportunity'
            ? 'no_opportunity'
            : cued
              ? 'cued_not_yet'
              : 'not_yet';
  return { kind: 'once', outcome };
}

/** The class without a therapist: who notes is the adult who was there. */
export function contextOfNote(place: {
  readonly setting: Setting;
  readonly routineId: string | null;
  readonly adultId: string;
}): ObservationContext {
  return {
    setting: place.setting,
    ...(place.routineId === null ? {} : { routineId: place.routineId }),
    delivery: 'teacher_note',
    present: [place.adultId],
    therapistPart: 'away',
    purpose: 'incidental',
    groupSize: 1,
    ledBy: place.adultId,
  };
}
