import { describe, expect, it } from 'vitest';
import { feedEvents, type FeedSession, revise } from './calendar-feed.ts';

const shown = { starts: '09:40', ends: '10:20', summary: 'Push-in · Room 7', location: 'Cedar Hill' };
const school = {
  id: 'c',
  zone: 'America/Chicago',
  calendar: {
    year: { from: '2025-08-18', to: '2026-06-12', rotation: 'none' as const, rotationFrom: null },
    dates: [{ date: '2026-03-24', kind: 'holiday' as const, label: '', starts: null, ends: null, rotationDay: null }],
  },
};
const series = {
  ...shown,
  id: 's',
  weekday: 2,
  rotationDay: null,
  from: '2026-03-03',
  to: null,
  writtenTo: null,
  schoolId: 'c',
};
const session = (more: Partial<FeedSession>): FeedSession => ({
  ...shown,
  id: 'n',
  seriesId: 's',
  seriesDate: '2026-03-10',
  date: '2026-03-10',
  status: 'planned',
  schoolId: 'c',
  ...more,
});
const events = (...sessions: FeedSession[]) => feedEvents({ series: [series], sessions, schools: [school] });

describe('sessions as events', () => {
  it('a series is one event to the end of the year, without the holidays', () => {
    expect(events(session({}))).toEqual([
      {
        uid: 's@carryover',
        starts: { date: '2026-03-03', time: '09:40', zone: 'America/Chicago' },
        ends: { date: '2026-03-03', time: '10:20', zone: 'America/Chicago' },
        summary: 'Push-in · Room 7',
        location: 'Cedar Hill',
        cancelled: false,
        recurrenceOf: null,
        repeats: { until: '2026-06-09', except: ['2026-03-24'] },
      },
    ]);
  });

  it('one that was moved is an exception from its old date', () => {
    const [, moved] = events(session({ date: '2026-03-12', starts: '13:00', ends: '13:30' }));
    expect(moved).toMatchObject({
      uid: 's@carryover',
      starts: { date: '2026-03-12', time: '13:00' },
      recurrenceOf: { date: '2026-03-10', time: '09:40' },
      cancelled: false,
    });
  });

  it('one that is cancelled is an exception that says so', () => {
    expect(events(session({ status: 'cancelled' }))[1]).toMatchObject({ cancelled: true, recurrenceOf: {} });
  });

  it('one moved away from what became a holiday is still an exception of a date in the rule', () => {
    const [main, moved] = events(session({ seriesDate: '2026-03-24', date: '2026-03-25' }));
    expect(main!.repeats).toEqual({ until: '2026-06-09', except: [] });
    expect(moved).toMatchObject({ recurrenceOf: { date: '2026-03-24' }, starts: { date: '2026-03-25' } });
  });

  it('where sessions stand as rows, a date without one is left out', () => {
    const written = { ...series, to: '2026-03-31', writtenTo: '2026-03-20' };
    const [main] = feedEvents({ series: [written], sessions: [session({})], schools: [school] });
    expect(main).toMatchObject({
      starts: { date: '2026-03-10' },
      repeats: { until: '2026-03-31', except: ['2026-03-17', '2026-03-24'] },
    });
  });

  it('every other week leaves the weeks between out', () => {
    const [main] = feedEvents({
      series: [{ ...series, everyWeeks: 2, to: '2026-04-03' }],
      sessions: [],
      schools: [school],
    });
    expect(main).toMatchObject({
      starts: { date: '2026-03-03' },
      repeats: { until: '2026-03-31', except: ['2026-03-10', '2026-03-24'] },
    });
  });

  it('what falls on a holiday is not in the calendar at all', () => {
    expect(events(session({ seriesDate: '2026-03-24', date: '2026-03-24' }))).toHaveLength(1);
    expect(events(session({ seriesDate: '2026-03-24', date: '2026-03-24', status: 'cancelled' }))).toHaveLength(1);
  });

  it('a session of a colleague’s series stands alone, and so does one made by hand', () => {
    const alone = feedEvents({
      series: [],
      sessions: [session({}), session({ id: 'm', seriesId: null, seriesDate: null, status: 'cancelled' })],
      schools: [school],
    });
    expect(alone).toMatchObject([
      { uid: 'n@carryover', cancelled: false },
      { uid: 'm@carryover', cancelled: true },
    ]);
  });

  it('a series on days of a rotation leaves the other weeks out', () => {
    const rotating = { ...school.calendar.year, rotation: 'ab' as const, rotationFrom: '2026-03-02' };
    const [event] = feedEvents({
      series: [{ ...series, rotationDay: 'B', to: '2026-04-10' }],
      sessions: [],
      schools: [{ ...school, calendar: { ...school.calendar, year: rotating } }],
    });
    expect(event).toMatchObject({
      starts: { date: '2026-03-10' },
      repeats: { until: '2026-04-07', except: ['2026-03-17', '2026-03-24', '2026-03-31'] },
    });
  });
});

describe('what was told before', () => {
  const at = ['2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z'] as const;

  it('begins at 0 and rises only with what is said', () => {
    const first = revise(events(session({})), [], at[0]);
    expect(first.events.map(({ revision }) => revision)).toEqual([{ sequence: 0, changedAt: at[0] }]);
    const again = revise(events(session({})), first.changed, at[1]);
    expect(again.events.map(({ revision }) => revision)).toEqual([{ sequence: 0, changedAt: at[0] }]);
    expect(again.changed).toEqual([]);
  });

  it('an exception that comes, changes and is taken back counts on', () => {
    const cancelled = events(session({ status: 'cancelled' }));
    const first = revise(cancelled, [], at[0]);
    const moved = revise(events(session({ date: '2026-03-11' })), first.changed, at[1]);
    expect(moved.changed.map(({ key, sequence, changedAt }) => [key, sequence, changedAt])).toEqual([
      ['s@carryover 2026-03-10', 1, at[1]],
    ]);
    const back = revise(
      cancelled,
      [...first.changed.filter(({ key }) => key === 's@carryover'), ...moved.changed],
      at[2],
    );
    expect(back.changed).toMatchObject([{ key: 's@carryover 2026-03-10', sequence: 2 }]);
  });
});
