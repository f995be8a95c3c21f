import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { appendAccess } from './access-log.ts';
import { checkAccessLog, checkAccessLogs, hasSeal, sealAccessLog } from './access-seal.ts';
import type { Store } from './open-store.ts';

/** A district with a log of three days, the second of them after a day without, sealed as each night would. */
async function sealedLog(store: Store): Promise<{ districtId: string; ids: string[] }> {
  const [districtId, adultId, studentId] = [randomUUID(), randomUUID(), randomUUID()];
  const ids: string[] = [];
  const days = [
    ['2026-10-12', 3],
    ['2026-10-14', 2],
    ['2026-10-15', 4],
  ] as const;
  await store.asOwner(async (db) => {
    const made = { time_zone: 'America/New_York', created_at: '2026-10-01T12:00:00Z' };
    await db
      .insertInto('district')
      .values({ id: districtId, name: 'Cedar County', ...made })
      .execute();
    for (const [day, lines] of days) {
      for (let line = 0; line < lines; line += 1) {
        const id = `019c9a64-7200-7000-8000-${String(ids.length).padStart(12, '0')}`;
        ids.push(id);
        await appendAccess(db, [
          {
            district_id: districtId,
            id,
            at: `${day}T1${line}:00:00.123456Z`,
            adult_id: adultId,
            sign_in_id: null,
            operation: 'readStudent',
            student_id: studentId,
            fields: 'name, goals',
            purpose: line === 0 ? 'a parent calls' : null,
            result: 'allowed',
            request_id: null,
          },
        ]);
      }
      await sealAccessLog(db, districtId, day, `${day}T05:00:00Z`);
    }
    await sealAccessLog(db, districtId, '2026-10-16', '2026-10-16T05:00:00Z');
  });
  return { districtId, ids };
}

onBothStores('the seals of the access log', (store) => {
  const check = (districtId: string) => store().asOwner((db) => checkAccessLog(db, districtId));
  const day = (date: string, fault: string) => ({ day: date, fault });

  it('are made for each day with lines, once, and hold; today is not sealed yet', async () => {
    const { districtId } = await sealedLog(store());
    const whole = await check(districtId);
    expect(whole).toMatchObject({ days: 3, lines: 9, newest: { day: '2026-10-15' }, faults: [] });
    const again = await store().asOwner((db) => sealAccessLog(db, districtId, '2026-10-16', '2026-10-16T06:00:00Z'));
    expect(again).toBe(0);
    expect(await check(districtId)).toEqual(whole);
  });

  it.each([
    ['a line is changed', sql`UPDATE access_log SET purpose = 'none'`, 'lines_changed'],
    ['the moment of a line is changed', sql`UPDATE access_log SET at = at + interval '1 microsecond'`, 'lines_changed'],
    ['a line is removed', sql`DELETE FROM access_log`, 'lines_missing'],
  ])('tell when %s', async (_what, tamper, fault) => {
    const { districtId, ids } = await sealedLog(store());
    await store().asOwner((db) => sql`${tamper} WHERE district_id = ${districtId} AND id = ${ids[3]!}`.execute(db));
    expect((await check(districtId)).faults).toEqual([day('2026-10-14', fault)]);
  });

  it.each([
    ['a sealed day', '2026-10-12'],
    ['a day between that had none', '2026-10-13'],
  ])('tell of a line that is added to %s', async (_what, date) => {
    const { districtId, ids } = await sealedLog(store());
    await store().asOwner((db) =>
      sql`INSERT INTO access_log (district_id, id, at, adult_id, operation, fields, result)
        SELECT district_id, '019c9a64-7200-7000-9000-000000000000', ${`${date}T12:00:00Z`}, adult_id, operation, fields, result
        FROM access_log WHERE district_id = ${districtId} AND id = ${ids[0]!}`.execute(db),
    );
    expect((await check(districtId)).faults).toEqual([day(date, 'lines_added')]);
  });

  it('tell of a day whose lines and seal are gone, by the seal that came after it', async () => {
    const { districtId } = await sealedLog(store());
    await store().asOwner(async (db) => {
      await db
        .deleteFrom('access_log')
        .where('district_id', '=', districtId)
        .where('at', '>=', '2026-10-14')
        .where('at', '<', '2026-10-15')
        .execute();
      await db
        .deleteFrom('access_seal')
        .where('district_id', '=', districtId)
        .where('day', '=', '2026-10-14')
        .execute();
    });
    expect((await check(districtId)).faults).toEqual([day('2026-10-15', 'lines_changed')]);
  });

  it('made anew after a change hold, but the head that was kept outside is no longer among them', async () => {
    const { districtId, ids } = await sealedLog(store());
    const head = (await check(districtId)).newest!.hash;
    expect(await store().asOwner((db) => hasSeal(db, districtId, head))).toBe(true);
    await store().asOwner(async (db) => {
      await db
        .updateTable('access_log')
        .set({ fields: 'nothing' })
        .where('district_id', '=', districtId)
        .where('id', '=', ids[0]!)
        .execute();
      await db.deleteFrom('access_seal').where('district_id', '=', districtId).execute();
      await sealAccessLog(db, districtId, '2026-10-16', '2026-10-16T05:00:00Z');
    });
    expect((await check(districtId)).faults).toEqual([]);
    const checks = await store().asOwner((db) => checkAccessLogs(db, head));
    expect(checks.map(({ headFound }) => headFound)).not.toContain(true);
  });
});
