import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/**
 * The access log sealed by day (UTC): each day's seal is a SHA-256 over the seal before it, the day, and every line of the log of
 * that day in the order of their ids. The newest seal's hash stands for the whole log up to its day: kept outside the store
 * (printed, mailed to the records officer), it shows even a chain that was computed anew. The owner's transaction.
 */

type Db = Kysely<Database>;

/** Before the first seal. */
const noSeal = '0'.repeat(64);
const linesAtOnce = 5000;

export type SealFault =
  /** Fewer lines than were sealed. */
  | 'lines_missing'
  /** More lines than were sealed, or lines on a day between seals that has none. */
  | 'lines_added'
  /** As many lines as were sealed, with something else in one, or another seal before it. */
  | 'lines_changed';

export interface SealCheck {
  /** How many days are sealed. */
  readonly days: number;
  /** Lines on sealed days, as they are now. */
  readonly lines: number;
  /** The newest sealed day and its hash; null before the first seal. */
  readonly newest: { readonly day: string; readonly hash: string } | null;
  readonly faults: readonly { readonly day: string; readonly fault: SealFault }[];
}

/** The instant to its last digit, written the same by both engines. */
const instant = sql<string>`to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;
const dayOf = sql<string>`to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
const startOf = (day: string) => `${day}T00:00:00Z`;

async function sealOf(db: Db, districtId: string, day: string, previous: string) {
  const hash = createHash('sha256').update(`${previous}\n${day}\n`);
  let lines = 0;
  let after: string | null = null as string | null;
  for (;;) {
    const rows = await db
      .selectFrom('access_log')
      .select(['id', instant.as('instant'), 'adult_id', 'sign_in_id', 'operation', 'student_id', 'fields', 'purpose'])
      .select(['result', 'request_id'])
      .where('district_id', '=', districtId)
      .where('at', '>=', startOf(day))
      .where('at', '<', sql<string>`${startOf(day)}::timestamptz + interval '24 hours'`)
      .$if(after !== null, (query) => query.where('id', '>', after!))
      .orderBy('id')
      .limit(linesAtOnce)
      .execute();
    // A JSON list: no two different lines have the same text.
    for (const row of rows) {
      const { id, instant, adult_id, sign_in_id, operation, student_id, fields, purpose, result, request_id } = row;
      const line = [id, instant, adult_id, sign_in_id, operation, student_id, fields, purpose, result, request_id];
      hash.update(JSON.stringify(line)).update('\n');
    }
    lines += rows.length;
    if (rows.length < linesAtOnce) return { lines, hash: hash.digest('hex') };
    after = rows.at(-1)!.id;
  }
}

/** Days that have lines, from a day on (null: from the first) and before a day. */
async function daysWithLines(db: Db, districtId: string, from: string | null, before: string) {
  return db
    .selectFrom('access_log')
    .select(dayOf.as('day'))
    .distinct()
    .where('district_id', '=', districtId)
    .$if(from !== null, (query) => query.where('at', '>=', startOf(from!)))
    .where('at', '<', startOf(before))
    .orderBy('day')
    .execute();
}

/** The seal of the latest sealed day; null before the first. */
export async function readNewestSeal(db: Db, districtId: string) {
  const newest = await db
    .selectFrom('access_seal')
    .select(['day', 'lines', 'hash'])
    .where('district_id', '=', districtId)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest ?? null;
}

/** Seals every day before `today` (UTC, `YYYY-MM-DD`) that comes after the newest seal and has lines; answers how many. */
export async function sealAccessLog(db: Db, districtId: string, today: string, now: string): Promise<number> {
  const newest = await readNewestSeal(db, districtId);
  let previous = newest?.hash ?? noSeal;
  let sealed = 0;
  for (const { day } of await daysWithLines(db, districtId, newest?.day ?? null, today)) {
    if (day === newest?.day) continue;
    const seal = await sealOf(db, districtId, day, previous);
    await db
      .insertInto('access_seal')
      .values({ district_id: districtId, day, ...seal, sealed_at: now })
      .execute();
    previous = seal.hash;
    sealed += 1;
  }
  return sealed;
}

/** Computes every seal again from the lines as they are now. Each day is judged by itself: one fault does not hide another. */
export async function checkAccessLog(db: Db, districtId: string): Promise<SealCheck> {
  const seals = await db
    .selectFrom('access_seal')
    .select(['day', 'lines', 'hash'])
    .where('district_id', '=', districtId)
    .orderBy('day')
    .execute();
  const newest = seals.at(-1);
  if (newest === undefined) return { days: 0, lines: 0, newest: null, faults: [] };
  const faults: { day: string; fault: SealFault }[] = [];
  const sealedDays = new Set(seals.map(({ day }) => day));
  for (const { day } of await daysWithLines(db, districtId, null, newest.day)) {
    if (!sealedDays.has(day)) faults.push({ day, fault: 'lines_added' });
  }
  let previous = noSeal;
  let lines = 0;
  for (const seal of seals) {
    const now = await sealOf(db, districtId, seal.day, previous);
    lines += now.lines;
    if (now.lines !== seal.lines) {
      faults.push({ day: seal.day, fault: now.lines < seal.lines ? 'lines_missing' : 'lines_added' });
    } else if (now.hash !== seal.hash) {
      faults.push({ day: seal.day, fault: 'lines_changed' });
    }
    previous = seal.hash;
  }
  faults.sort((a, b) => (a.day < b.day ? -1 : 1));
  return { days: seals.length, lines, newest: { day: newest.day, hash: newest.hash }, faults };
}

/** Whether the chain has ever had this hash for its head: a head that was kept outside must still be one of the seals. */
export async function hasSeal(db: Db, districtId: string, hash: string): Promise<boolean> {
  const found = await db
    .selectFrom('access_seal')
    .select('day')
    .where('district_id', '=', districtId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return found !== undefined;
}

export interface DistrictCheck extends SealCheck {
  readonly district: string;
  /** Of the head that was asked for, whether it is here; null where none was. */
  readonly headFound: boolean | null;
}

/** Every district of the store. `head` is a hash that was kept outside. */
export async function checkAccessLogs(db: Db, head: string | null): Promise<DistrictCheck[]> {
  const checks: DistrictCheck[] = [];
  for (const { id, name } of await db.selectFrom('district').select(['id', 'name']).orderBy('id').execute()) {
    const check = await checkAccessLog(db, id);
    checks.push({ ...check, district: name, headFound: head === null ? null : await hasSeal(db, id, head) });
  }
  return checks;
}
