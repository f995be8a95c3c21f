import type { GoalRules } from '../goals/goal.ts';
import { addDays, mondayOf } from '../school-day/calendar.ts';
import {
  isNatural,
  isObservation,
  type ObservationContext,
  type ObservationEvent,
  type SessionEvent,
  type Setting,
  type TherapistPart,
} from '../trials/event.ts';
import { inForce } from '../trials/merge.ts';
import { sessionDates } from '../trials/session-dates.ts';

/** From where the data are read. */
export interface Viewpoint {
  /** The school's date today, `YYYY-MM-DD`. */
  today: string;
  /** IANA zone of the school, for sessions whose `opened` has not arrived. */
  zone: string;
  /** First date that is compared; eight calendar weeks back unless given (see `windowStart`). */
  since?: string;
  /** The therapists and assistants of the student; without them, whoever records while helping is taken for one. */
  therapistIds?: ReadonlySet<string>;
  /** Level of each target (word, sentence, conversation, ...), where levels apply. */
  levels?: ReadonlyMap<string, string>;
  /** The school's date of each session, as the store has it: a session keeps its date past midnight. */
  dates?: ReadonlyMap<string, string>;
}

/** Setting x therapist's part: what is compared with what. */
export interface Condition {
  setting: Setting;
  part: TherapistPart;
}

/** An observation with the school's date of its session. */
export interface Observed {
  date: string;
  event: ObservationEvent;
}

/** In the therapy room everything counts; elsewhere all but treatment, so that practice is not taken for use. */
export function countsAsEvidence(context: ObservationContext): boolean {
  return !isNatural(context.setting) || context.purpose !== 'treatment';
}

/**
 * Monday of the week that lies `weeks` school weeks back, this week being the first: weeks without a school day are not
 * counted. Looks back two years at most.
 */
export function windowStart(today: string, weeks: number, isSchoolDay: (date: string) => boolean): string {
  let monday = mondayOf(today);
  let counted = 0;
  let start = monday;
  for (let back = 0; back < 104 && counted < weeks; back += 1) {
    const days = [0, 1, 2, 3, 4].map((day) => addDays(monday, day));
    if (days.some(isSchoolDay)) {
      counted += 1;
      start = monday;
    }
    monday = addDays(monday, -7);
  }
  return start;
}

export function usualSince(viewpoint: Viewpoint): string {
  return viewpoint.since ?? addDays(mondayOf(viewpoint.today), -7 * 7);
}

/**
 * Every observation of the goal that stands and counts, by time, up to today. What a second observer recorded of the same
 * moments speaks for the record's quality and is no further observation.
 */
export function evidenceOf(
  events: readonly SessionEvent[],
  rules: Pick<GoalRules, 'goalId' | 'studentId'>,
  viewpoint: Pick<Viewpoint, 'today' | 'zone' | 'dates'>,
): Observed[] {
  return bothObservers(events, rules, viewpoint).filter(({ event }) => event.asSecondObserver !== true);
}

/** The same with the second observer's records, for their agreement. */
export function bothObservers(
  events: readonly SessionEvent[],
  rules: Pick<GoalRules, 'goalId' | 'studentId'>,
  viewpoint: Pick<Viewpoint, 'today' | 'zone' | 'dates'>,
): Observed[] {
  const standing = inForce(events);
  const dates = sessionDates(standing, viewpoint.zone);
  return standing.flatMap((event): Observed[] => {
    if (!isObservation(event) || event.goalId !== rules.goalId || event.studentId !== rules.studentId) return [];
    const date = viewpoint.dates?.get(event.sessionId) ?? dates.get(event.sessionId)!;
    return countsAsEvidence(event.context) && date <= viewpoint.today ? [{ date, event }] : [];
  });
}

export interface Leader {
  personId: string;
  therapist: boolean;
}

/**
 * Who led: the adult named as leading; else, while the therapist helps, a therapist who was present (or whoever recorded);
 * else the other adults who were present.
 */
export function leadersOf(event: ObservationEvent, therapistIds?: ReadonlySet<string>): Leader[] {
  const { context, recorderId } = event;
  const helping = context.therapistPart === 'helping';
  const isTherapist = (id: string): boolean => therapistIds?.has(id) ?? (helping && id === recorderId);
  if (context.ledBy !== undefined) return [{ personId: context.ledBy, therapist: isTherapist(context.ledBy) }];
  if (helping) {
    const therapist = context.present.filter(isTherapist).sort()[0] ?? recorderId;
    return [{ personId: therapist, therapist: true }];
  }
  const others = context.present.filter((id) => !isTherapist(id));
  const led = others.length > 0 || isTherapist(recorderId) ? others : [recorderId];
  return led.map((personId) => ({ personId, therapist: false }));
}

/** Groups by a key, in the order first met. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

export function conditionOf(event: ObservationEvent): Condition {
  return { setting: event.context.setting, part: event.context.therapistPart };
}

/** `setting/part`, as a key. */
export function conditionKey({ setting, part }: Condition): string {
  return `${setting}/${part}`;
}

const partOrder: readonly TherapistPart[] = ['helping', 'watching', 'away'];

/** Therapy room first, then settings by name, helping before watching before away. */
export function compareConditions(a: Condition, b: Condition): number {
  const natural = Number(isNatural(a.setting)) - Number(isNatural(b.setting));
  if (natural !== 0) return natural;
  if (a.setting !== b.setting) return a.setting < b.setting ? -1 : 1;
  return partOrder.indexOf(a.part) - partOrder.indexOf(b.part);
}
