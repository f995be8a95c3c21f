import { isMarked } from '#domain/goals/goal.ts';
import type {
  Assistance,
  Cue,
  CueGiver,
  NoOpportunityReason,
  Outcome,
  OwnCue,
  TrialEvent,
} from '#domain/trials/event.ts';
import type { Chip, PackGoal } from './record.ts';

/** Where the recorder is: who and which goal is selected, and what the place of the pad shows. Pure: a step from one to the next. */
export interface PadState {
  readonly studentId: string | null;
  /** The goal each student's chip stands at; absent: the first. */
  readonly goalOf: Readonly<Record<string, string>>;
  /** Null: any. Absent: the only one there is, if there is only one. */
  readonly targetOf: Readonly<Record<string, string | null>>;
  readonly panel: 'marks' | 'cue' | 'no_opportunity' | 'own_cue' | 'strategy';
  /** Who cued, where the goal's cue set also asks which kind. Nobody is the default. */
  readonly cueBy: CueGiver | null;
  readonly probe: boolean;
  /** The step whose help is being said. */
  readonly step: StepCell | null;
  /** When the chance was given, while the wait window is being kept; milliseconds since 1970. */
  readonly waitFrom: number | null;
  /** A trial that the next mark of its goal stands in for. */
  readonly fix: TrialEvent | null;
  /** What the student helped themself with in the trial that is marked next. */
  readonly ownCue: OwnCue | null;
  /** The strategy that one press marks as tried; null: the likeliest of the pack. */
  readonly strategyId: string | null;
  /** After each mark the next student, for chances that go round a table. */
  readonly roundRobin: boolean;
  /** Whoever teaches watches one or two; the others are said afterwards. Null: everybody is watched. */
  readonly focus: readonly string[] | null;
  /** Recording beside somebody else without seeing their marks. */
  readonly second: boolean;
}

export interface StepCell {
  readonly studentId: string;
  readonly goalId: string;
  readonly stepId: string;
}

export const padAtStart: PadState = {
  studentId: null,
  goalOf: {},
  targetOf: {},
  panel: 'marks',
  cueBy: null,
  probe: false,
  step: null,
  waitFrom: null,
  fix: null,
  ownCue: null,
  strategyId: null,
  roundRobin: false,
  focus: null,
  second: false,
};

export type PadMove =
  | { readonly kind: 'press_chip'; readonly studentId: string }
  | { readonly kind: 'go'; readonly by: 'student' | 'goal'; readonly step: 1 | -1 }
  | { readonly kind: 'panel'; readonly panel: PadState['panel'] }
  | { readonly kind: 'cue_by'; readonly by: CueGiver }
  | { readonly kind: 'target'; readonly goalId: string; readonly targetId: string | null }
  | { readonly kind: 'probe' }
  | { readonly kind: 'step'; readonly cell: StepCell | null }
  | { readonly kind: 'wait'; readonly at: number | null }
  | { readonly kind: 'fix'; readonly trial: TrialEvent }
  | { readonly kind: 'own_cue'; readonly ownCue: OwnCue | null }
  | { readonly kind: 'strategy'; readonly strategyId: string }
  | { readonly kind: 'round_robin' }
  | { readonly kind: 'focus'; readonly studentIds: readonly string[] | null }
  | { readonly kind: 'second' }
  /** Back to the marks, nothing chosen. */
  | { readonly kind: 'settle' }
  | { readonly kind: 'marked' };

/** Who is selected: the one pressed last while they are here, else the first who is. */
export function selectedChip(state: PadState, chips: readonly Chip[]): Chip | null {
  const here = chips.filter((chip) => chip.here);
  return here.find((chip) => chip.studentId === state.studentId) ?? here[0] ?? null;
}

export function selectedGoal(state: PadState, chip: Chip): PackGoal | null {
  return chip.goals.find((goal) => goal.goalId === state.goalOf[chip.studentId]) ?? chip.goals[0] ?? null;
}

export function movePad(state: PadState, move: PadMove, chips: readonly Chip[]): PadState {
  const settled = settle(state);
  switch (move.kind) {
    case 'press_chip': {
      const selected = selectedChip(state, chips);
      if (selected?.studentId !== move.studentId) return { ...settled, studentId: move.studentId };
      return nextGoal(settled, selected, 1);
    }
    case 'go': {
      const selected = selectedChip(state, chips);
      if (selected === null) return state;
      return move.by === 'goal' ? nextGoal(settled, selected, move.step) : nextStudent(settled, chips, move.step);
    }
    case 'panel':
      return { ...state, panel: move.panel, cueBy: null, step: null };
    case 'cue_by':
      return { ...state, cueBy: move.by };
    case 'target':
      return { ...state, targetOf: { ...state.targetOf, [move.goalId]: move.targetId } };
    case 'probe':
      return { ...state, probe: !state.probe };
    case 'step':
      return { ...state, step: move.cell };
    case 'wait':
      return { ...state, waitFrom: move.at };
    case 'fix': {
      const { studentId, goalId } = move.trial;
      return { ...settled, studentId, goalOf: { ...state.goalOf, [studentId]: goalId }, fix: move.trial };
    }
    case 'own_cue':
      return { ...state, ownCue: move.ownCue, panel: 'marks' };
    case 'strategy':
      return { ...state, strategyId: move.strategyId, panel: 'marks' };
    case 'round_robin':
      return { ...state, roundRobin: !state.roundRobin };
    case 'focus':
      return { ...settled, focus: move.studentIds, studentId: move.studentIds?.[0] ?? state.studentId };
    case 'second':
      return { ...settled, second: !state.second };
    case 'settle':
      return settled;
    case 'marked':
      return state.roundRobin && state.fix === null ? nextStudent(settled, chips, 1) : settled;
  }
}

const settledPad = { panel: 'marks', cueBy: null, step: null, waitFrom: null, fix: null, ownCue: null } as const;

/** The same state where nothing was chosen: most marks change nothing of the pad, and it is not drawn anew for them. */
function settle(state: PadState): PadState {
  const isSettled = Object.entries(settledPad).every(([key, value]) => state[key as keyof typeof settledPad] === value);
  return isSettled ? state : { ...state, ...settledPad };
}

function nextStudent(state: PadState, chips: readonly Chip[], step: 1 | -1): PadState {
  const here = chips.filter((chip) => chip.here);
  const selected = selectedChip(state, chips);
  if (selected === null) return state;
  return { ...state, studentId: here[(here.indexOf(selected) + step + here.length) % here.length]!.studentId };
}

function nextGoal(state: PadState, chip: Chip, step: 1 | -1): PadState {
  const goal = selectedGoal(state, chip);
  if (goal === null) return { ...state, studentId: chip.studentId };
  const at = chip.goals.indexOf(goal);
  const next = chip.goals[(at + step + chip.goals.length) % chip.goals.length]!;
  return { ...state, studentId: chip.studentId, goalOf: { ...state.goalOf, [chip.studentId]: next.goalId } };
}

/** Targets that are being worked on or kept; steps are not chosen but tapped. */
export function choosableTargets(goal: PackGoal): PackGoal['targets'] {
  return goal.targets.filter((target) => isMarked(target) && target.text !== '');
}

/** The target a mark belongs to; null where it is left open. */
export function targetOf(state: PadState, goal: PackGoal): string | null {
  const targets = choosableTargets(goal);
  const chosen = state.targetOf[goal.goalId];
  if (chosen !== undefined) return chosen;
  return targets.length === 1 ? targets[0]!.targetId : null;
}

type TrialPart = Pick<TrialEvent, 'kind' | 'outcome' | 'cues'> & Partial<Pick<TrialEvent, 'noOpportunityReason'>>;

export const plainTrial = (
  outcome: Extract<Outcome, 'independent' | 'self_corrected' | 'not_yet' | 'no_response'>,
): TrialPart => ({
  kind: 'trial',
  outcome,
  cues: [],
});

/** A cue that helped, or one that did not: both count in the response to cues. */
export const cuedTrial = (cue: Cue, did: boolean): TrialPart => ({
  kind: 'trial',
  outcome: did ? 'correct_with_cue' : 'not_yet',
  cues: [cue],
});

export const missedChance = (noOpportunityReason: NoOpportunityReason): TrialPart => ({
  kind: 'trial',
  outcome: 'no_opportunity',
  cues: [],
  noOpportunityReason,
});

/** Reasons in the order offered: the one of speech devices first where the goal is answered with one, nowhere else. */
export function reasonsFor(goal: Pick<PackGoal, 'responseMode'>): NoOpportunityReason[] {
  const usual: NoOpportunityReason[] = [
    'did_not_come_up',
    'cued_too_early',
    'activity_changed',
    'student_away',
    'other',
  ];
  return goal.responseMode === 'speech_device' ? ['device_unavailable', ...usual] : usual;
}

/** Help with a step, from least to most. */
export const helpLevels = [
  'gesture',
  'verbal',
  'visual',
  'model',
  'physical_partial',
  'physical_full',
] as const satisfies readonly Assistance[];

/** Whom somebody who teaches watches this time: one, or two of a larger group, in turn from one visit to the next. */
export function focusOn(chips: readonly Chip[], date: string): string[] {
  const here = chips.filter((chip) => chip.here);
  if (here.length === 0) return [];
  const days = Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
  // One further each school day and one further each week, so that daily and weekly visits both go round.
  const turn = Math.floor(days / 7) + (days % 7);
  const most = here.length > largeGroup ? 2 : 1;
  return Array.from(
    { length: Math.min(most, here.length) },
    (_, at) => here[(turn * most + at) % here.length]!.studentId,
  );
}
const largeGroup = 3;
