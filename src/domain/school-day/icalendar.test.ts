import fc from 'fast-check';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, vi } from 'vitest';
import { addDays } from './calendar.ts';
import { feedEvents } from './calendar-feed.ts';
import { type CalendarEvent, foldLine, textValue, writeCalendar } from './icalendar.ts';
import { occurrences } from './occurrences.ts';
import { instantOf } from './school-clock.ts';

const revision = { sequence: 3, changedAt: '2026-02-20T15:04:05.678Z' };
const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'one@carryover',
  starts: { date: '2026-03-03', time: '09:40', zone: 'America/Chicago' },
  ends: { date: '2026-03-03', time: '10:20', zone: 'America/Chicago' },
  summary: 'Push-in · Room 7',
  location: 'Room 7, Cedar Hill',
  cancelled: false,
  recurrenceOf: null,
  repeats: null,
  ...more,
});
const written = (...events: CalendarEvent[]) =>
  writeCalendar(
    'Carryover',
    events.map((one) => ({ event: one, revision })),
  );

interface Read {
  readonly uid: string;
  readonly starts: string;
  readonly ends: string;
  readonly summary: string;
}

/** Every time something takes place, as another program understands the file: instants, in order. */
function readBack(text: string): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const all = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const read: Read[] = [];
  const add = (one: InstanceType<typeof ICAL.Event>, starts: typeof one.startDate, ends: typeof one.endDate) => {
    if (one.component.getFirstPropertyValue('status') === 'CANCELLED') return;
    const iso = (time: typeof starts) => Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000).toString();
    read.push({ uid: one.uid, starts: iso(starts), ends: iso(ends), summary: one.summary });
  };
  for (const main of all.filter((one) => one.recurrenceId === null)) {
    const exceptions = all.filter((one) => one.recurrenceId !== null && one.uid === main.uid);
    if (!main.isRecurring()) {
      add(main, main.startDate, main.endDate);
      continue;
    }
    for (const exception of exceptions) main.relateException(exception);
    const times = main.iterator();
    for (let next = times.next(); next !== undefined && next !== null; next = times.next()) {
      const { item, startDate, endDate } = main.getOccurrenceDetails(next);
      add(item, startDate, endDate);
    }
  }
  ICAL.TimezoneService.reset();
  return read.toSorted((a, b) => (a.starts < b.starts ? -1 : 1));
}

const zones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'Europe/Madrid',
  'Australia/Sydney',
  'Asia/Kolkata',
];

describe('the text of a calendar', () => {
  it('has no line above 75 octets, and unfolds to what was folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const line = `SUMMARY:${textValue(text)}`;
        const folded = foldLine(line);
        for (const part of folded.split('\r\n')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
        expect(folded.replaceAll('\r\n ', '')).toBe(line);
      }),
    );
  });

  it('comes back from another reader as it was written, whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        const calendar = new ICAL.Component(ICAL.parse(written(event({ summary: text, location: `x${text}` }))));
        const read = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
        const plain = text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?![\n\t])\p{Cc}/gu, '');
        expect([read.summary, read.location]).toEqual([plain, `x${plain}`]);
      }),
    );
  });

  it('ends every line with CR LF, and says number and time of the last change', () => {
    const text = written(event());
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toContain('\r\nSEQUENCE:3\r\nDTSTART;TZID=America/Chicago:20260303T094000\r\n');
    expect(text).toContain('\r\nDTSTAMP:20260220T150405Z\r\n');
    expect(text).toContain('\r\nCLASS:PRIVATE\r\n');
  });
});

describe('times', () => {
  it.each(zones)('of a weekly session in %s stay at their wall time over both changes of the clock', (zone) => {
    const at = (date: string, time: string) => ({ date, time, zone });
    const text = written(
      event({
        starts: at('2025-09-02', '09:40'),
        ends: at('2025-09-02', '10:20'),
        repeats: { until: '2026-06-09', except: ['2025-12-23', '2025-12-30'] },
      }),
    );
    const expected: string[] = [];
    for (let date = '2025-09-02'; date <= '2026-06-09'; date = addDays(date, 7))
      if (!['2025-12-23', '2025-12-30'].includes(date)) expected.push(date);
    expect(readBack(text).map(({ starts, ends }) => [starts, ends])).toEqual(
      expected.map((date) => [instantOf(date, '09:40', zone), instantOf(date, '10:20', zone)]),
    );
  });

  it('on the very days the clock changes, in the hours around it', () => {
    const cases = [
      ['America/Chicago', '2026-03-08', '01:30'],
      ['America/Chicago', '2026-03-08', '03:30'],
      ['America/Chicago', '2026-11-01', '00:30'],
      ['America/Chicago', '2026-11-01', '02:30'],
      ['Europe/Madrid', '2026-03-29', '03:30'],
      ['Europe/Madrid', '2026-10-25', '04:00'],
      ['Australia/Sydney', '2026-04-05', '04:00'],
      ['Australia/Sydney', '2026-10-04', '04:00'],
    ] as const;
    for (const [zone, date, time] of cases) {
      const text = written(event({ starts: { date, time, zone }, ends: { date, time: '12:00', zone } }));
      expect(readBack(text).map(({ starts }) => starts)).toEqual([instantOf(date, time, zone)]);
    }
  });

  it('do not depend on where the program runs', () => {
    const texts = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles'].map((zone) => {
      vi.stubEnv('TZ', zone);
      return written(event({ repeats: { until: '2026-05-26', except: [] } }));
    });
    vi.unstubAllEnvs();
    expect(new Set(texts).size).toBe(1);
    expect(
      readBack(texts[0]!)
        .map(({ starts }) => starts)
        .slice(0, 2),
    ).toEqual(['2026-03-03T15:40:00Z', '2026-03-10T14:40:00Z']);
  });
});

describe('a feed of sessions, read by another program', () => {
  const shown = { starts: '09:40', ends: '10:20', summary: 'Push-in · Room 7', location: 'Room 7, Cedar Hill' };

  it('takes place exactly where the sessions do, whatever was moved, cancelled and closed', () => {
    const week = fc.integer({ min: 0, max: 38 });
    const change = fc.record({
      week,
      what: fc.constantFrom('cancel', 'move', 'later', 'room'),
      days: fc.integer({ min: -2, max: 2 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(null, 'A', 'B'),
        fc.uniqueArray(week, { maxLength: 6 }),
        fc.uniqueArray(change, { maxLength: 8, selector: (one) => one.week }),
        (zone, weekday, rotationDay, holidays, changes) => {
          const calendar = {
            year: { from: '2025-08-18', to: '2026-06-12', rotation: 'ab' as const, rotationFrom: '2025-08-18' },
            dates: holidays.map((index) => ({
              date: addDays('2025-08-17', index * 7 + weekday),
              kind: 'holiday' as const,
              label: '',
              starts: null,
              ends: null,
              rotationDay: null,
            })),
          };
          const series = {
            ...shown,
            id: 's',
            weekday,
            rotationDay,
            from: '2025-09-01',
            to: null,
            writtenTo: null,
            schoolId: 'c',
          };
          const dates = occurrences(series, calendar, '2025-08-18', '2026-06-12');
          const sessions = dates.map((date, index) => {
            const { what, days } = changes.find((one) => one.week === index) ?? { what: null, days: 0 };
            const base = { ...shown, id: `n${index}`, seriesId: 's', seriesDate: date, date, schoolId: 'c' };
            if (what === 'cancel') return { ...base, status: 'cancelled' as const };
            if (what === 'move') return { ...base, date: addDays(date, days), status: 'planned' as const };
            if (what === 'later') return { ...base, starts: '13:00', ends: '13:30', status: 'planned' as const };
            if (what === 'room') return { ...base, summary: 'Push-in · Gym', status: 'planned' as const };
            return { ...base, status: 'planned' as const };
          });
          const events = feedEvents({
            series: [series],
            sessions,
            schools: [{ id: 'c', zone, calendar }],
          });
          const expected = sessions
            .filter((session) => session.status === 'planned')
            .map(({ date, starts, ends, summary }) => ({
              uid: 's@carryover',
              starts: instantOf(date, starts, zone),
              ends: instantOf(date, ends, zone),
              summary,
            }))
            .toSorted((a, b) => (a.starts < b.starts ? -1 : 1));
          expect(readBack(written(...events))).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});
