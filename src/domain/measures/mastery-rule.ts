import { reaches } from './ties.ts';

/** One data point of one setting that is eligible: a session with enough trials, or a day. */
export interface MasteryPoint {
  /** `YYYY-MM-DD`. */
  date: string;
  setting: string;
  /** Those who led. */
  people: readonly string[];
  reached: boolean;
}

export interface MasteryDemand {
  /** `needed` of the `ofLast` latest points of a setting; three sessions in a row are 3 of 3. */
  needed: number;
  ofLast: number;
  settings: number;
  people: number;
  /** One of the settings must be such a one. */
  oneSetting?: (setting: string) => boolean;
  /** One of the people must be such a one. */
  onePerson?: (person: string) => boolean;
}

export interface SettingRun {
  /** Points in a row, up to the last one, that reach the criterion. */
  currentRun: number;
  /** How many of the `ofLast` latest points reach it. */
  ofLatest: number;
  /** Date on which the demand was first met there, or null. */
  metOn: string | null;
}

export interface MasteryReading {
  settings: Record<string, SettingRun>;
  /** Sorted by name. */
  settingsMet: string[];
  /** Those who led the points that met the criterion, sorted. */
  people: string[];
  /** Date from which settings, people and all were there; null until then. */
  metOn: string | null;
}

/**
 * The criterion as IEPs word it: so many sessions in a row (or so many of the last days) at it, in so many settings, with
 * so many people. By date; points of one date in the order given. Own specification (research/measurement 1.8).
 */
export function masteryReading(points: readonly MasteryPoint[], demand: MasteryDemand): MasteryReading {
  const latest = new Map<string, MasteryPoint[]>();
  const settings: Record<string, SettingRun> = {};
  const people = new Set<string>();
  let metOn: string | null = null;
  for (const point of [...points].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    const window = [...(latest.get(point.setting) ?? []), point].slice(-demand.ofLast);
    latest.set(point.setting, window);
    const reached = window.filter((one) => one.reached);
    const before = settings[point.setting];
    const met = point.reached && reached.length >= demand.needed;
    settings[point.setting] = {
      currentRun: point.reached ? (before?.currentRun ?? 0) + 1 : 0,
      ofLatest: reached.length,
      metOn: before?.metOn ?? (met ? point.date : null),
    };
    if (met) for (const one of reached) for (const person of one.people) people.add(person);
    metOn ??= allThere(settings, people, demand) ? point.date : null;
  }
  return { settings, settingsMet: metIn(settings), people: [...people].sort(), metOn };
}

function metIn(settings: Record<string, SettingRun>): string[] {
  return Object.keys(settings)
    .filter((setting) => settings[setting]!.metOn !== null)
    .sort();
}

function allThere(settings: Record<string, SettingRun>, people: ReadonlySet<string>, demand: MasteryDemand): boolean {
  const met = metIn(settings);
  return (
    met.length >= demand.settings &&
    people.size >= demand.people &&
    (demand.oneSetting === undefined || met.some(demand.oneSetting)) &&
    (demand.onePerson === undefined || [...people].some(demand.onePerson))
  );
}

/** One session of one setting: x unprompted of n opportunities. */
export interface MasterySession {
  date: string;
  setting: string;
  people: readonly string[];
  x: number;
  n: number;
}

/**
 * Sessions as points: one with too few trials neither counts nor resets, so it is no point. `minTrials` may differ by
 * setting.
 */
export function eligiblePoints(
  sessions: readonly MasterySession[],
  criterion: number,
  minTrials: (setting: string) => number,
): MasteryPoint[] {
  return sessions
    .filter(({ n, setting }) => n > 0 && n >= minTrials(setting))
    .map(({ date, setting, people, x, n }) => ({ date, setting, people, reached: reaches(x / n, criterion) }));
}
