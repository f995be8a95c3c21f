import { isNatural, type Setting } from '../trials/event.ts';
import type { Carryover } from './carryover.ts';

/** What a goal still needs to be seen, and where. */
export interface SamplingNeed {
  place: 'therapy_room' | 'natural' | 'natural_without_therapist';
  /** Trials, or days for goals whose unit is the day. */
  count: number;
  unit: 'trial' | 'day';
  /** `to_compare`: before the sides can be compared at all; `to_tell`: before the gap says something; `new_room`: in a new grade or class. */
  reason: 'to_compare' | 'to_tell' | 'days' | 'new_room';
}

/** Trials planned for a place where there are none yet. */
const firstTrials = 10;

/** What would make the picture whole, most needed first; empty when it is. */
export function samplingNeeds(carryover: Carryover): SamplingNeed[] {
  if (carryover.unit === 'day') {
    return carryover.daysToJudge > 0
      ? [{ place: 'natural', count: carryover.daysToJudge, unit: 'day', reason: 'days' }]
      : [];
  }
  const needs: SamplingNeed[] = [];
  const { more, presence } = carryover;
  if (more !== null) {
    if (more.n !== null) {
      const short = more.side === 'natural' ? more.toCompare.natural : more.toCompare.therapy;
      needs.push({
        place: more.side === 'natural' ? 'natural' : 'therapy_room',
        count: more.n,
        unit: 'trial',
        reason: short > 0 ? 'to_compare' : 'to_tell',
      });
    } else {
      const { natural, therapy } = more.toCompare;
      if (natural > 0) needs.push({ place: 'natural', count: natural, unit: 'trial', reason: 'to_compare' });
      if (therapy > 0) needs.push({ place: 'therapy_room', count: therapy, unit: 'trial', reason: 'to_compare' });
    }
  }
  const away = presence.more;
  if (away !== null && away.side === 'natural') {
    const count = away.n ?? (presence.away.n === 0 ? firstTrials : away.toCompare.natural);
    if (count > 0) {
      const reason = away.toCompare.natural > 0 ? 'to_compare' : 'to_tell';
      needs.push({ place: 'natural_without_therapist', count, unit: 'trial', reason });
    }
  }
  return needs;
}

/**
 * After a move to another grade or class the skill is looked for there: some trials in class since that day, or one day. What is
 * asked for in class anyway is not asked for twice.
 * @param seen trials recorded in class since the move; for goals whose unit is the day, days
 */
export function afterMove(needs: readonly SamplingNeed[], unit: SamplingNeed['unit'], seen: number): SamplingNeed[] {
  const count = (unit === 'day' ? 1 : firstTrials) - seen;
  if (count <= 0) return [...needs];
  const others = needs.filter(({ place }) => place !== 'natural');
  const natural = needs.find(({ place }) => place === 'natural');
  return [{ place: 'natural', count: Math.max(count, natural?.count ?? 0), unit, reason: 'new_room' }, ...others];
}

/** A coming time and place at which the goal gets chances: a planned visit, or a routine without the therapist. */
export interface Occasion {
  /** Planned session, or a key of routine and date. */
  id: string;
  date: string;
  /** Wall time. */
  startsAt: string;
  setting: Setting;
  routineId?: string;
  therapistPresent: boolean;
  /** Adults who are there and may record for this student, best first. */
  recorderIds: readonly string[];
  /** Chances the routine gives the goal. */
  chances: number;
}

export interface SamplingTask {
  occasionId: string;
  date: string;
  startsAt: string;
  setting: Setting;
  routineId: string | null;
  recorderId: string;
  place: SamplingNeed['place'];
  /** Trials to take (a day goal: 1, the day). */
  count: number;
}

export interface SamplingPlan {
  tasks: readonly SamplingTask[];
  /** What the coming occasions do not cover. */
  short: readonly SamplingNeed[];
}

/** No more than this at one time: several small samples say more than one long one, and a lesson stays a lesson. */
export const mostPerOccasion = 5;

/**
 * Who could record, in which routines of the coming days, how many. Fills each need in turn from the earliest occasions that
 * fit; a trial taken without the therapist also counts for the natural settings. Each occasion is used once.
 * Deterministic; the same needs and occasions give the same plan.
 */
export function samplingPlan(
  needs: readonly SamplingNeed[],
  occasions: readonly Occasion[],
  options: { mostPerOccasion?: number } = {},
): SamplingPlan {
  const most = options.mostPerOccasion ?? mostPerOccasion;
  const inOrder = [...occasions]
    .filter(({ recorderIds, chances }) => recorderIds.length > 0 && chances > 0)
    .sort((a, b) => compareKeys([a.date, a.startsAt, a.id], [b.date, b.startsAt, b.id]));
  const used = new Set<string>();
  const usedDays = new Set<string>();
  const tasks: SamplingTask[] = [];
  const short: SamplingNeed[] = [];
  // The narrowest place first: what is taken there fills the wider need as well.
  const narrow = (need: SamplingNeed): number => (need.place === 'natural_without_therapist' ? 0 : 1);
  let takenAway = 0;
  for (const need of [...needs].sort((a, b) => narrow(a) - narrow(b))) {
    let left = need.place === 'natural' ? Math.max(0, need.count - takenAway) : need.count;
    for (const occasion of inOrder) {
      if (left === 0) break;
      if (used.has(occasion.id) || !fits(occasion, need)) continue;
      if (need.unit === 'day' && usedDays.has(occasion.date)) continue;
      const count = need.unit === 'day' ? 1 : Math.min(left, occasion.chances, most);
      used.add(occasion.id);
      usedDays.add(occasion.date);
      left -= count;
      if (need.place === 'natural_without_therapist') takenAway += count;
      tasks.push({
        occasionId: occasion.id,
        date: occasion.date,
        startsAt: occasion.startsAt,
        setting: occasion.setting,
        routineId: occasion.routineId ?? null,
        recorderId: occasion.recorderIds[0]!,
        place: need.place,
        count,
      });
    }
    if (left > 0) short.push({ ...need, count: left });
  }
  tasks.sort((a, b) => compareKeys([a.date, a.startsAt, a.occasionId], [b.date, b.startsAt, b.occasionId]));
  return { tasks, short };
}

function fits(occasion: Occasion, need: SamplingNeed): boolean {
  if (need.place === 'therapy_room') return !isNatural(occasion.setting);
  if (!isNatural(occasion.setting)) return false;
  return need.place === 'natural' || !occasion.therapistPresent;
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i += 1) {
    if (a[i]! !== b[i]!) return a[i]! < b[i]! ? -1 : 1;
  }
  return 0;
}
