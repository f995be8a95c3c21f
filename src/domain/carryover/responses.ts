import { type Interval, wilson } from '../measures/wilson.ts';
import { mondayOf } from '../school-day/calendar.ts';
import type { CueGiver, OwnCue, TrialEvent } from '../trials/event.ts';
import { ownCues } from '../trials/event.ts';
import { grouped, type Observed } from './evidence.ts';

/** x of n with its 95 % Wilson interval; p and interval are null without a denominator. */
export interface Share {
  x: number;
  n: number;
  p: number | null;
  interval: Interval | null;
}

export function shareOf(x: number, n: number): Share {
  const reading = wilson(x, n);
  return {
    x,
    n,
    p: reading?.p ?? null,
    interval: reading === null ? null : { lower: reading.lower, upper: reading.upper },
  };
}

/** Below this many, a percentage of cued trials is not shown; the counts are. */
export const fewestForPercent = 5;

export interface Responses {
  /** Right at the first try, of trials that were an opportunity. */
  firstTry: Share;
  /**
   * Fixed by the student, of the errors that nobody cued before: S / (S + not yet without a cue). Trials cued first had no
   * chance to show it and stand beside. No response is no error.
   */
  selfCorrection: Share;
  cuedFirst: number;
  /** By who cued: right with that adult's (or peer's) cue as the last one, of trials in which they cued, failed ones included. */
  toCuesOf: Readonly<Record<CueGiver, Share>>;
  /** Trials on which somebody looked for the student's own cue (checklist, rehearsal): used one, of those. */
  ownCue: Share;
  ownCueKinds: Readonly<Partial<Record<OwnCue, number>>>;
  /** Unprompted with an own cue in use, of trials with one in use. */
  withOwnCue: Share;
}

function trialsOf(observed: readonly Observed[]): TrialEvent[] {
  return observed.flatMap(({ event }) => (event.kind === 'trial' && event.outcome !== 'no_opportunity' ? [event] : []));
}

const givers: readonly CueGiver[] = ['teacher', 'therapist', 'para', 'peer', 'other'];

/** Each with its own denominator; batches have no single trials and take no part. */
export function responsesOf(observed: readonly Observed[]): Responses {
  const trials = trialsOf(observed);
  const count = (test: (trial: TrialEvent) => boolean): number => trials.filter(test).length;
  const uncued = (trial: TrialEvent): boolean => trial.cues.length === 0;
  const fixed = count((trial) => trial.outcome === 'self_corrected' && uncued(trial));
  const leftUnfixed = count((trial) => trial.outcome === 'not_yet' && uncued(trial));
  const toCuesOf = Object.fromEntries(
    givers.map((by) => {
      const cued = trials.filter((trial) => trial.cues.some((cue) => cue.by === by));
      const helped = cued.filter((trial) => trial.outcome === 'correct_with_cue' && trial.cues.at(-1)!.by === by);
      return [by, shareOf(helped.length, cued.length)];
    }),
  ) as Record<CueGiver, Share>;
  const lookedFor = trials.filter((trial) => trial.usedOwnCue !== undefined);
  const used = lookedFor.filter((trial) => trial.usedOwnCue !== 'none');
  const kinds: Partial<Record<OwnCue, number>> = {};
  for (const kind of ownCues) {
    const times = used.filter((trial) => trial.usedOwnCue === kind).length;
    if (times > 0) kinds[kind] = times;
  }
  return {
    firstTry: shareOf(count(rightAtFirstTry), trials.length),
    selfCorrection: shareOf(fixed, fixed + leftUnfixed),
    cuedFirst: count((trial) => !uncued(trial)),
    toCuesOf,
    ownCue: shareOf(used.length, lookedFor.length),
    ownCueKinds: kinds,
    withOwnCue: shareOf(
      used.filter((trial) => trial.outcome === 'independent' || trial.outcome === 'self_corrected').length,
      used.length,
    ),
  };
}

function rightAtFirstTry(trial: TrialEvent): boolean {
  return trial.firstTry === undefined ? trial.outcome === 'independent' : trial.firstTry === 'correct';
}

/** How a trial went, on one axis: by themself, with whose cue, or not. */
export const supportKinds = [
  'independent',
  'self_corrected',
  'teacher',
  'therapist',
  'para',
  'peer',
  'other',
  'not_yet',
  'no_response',
] as const;
export type SupportKind = (typeof supportKinds)[number];

export interface CueMix {
  /** Monday of the week. */
  week: string;
  n: number;
  /** Trials by kind; kinds without any are absent. The last cue before success says whose it was. */
  counts: Readonly<Partial<Record<SupportKind, number>>>;
}

/** Whether support is fading: trials by kind of support, week by week. Weeks without a trial are absent. */
export function cueMixByWeek(observed: readonly Observed[]): CueMix[] {
  // A week is looked up once a day, not once a trial: dates are dear.
  const weeks = new Map<string, string>();
  const weekOf = (date: string): string => {
    const week = weeks.get(date) ?? mondayOf(date);
    weeks.set(date, week);
    return week;
  };
  return grouped(observed, ({ date }) => weekOf(date))
    .flatMap((group): CueMix[] => {
      const trials = trialsOf(group);
      if (trials.length === 0) return [];
      const counts: Partial<Record<SupportKind, number>> = {};
      for (const trial of trials) {
        const kind = supportOf(trial);
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
      return [{ week: weekOf(group[0]!.date), n: trials.length, counts }];
    })
    .sort((a, b) => (a.week < b.week ? -1 : 1));
}

function supportOf(trial: TrialEvent): SupportKind {
  switch (trial.outcome) {
    case 'independent':
    case 'self_corrected':
    case 'not_yet':
    case 'no_response':
      return trial.outcome;
    default:
      return trial.cues.at(-1)?.by ?? 'other';
  }
}
