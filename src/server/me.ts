import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { me } from '#contract/sign-in.ts';
import { covers } from '#domain/caseload/roles.ts';
import { readAdult, readRoles } from '#store/adult.ts';
import type { Database } from '#store/schema.ts';
import { dayIn } from './clock.ts';
import { isOfLink, lastDayOf, type LinkHeld } from './signed-in.ts';

/** What an adult is told about themselves; null if there is no such adult. */
export async function presentMe(
  db: Kysely<Database>,
  who: { readonly districtId: string; readonly adultId: string; readonly link?: LinkHeld | null },
  at: { readonly now: string; readonly demo: boolean },
): Promise<z.output<typeof me> | null> {
  const adult = await readAdult(db, who.districtId, who.adultId);
  if (adult === undefined) return null;
  const today = dayIn(adult.zone, new Date(at.now));
  const link = who.link ?? null;
  const roles = (await readRoles(db, who.districtId, who.adultId)).filter(
    (held) => covers(held, today) && (link === null || isOfLink(held, link)),
  );
  const preferences = me.shape.preferences.safeParse(adult.preferences);
  return {
    adultId: adult.id,
    name: adult.name,
    shortName: adult.shortName,
    discipline: adult.discipline,
    language: adult.language,
    roles: roles.map(({ role, schoolId, classId, from, to }) => ({ role, schoolId, classId, from, to })),
    districtName: adult.districtName,
    now: at.now,
    today,
    zone: adult.zone,
    demo: at.demo,
    link: link === null ? null : { classId: link.classId, lastDay: lastDayOf(link.endsAt, adult.zone) },
    preferences: preferences.success ? preferences.data : { hand: 'right', theme: 'system' },
  };
}
