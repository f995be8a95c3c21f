import type { ExactMinutes } from '#contract/ledger.ts';
import type { Words } from '#words/words.ts';

/** "33 1/3", exact as the plan has it; of less than nothing the amount alone. */
export function exactInWords(words: Words, { whole, top, bottom }: ExactMinutes): string {
  const [wholes, part] = [Math.abs(whole), Math.abs(top)];
  if (part === 0) return words.count(wholes);
  return wholes === 0 ? `${part}/${bottom}` : `${words.count(wholes)} ${part}/${bottom}`;
}
