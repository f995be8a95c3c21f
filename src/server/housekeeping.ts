import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { wallClockAt } from '#domain/school-day/school-clock.ts';
import { backup, verifyBackup } from '#store/backup/backup.ts';
import { sealAccessLog } from '#store/access-seal.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { beginYear } from '#store/new-year.ts';
import { writeSessionsAhead } from '#store/session.ts';
import { removeOldSignIns } from '#store/sign-in.ts';
import type { DueJob } from './due-jobs.ts';
import { judgeWaiting } from './event-intake.ts';
import { newId } from './new-id.ts';

const dayMs = 86_400_000;
/** Ended sign-ins are of use while somebody asks who was here last week; the access log keeps what they did. */
const signInsKeptMs = 30 * dayMs;

/** What every school needs done by itself. */
export const housekeeping: readonly DueJob[] = [
  {
    name: 'new_years',
    of: 'district',
    at: '00:05',
    run: async ({ store, now, districtId }) =>
      store.asOwner(async (db) => {
        let begun = 0;
        for (const { schoolId, zone } of (await readSchoolTimes(db, districtId)).values()) {
          const today = wallClockAt(now.toISOString(), zone).date;
          if (await beginYear(db, districtId, schoolId, today, now.toISOString())) begun += 1;
        }
        return `${begun} begun`;
      }),
  },
  {
    name: 'sessions_ahead',
    of: 'district',
    at: '03:00',
    run: async ({ store, now, districtId }) => {
      const written = await store.asOwner((db) =>
        writeSessionsAhead(db, districtId, now.toISOString(), () => newId(now)),
      );
      return `${written} written`;
    },
  },
  {
    name: 'waiting_events',
    of: 'district',
    at: '03:10',
    run: async ({ store, now, districtId }) => {
      await store.asOwner((db) => judgeWaiting(db, districtId, now.toISOString()));
      return 'done';
    },
  },
  {
    name: 'access_seal',
    of: 'district',
    at: '00:30',
    run: async ({ store, now, districtId }) => {
      const today = now.toISOString().slice(0, 10);
      return `${await store.asOwner((db) => sealAccessLog(db, districtId, today, now.toISOString()))} sealed`;
    },
  },
  {
    name: 'old_sign_ins',
    of: 'store',
    at: '02:10',
    run: async ({ store, now }) => {
      const before = new Date(now.getTime() - signInsKeptMs).toISOString();
      return `${await store.asOwner((db) => removeOldSignIns(db, before))} removed`;
    },
  },
  {
    name: 'vacuum',
    of: 'store',
    at: '02:30',
    run: async ({ store }) => {
      await store.vacuum();
      return 'done';
    },
  },
];

const scheduled = /^daily-(\d{4}-\d{2}-\d{2})\.carryover$/;

/** After so many days a scheduled backup is gone, whatever its date: what was destroyed is then in none of them. */
export const backupsKeptDays = 400;

/**
 * Which scheduled backups go: of the last two weeks all stay, of the last twelve those of Sundays, of older ones, for thirteen
 * months, those of the first Sunday of a month. Files with other names are never touched.
 */
export function backupsToRemove(files: readonly string[], today: string): string[] {
  const age = (day: string) => (Date.parse(today) - Date.parse(day)) / dayMs;
  return files.filter((file) => {
    const day = scheduled.exec(file)?.[1];
    if (day === undefined || Number.isNaN(Date.parse(day)) || age(day) <= 14) return false;
    const sunday = new Date(day).getUTCDay() === 0;
    if (age(day) <= 84) return !sunday;
    if (age(day) > backupsKeptDays) return true;
    return !(sunday && Number(day.slice(8)) <= 7);
  });
}

/** An encrypted backup a day, each under its date and read again from end to end; only then are older ones thinned out. */
export function dailyBackup(directory: string, key: Buffer): DueJob {
  return {
    name: 'backup',
    of: 'store',
    at: '01:00',
    run: async ({ store, now }) => {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const today = now.toISOString().slice(0, 10);
      const file = join(directory, `daily-${today}.carryover`);
      await backup(store, file, key, now);
      const { tables } = await verifyBackup(file, key);
      for (const file of backupsToRemove(readdirSync(directory), today)) rmSync(join(directory, file));
      return `${tables.reduce((sum, table) => sum + table.rows, 0)} rows`;
    },
  };
}
