import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { restore } from '#store/backup/restore.ts';
import type { Store } from '#store/open-store.ts';
import { freshPglite, onBothStores } from '../../tests/both-stores.ts';
import { buildFixtureSchool } from '../../tests/fixtures/school.ts';
import { type DueJob, latestAt, startDueJobs } from './due-jobs.ts';
import { backupsToRemove, dailyBackup, housekeeping } from './housekeeping.ts';

describe('the latest time a job was due', () => {
  it.each([
    ['America/New_York', '02:30', '2026-10-14T14:00:00Z', '2026-10-14T06:30:00.000Z'],
    ['America/New_York', '02:30', '2026-10-14T06:29:59Z', '2026-10-13T06:30:00.000Z'],
    // On the day the clocks go forward there is no 02:30: it is due an hour later by the wall.
    ['America/New_York', '02:30', '2027-03-14T14:00:00Z', '2027-03-14T07:30:00.000Z'],
    // On the day they go back it comes twice: the first one counts.
    ['America/New_York', '01:30', '2026-11-01T14:00:00Z', '2026-11-01T05:30:00.000Z'],
  ])('in %s at %s, seen from %s: %s', (zone, at, now, due) => {
    expect(latestAt(new Date(now), zone, at).toISOString()).toBe(due);
  });
});

describe('scheduled backups', () => {
  it('are thinned out: two weeks of days, twelve weeks of Sundays, then a Sunday a month; nothing else is touched', () => {
    const files = [];
    for (let age = 0; age < 400; age += 1) {
      const day = new Date(Date.parse('2026-10-14') - age * 86_400_000).toISOString().slice(0, 10);
      files.push(`daily-${day}.carryover`);
    }
    const others = [
      'before-migration-5-x.carryover',
      'mine.carryover',
      'daily-2020-01-01.txt',
      'daily-9999-99-99.carryover',
    ];
    const gone = new Set(backupsToRemove([...files, ...others], '2026-10-14'));
    const kept = files.filter((file) => !gone.has(file));
    expect(others.some((file) => gone.has(file))).toBe(false);
    expect(kept.slice(0, 15)).toEqual(files.slice(0, 15));
    expect(kept.slice(15)).toEqual(
      [
        ...[
          '2026-09-27',
          '2026-09-20',
          '2026-09-13',
          '2026-09-06',
          '2026-08-30',
          '2026-08-23',
          '2026-08-16',
          '2026-08-09',
        ],
        ...[
          '2026-08-02',
          '2026-07-26',
          '2026-07-05',
          '2026-06-07',
          '2026-05-03',
          '2026-04-05',
          '2026-03-01',
          '2026-02-01',
        ],
        ...['2026-01-04', '2025-12-07', '2025-11-02', '2025-10-05'],
      ].map((day) => `daily-${day}.carryover`),
    );
  });
});

onBothStores('due jobs', (store) => {
  it('run at the start, then once a day at their hour; one that does not go through is told and tried again next time', async () => {
    await buildFixtureSchool(store());
    const clock = { at: '2026-10-14T14:00:00Z', now: () => new Date(clock.at) };
    const ran: string[] = [];
    const errors: string[] = [];
    const job = (name: string, of: DueJob['of'], run: DueJob['run']): DueJob => ({ name, of, at: '02:00', run });
    const jobs = [
      job('each', 'district', async ({ districtId }) => {
        ran.push(districtId);
        return 'done';
      }),
      job('broken', 'store', () => Promise.reject(new Error('no'))),
      job('once', 'store', async () => 'done'),
    ];
    const runner = startDueJobs({ store: store(), clock, jobs, everyMs: 0, onError: (name) => errors.push(name) });
    expect(await runner.runDue()).toEqual(['each', 'each', 'broken', 'once']);
    expect(await runner.runDue()).toEqual([]);
    // 02:00 in New York, not yet in Chicago.
    clock.at = '2026-10-15T06:00:00Z';
    const first = await runner.runDue();
    expect(first.filter((name) => name === 'each')).toHaveLength(1);
    clock.at = '2026-10-15T08:00:00Z';
    const [together, again] = await Promise.all([runner.runDue(), runner.runDue()]);
    expect(together).toBe(again);
    expect(together).toContain('each');
    expect(new Set(ran).size).toBe(2);
    expect(ran).toHaveLength(4);
    expect(errors).toEqual(['broken', 'broken']);
    const noted = await store().asOwner((db) => db.selectFrom('due_job').select(['name', 'outcome']).execute());
    expect(noted.find(({ name }) => name === 'broken')?.outcome).toBe('not done');
    await runner.stop();
    clock.at = '2026-10-17T08:00:00Z';
    expect(await runner.runDue()).toEqual([]);
  });

  it('of the house all go through', async () => {
    const errors: unknown[] = [];
    const runner = startDueJobs({
      store: store(),
      clock: { now: () => new Date('2026-10-20T14:00:00Z') },
      jobs: housekeeping,
      everyMs: 0,
      onError: (_name, error) => errors.push(error),
    });
    expect(new Set(await runner.runDue())).toEqual(new Set(housekeeping.map(({ name }) => name)));
    expect(errors).toEqual([]);
    await runner.stop();
  });

  it('back the school up, into a file of the day that comes back whole', async () => {
    const home = mkdtempSync(join(tmpdir(), 'carryover-daily-'));
    const backups = join(home, 'backups');
    const key = randomBytes(32);
    const { run } = dailyBackup(backups, key);
    const outcome = await run({ store: store(), now: new Date('2026-10-14T05:00:00Z'), districtId: '' });
    expect(readdirSync(backups)).toEqual(['daily-2026-10-14.carryover']);
    const empty = await freshPglite();
    try {
      const { tables } = await restore(join(backups, 'daily-2026-10-14.carryover'), key, empty.store);
      expect(outcome).toBe(`${tables.reduce((sum, { rows }) => sum + rows, 0)} rows`);
      const eventsOf = (there: Store) =>
        there.asOwner((db) => db.selectFrom('event').select(['id', 'body']).orderBy('id').execute());
      const events = await eventsOf(store());
      expect(events.length).toBeGreaterThan(0);
      expect(await eventsOf(empty.store)).toEqual(events);
    } finally {
      await empty.close();
      rmSync(home, { recursive: true, force: true });
    }
  });
});
