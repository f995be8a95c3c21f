import type { Kysely } from 'kysely';
import type { GoalEvidence } from '#contract/goal.ts';
import { type ExportTable, exportGoal, exportGoalTable, type GoalExport } from '#contract/goal-export.ts';
import { dayPoints } from '#domain/carryover/day-points.ts';
import { effectSizes } from '#domain/carryover/effect-sizes.ts';
import {
  compareConditions,
  conditionKey,
  conditionOf,
  evidenceOf,
  grouped,
  type Observed,
  type Viewpoint,
} from '#domain/carryover/evidence.ts';
import { phasePairs } from '#domain/carryover/phase-pairs.ts';
import { sessionPoints } from '#domain/carryover/session-points.ts';
import { type GoalRules, levelsOf } from '#domain/goals/goal.ts';
import { type GoalVersion, rulesOf } from '#domain/goals/version.ts';
import type { ObservationContext, SessionEvent } from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';
import { readGoal } from '#store/goal.ts';
import type { Database } from '#store/schema.ts';
import { type Cell, csvOf } from './csv.ts';
import { evidenceOf as readEvidence } from './goal.ts';
import { type Handler, handle, type Signed } from './handle.ts';
import { Refusal, refuse } from './refusal.ts';

export const goalExportHandlers: readonly Handler[] = [
  handle(
    exportGoal,
    { subject: ({ params }) => ({ goal: params.goalId }) },
    async ({ db, adult, params, now, today }) => exportOf(db, adult, params.goalId, now, today),
  ),
  handle(
    exportGoalTable,
    { subject: ({ params }) => ({ goal: params.goalId }) },
    async ({ db, adult, params, now, today }) => {
      const found = await exportOf(db, adult, params.goalId, now, today);
      return found instanceof Refusal ? found : tables[params.table](found);
    },
  ),
];

async function exportOf(
  db: Kysely<Database>,
  adult: Signed['adult'],
  goalId: string,
  now: string,
  today: string,
): Promise<GoalExport | Refusal> {
  const row = await readGoal(db, adult.districtId, goalId);
  if (row === null) return refuse('not_found', 'goalId');
  const evidence = await readEvidence(db, adult, row, today);
  return evidence instanceof Refusal ? evidence : goalExportOf(evidence, now);
}

/** The export of what the goal page shows, by the same functions. */
export function goalExportOf(evidence: GoalEvidence, madeAt: string): GoalExport {
  const { goal, adults, events, zone, today, phases } = evidence;
  const { student, ...record } = goal;
  const version = goal.versions.find((one) => one.version === goal.version) as GoalVersion;
  const rules = rulesOf({ ...goal, studentId: student.id }, version);
  const viewpoint: Viewpoint = {
    today,
    zone,
    therapistIds: new Set(adults.filter(({ therapist }) => therapist).map(({ id }) => id)),
    levels: levelsOf(goal.targets),
    dates: datesOf(evidence.sessions),
  };
  const conditions = grouped(evidenceOf(events, rules, viewpoint), ({ event }) =>
    conditionKey(conditionOf(event)),
  ).toSorted((a, b) => compareConditions(conditionOf(a[0]!.event), conditionOf(b[0]!.event)));
  const points = conditions.flatMap((observed) => pointsOf(observed, rules, viewpoint));
  return {
    format: 'carryover-goal-1',
    madeAt,
    zone,
    goal: { ...record, studentId: student.id, studentLabel: student.label },
    adults: adults.map(({ id, name, therapist }) => ({ id, name, therapist })),
    phases,
    events,
    sessions: evidence.sessions.map(({ id, date }) => ({ id, date })),
    points,
    effectSizes: grouped(points, ({ setting, therapistPart }) => `${setting}/${therapistPart}`).flatMap((series) =>
      effectsOf(series, phases, rules),
    ),
  };
}

type Point = GoalExport['points'][number];

function pointsOf(observed: readonly Observed[], rules: GoalRules, viewpoint: Viewpoint): Point[] {
  const { setting, part: therapistPart } = conditionOf(observed[0]!.event);
  if (rules.unit === 'trial' && rules.measure === 'trials') {
    return sessionPoints(observed, rules).map(({ sessionId, date, x, n, p, interval }) => ({
      date,
      sessionIds: [sessionId],
      setting,
      therapistPart,
      x,
      n,
      value: p,
      lower: interval?.lower ?? null,
      upper: interval?.upper ?? null,
      reached: null,
    }));
  }
  return dayPoints(observed, rules, viewpoint).map(({ date, sessionIds, value, n, reached }) => ({
    date,
    sessionIds: [...sessionIds],
    setting,
    therapistPart,
    x: null,
    n,
    value,
    lower: null,
    upper: null,
    reached,
  }));
}

function effectsOf(
  series: readonly Point[],
  phases: GoalEvidence['phases'],
  rules: GoalRules,
): GoalExport['effectSizes'] {
  const { setting, therapistPart } = series[0]!;
  const values = series.flatMap(({ date, value }) => (value === null ? [] : [{ date, value }]));
  return phasePairs(values, phases).flatMap(({ on, before, after }) =>
    effectSizes(before, after, rules, rules.criterion.value).map((effect) => ({
      setting,
      therapistPart,
      phaseFrom: on,
      nBefore: before.length,
      nAfter: after.length,
      ...effect,
    })),
  );
}

const tables: Readonly<Record<ExportTable, (data: GoalExport) => string>> = {
  events: eventsTable,
  points: ({ points }) =>
    csvOf<Point>(
      {
        date: ({ date }) => date,
        setting: ({ setting }) => setting,
        therapist_part: ({ therapistPart }) => therapistPart,
        unprompted: ({ x }) => x,
        opportunities: ({ n }) => n,
        value: ({ value }) => value,
        likely_lower: ({ lower }) => lower,
        likely_upper: ({ upper }) => upper,
        reaches_criterion: ({ reached }) => reached,
        sessions: ({ sessionIds }) => sessionIds.join(' '),
      },
      points,
    ),
  effect_sizes: (data) =>
    csvOf<GoalExport['effectSizes'][number]>(
      {
        setting: ({ setting }) => setting,
        therapist_part: ({ therapistPart }) => therapistPart,
        phase_from: ({ phaseFrom }) => phaseFrom,
        n_before: ({ nBefore }) => nBefore,
        n_after: ({ nAfter }) => nAfter,
        index: ({ name }) => name,
        estimate: ({ estimate }) => estimate,
        standard_error: ({ standardError }) => standardError,
        lower_95: ({ lower }) => lower,
        upper_95: ({ upper }) => upper,
      },
      data.effectSizes,
    ),
};

const datesOf = (sessions: readonly { readonly id: string; readonly date: string }[]) =>
  new Map(sessions.map(({ id, date }) => [id, date]));

function eventsTable({ events, goal, adults, sessions }: GoalExport): string {
  const all = events as readonly SessionEvent[];
  const dates = datesOf(sessions);
  const standing = new Set(inForce(all).map(({ id }) => id));
  const names = new Map(adults.map(({ id, name }) => [id, name]));
  const targets = new Map(goal.targets.map(({ id, text }) => [id, text]));
  const named = (adultId: string | undefined) => (adultId === undefined ? undefined : (names.get(adultId) ?? adultId));
  const field = (event: SessionEvent, name: string): Cell =>
    name in event ? ((event as unknown as Record<string, Cell>)[name] ?? null) : null;
  const plain = (name: string) => (event: SessionEvent) => field(event, name);
  const context =
    (read: (context: ObservationContext) => Cell) =>
    (event: SessionEvent): Cell =>
      'context' in event ? read(event.context) : null;
  return csvOf<SessionEvent>(
    {
      event_id: plain('id'),
      kind: plain('kind'),
      stands: ({ id, kind }) => (kind === 'void' ? null : standing.has(id)),
      takes_back: plain('voids'),
      session_id: plain('sessionId'),
      session_date: ({ sessionId }) => dates.get(sessionId),
      occurred_at: plain('occurredAt'),
      entered_at: plain('enteredAt'),
      capture: plain('captureMode'),
      recorded_by: ({ recorderId }) => named(recorderId),
      second_observer: plain('asSecondObserver'),
      setting: context(({ setting }) => setting),
      routine_id: context(({ routineId }) => routineId),
      delivery: context(({ delivery }) => delivery),
      co_teaching: context(({ coTeachingFormat }) => coTeachingFormat),
      therapist_part: context(({ therapistPart }) => therapistPart),
      purpose: context(({ purpose }) => purpose),
      group_size: context(({ groupSize }) => groupSize),
      present: context(({ present }) => present.map(named).join('; ')),
      led_by: context(({ ledBy }) => named(ledBy)),
      target: (event) => targets.get(String(field(event, 'targetId') ?? field(event, 'stepId') ?? '')),
      outcome: plain('outcome'),
      no_opportunity_reason: plain('noOpportunityReason'),
      first_try: plain('firstTry'),
      cues: (event) =>
        event.kind === 'trial'
          ? event.cues.map(({ by, kind }) => (kind === undefined ? by : `${by} (${kind})`)).join(' > ')
          : null,
      own_cue: plain('usedOwnCue'),
      wait_ms: plain('waitMs'),
      latency_ms: plain('latencyMs'),
      assistance: plain('assistance'),
      helped_by: plain('by'),
      completed: plain('completed'),
      counted: (event) => (event.kind === 'count' ? event.what : null),
      count_added: plain('delta'),
      count_total: plain('value'),
      observed_seconds: plain('observedSeconds'),
      clock: (event) => (event.kind === 'start' || event.kind === 'stop' ? event.what : null),
      clock_started_by: plain('startId'),
      clock_ended: plain('ended'),
      interval_method: plain('method'),
      interval_number: (event) => (event.kind === 'interval' ? event.index + 1 : null),
      interval_seconds: plain('lengthSeconds'),
      interval_occurred: plain('occurred'),
      level: plain('level'),
      batch_unprompted: plain('x'),
      batch_opportunities: plain('n'),
      text: (event) => field(event, 'text') ?? field(event, 'reason'),
    },
    all,
  );
}
