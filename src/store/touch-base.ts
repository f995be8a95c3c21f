import type { Kysely } from 'kysely';
import type { TouchBaseSlot } from '#domain/school-day/touch-base.ts';
import { type TouchBaseChoice, usualTouchBase } from '#domain/services/week-to-plan.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** How often a class and its therapists sit together, and when. */

type Db = Kysely<Database>;

/** The classes' choices; where nobody chose, the usual one. */
export async function readTouchBaseChoices(
  db: Db,
  districtId: string,
  classIds: readonly string[],
): Promise<Map<string, TouchBaseChoice>> {
  const choices = new Map<string, TouchBaseChoice>(classIds.map((classId) => [classId, usualTouchBase]));
  if (classIds.length === 0) return choices;
  const rows = await db
    .selectFrom('touch_base_choice')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('class_id', 'in', [...classIds])
    .execute();
  for (const row of rows)
    choices.set(row.class_id, { minutes: row.minutes, everyWeeks: row.every_weeks, allAdults: row.all_adults });
  return choices;
}

export async function saveTouchBaseChoice(
  db: Db,
  districtId: string,
  classId: string,
  choice: TouchBaseChoice,
  chosen: { readonly by: string; readonly at: string },
): Promise<void> {
  const row = {
    minutes: choice.minutes,
    every_weeks: choice.everyWeeks,
    all_adults: choice.allAdults,
    chosen_by: chosen.by,
    chosen_at: chosen.at,
  };
  await db
    .insertInto('touch_base_choice')
    .values({ district_id: districtId, class_id: classId, ...row })
    .onConflict((on) => on.columns(['district_id', 'class_id']).doUpdateSet(row))
    .execute();
}

/** Slots of an adult or of classes that had not ended by a date. */
export async function readTouchBaseSlots(
  db: Db,
  districtId: string,
  of: { readonly adultId: string; readonly classIds: readonly string[] },
  since: string,
): Promise<(TouchBaseSlot & { readonly planId: string | null })[]> {
  const rows = await db
    .selectFrom('touch_base_slot')
    .selectAll()
    .where('district_id', '=', districtId)
    .where((where) =>
      where.or([
        where('adult_id', '=', of.adultId),
        ...(of.classIds.length === 0 ? [] : [where('class_id', 'in', [...of.classIds])]),
      ]),
    )
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', since)]))
    .orderBy('weekday')
    .orderBy('starts')
    .orderBy('id')
    .execute();
  return rows
    .filter((row) => row.to_date === null || row.from_date <= row.to_date)
    .map((row) => ({
      id: row.id,
      classId: row.class_id,
      adultId: row.adult_id,
      planId: row.plan_id,
      weekday: row.weekday,
      starts: wallTimeOf(row.starts),
      ends: wallTimeOf(row.ends),
      everyWeeks: row.every_weeks,
      from: row.from_date,
      to: row.to_date,
    }));
}

export async function insertTouchBaseSlot(
  db: Db,
  districtId: string,
  slot: TouchBaseSlot & { readonly planId: string | null },
): Promise<void> {
  await db
    .insertInto('touch_base_slot')
    .values({
      district_id: districtId,
      id: slot.id,
      class_id: slot.classId,
      adult_id: slot.adultId,
      plan_id: slot.planId,
      weekday: slot.weekday,
      starts: slot.starts,
      ends: slot.ends,
      every_weeks: slot.everyWeeks,
      from_date: slot.from,
      to_date: slot.to,
    })
    .execute();
}

export async function setTouchBaseEnd(
  db: Db,
  districtId: string,
  slotIds: readonly string[],
  to: string | null,
): Promise<void> {
  if (slotIds.length === 0) return;
  await db
    .updateTable('touch_base_slot')
    .set({ to_date: to })
    .where('district_id', '=', districtId)
    .where('id', 'in', [...slotIds])
    .execute();
}

/** Names for touch-bases: classes, therapists, and the adults of each class on a date, teachers first. */
export async function readTouchBaseNames(
  db: Db,
  districtId: string,
  slots: readonly TouchBaseSlot[],
  date: string,
): Promise<{
  classes: Map<string, string>;
  therapists: Map<string, string>;
  adults: { classId: string; shortName: string; role: string }[];
}> {
  if (slots.length === 0) return { classes: new Map(), therapists: new Map(), adults: [] };
  const classIds = [...new Set(slots.map(({ classId }) => classId))];
  const classes = await db
    .selectFrom('class')
    .select(['id', 'name'])
    .where('district_id', '=', districtId)
    .where('id', 'in', classIds)
    .execute();
  const therapists = await db
    .selectFrom('adult')
    .select(['id', 'short_name'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...new Set(slots.map(({ adultId }) => adultId))])
    .execute();
  const adults = await db
    .selectFrom('role_held')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'role_held.district_id').onRef('adult.id', '=', 'role_held.adult_id'),
    )
    .select(['role_held.class_id', 'role_held.role', 'adult.short_name'])
    .where('role_held.district_id', '=', districtId)
    .where('role_held.class_id', 'in', classIds)
    .where('role_held.role', 'in', ['teacher', 'paraprofessional'])
    .where('role_held.from_date', '<=', date)
    .where((where) => where.or([where('role_held.to_date', 'is', null), where('role_held.to_date', '>=', date)]))
    .orderBy('role_held.role', 'desc')
    .orderBy('adult.name')
    .execute();
  return {
    classes: new Map(classes.map((row) => [row.id, row.name])),
    therapists: new Map(therapists.map((row) => [row.id, row.short_name])),
    adults: adults.map((row) => ({ classId: row.class_id!, shortName: row.short_name, role: row.role })),
  };
}
