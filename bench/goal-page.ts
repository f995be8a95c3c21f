// Server time of the goal page's evidence at 10 thousand, 100 thousand and 1 million events in the store, over loopback HTTP.
// The goal's own events are read by index: its time must not follow the size of the store.
import { sql } from 'kysely';
import { quantile } from './quantiles.ts';
import { type ServedDemo, serveDemo } from './served-demo.ts';

const sizes = [10_000, 100_000, 1_000_000];
const asked = 40;

/** Fills the store to a size with trials of the other goals, in the sessions that are there. */
async function fillTo({ store, told }: ServedDemo, size: number, keep: string): Promise<void> {
  const district = told.rows.district![0]!.id;
  await store.asOwner(async (db) => {
    const { count } = await db
      .selectFrom('event')
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const missing = size - Number(count);
    for (let done = 0; done < missing; done += 20_000) {
      await sql`
        INSERT INTO event (district_id, id, session_id, kind, student_id, goal_id, occurred_at, entered_at, received_at, recorder_id, device_id, body)
        SELECT e.district_id, gen_random_uuid(), e.session_id, e.kind, e.student_id, e.goal_id, e.occurred_at, e.entered_at, e.received_at, e.recorder_id, e.device_id, e.body
        FROM generate_series(1, ${Math.ceil(Math.min(20_000, missing - done) / 4_000)}) n,
          LATERAL (SELECT * FROM event WHERE district_id = ${district} AND kind = 'trial' AND goal_id <> ${keep} ORDER BY id LIMIT 4000) e
      `.execute(db);
    }
  });
  await store.asOwner((db) => sql`ANALYZE event`.execute(db));
}

const rows = ['| store | events in the store | p50 ms | p95 ms |', '|---|---|---|---|'];
for (const kind of ['pglite', 'postgres'] as const) {
  const demo = await serveDemo(kind);
  if (demo === null) {
    rows.push(`| ${kind} | left out: PostgreSQL is not installed | | |`);
    continue;
  }
  const because = demo.told.rows.goal!.find((goal) => goal.tag === 'bec')!.id;
  for (const size of sizes) {
    await fillTo(demo, size, because);
    const took: number[] = [];
    for (let round = -5; round < asked; round++) {
      const started = performance.now();
      await demo.ask('GET', `/api/goals/${because}/evidence`);
      if (round >= 0) took.push(performance.now() - started);
    }
    rows.push(
      `| ${kind} | ${size.toLocaleString('en')} | ${quantile(took, 0.5).toFixed(1)} | ${quantile(took, 0.95).toFixed(1)} |`,
    );
  }
  await demo.close();
}
process.stdout.write(
  `Goal with ${'`'}because${'`'}, twenty weeks of data. Whole request: sign-in, policy, row-level security, reading, computing, access log.\n\n${rows.join('\n')}\n`,
);
