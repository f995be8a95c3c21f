import { z } from 'zod';
import { standingStates } from '#domain/carryover/standing.ts';
import { areas, disciplines, goalUnits, measureKinds, responseModes } from '#domain/goals/goal.ts';
import { goalFaults } from '#domain/goals/goal-faults.ts';
import { deliveries } from '#domain/trials/event.ts';
import { sessionEvent } from './event.ts';
import { operation } from './operation.ts';
import { day, done, id, line, made, requiredLine } from './values.ts';

/** Goals with their versions, targets, routines and cue sets; and the evidence that a goal page is made from. */

const statuses = ['active', 'on_hold', 'closed'] as const;
const amount = z.number().min(-2).max(100_000);

export const criterion = z.strictObject({
  kind: z.enum(['percent', 'at_most', 'at_least']),
  value: amount,
  of: z.enum(['prompts', 'steps_independent', 'seconds', 'minutes', 'count', 'level']).optional(),
  consecutiveSessions: z.int().min(1).max(20),
  minTrials: z.int().min(1).max(100),
  minTrialsNatural: z.int().min(1).max(100),
  days: z.int().min(1).max(60).optional(),
  ofDays: z.int().min(1).max(60).optional(),
  settings: z.int().min(1).max(5),
  naturalSetting: z.boolean(),
  people: z.int().min(1).max(5),
  personOtherThanTherapist: z.boolean(),
  selfCorrectedCounts: z.boolean(),
});
export const baseline = z.strictObject({ date: day, text: line(500), value: amount.optional() });

const wording = {
  officialWording: requiredLine(2_000),
  plainWords: line(400),
  criterion,
  baseline: baseline.nullable(),
  waitSeconds: z.int().min(0).max(300),
  responseMode: z.enum(responseModes),
  selfCorrectionOffered: z.boolean(),
  supports: z.array(requiredLine(120)).max(20),
};

/** Shown in the room, so it says nothing: letters, digits and a few signs, no sentence. */
const tag = z
  .string()
  .trim()
  .min(1)
  .max(6)
  .regex(/^[\p{L}\p{N}/._+-]+$/u);

const goalBody = z.strictObject({
  discipline: z.enum(disciplines),
  area: z.enum(areas),
  tag,
  shownAsCode: z.boolean().default(false),
  measure: z.enum(measureKinds),
  unit: z.enum(goalUnits),
  cueSetId: id.nullable().default(null),
  startsOn: day,
  endsOn: day,
  ...wording,
  /**
   * All of them, in order. A known `id` keeps its data: change its text only to mend it. One that is missing ends yesterday
   * and its data stay.
   */
  targets: z
    .array(
      z.strictObject({
        id: id.optional(),
        kind: z.enum(['word', 'skill', 'step']),
        text: requiredLine(160),
        level: line(40).optional(),
        status: z.enum(['acquisition', 'maintenance', 'later']).default('acquisition'),
      }),
    )
    .max(60)
    .default([]),
  /** Where the goal gets chances, in order. */
  routineIds: z.array(id).max(20).default([]),
});
function checkGoal(goal: z.output<typeof goalBody>, context: z.RefinementCtx): void {
  for (const { path, code } of goalFaults(goal as Parameters<typeof goalFaults>[0]))
    context.addIssue({ code: 'custom', path: [...path], params: { code } });
}
export const goalInput = goalBody.superRefine(checkGoal);
export type GoalInput = z.input<typeof goalBody>;

export const goalVersion = z.object({
  version: z.number(),
  from: day,
  writtenBy: z.string(),
  ...wording,
  officialWording: z.string(),
});
export const target = z.object({
  id,
  kind: z.enum(['word', 'skill', 'step']),
  text: z.string(),
  level: z.string().optional(),
  order: z.number(),
  status: z.enum(['acquisition', 'maintenance', 'later']),
  from: day,
  to: day.nullable(),
});
export const cueSet = z.object({
  id,
  name: z.string(),
  asks: z.enum(['who', 'kind', 'both']),
  kinds: z.array(z.object({ code: z.string(), label: z.string() })),
});

export const goalRecord = z.object({
  id,
  student: z.object({
    id,
    label: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    preferredName: z.string().nullable(),
  }),
  ownerId: id,
  ownerName: z.string(),
  discipline: z.enum(disciplines),
  area: z.enum(areas),
  tag: z.string(),
  shownAsCode: z.boolean(),
  measure: z.enum(measureKinds),
  unit: z.enum(goalUnits),
  status: z.enum(statuses),
  cueSet: cueSet.nullable(),
  startsOn: day,
  endsOn: day,
  /** Oldest first. */
  versions: z.array(goalVersion),
  /** The one in force today. */
  version: z.number(),
  /** Ended ones too, for reading old data. */
  targets: z.array(target),
  routines: z.array(z.object({ id, name: z.string(), className: z.string(), setting: z.string() })),
});
export type GoalRecord = z.infer<typeof goalRecord>;

export const readGoal = operation({
  name: 'goal.read',
  method: 'GET',
  path: '/api/goals/:goalId',
  summary: 'One goal with all versions of its wording, its targets, cue set and routines.',
  act: 'goal.read',
  logged: true,
  params: z.object({ goalId: id }),
  output: goalRecord,
});
export const addGoal = operation({
  name: 'goal.add',
  method: 'POST',
  path: '/api/students/:studentId/goals',
  summary: 'Adds a goal; its first version is in force from its start.',
  act: 'goal.change',
  logged: true,
  params: z.object({ studentId: id }),
  body: goalInput,
  output: made,
});
export const changeGoal = operation({
  name: 'goal.change',
  method: 'PUT',
  path: '/api/goals/:goalId',
  summary: 'Changes a goal. What decides wording or reading makes a new version from a day on; older data keep theirs.',
  act: 'goal.change',
  logged: true,
  params: z.object({ goalId: id }),
  body: z
    .strictObject({
      ...goalBody.shape,
      /** The version that was edited: somebody else's newer one is not overwritten. */
      basedOn: z.int().min(1),
      /** First day of the new version; today unless given. */
      from: day.optional(),
    })
    .superRefine(checkGoal),
  output: z.object({ version: z.number() }),
});
export const changeGoalStatus = operation({
  name: 'goal.change_status',
  method: 'POST',
  path: '/api/goals/:goalId/status',
  summary: 'Holds, closes or reopens a goal. Its data stay.',
  act: 'goal.change',
  logged: true,
  params: z.object({ goalId: id }),
  body: z.strictObject({ status: z.enum(statuses) }),
  output: done,
});

/** One session behind a goal's events: what the dates and panels of its chart are made from. */
export const evidenceSession = z.object({
  id,
  /** The school's date; the session keeps it past midnight. */
  date: day,
  starts: z.string(),
  ends: z.string(),
  delivery: z.enum(deliveries),
  setting: z.string(),
  adultId: id,
});
export const phaseChange = z.object({
  id: z.string(),
  on: day,
  kind: z.enum(['baseline', 'service', 'criterion', 'strategy', 'class', 'grade', 'noted']),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** How a goal of the caseload stands, in one line of a table. */
export const goalStanding = z.object({
  goalId: id,
  studentId: id,
  tag: z.string(),
  plainWords: z.string(),
  shownAsCode: z.boolean(),
  discipline: z.enum(disciplines),
  unit: z.enum(goalUnits),
  status: z.enum(statuses),
  state: z.enum(standingStates),
  /** Further trials (or days) in natural settings that would give an answer; null: there is one, or no number would do. */
  moreNatural: z.number().nullable(),
  lastSeenOn: day.nullable(),
  /** Trials, or days for goals whose unit is the day, in the last six weeks. */
  points: z.number(),
});
export type GoalStanding = z.infer<typeof goalStanding>;

export const goalEvidence = z.object({
  goal: goalRecord,
  /** The page's answer in short, as the caseload has it. */
  standing: goalStanding,
  today: day,
  zone: z.string(),
  /** As recorded, those taken back included. */
  events: z.array(sessionEvent),
  sessions: z.array(evidenceSession),
  /** Who recorded, led, cued or was present. */
  adults: z.array(z.object({ id, name: z.string(), shortName: z.string(), therapist: z.boolean() })),
  /** Routines it was seen in, marked for the goal or not. */
  routines: z.array(z.object({ id, name: z.string(), className: z.string() })),
  phases: z.array(phaseChange),
  /** Days without school, for the gaps in the chart. */
  daysOff: z.array(z.object({ from: day, to: day })),
});
export type GoalEvidence = z.infer<typeof goalEvidence>;

export const readGoalEvidence = operation({
  name: 'goal.evidence',
  method: 'GET',
  path: '/api/goals/:goalId/evidence',
  summary: 'Everything the goal page shows, down to each trial.',
  act: 'goal.read',
  logged: true,
  params: z.object({ goalId: id }),
  output: goalEvidence,
});

export const listGoalStandings = operation({
  name: 'goal.list',
  method: 'GET',
  path: '/api/goals',
  summary: 'How the goals of the caseload (or of one student) stand: state of carryover, data of the last six weeks.',
  act: 'goal.list',
  logged: true,
  query: z.object({ studentId: id.optional() }),
  output: z.object({ items: z.array(goalStanding) }),
});

const cueSetInput = z
  .strictObject({
    name: requiredLine(80),
    asks: z.enum(['who', 'kind', 'both']),
    /** From least to most help. */
    kinds: z
      .array(z.strictObject({ code: requiredLine(4), label: requiredLine(60) }))
      .min(1)
      .max(12),
  })
  .superRefine(({ kinds }, context) => {
    const seen = new Set<string>();
    kinds.forEach(({ code }, index) => {
      if (seen.has(code))
        context.addIssue({ code: 'custom', path: ['kinds', index, 'code'], params: { code: 'code_twice' } });
      seen.add(code);
    });
  });

export const listCueSets = operation({
  name: 'cue_set.list',
  method: 'GET',
  path: '/api/cue-sets',
  summary: "The district's cue sets.",
  act: 'cue_set.read',
  logged: false,
  output: z.object({ items: z.array(cueSet) }),
});
export const addCueSet = operation({
  name: 'cue_set.add',
  method: 'POST',
  path: '/api/cue-sets',
  summary: "Adds a cue set with the district's own codes.",
  act: 'cue_set.change',
  logged: false,
  body: cueSetInput,
  output: made,
});
export const changeCueSet = operation({
  name: 'cue_set.change',
  method: 'PUT',
  path: '/api/cue-sets/:cueSetId',
  summary: 'Changes a cue set. Codes that were used stay readable in old data.',
  act: 'cue_set.change',
  logged: false,
  params: z.object({ cueSetId: id }),
  body: cueSetInput,
  output: done,
});
