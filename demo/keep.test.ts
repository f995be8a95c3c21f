import { describe, expect, it } from 'vitest';
import { sessionEvent } from '#contract/event.ts';
import { onBothStores } from '../tests/both-stores.ts';
import { keepDemoSchool, tellDemoSchool } from './keep.ts';

const tuesday = '2026-03-10T14:30:00Z';

describe('the demo school', () => {
  it('is the same for the same seed and clock', () => {
    const [one, other] = [tellDemoSchool(tuesday), tellDemoSchool(tuesday)];
    expect(JSON.stringify(one.rows)).toBe(JSON.stringify(other.rows));
  });

  it('is told in events the contract accepts, about ten thousand of them, none of today or later', () => {
    const { events, calendar } = tellDemoSchool(tuesday);
    for (const event of events) expect(sessionEvent.safeParse(event).error).toBeUndefined();
    expect(events.length).toBeGreaterThan(8_000);
    expect(events.length).toBeLessThan(12_500);
    expect(events.filter((event) => event.occurredAt >= `${calendar.today}T06:00:00Z`)).toEqual([]);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  });

  it('has the caseloads of the story', () => {
    const { rows } = tellDemoSchool(tuesday);
    const size = (name: string) =>
      rows.caseload_place!.filter((place) => place.adult_id === rows.adult!.find((adult) => adult.name === name)!.id)
        .length;
    expect([size('Dana Whitfield'), size('Priya Nair'), size('Tom Reyes')]).toEqual([55, 38, 14]);
  });

  it('shows its Friday on a weekend and is never without sessions on a school day', () => {
    expect(tellDemoSchool('2026-03-14T18:00:00Z').calendar.today).toBe('2026-03-13');
    expect(tellDemoSchool('2026-03-15T18:00:00Z').calendar.today).toBe('2026-03-13');
    const { rows, calendar } = tellDemoSchool(tuesday);
    for (const weekday of [1, 2, 3, 4, 5]) {
      expect(rows.session!.filter((session) => session.date === calendar.on(0, weekday)).length).toBeGreaterThan(10);
    }
  });

  it('has a coming week in which two therapists go on as they do, and the third has yet to plan', () => {
    const { rows, calendar } = tellDemoSchool(tuesday);
    const ahead = rows.session!.filter((session) => session.date > calendar.on(0, 5));
    const names = new Map(rows.adult!.map((adult) => [adult.id, adult.name]));
    const whose = new Set(ahead.map((session) => names.get(session.adult_id)));
    for (const name of ['Priya Nair', 'Tom Reyes']) expect(whose).toContain(name);
    expect(whose).not.toContain('Dana Whitfield');
    expect(ahead.filter((session) => session.date > calendar.on(1, 5))).toEqual([]);
    // School is out at noon on that Wednesday.
    expect(ahead.filter((session) => session.date === calendar.on(1, 3) && session.ends > '12:00')).toEqual([]);
  });

  it('puts nobody in two places at once', () => {
    const { rows } = tellDemoSchool(tuesday);
    const sessions = rows.session!.filter((session) => session.date >= '2026-03-09');
    const members = Map.groupBy(rows.session_member!, (member) => member.session_id);
    const overlap = (a: (typeof sessions)[number], b: (typeof sessions)[number]) =>
      a.date === b.date && a.starts < b.ends && b.starts < a.ends;
    for (const [index, one] of sessions.entries()) {
      for (const other of sessions.slice(index + 1)) {
        if (!overlap(one, other)) continue;
        expect(one.adult_id, `${one.date} ${one.starts} and ${other.starts}`).not.toBe(other.adult_id);
        const here = new Set(members.get(one.id)!.map((member) => member.student_id));
        expect(members.get(other.id)!.filter((member) => here.has(member.student_id))).toEqual([]);
      }
    }
  });
});

onBothStores('keeping the demo school', (store) => {
  it('writes it once a week, and again when the week has passed', async () => {
    expect(await keepDemoSchool(store(), tuesday)).toBe('made');
    expect(await keepDemoSchool(store(), '2026-03-12T14:30:00Z')).toBe('kept');
    expect(await keepDemoSchool(store(), '2026-03-17T14:30:00Z')).toBe('made');
    const { events } = tellDemoSchool('2026-03-17T14:30:00Z');
    const stored = await store().asOwner((db) =>
      db
        .selectFrom('event')
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    );
    expect(stored.count).toBe(events.length);
  }, 120_000);
});
