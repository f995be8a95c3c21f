/**
 * Sessions as a calendar that others may fetch: when, how given, where. Nothing of any student goes in, because nothing of any
 * student comes in: the types here have no place for it.
 */
import type { SchoolCalendar } from './calendar.ts';
import { addDays, weekdayOf } from './calendar.ts';
import type { CalendarEvent, Repetition, Revision } from './icalendar.ts';
import { occurrences } from './occurrences.ts';

/** What a reader sees of a session. */
interface Shown {
  /** Wall times `HH:MM` at the school. */
  readonly starts: string;
  readonly ends: string;
  readonly summary: string;
  readonly location: string;
}

export interface FeedSeries extends Shown {
  readonly id: string;
  /** 1 Monday to 5 Friday. */
  readonly weekday: number;
  readonly rotationDay: string | null;
  /** 2 or 4: only every other or fourth week from `from` on. Absent: 1. */
  readonly everyWeeks?: number;
  readonly from: string;
  /** Null: to the end of the school year. */
  readonly to: string | null;
  /** Up to this date its sessions stand as rows, and one that has no row does not take place. Null: none stand yet. */
  readonly writtenTo: string | null;
  readonly schoolId: string;
}

export interface FeedSession extends Shown {
  readonly id: string;
  readonly seriesId: string | null;
  /** The date its series gave it; another than `date` once it has been moved. */
  readonly seriesDate: string | null;
  readonly date: string;
  readonly status: 'planned' | 'cancelled';
  readonly schoolId: string;
}

export interface FeedSchool {
  readonly id: string;
  /** IANA zone. */
  readonly zone: string;
  readonly calendar: SchoolCalendar;
}

const uidOf = (id: string): string => `${id}@carryover`;

/**
 * The events of a calendar: each series of the school year as one repeating event with its exceptions, each other session
 * alone. Series and sessions of a school that is not named are left out. Nothing depends on the day it is asked on, so that a
 * calendar fetched again says the same unless something was changed.
 */
export function feedEvents(facts: {
  readonly series: readonly FeedSeries[];
  readonly sessions: readonly FeedSession[];
  readonly schools: readonly FeedSchool[];
}): CalendarEvent[] {
  const schools = new Map(facts.schools.map((school) => [school.id, school]));
  const series = facts.series.filter((one) => schools.has(one.schoolId));
  const known = new Set(series.map((one) => one.id));
  const repeating = series.flatMap((one) =>
    seriesEvents(
      one,
      facts.sessions.filter((session) => session.seriesId === one.id),
      schools.get(one.schoolId)!,
    ),
  );
  const alone = facts.sessions.flatMap((session) => {
    const school = schools.get(session.schoolId);
    const ofSeries = session.seriesId !== null && known.has(session.seriesId);
    return school === undefined || ofSeries ? [] : [aloneEvent(session, school)];
  });
  return [...repeating, ...alone];
}

const aloneEvent = (session: FeedSession, school: FeedSchool): CalendarEvent =>
  eventOf(uidOf(session.id), session, session.date, school, session.status === 'cancelled');

function eventOf(uid: string, shown: Shown, date: string, { zone }: FeedSchool, cancelled: boolean): CalendarEvent {
  const endDate = shown.ends > shown.starts ? date : addDays(date, 1);
  return {
    uid,
    starts: { date, time: shown.starts, zone },
    ends: { date: endDate, time: shown.ends, zone },
    summary: shown.summary,
    location: shown.location,
    cancelled,
    recurrenceOf: null,
    repeats: null,
  };
}

function seriesEvents(series: FeedSeries, sessions: readonly FeedSession[], school: FeedSchool): CalendarEvent[] {
  const { year } = school.calendar;
  const last = series.to !== null && series.to < year.to ? series.to : year.to;
  const wasMoved = ({ status, date, seriesDate }: FeedSession) => status === 'planned' && seriesDate !== date;
  // One that was moved away from a date keeps that date in the rule, even if school is no longer kept then.
  const onRule = ({ seriesDate }: FeedSession) =>
    seriesDate !== null && weekdayOf(seriesDate) === series.weekday && series.from <= seriesDate && seriesDate <= last;
  const moved = sessions.filter((session) => wasMoved(session) && onRule(session)).map(({ seriesDate }) => seriesDate!);
  const rows = new Set(sessions.map(({ seriesDate }) => seriesDate));
  const stands = (date: string) => series.writtenTo === null || date > series.writtenTo || rows.has(date);
  const held = occurrences(series, school.calendar, year.from, last).filter(stands);
  const dates = new Set([...held, ...moved].toSorted());
  const [start] = dates;
  const uid = uidOf(series.id);
  const asRuled = (date: string) => eventOf(uid, series, date, school, false);
  const events: CalendarEvent[] = start === undefined ? [] : [{ ...asRuled(start), repeats: repetition([...dates]) }];
  for (const session of sessions) {
    const { seriesDate } = session;
    if (seriesDate !== null && dates.has(seriesDate)) {
      const event = eventOf(uid, session, session.date, school, session.status === 'cancelled');
      const recurrenceOf = asRuled(seriesDate).starts;
      if (!says(event, asRuled(seriesDate))) events.push({ ...event, recurrenceOf });
    } else if (wasMoved(session)) events.push(aloneEvent(session, school));
    // What else the rule does not give falls on a day without school: it was never in the calendar.
  }
  return events;
}

const says = (one: CalendarEvent, other: CalendarEvent): boolean => JSON.stringify(one) === JSON.stringify(other);

/** @param dates of one weekday, in order, at least one */
function repetition(dates: readonly string[]): Repetition | null {
  if (dates.length === 1) return null;
  const until = dates.at(-1)!;
  const except: string[] = [];
  for (let date = dates[0]!; date <= until; date = addDays(date, 7)) if (!dates.includes(date)) except.push(date);
  return { until, except };
}

/** What subscribers have been told of an event: what it said, and its revision. */
export interface ToldEvent extends Revision {
  readonly key: string;
  readonly said: string;
}

export const toldKey = ({ uid, recurrenceOf }: CalendarEvent): string =>
  recurrenceOf === null ? uid : `${uid} ${recurrenceOf.date}`;

/**
 * Each event with its revision: a new one begins at 0, one that says something else than before is one higher than before, now.
 * `changed` is what has to be kept so that the next telling knows.
 */
export function revise(
  events: readonly CalendarEvent[],
  told: readonly ToldEvent[],
  now: string,
): {
  readonly events: { readonly event: CalendarEvent; readonly revision: Revision }[];
  readonly changed: ToldEvent[];
} {
  const before = new Map(told.map((one) => [one.key, one]));
  const changed: ToldEvent[] = [];
  const revised = events.map((event) => {
    const key = toldKey(event);
    const said = JSON.stringify(event);
    const last = before.get(key);
    if (last?.said === said) return { event, revision: { sequence: last.sequence, changedAt: last.changedAt } };
    const revision = { sequence: last === undefined ? 0 : last.sequence + 1, changedAt: now };
    changed.push({ key, said, ...revision });
    return { event, revision };
  });
  return { events: revised, changed };
}
