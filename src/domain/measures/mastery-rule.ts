import { reaches } from './ties.ts';

/** One session of one setting: x unprompted of n opportunities, led by `person`. */
export interface MasterySession {
  /** `YYYY-MM-DD`. */
  date: string;
  setting: string;
  person: string;
  x: number;
  n: number;
}

export interface MasteryRule {
  /** 0 to 1. */
  criterion: number;
  consecutive: number;
  minTrials: number;
  settingsRequired: number;
  peopleRequired: number;
}

export interface SettingRun {
  currentRun: number;
  /** Date on which the run first was long enough, or null. */
  metOn: string | null;
}

export interface MasteryReading {
  settings: Record<string, SettingRun>;
  /** Sorted by name. */
  settingsMet: string[];
  /** Those who led the sessions of the runs that met the criterion, sorted. */
  people: string[];
  met: boolean;
}

/**
 * The criterion as IEPs word it: so many eligible sessions in a row at or above it, in so many settings and with so
 * many people. Per setting, by date; a session with too few trials neither counts nor resets, one below the criterion
 * resets. Own specification (research/measurement 1.8).
 */
export function masteryRule(sessions: readonly MasterySession[], rule: MasteryRule): MasteryReading {
  const bySetting = new Map<string, MasterySession[]>();
  for (const session of [...sessions].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    const list = bySetting.get(session.setting) ?? [];
    list.push(session);
    bySetting.set(session.setting, list);
  }
  const settings: Record<string, SettingRun> = {};
  const people = new Set<string>();
  for (const [setting, list] of bySetting) {
    let run: MasterySession[] = [];
    let metOn: string | null = null;
    for (const session of list) {
      if (session.n < rule.minTrials || session.n === 0) continue;
      run = reaches(session.x / session.n, rule.criterion) ? [...run, session] : [];
      if (run.length < rule.consecutive) continue;
      metOn ??= session.date;
      for (const { person } of run) people.add(person);
    }
    settings[setting] = { currentRun: run.length, metOn };
  }
  const settingsMet = Object.keys(settings)
    .filter((setting) => settings[setting]!.metOn !== null)
    .sort();
  return {
    settings,
    settingsMet,
    people: [...people].sort(),
    met: settingsMet.length >= rule.settingsRequired && people.size >= rule.peopleRequired,
  };
}
