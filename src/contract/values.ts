import { z } from 'zod';

/** Values that many nouns share. Limits are generous for people and tight for machines. */

/** In lower case, as the store answers it: ids are compared as text. */
export const id = z.uuid().toLowerCase();
/** Calendar day at the school, `YYYY-MM-DD`. */
export const day = z.iso.date();
/** Wall time at the school, `HH:MM`. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const instant = z.iso.datetime({ offset: true });
export const weekday = z.int().min(1).max(5);
export const rotationDay = z.enum(['A', 'B', '1', '2', '3', '4', '5', '6']).nullable();
export const line = (max = 200) => z.string().trim().max(max);
export const requiredLine = (max = 200) => z.string().trim().min(1).max(max);
/** -1 preschool, 0 kindergarten, 1-12. */
export const grade = z.int().min(-1).max(12).nullable();
export const period = { from: day, to: day.nullable() };

/** Pages are asked for by the cursor of the page before; null: that was the last. */
export const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const done = z.object({ done: z.literal(true) });
export const made = z.object({ id });
