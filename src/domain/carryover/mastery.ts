import type { GoalRules } from '../goals/goal.ts';
import { chanceOfPassingSession, chanceOfRun, chanceOfRunWithin } from '../measures/false-mastery.ts';
import { maintenance } from '../measures/maintenance.ts';
import { eligiblePoints, type MasteryDemand, type MasteryPoint, masteryReading } from '../measures/mastery-rule.ts';
import { addDays } from '../school-day/calendar.ts';
import { isNatural, type SessionEvent } from '../trials/event.ts';
import { dayDemand } from './day-goal.ts';
import { dayPoints, leadersOfAll } from './day-points.ts';
import { evidenceOf, grouped, type Leader, type Observed, type Viewpoint } from './evidence.ts';
import { sideOf } from './side.ts';

export const masteryStates = [
  'no_data',
  'not_met',
  'met_in_some_settings',
  'met_with_some_people',
  'met_maintenance_not_checked',
  'met_not_kept',
  'maintained',
] as const;
export type MasteryState = (typeof masteryStates)[number];

export interface SettingMastery {
  setting: string;
  natural: boolean;
  /** Sessions (or days) in a row that reach the criterion, up to now. */
  currentRun: number;
  /** Of the latest `ofLast` eligible ones, how many reach it. */
  ofLatest: number;
  metOn: string | null;
}

export interface ProbeDue {
  /** Weeks after the goal was met. */
  weeks: number;
  dueOn: string;
  /** `missed`: nobody looked before the next one's turn. */
  state: 'later' | 'due' | 'done' | 'missed';
  /** Unprompted of opportunities (or days reaching the criterion of days judged); null until done. */
  x: number | null;
  n: number | null;
  reached: boolean | null;
  /** Share of the level at which the goal was met that is still there; null where that cannot be said. */
  retention: number | null;
}

export interface Mastery {
  state: MasteryState;
  needed: number;
  ofLast: number;
  settings: readonly SettingMastery[];
  settingsNeeded: number;
  /** Whether a natural setting is asked for and not met yet. */
  naturalMissing: boolean;
  /** Those who led where it was met. */
  people: readonly string[];
  peopleNeeded: number;
  /** Whether someone other than a therapist is asked for and has not led yet. */
  otherPersonMissing: boolean;
  metOn: string | null;
  /** At 2, 4 and 8 weeks after; empty until met. */
  probes: readonly ProbeDue[];
}

/** Weeks after a goal is met at which it is looked at again. */
export const probeWeeks = [2, 4, 8] as const;
/** A probe may be taken up to this many days before it is due. */
const earlyDays = 4;

/**
 * Mastery as the goal's wording says: criterion, sessions in a row (or so many of the last days), fewest trials, settings,
 * people who led; then probes at 2, 4 and 8 weeks. From the goal's start to today, always on the raw data of each
 * setting. A session with too few trials neither counts nor resets.
 */
export function masteryOf(events: readonly SessionEvent[], rules: GoalRules, viewpoint: Viewpoint): Mastery {
  return masteryFrom(evidenceOf(events, rules, viewpoint), rules, viewpoint);
}

/** The same from what `evidenceOf` gives, for whoever asks more of it than this. */
export function masteryFrom(evidence: readonly Observed[], rules: GoalRules, viewpoint: Viewpoint): Mastery {
  const observed = evidence.filter(({ date }) => date >= rules.startsOn);
  const leaders = new Map<string, Leader>();
  const points = masteryPoints(observed, rules, viewpoint, leaders);
  const { criterion } = rules;
  const byDays = countedByDays(rules);
  const span = byDays
    ? dayDemand(rules)
    : { needed: criterion.consecutiveSessions, ofLast: criterion.consecutiveSessions };
  const notTherapist = (person: string): boolean => leaders.get(person)?.therapist === false;
  const demand: MasteryDemand = {
    ...span,
    settings: criterion.settings,
    people: criterion.people,
    ...(criterion.naturalSetting ? { oneSetting: isNatural } : {}),
    ...(criterion.personOtherThanTherapist ? { onePerson: notTherapist } : {}),
  };
  const reading = masteryReading(points, demand);
  const probes = reading.metOn === null ? [] : probesAfter(reading.metOn, observed, points, rules, viewpoint);
  const naturalMissing = criterion.naturalSetting && !reading.settingsMet.some(isNatural);
  const enoughSettings = reading.settingsMet.length >= criterion.settings && !naturalMissing;
  return {
    state: stateOf(points.length, reading.metOn, reading.settingsMet.length, enoughSettings, probes),
    ...span,
    settings: Object.entries(reading.settings)
      .map(([setting, run]) => ({ setting, natural: isNatural(setting), ...run }))
      .sort((a, b) => Number(a.natural) - Number(b.natural) || (a.setting < b.setting ? -1 : 1)),
    settingsNeeded: criterion.settings,
    naturalMissing,
    people: reading.people,
    peopleNeeded: criterion.people,
    otherPersonMissing: criterion.personOtherThanTherapist && !reading.people.some(notTherapist),
    metOn: reading.metOn,
    probes,
  };
}

function countedByDays(rules: GoalRules): boolean {
  return rules.unit === 'day' || rules.measure !== 'trials';
}

function masteryPoints(
  observed: readonly Observed[],
  rules: GoalRules,
  viewpoint: Viewpoint,
  leaders: Map<string, Leader>,
): MasteryPoint[] {
  const noted = (some: readonly Leader[]): string[] => {
    for (const leader of some) {
      // Whoever is known as a therapist from any record is one in all of them.
      const known = leaders.get(leader.personId);
      leaders.set(leader.personId, { ...leader, therapist: leader.therapist || known?.therapist === true });
    }
    return some.map(({ personId }) => personId);
  };
  if (countedByDays(rules)) {
    return grouped(observed, ({ event }) => event.context.setting).flatMap((group) =>
      dayPoints(group, rules, viewpoint).flatMap((point): MasteryPoint[] =>
        point.reached === null
          ? []
          : [
              {
                date: point.date,
                setting: group[0]!.event.context.setting,
                people: noted(point.leaders),
                reached: point.reached,
              },
            ],
      ),
    );
  }
  const sessions = grouped(observed, ({ event }) => `${event.sessionId}/${event.context.setting}`).map((group) => {
    const { x, n } = sideOf(group, rules);
    return {
      date: group[0]!.date,
      setting: group[0]!.event.context.setting,
      people: noted(leadersOfAll(group, viewpoint)),
      x,
      n,
    };
  });
  const { minTrials, minTrialsNatural, value } = rules.criterion;
  return eligiblePoints(sessions, value, (setting) => (isNatural(setting) ? minTrialsNatural : minTrials));
}

function stateOf(
  points: number,
  metOn: string | null,
  settingsMet: number,
  enoughSettings: boolean,
  probes: readonly ProbeDue[],
): MasteryState {
  if (points === 0) return 'no_data';
  if (metOn === null) {
    if (settingsMet === 0) return 'not_met';
    return enoughSettings ? 'met_with_some_people' : 'met_in_some_settings';
  }
  if (probes.some(({ reached }) => reached === false)) return 'met_not_kept';
  // One that nobody took says nothing; the last one has to have been taken.
  return probes.at(-1)?.reached === true ? 'maintained' : 'met_maintenance_not_checked';
}

/**
 * Each probe takes what was seen from four days before it is due until the next one's turn; only natural settings where
 * the goal asks for one. Trial goals need the fewest trials of a session there; day goals a day that says.
 */
function probesAfter(
  metOn: string,
  observed: readonly Observed[],
  points: readonly MasteryPoint[],
  rules: GoalRules,
  viewpoint: Viewpoint,
): ProbeDue[] {
  const { criterion } = rules;
  const looksAt = ({ event, date }: Observed): boolean =>
    date > metOn && (!criterion.naturalSetting || isNatural(event.context.setting));
  const levelMet = levelAt(metOn, observed, rules);
  return probeWeeks.map((weeks, i): ProbeDue => {
    const dueOn = addDays(metOn, 7 * weeks);
    const from = addDays(dueOn, -earlyDays);
    const next = probeWeeks[i + 1];
    const until = next === undefined ? null : addDays(metOn, 7 * next - earlyDays);
    const inTurn = (date: string): boolean => date >= from && (until === null || date < until);
    const over = until !== null && viewpoint.today >= until;
    const due = viewpoint.today < from ? 'later' : over ? 'missed' : 'due';
    const open: ProbeDue = { weeks, dueOn, state: due, x: null, n: null, reached: null, retention: null };
    if (countedByDays(rules)) {
      const days = points.filter(
        ({ date, setting }) => inTurn(date) && date > metOn && (!criterion.naturalSetting || isNatural(setting)),
      );
      if (days.length === 0) return open;
      const x = days.filter(({ reached }) => reached).length;
      const { needed, ofLast } = dayDemand(rules);
      return { ...open, state: 'done', x, n: days.length, reached: x / days.length >= needed / ofLast };
    }
    const side = sideOf(
      observed.filter((one) => looksAt(one) && inTurn(one.date)),
      rules,
    );
    const fewest = criterion.naturalSetting ? criterion.minTrialsNatural : criterion.minTrials;
    if (side.n === 0 || side.n < fewest) return open;
    const reading = maintenance(levelMet, [{ daysSince: 7 * weeks, x: side.x, n: side.n }], criterion.value);
    return {
      ...open,
      state: 'done',
      x: side.x,
      n: side.n,
      reached: reading.maintained,
      retention: reading.probes[0]!.retention,
    };
  });
}

/** Accuracy on the day on which it was met, over the sessions of that day. */
function levelAt(metOn: string, observed: readonly Observed[], rules: GoalRules): number {
  if (countedByDays(rules)) return 0;
  return (
    sideOf(
      observed.filter(({ date }) => date === metOn),
      rules,
    ).p ?? 0
  );
}

export interface CriterionOdds {
  /** Trials a session is taken to have: the fewest the criterion asks for. */
  trials: number;
  /** The true accuracy that is imagined, below the criterion. */
  trueAccuracy: number;
  onceByChance: number;
  nextRunByChance: number;
  /** Somewhere within `sessions` sessions. */
  withinByChance: number;
  sessions: number;
}

/**
 * How often chance alone would pass a criterion, for whoever edits it: a student ten points below it, at the fewest trials
 * a session needs, in the next sessions and somewhere within twelve. `null` where no session could pass or the goal is not
 * counted in trials. Trials of one session are alike, so the real chance is higher.
 */
export function criterionOdds(
  rules: Pick<GoalRules, 'criterion'>,
  options: { trials?: number; trueAccuracy?: number; sessions?: number } = {},
): CriterionOdds | null {
  const { criterion } = rules;
  if (criterion.kind !== 'percent') return null;
  const trials = options.trials ?? Math.min(criterion.minTrials, criterion.minTrialsNatural);
  const trueAccuracy = options.trueAccuracy ?? Math.max(0, criterion.value - 0.1);
  const sessions = options.sessions ?? 12;
  const consecutive = criterion.consecutiveSessions;
  const onceByChance = chanceOfPassingSession(trials, trueAccuracy, criterion.value);
  const nextRunByChance = chanceOfRun(trials, trueAccuracy, criterion.value, consecutive);
  const withinByChance = chanceOfRunWithin(trials, trueAccuracy, sessions, consecutive, criterion.value);
  if (onceByChance === null || nextRunByChance === null || withinByChance === null) return null;
  return { trials, trueAccuracy, onceByChance, nextRunByChance, withinByChance, sessions };
}
