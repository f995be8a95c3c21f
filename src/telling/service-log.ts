import type { SignedContactLine } from '#contract/service-log.ts';
import type { Words } from '#words/words.ts';

/** Who signed a record of the log, on which day at the place, and who signed under it. */
export function signedByInWords(
  words: Words,
  entry: Pick<SignedContactLine, 'givenBy' | 'signedAt' | 'byAssistant' | 'supervisor' | 'corrected'>,
  zone: string,
): string {
  const on = (instant: string) => words.instant(instant, zone, 'day');
  const by = words.say('service_log.signed_by', { name: entry.givenBy, when: on(entry.signedAt) });
  const { supervisor } = entry;
  // A record that a later one corrects waits for nobody.
  if (!entry.byAssistant || (supervisor === null && entry.corrected)) return by;
  const under =
    supervisor === null
      ? words.say('service_log.waits')
      : words.say('service_log.signed_under', { name: supervisor.name, when: on(supervisor.signedAt) });
  return `${by} · ${under}`;
}

/** From when to when, or why not. */
export function contactTimeInWords(
  words: Words,
  { starts, ends, minutes, missed }: Pick<SignedContactLine, 'starts' | 'ends' | 'minutes' | 'missed'>,
): string {
  if (missed !== null) return words.say(`ledger.reason.${missed}`);
  // A contact that was given has a start and an end.
  return words.say('service_log.time', { starts: words.time(starts ?? ''), ends: words.time(ends ?? ''), minutes });
}
