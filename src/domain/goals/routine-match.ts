import type { RoutineKind } from '../school-day/class-day.ts';
import type { Area } from './goal.ts';

/**
 * In which routines of a class a goal gets chances: what was counted, what therapists marked, and what the kind of routine
 * usually gives a goal of that area. An order with its reasons for a therapist to confirm, never a decision.
 */

export interface RoutineOffer {
  readonly routineId: string;
  readonly kind: RoutineKind;
  /** Minutes a week, and on how many days. */
  readonly minutesPerWeek: number;
  readonly days: number;
  readonly pushIn: 'not_offered' | 'open' | 'liked';
}

/** What the data say: opportunities over the minutes of visits in which the goal was in play. */
export interface CountedChances {
  readonly routineId: string;
  readonly chances: number;
  readonly minutes: number;
  readonly visits: number;
}

export type MatchReason =
  | { readonly code: 'counted'; readonly per10Minutes: number; readonly chances: number; readonly visits: number }
  | { readonly code: 'counted_none'; readonly visits: number }
  | { readonly code: 'marked' }
  /** Goals of the same area of other students that are marked for this routine. */
  | { readonly code: 'marked_for_others'; readonly count: number }
  | { readonly code: 'usual'; readonly strength: 'many' | 'some' }
  | { readonly code: 'not_offered' };

export interface RoutineMatch {
  readonly routineId: string;
  readonly marked: boolean;
  readonly reasons: readonly MatchReason[];
}

/**
 * Chances that routines usually give goals of an area: 2 many, 1 some; absent few. From the practice of push-in therapy
 * (talk in writing, meeting and read-aloud; hands at arrival, snack, lunch and centers; walking in the transitions).
 */
const usually: Readonly<Record<Area, Partial<Record<RoutineKind, 1 | 2>>>> = {
  language: {
    writing: 2,
    read_aloud: 2,
    science: 2,
    social_studies: 2,
    morning_meeting: 1,
    literacy: 1,
    centers: 1,
    math: 1,
  },
  articulation: { read_aloud: 2, literacy: 2, morning_meeting: 1, centers: 1, social_studies: 1, snack: 1 },
  fluency: { morning_meeting: 2, social_studies: 2, science: 1, read_aloud: 1, literacy: 1, snack: 1 },
  voice: { morning_meeting: 2, recess: 2, read_aloud: 1, social_studies: 1, lunch: 1 },
  aac: { snack: 2, read_aloud: 2, centers: 2, morning_meeting: 1, lunch: 1, arrival: 1, recess: 1, specials: 1 },
  social: { recess: 2, lunch: 2, centers: 2, snack: 1, morning_meeting: 1, arrival: 1, specials: 1, dismissal: 1 },
  fine_motor: { writing: 2, centers: 2, math: 1, snack: 1, lunch: 1, arrival: 1, specials: 1 },
  self_care: { arrival: 2, lunch: 2, self_care: 2, dismissal: 2, snack: 1, transition: 1 },
  sensory: { transition: 2, arrival: 1, recess: 1, centers: 1, rest: 1, literacy: 1, writing: 1 },
  gross_motor: { recess: 2, specials: 2, transition: 1, arrival: 1 },
  mobility: { transition: 2, specials: 2, recess: 2, arrival: 1, lunch: 1, dismissal: 1 },
  participation: { writing: 2, literacy: 2, morning_meeting: 1, centers: 1, math: 1, science: 1, social_studies: 1 },
  other: {},
};

/** Kinds of routine that usually give goals of the area many chances: what a teacher may be asked for. */
export function usualKinds(area: Area): RoutineKind[] {
  return Object.entries(usually[area]).flatMap(([kind, strength]) => (strength === 2 ? [kind as RoutineKind] : []));
}

/** Visits from which a count is trusted more than a habit of thought. */
const visitsToCount = 3;

/**
 * The routines, best first, each with its reasons. Counted chances (per 10 minutes, from three visits on) outweigh what is
 * usual; what the therapist marked comes before what is only usual; a routine in which push-in is not offered comes after
 * those of its like. Equal ones keep the order of the week.
 */
export function matchRoutines(
  goal: { readonly area: Area; readonly markedIds: readonly string[] },
  offers: readonly RoutineOffer[],
  counted: readonly CountedChances[],
  markedForOthers: ReadonlyMap<string, number>,
): RoutineMatch[] {
  const judged = offers.map((offer, position) => {
    const marked = goal.markedIds.includes(offer.routineId);
    const seen = counted.find(({ routineId }) => routineId === offer.routineId);
    const others = markedForOthers.get(offer.routineId) ?? 0;
    const usual = usually[goal.area][offer.kind] ?? 0;
    const reasons: MatchReason[] = [];
    let weight = usual + Math.min(others, 3) * 0.5 + (marked ? 3 : 0);
    if (seen !== undefined && seen.visits > 0) {
      if (seen.chances === 0) {
        reasons.push({ code: 'counted_none', visits: seen.visits });
        if (seen.visits >= visitsToCount) weight -= 6;
      } else {
        const per10Minutes = Math.round((seen.chances / Math.max(1, seen.minutes)) * 100) / 10;
        reasons.push({ code: 'counted', per10Minutes, chances: seen.chances, visits: seen.visits });
        if (seen.visits >= visitsToCount) weight += 4 + Math.min(4, per10Minutes);
      }
    }
    if (marked) reasons.push({ code: 'marked' });
    if (usual > 0) reasons.push({ code: 'usual', strength: usual === 2 ? 'many' : 'some' });
    if (others > 0) reasons.push({ code: 'marked_for_others', count: others });
    if (offer.pushIn === 'not_offered') {
      reasons.push({ code: 'not_offered' });
      weight -= 1.5;
    } else if (offer.pushIn === 'liked') weight += 0.25;
    return { match: { routineId: offer.routineId, marked, reasons }, weight, position };
  });
  return judged.toSorted((a, b) => b.weight - a.weight || a.position - b.position).map(({ match }) => match);
}
