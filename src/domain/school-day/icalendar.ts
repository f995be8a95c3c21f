/**
 * iCalendar (RFC 5545) written out: properties, folding, time zones. Pure text; what stands in a calendar is the caller's.
 * Wall times keep their zone (`DTSTART;TZID=`), instants are UTC. The zone's rules are written beside them (`VTIMEZONE`), since
 * a reader need not know the zone's name.
 */
import { Temporal } from 'temporal-polyfill';
import { instantOf } from './school-clock.ts';

/** A wall time: `date` is `YYYY-MM-DD`, `time` `HH:MM`, `zone` an IANA name. */
export interface WallMoment {
  readonly date: string;
  readonly time: string;
  readonly zone: string;
}

export interface CalendarEvent {
  /** The same for an event and for every exception from it. */
  readonly uid: string;
  readonly starts: WallMoment;
  readonly ends: WallMoment;
  readonly summary: string;
  readonly location: string;
  readonly cancelled: boolean;
  /** What this is an exception from: the moment the rule would have put it at. Null: the event itself. */
  readonly recurrenceOf: WallMoment | null;
  readonly repeats: Repetition | null;
}

/**
 * Every week on the weekday of its first time. What no rule can say, such as day 3 of a rotation that holidays push on, is a
 * weekly rule with exceptions: every reader understands those, and few understand a list of dates.
 */
export interface Repetition {
  /** The last date it takes place on. */
  readonly until: string;
  /** Dates of the rule on which it does not take place. */
  readonly except: readonly string[];
}

/** How often the event has been changed, and when last: readers keep the copy with the highest number. */
export interface Revision {
  readonly sequence: number;
  /** ISO instant. */
  readonly changedAt: string;
}

const crlf = '\r\n';
/** Octets of a line without its end (RFC 5545 3.1). */
const lineOctets = 75;

/** A content line, folded: a long one goes on in the next after a space; no character is cut in two. */
export function foldLine(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0)!);
    if (octets + size > lineOctets) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  lines.push(current);
  return lines.join(crlf);
}

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** A TEXT value (RFC 5545 3.3.11). Control characters have no place in one and are left out; half a pair becomes a mark. */
export function textValue(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|\n/g, '\n')
    .replaceAll(/\p{Cc}/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replaceAll(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n');
}

const digits = (text: string): string => text.replaceAll(/[-:]/g, '');
const localTime = ({ date, time }: Pick<WallMoment, 'date' | 'time'>): string => `${digits(date)}T${digits(time)}00`;
/** To the second: what is finer has no place in the format. */
const utcTime = (instant: string): string =>
  `${digits(Temporal.Instant.from(instant).round({ smallestUnit: 'second', roundingMode: 'floor' }).toString())}`;
const zoned = (name: string, moment: WallMoment): string => `${name};TZID=${moment.zone}:${localTime(moment)}`;

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

function eventLines(event: CalendarEvent, revision: Revision): string[] {
  const { uid, starts, ends, repeats, recurrenceOf } = event;
  const at = (date: string): WallMoment => ({ ...starts, date });
  const repeated: string[] = [];
  if (repeats !== null) {
    const weekday = weekdays[Temporal.PlainDate.from(starts.date).dayOfWeek - 1];
    // Beside a start with a zone the end of a rule is an instant (RFC 5545 3.3.10).
    const until = utcTime(instantOf(repeats.until, starts.time, starts.zone));
    repeated.push(`RRULE:FREQ=WEEKLY;BYDAY=${weekday};UNTIL=${until}`);
    for (const date of repeats.except) repeated.push(zoned('EXDATE', at(date)));
  }
  return [
    'BEGIN:VEVENT',
    `UID:${textValue(uid)}`,
    `DTSTAMP:${utcTime(revision.changedAt)}`,
    `LAST-MODIFIED:${utcTime(revision.changedAt)}`,
    `SEQUENCE:${revision.sequence}`,
    ...(recurrenceOf === null ? [] : [zoned('RECURRENCE-ID', recurrenceOf)]),
    zoned('DTSTART', starts),
    zoned('DTEND', ends),
    ...repeated,
    `SUMMARY:${textValue(event.summary)}`,
    ...(event.location === '' ? [] : [`LOCATION:${textValue(event.location)}`]),
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${event.cancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
  ];
}

/** `+HHMM` or `-HHMMSS` of an offset as Temporal writes it. */
const offsetValue = (offset: string): string => offset.replaceAll(':', '');

/** The zone's rules from before `from` to after `to` (dates): each change of the clock with the offsets on both sides. */
function zoneLines(zone: string, from: string, to: string): string[] {
  const start = Temporal.PlainDate.from(from).toZonedDateTime(zone);
  const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(zone);
  const before = start.getTimeZoneTransition('previous');
  const changes: Temporal.ZonedDateTime[] = [];
  for (let change = before ?? start.getTimeZoneTransition('next'); change !== null; ) {
    if (Temporal.ZonedDateTime.compare(change, end) > 0) break;
    changes.push(change);
    change = change.getTimeZoneTransition('next');
  }
  const observances = changes.map((change) => {
    const was = change.subtract({ nanoseconds: 1 });
    const part = change.offsetNanoseconds > was.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD';
    // The wall time at which the change comes, as the clock showed it before.
    const wall = change
      .toInstant()
      .toZonedDateTimeISO(was.offset)
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' });
    return { part, wall, from: was.offset, to: change.offset };
  });
  if (before === null) {
    const { offset } = start;
    observances.unshift({ part: 'STANDARD', wall: '1970-01-01T00:00:00', from: offset, to: offset });
  }
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observances.flatMap(({ part, wall, from: offsetFrom, to: offsetTo }) => [
      `BEGIN:${part}`,
      `DTSTART:${digits(wall)}`,
      `TZOFFSETFROM:${offsetValue(offsetFrom)}`,
      `TZOFFSETTO:${offsetValue(offsetTo)}`,
      `END:${part}`,
    ]),
    'END:VTIMEZONE',
  ];
}

/** A whole calendar, ready to be sent. Readers are asked to look again every hour; many take a day. */
export function writeCalendar(
  name: string,
  events: readonly { readonly event: CalendarEvent; readonly revision: Revision }[],
): string {
  const byZone = Map.groupBy(events, ({ event }) => event.starts.zone);
  const zones = [...byZone].flatMap(([zone, of]) => {
    const dates = of.flatMap(({ event }) => [event.starts.date, event.recurrenceOf?.date ?? event.starts.date]);
    const last = of
      .map(({ event }) => event.repeats?.until ?? event.ends.date)
      .toSorted()
      .at(-1)!;
    return zoneLines(zone, dates.toSorted()[0]!, last);
  });
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Carryover//Sessions//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${textValue(name)}`,
    `X-WR-CALNAME:${textValue(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...zones,
    ...events.flatMap(({ event, revision }) => eventLines(event, revision)),
    'END:VCALENDAR',
  ]
    .map((line) => foldLine(line) + crlf)
    .join('');
}
