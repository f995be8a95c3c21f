/** What therapist and class do in a visit: agreed between them, carried forward until one of them changes it. */
import type { CoTeachingFormat } from '../trials/event.ts';
import { mondayOf, weekdayOf } from '../school-day/calendar.ts';

export interface VisitPlanText {
  readonly activity: string;
  readonly coTeachingFormat: CoTeachingFormat | null;
  readonly therapistPart: string;
  readonly classPart: string;
  readonly materials: string;
  /** Pictures, charts, frames that are up or handed out. */
  readonly visuals: string;
  /** The week's text, words and task. */
  readonly classLine: string;
  /** Strategies of the library that are modelled or used together in the visit. */
  readonly strategyIds: readonly string[];
}

/** One version: it holds from its date on, for the visits of the same therapist in the same routine of the class. */
export interface VisitPlan extends VisitPlanText {
  readonly id: string;
  readonly sessionId: string;
  readonly classId: string;
  readonly adultId: string;
  readonly routineId: string | null;
  /** The day of the visit for which it was written, `YYYY-MM-DD`. */
  readonly date: string;
  readonly changedBy: string;
  readonly changedAt: string;
}

export interface Visit {
  readonly id: string;
  readonly classId: string | null;
  readonly adultId: string;
  readonly routineId: string | null;
  readonly date: string;
}

/**
 * The plan in force for a visit: its own latest version, else that of the last visit on the same weekday, else of the last visit
 * at all. Null where nothing was ever agreed. The class's line is of its week: in a later one it is empty.
 */
export function planInForce<Plan extends VisitPlan>(visit: Visit, plans: readonly Plan[]): Plan | null {
  const weekday = weekdayOf(visit.date);
  const later = (a: Plan, b: Plan) =>
    a.date === b.date ? (a.changedAt < b.changedAt ? b : a) : a.date < b.date ? b : a;
  const latest = (of: readonly Plan[]) =>
    of.reduce<Plan | null>((best, one) => (best === null ? one : later(best, one)), null);
  const slot = plans.filter(
    (plan) =>
      plan.classId === visit.classId &&
      plan.adultId === visit.adultId &&
      plan.routineId === visit.routineId &&
      plan.date <= visit.date,
  );
  const plan =
    latest(slot.filter((one) => one.sessionId === visit.id)) ??
    latest(slot.filter((one) => weekdayOf(one.date) === weekday)) ??
    latest(slot);
  if (plan === null) return null;
  return mondayOf(plan.date) === mondayOf(visit.date) ? plan : { ...plan, classLine: '' };
}

export const replyKinds = ['got_it', 'asks', 'not_today'] as const;
export type ReplyKind = (typeof replyKinds)[number];
export const notTodayReasons = ['fire_drill', 'test', 'trip', 'other'] as const;
export type NotTodayReason = (typeof notTodayReasons)[number];

export interface VisitReply {
  readonly adultId: string;
  readonly kind: ReplyKind;
  readonly planId: string | null;
}

/** Which sides stand behind a version. Who writes one stands behind it; the other side says so with `got_it`. */
export function agreedBy(
  plan: Pick<VisitPlan, 'id' | 'adultId' | 'changedBy'>,
  replies: readonly VisitReply[],
): { readonly therapist: boolean; readonly class: boolean } {
  const said = replies.filter((reply) => reply.kind === 'got_it' && reply.planId === plan.id);
  return {
    therapist: plan.changedBy === plan.adultId || said.some((reply) => reply.adultId === plan.adultId),
    class: plan.changedBy !== plan.adultId || said.some((reply) => reply.adultId !== plan.adultId),
  };
}

export interface VisitFacts {
  readonly starts: string;
  readonly ends: string;
  readonly comes: string;
  readonly activity: string;
  readonly coTeachingFormat: CoTeachingFormat | null;
  readonly therapistPart: string;
  readonly classPart: string;
  readonly materials: string;
}
export const visitDifferences = ['new', 'time', 'comes', 'activity', 'format', 'parts', 'materials'] as const;
export type VisitDifference = (typeof visitDifferences)[number];

/** What somebody needs to hear who does it as last week. `before` null: there was no such visit. */
export function differsFromLastWeek(now: VisitFacts, before: VisitFacts | null): VisitDifference[] {
  if (before === null) return ['new'];
  const changed: Record<Exclude<VisitDifference, 'new'>, boolean> = {
    time: now.starts !== before.starts || now.ends !== before.ends,
    comes: now.comes !== before.comes,
    activity: now.activity !== before.activity,
    format: now.coTeachingFormat !== before.coTeachingFormat,
    parts: now.therapistPart !== before.therapistPart || now.classPart !== before.classPart,
    materials: now.materials !== before.materials,
  };
  return visitDifferences.filter((kind) => kind !== 'new' && changed[kind]);
}
