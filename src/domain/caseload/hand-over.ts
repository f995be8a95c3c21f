/** Students pass from one therapist to another from a day on: their services, and what was planned with them. */
import {
  changeService,
  type ServiceChange,
  type ServiceChangeFault,
  type ServicePeriod,
} from '../services/service-period.ts';

/** A session of the one who hands over, from that day on, that nobody has begun. Times are wall times `HH:MM`. */
export interface LaterSession {
  readonly id: string;
  readonly seriesId: string | null;
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
  readonly studentIds: readonly string[];
}

/** What was planned before students passed, to take it back until the day: series with the end they had and what goes on for them. */
export interface PlannedBefore {
  readonly series: readonly { readonly id: string; readonly to: string | null; readonly nextId: string | null }[];
  /** Sessions that the successor gives, and those that are planned no more. */
  readonly passed: readonly string[];
  readonly ended: readonly string[];
}

/** What passing made of one student: caseload places with the end they had, the new one, services, sessions left. */
export interface MadeForStudent {
  readonly places: readonly { readonly id: string; readonly to: string | null }[];
  readonly placeId: string | null;
  readonly changes: readonly { readonly lineId: string; readonly changeId: string }[];
  readonly left: readonly {
    readonly sessionId: string;
    readonly label: string;
    readonly goalIds: readonly string[];
    readonly position: number;
  }[];
}

/**
 * `passes`: the successor gives it at the same time. `ends`: everybody in it passes, but the successor is not free then: it is to
 * be planned anew. `stays`: others remain in it; those who pass leave it, and are planned anew.
 */
export type SessionFate = 'passes' | 'ends' | 'stays';

interface Busy {
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
}

/**
 * What becomes of each session that one of the passing students is in. A weekly session passes as a whole or not at all: one time
 * at which the successor is taken, or one student who stays, and it does not.
 * @param busy when the successor gives sessions already
 */
export function sessionFates(
  sessions: readonly LaterSession[],
  passing: ReadonlySet<string>,
  busy: readonly Busy[],
): Map<string, SessionFate> {
  const taken = Map.groupBy(busy, ({ date }) => date);
  const isFree = (one: LaterSession) =>
    !(taken.get(one.date) ?? []).some(({ starts, ends }) => starts < one.ends && one.starts < ends);
  const allPass = (one: LaterSession) => one.studentIds.every((id) => passing.has(id));
  const fates = new Map<string, SessionFate>();
  for (const ofOne of Map.groupBy(sessions, ({ id, seriesId }) => seriesId ?? id).values()) {
    const touched = ofOne.filter(({ studentIds }) => studentIds.some((id) => passing.has(id)));
    const passes = ofOne.every((one) => allPass(one) && isFree(one));
    for (const one of touched) fates.set(one.id, passes ? 'passes' : allPass(one) ? 'ends' : 'stays');
  }
  return fates;
}

/** Whether a weekly session passes with those of its sessions that are written from that day on; where none is, it does not. */
export const seriesPasses = (
  written: readonly Pick<LaterSession, 'id'>[],
  fates: ReadonlyMap<string, SessionFate>,
): boolean => written.length > 0 && written.every(({ id }) => fates.get(id) === 'passes');

/**
 * The successor gives what the other gave, on the same terms: parts of a line that somebody else gives stay. Null: nothing of
 * this line was theirs.
 */
export function passPeriods(
  periods: readonly ServicePeriod[],
  {
    from,
    to,
    on,
    reason,
  }: { readonly from: string; readonly to: string; readonly on: string; readonly reason: string },
): ServiceChange | ServiceChangeFault | null {
  const theirs = periods.filter((period) => period.adultId === from);
  const ended = changeService(theirs, { on, reason, terms: [] });
  if (typeof ended === 'string') return ended;
  if (ended.close.length === 0) return null;
  const open = ended.close.map(({ id, had }) => {
    const { delivery, minutes, times, per, groupMax, place } = theirs.find((period) => period.id === id)!;
    return { delivery, minutes, times, per, groupMax, place, adultId: to, from: on, to: had, reason };
  });
  return { close: ended.close, open };
}
