import type { MarkName } from '#charts/marks.ts';
import type { GoalEvidence } from '#contract/goal.ts';
import { minutesBetween } from '#domain/school-day/elapsed.ts';
import type { Cue, ObservationEvent } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';

/** One observation as the evidence shows it: its mark, where it has one, and what was seen in words. */
export interface Seen {
  readonly mark: MarkName | null;
  readonly text: string;
}

type Names = ReadonlyMap<string, string>;

export function seenInWords(words: Words, event: ObservationEvent, targets: Names): Seen {
  switch (event.kind) {
    case 'trial':
      return trialInWords(words, event);
    case 'batch':
      return { mark: null, text: words.say('trial.batch', { x: event.x, n: event.n }) };
    case 'not_observed':
      return { mark: null, text: words.say('trial.not_observed') };
    case 'step': {
      const values = {
        step: targets.get(event.stepId) ?? '',
        assistance: words.say(`assistance.${event.assistance}`),
      };
      const done = event.completed !== false;
      const alone = done && event.assistance === 'independent';
      return {
        mark: alone ? 'on_their_own' : done ? 'with_cue_did' : 'not_yet',
        text: words.say(done ? 'trial.step' : 'trial.step_not_done', values),
      };
    }
    case 'count': {
      const n = event.value ?? event.delta ?? 0;
      return { mark: null, text: words.say(event.what === 'prompt' ? 'trial.prompts' : 'trial.count', { n }) };
    }
    case 'start':
      return { mark: null, text: words.say('trial.start') };
    case 'stop':
      return {
        mark: null,
        text: words.say(event.ended === 'no_response' ? 'trial.stop_no_response' : 'trial.stop'),
      };
    case 'interval':
      return { mark: null, text: words.say(`trial.interval_${event.occurred}`, { index: event.index + 1 }) };
    case 'rubric':
    case 'level':
      return { mark: null, text: words.say('trial.level', { level: event.level }) };
  }
}

const marks = {
  independent: 'on_their_own',
  self_corrected: 'fixed_it',
  correct_with_cue: 'with_cue_did',
  not_yet: 'not_yet',
  no_response: 'no_response',
  no_opportunity: 'no_opportunity',
} as const satisfies Record<string, MarkName>;

function trialInWords(words: Words, event: Extract<ObservationEvent, { kind: 'trial' }>): Seen {
  const cuedInVain = event.outcome === 'not_yet' && event.cues.length > 0;
  const text = cuedInVain ? words.say('trial.cued_not_yet') : words.say(`trial.${event.outcome}`);
  const reason =
    event.noOpportunityReason === undefined ? null : words.say(`no_opportunity.${event.noOpportunityReason}`);
  const latency =
    event.latencyMs === undefined
      ? null
      : words.say('trial.latency', { seconds: Math.round(event.latencyMs / 100) / 10 });
  return {
    mark: cuedInVain ? 'with_cue_not_yet' : marks[event.outcome],
    text: [text, reason, latency].filter((part) => part !== null).join(', '),
  };
}

/** "teacher (visual), therapist": who cued and how, in order. */
export function cuesInWords(
  words: Words,
  cues: readonly Cue[],
  adults: Names,
  cueSet: GoalEvidence['goal']['cueSet'],
): string {
  return cues
    .map(({ by, personId, kind }) => {
      const who = (personId && adults.get(personId)) || words.say(`cue_by.${by}`);
      const label = kind === undefined ? null : (cueSet?.kinds.find((one) => one.code === kind)?.label ?? kind);
      return label === null ? who : `${who} (${label})`;
    })
    .join(', ');
}

/** How long after it happened it was entered; null when it was at once. */
export function lagInWords(words: Words, { occurredAt, enteredAt }: ObservationEvent): string | null {
  const minutes = minutesBetween(occurredAt, enteredAt);
  if (!(minutes >= 15)) return null;
  const days = Math.floor(minutes / 1_440);
  const lag =
    days > 0 ? words.say('evidence.lag_days', { n: days }) : words.say('evidence.lag_minutes', { n: minutes });
  return words.say('evidence.entered_later', { lag });
}
