/** Strategies adults share, and the way an adult makes one their own. */
import type { Area } from '../goals/goal.ts';
import type { RoutineKind } from '../school-day/class-day.ts';
import { addDays } from '../school-day/calendar.ts';
import { type StrategyUse, strategyUses } from '../trials/event.ts';

/** Pictures that come with the product; what each looks like is the screens' affair. */
export const symbols = [
  'wait',
  'point',
  'say',
  'listen',
  'look',
  'write',
  'read',
  'praise',
  'order',
  'walk',
  'picture',
  'again',
  'together',
  'help',
  'move',
  'done',
  'then',
  'feel',
  'cards',
  'eat',
  'dress',
  'device',
] as const;
export type SymbolCode = (typeof symbols)[number];

export interface StrategyStep {
  readonly words: string;
  readonly symbol: SymbolCode | null;
  /** One of the district's own pictures, where it has no symbol. */
  readonly visualId?: string | null;
}

export interface StrategyText {
  readonly name: string;
  readonly steps: readonly StrategyStep[];
  readonly areas: readonly Area[];
  readonly routineKinds: readonly RoutineKind[];
  /** A support for everybody in the room. */
  readonly wholeClass: boolean;
}

/** One step of one adult's way with a strategy; planned, done, or both. Dates are `YYYY-MM-DD`. */
export interface UseNoted {
  readonly stage: StrategyUse;
  readonly plannedFor: string | null;
  readonly doneOn: string | null;
}

/** "Still in use" is looked at four weeks after somebody did it alone. */
export const lookAgainDays = 28;

export interface NextStage {
  readonly stage: StrategyUse;
  /** Due from this day on; null: whenever it suits. */
  readonly from: string | null;
}

/**
 * What comes next on the way modelled, together, alone, still in use. Null: it was still in use when it was looked for.
 * Stages may be skipped: who did it alone at once is not asked to go back.
 */
export function nextStage(uses: readonly UseNoted[]): NextStage | null {
  const done = uses.filter((use) => use.doneOn !== null);
  const reached = Math.max(-1, ...done.map((use) => strategyUses.indexOf(use.stage)));
  const stage = strategyUses[reached + 1];
  if (stage === undefined) return null;
  if (stage !== 'still_in_use') return { stage, from: null };
  const alone = done.flatMap((use) => (use.stage === 'alone' ? (use.doneOn ?? []) : []));
  return {
    stage,
    from: addDays(
      alone.reduce((last, day) => (day > last ? day : last)),
      lookAgainDays,
    ),
  };
}

/** As few as this are shown by no number: with two or three names in mind a count would tell who. */
export const fewestCounted = 3;

/** For those who may know how many and never who: how many adults have reached each stage; null: fewer than three. */
export function namelessCounts(
  uses: readonly (UseNoted & { readonly adultId: string })[],
): Readonly<Record<StrategyUse, number | null>> {
  const reached = new Map<string, number>();
  for (const use of uses) {
    if (use.doneOn === null) continue;
    reached.set(use.adultId, Math.max(reached.get(use.adultId) ?? -1, strategyUses.indexOf(use.stage)));
  }
  const count = (stage: StrategyUse) => {
    const many = [...reached.values()].filter((at) => at >= strategyUses.indexOf(stage)).length;
    return many === 0 ? 0 : many < fewestCounted ? null : many;
  };
  return {
    modelled: count('modelled'),
    together: count('together'),
    alone: count('alone'),
    still_in_use: count('still_in_use'),
  };
}

/** So many students of a class with goals of one area are a need that a support for the whole class may answer. */
export const fewestSharing = 2;

/**
 * Strategies for the whole class that fit a need which several students of the class share, and that the room does not use yet.
 * @param goals active goals of the class's students whom the asker has on a caseload
 */
export function suggestionsFor<Strategy extends StrategyText & { readonly id: string }>(
  library: readonly Strategy[],
  inUse: ReadonlySet<string>,
  goals: readonly { readonly studentId: string; readonly area: Area }[],
): { readonly strategy: Strategy; readonly area: Area; readonly students: number }[] {
  return library.flatMap((strategy) => {
    if (!strategy.wholeClass || inUse.has(strategy.id)) return [];
    const [shared] = strategy.areas
      .map((area) => ({
        area,
        students: new Set(goals.flatMap((goal) => (goal.area === area ? goal.studentId : []))).size,
      }))
      .filter(({ students }) => students >= fewestSharing)
      .toSorted((a, b) => b.students - a.students);
    return shared === undefined ? [] : [{ strategy, ...shared }];
  });
}

/** More than this nobody finds one among while recording. */
const mostOffered = 12;

/**
 * What may be marked as tried in one session, likeliest first: agreed for this visit, then in use in the rooms of the students, then
 * what the library has for the areas of their goals. A retired one is offered only where a room or a plan still has it.
 */
export function strategiesOffered<Strategy extends StrategyText & { readonly id: string; readonly retired: boolean }>(
  library: readonly Strategy[],
  of: {
    readonly agreed: readonly string[];
    readonly inUse: readonly string[];
    readonly areas: ReadonlySet<Area>;
  },
): Strategy[] {
  const byId = new Map(library.map((one) => [one.id, one]));
  const fitting = library.filter((one) => !one.retired && one.areas.some((area) => of.areas.has(area)));
  const offered = [...of.agreed, ...of.inUse].flatMap((strategyId) => byId.get(strategyId) ?? []);
  return [...new Set([...offered, ...fitting])].slice(0, mostOffered);
}
