import type { Cue, Outcome, TrialEvent } from '#domain/trials/event.ts';
import type { Chance } from './random.ts';
import type { Deal, OutcomeCode } from './told.ts';

/** From the codes of a story to what a trial says. */

const cueOf: Partial<Record<OutcomeCode, Cue['by']>> = {
  'T+': 'teacher',
  'T-': 'teacher',
  'M+': 'therapist',
  'M-': 'therapist',
  'P+': 'para',
  'P-': 'para',
  'E+': 'peer',
};
const outcomeOf: Record<OutcomeCode, Outcome> = {
  I: 'independent',
  S: 'self_corrected',
  N: 'not_yet',
  R: 'no_response',
  'T+': 'correct_with_cue',
  'T-': 'not_yet',
  'M+': 'correct_with_cue',
  'M-': 'not_yet',
  'P+': 'correct_with_cue',
  'P-': 'not_yet',
  'E+': 'correct_with_cue',
  X: 'no_opportunity',
};

export function trialOf(code: OutcomeCode): Pick<TrialEvent, 'outcome' | 'cues' | 'noOpportunityReason' | 'firstTry'> {
  const by = cueOf[code];
  return {
    outcome: outcomeOf[code],
    cues: by === undefined ? [] : [{ by }],
    ...(code === 'X' && { noOpportunityReason: 'device_unavailable' as const }),
    ...(code === 'S' && { firstTry: 'incorrect' as const }),
  };
}

/** Deals the counts over `sessions` hands, as evenly as it goes; `late` codes mostly into the last ones. Every code is dealt once. */
export function dealt(deal: Deal, sessions: number, late: readonly OutcomeCode[], chance: Chance): OutcomeCode[][] {
  const hands: OutcomeCode[][] = Array.from({ length: sessions }, () => []);
  if (sessions === 0) return hands;
  const all = Object.entries(deal).flatMap(([code, count]) => Array.from({ length: count }, () => code as OutcomeCode));
  const early = chance.shuffled(all.filter((code) => !late.includes(code)));
  const later = all.filter((code) => late.includes(code));
  // Late codes go by a rising share: the k-th of n lands at the square root of its place.
  for (const [index, code] of later.entries())
    hands[Math.min(sessions - 1, Math.floor(Math.sqrt((index + 0.5) / later.length) * sessions))]!.push(code);
  for (const code of early) {
    const smallest = hands.reduce((best, hand, index) => (hand.length < hands[best]!.length ? index : best), 0);
    hands[smallest]!.push(code);
  }
  return hands.map((hand) => chance.shuffled(hand));
}

/** `n` outcomes at a share `p` unprompted; what is not unprompted is cued by whoever leads, or not yet. */
export function drawn(n: number, p: number, condition: 'room' | 'helping' | 'away', chance: Chance): OutcomeCode[] {
  const cued: readonly OutcomeCode[] =
    condition === 'room' ? ['M+', 'M+', 'M-'] : condition === 'helping' ? ['T+', 'M+', 'T-', 'P+'] : ['T+', 'T-', 'E+'];
  return Array.from({ length: n }, () =>
    chance.happens(p) ? (chance.happens(0.07) ? 'S' : 'I') : chance.happens(0.5) ? chance.pick(cued) : 'N',
  );
}
