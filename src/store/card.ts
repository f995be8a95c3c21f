import type { Kysely } from 'kysely';
import { classRoles, type Role } from '#domain/caseload/roles.ts';
import type { CardText, CardVersion } from '#domain/partnership/card.ts';
import type { Database } from './schema.ts';

/** Cards of students for their classes, and who has read them. */

type Db = Kysely<Database>;

export interface CardRow extends CardVersion {
  readonly studentId: string;
  readonly classId: string;
  readonly writtenBy: string;
}

/** Every version that row-level security shows, latest first: of some students, or of one class. */
export async function readCards(
  db: Db,
  districtId: string,
  of: { readonly studentIds: readonly string[] } | { readonly classId: string },
): Promise<CardRow[]> {
  if ('studentIds' in of && of.studentIds.length === 0) return [];
  const rows = await db
    .selectFrom('card')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'card.district_id').onRef('adult.id', '=', 'card.written_by'),
    )
    .selectAll('card')
    .select('adult.short_name')
    .where('card.district_id', '=', districtId)
    .$if('studentIds' in of, (query) =>
      query.where('card.student_id', 'in', 'studentIds' in of ? [...of.studentIds] : []),
    )
    .$if('classId' in of, (query) => query.where('card.class_id', '=', 'classId' in of ? of.classId : ''))
    .orderBy('card.version', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    studentId: row.student_id,
    classId: row.class_id,
    version: row.version,
    looksLike: row.looks_like,
    cue: row.cue,
    praise: row.praise,
    avoid: row.avoid,
    asks: row.asks,
    writtenBy: row.short_name,
    writtenAt: row.written_at,
    publishedAt: row.published_at,
    withdrawnAt: row.withdrawn_at,
  }));
}

export async function readCardReads(
  db: Db,
  districtId: string,
  cardIds: readonly string[],
): Promise<{ cardId: string; adultId: string; readAt: string }[]> {
  if (cardIds.length === 0) return [];
  return db
    .selectFrom('card_read')
    .select(['card_id as cardId', 'adult_id as adultId', 'read_at as readAt'])
    .where('district_id', '=', districtId)
    .where('card_id', 'in', [...cardIds])
    .execute();
}

/** Reminders given since a day, that day included. */
export async function readReminders(
  db: Db,
  districtId: string,
  cardIds: readonly string[],
  since: string,
): Promise<{ cardId: string; adultId: string; date: string }[]> {
  if (cardIds.length === 0) return [];
  return db
    .selectFrom('card_reminder')
    .select(['card_id as cardId', 'adult_id as adultId', 'date'])
    .where('district_id', '=', districtId)
    .where('card_id', 'in', [...cardIds])
    .where('date', '>=', since)
    .execute();
}

/** Who works in these classes today, and so is asked to read their cards; a guest of one day among them. */
export async function readCardReaders(
  db: Db,
  districtId: string,
  classIds: readonly string[],
  today: string,
): Promise<{ classId: string; adultId: string; shortName: string; role: Role }[]> {
  if (classIds.length === 0) return [];
  const rows = await db
    .selectFrom('role_held')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'role_held.district_id').onRef('adult.id', '=', 'role_held.adult_id'),
    )
    .select(['role_held.class_id', 'role_held.role', 'adult.id', 'adult.short_name'])
    .where('role_held.district_id', '=', districtId)
    .where('role_held.class_id', 'in', [...classIds])
    .where('role_held.role', 'in', [...classRoles])
    .where('role_held.from_date', '<=', today)
    .where((where) => where.or([where('role_held.to_date', 'is', null), where('role_held.to_date', '>=', today)]))
    .orderBy('role_held.role', 'desc')
    .orderBy('adult.name')
    .execute();
  return rows.map((row) => ({
    classId: row.class_id!,
    adultId: row.id,
    shortName: row.short_name,
    role: row.role as Role,
  }));
}

const textOf = (text: CardText) => ({
  looks_like: text.looksLike,
  cue: text.cue,
  praise: text.praise,
  avoid: text.avoid,
  asks: JSON.stringify(text.asks),
});

export async function insertCard(
  db: Db,
  districtId: string,
  card: { id: string; studentId: string; classId: string; version: number; writtenBy: string; at: string },
  text: CardText,
): Promise<void> {
  await db
    .insertInto('card')
    .values({
      district_id: districtId,
      id: card.id,
      student_id: card.studentId,
      class_id: card.classId,
      version: card.version,
      ...textOf(text),
      written_by: card.writtenBy,
      written_at: card.at,
      published_at: null,
      withdrawn_at: null,
    })
    .execute();
}

/** Writes a draft anew. What was published meanwhile is left as it is, and false answered. */
export async function updateDraft(
  db: Db,
  districtId: string,
  cardId: string,
  by: { writtenBy: string; at: string },
  text: CardText,
): Promise<boolean> {
  const changed = await db
    .updateTable('card')
    .set({ ...textOf(text), written_by: by.writtenBy, written_at: by.at })
    .where('district_id', '=', districtId)
    .where('id', '=', cardId)
    .where('published_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

export async function publishDraft(db: Db, districtId: string, cardId: string, at: string): Promise<boolean> {
  const changed = await db
    .updateTable('card')
    .set({ published_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', cardId)
    .where('published_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

/** Withdraws what is in force together with what it had replaced: row-level security shows a class whatever is not withdrawn. */
export async function withdrawPublished(
  db: Db,
  districtId: string,
  { studentId, classId }: { readonly studentId: string; readonly classId: string },
  at: string,
): Promise<boolean> {
  const changed = await db
    .updateTable('card')
    .set({ withdrawn_at: at })
    .where('district_id', '=', districtId)
    .where('student_id', '=', studentId)
    .where('class_id', '=', classId)
    .where('published_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

export async function insertCardRead(
  db: Db,
  districtId: string,
  read: { cardId: string; adultId: string; studentId: string; at: string },
): Promise<void> {
  await db
    .insertInto('card_read')
    .values({
      district_id: districtId,
      card_id: read.cardId,
      adult_id: read.adultId,
      student_id: read.studentId,
      read_at: read.at,
    })
    .onConflict((conflict) => conflict.columns(['district_id', 'card_id', 'adult_id']).doNothing())
    .execute();
}

export async function insertReminder(
  db: Db,
  districtId: string,
  reminder: { cardId: string; adultId: string; studentId: string; by: string; date: string },
): Promise<void> {
  await db
    .insertInto('card_reminder')
    .values({
      district_id: districtId,
      card_id: reminder.cardId,
      adult_id: reminder.adultId,
      date: reminder.date,
      student_id: reminder.studentId,
      reminded_by: reminder.by,
    })
    .onConflict((conflict) => conflict.columns(['district_id', 'card_id', 'adult_id', 'date']).doNothing())
    .execute();
}

/** Labels and names of the students of a class whom the reader reaches. */
export async function readStudentLabels(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
): Promise<Map<string, { label: string; name: string }>> {
  if (studentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('student')
    .innerJoin('student_name', (join) =>
      join
        .onRef('student_name.district_id', '=', 'student.district_id')
        .onRef('student_name.student_id', '=', 'student.id'),
    )
    .select(['student.id', 'student.label', 'student_name.given_name', 'student_name.preferred_name'])
    .where('student.district_id', '=', districtId)
    .where('student.id', 'in', [...studentIds])
    .execute();
  return new Map(rows.map((row) => [row.id, { label: row.label, name: row.preferred_name ?? row.given_name }]));
}

/** The card with its student, as far as the reader may see it. */
export async function readCardById(
  db: Db,
  districtId: string,
  cardId: string,
): Promise<{ studentId: string; classId: string } | null> {
  const row = await db
    .selectFrom('card')
    .select(['student_id as studentId', 'class_id as classId'])
    .where('district_id', '=', districtId)
    .where('id', '=', cardId)
    .where('published_at', 'is not', null)
    .executeTakeFirst();
  return row ?? null;
}
