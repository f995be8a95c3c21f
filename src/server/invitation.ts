import type { Kysely } from 'kysely';
import type { z } from 'zod';
import {
  acceptInvitation,
  type invitation as invitationShape,
  listInvitations,
  makeInvitation,
  openFirstAccount,
  readInvitation,
  withdrawInvitation,
} from '#contract/sign-in.ts';
import { mayInvite, offerFaults } from '#domain/caseload/invite.ts';
import { covers, type Role } from '#domain/caseload/roles.ts';
import {
  addAdult,
  addStandIn,
  adultByEmail,
  changeAdult,
  giveRole,
  isEmailTaken,
  readAdult,
  readRoles,
} from '#store/adult.ts';
import type { Store } from '#store/open-store.ts';
import { rebuildReach } from '#store/reach.ts';
import type { Database } from '#store/schema.ts';
import * as signIns from '#store/sign-in.ts';
import { dayIn, isTimeZone } from './clock.ts';
import { type Handler, handle, handleOpen, isDone } from './handle.ts';
import { newId } from './new-id.ts';
import { hashPassword, weakness } from './passwords.ts';
import { refuse, refuseFields } from './refusal.ts';
import { unknownPlace } from './role-places.ts';
import { shortNameOf } from './short-name.ts';
import { enter } from './sign-in.ts';
import { newToken, noDistrict, readToken } from './sign-in-token.ts';

const dayMs = 86_400_000;
/** An invitation holds for a week: long enough for a colleague's holiday, short enough for a lost message. */
const holdsMs = 7 * dayMs;

type Row = NonNullable<Awaited<ReturnType<typeof signIns.findInvitation>>>;

/** Why a link no longer opens anything, or null. */
function closed(row: Row | undefined, now: string) {
  if (row === undefined) return refuse('not_found', 'token');
  if (row.used_at !== null) return refuse('link_used', 'token');
  if (row.withdrawn_at !== null || row.ends_at <= now) return refuse('link_expired', 'token');
  return null;
}

function findByToken(db: Kysely<Database>, token: string): Promise<Row | undefined> {
  const read = readToken(token);
  return read === null ? Promise.resolve(undefined) : signIns.findInvitation(db, read.districtId, read.hash);
}

function present(row: Row): z.output<typeof invitationShape> {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    schoolId: row.school_id,
    classId: row.class_id,
    forAdultId: row.for_adult_id,
    roleFrom: row.role_from ?? row.made_at.slice(0, 10),
    roleTo: row.role_to,
    madeAt: row.made_at,
    endsAt: row.ends_at,
    usedAt: row.used_at,
    withdrawnAt: row.withdrawn_at,
  };
}

/** A new one-time link for the first account of an empty store; null where somebody has an account already. */
export async function firstAccountLink(store: Store, now: Date): Promise<string | null> {
  return store.asOwner(async (db) => {
    if (await signIns.hasAccounts(db)) return null;
    await signIns.withdrawFirstAccountLinks(db, noDistrict, now.toISOString());
    const token = newToken(noDistrict);
    await signIns.makeInvitation(db, {
      district_id: noDistrict,
      id: newId(now),
      token_hash: readToken(token)!.hash,
      role: 'first_account',
      made_at: now.toISOString(),
      ends_at: new Date(now.getTime() + holdsMs).toISOString(),
    });
    return token;
  });
}

/** July to June: where most school years of the northern hemisphere fall inside; changed on the school's page. */
function schoolYearAround(today: string): { from: string; to: string } {
  const year = Number(today.slice(0, 4)) - (today.slice(5, 7) < '07' ? 1 : 0);
  return { from: `${year}-07-01`, to: `${year + 1}-06-30` };
}

/** Who has this address and no account yet, such as a teacher from an imported caseload: the link is theirs, not a namesake's. */
async function withoutAccount(db: Kysely<Database>, districtId: string, email: string | null): Promise<string | null> {
  if (email === null) return null;
  const known = await adultByEmail(db, districtId, email);
  return known === null || (await signIns.readPassword(db, districtId, known)) !== undefined ? null : known;
}

export const invitationHandlers: readonly Handler[] = [
  handle(makeInvitation, { as: 'owner' }, async ({ db, adult, body, now, newId, origin }) => {
    const faults = offerFaults({ ...body, from: body.roleFrom, to: body.roleTo }).map(({ field, because }) => ({
      field: field === 'to' ? 'roleTo' : field,
      because,
    }));
    if (faults.length > 0) return refuseFields([faults[0]!, ...faults.slice(1)]);
    const missing = await unknownPlace(db, adult.districtId, body);
    if (missing !== null) return refuse('not_found', missing);
    let holds: Role[] = [];
    const adultId = body.adultId ?? (await withoutAccount(db, adult.districtId, body.email));
    if (adultId !== null) {
      if ((await readAdult(db, adult.districtId, adultId)) === undefined) return refuse('not_found', 'adultId');
      const account = await signIns.readPassword(db, adult.districtId, adultId);
      if (account !== undefined) return refuse('already_exists', 'adultId', { because: 'has_account' });
      holds = (await readRoles(db, adult.districtId, adultId)).map((held) => held.role);
    }
    const inviter = { adultId: adult.adultId, roles: adult.roles.map((held) => held.role) };
    if (!mayInvite(inviter, body, holds)) return refuse('not_your_role', 'role', { because: 'role_not_yours_to_give' });
    if (body.email !== null && (await isEmailTaken(db, adult.districtId, body.email, adultId ?? undefined))) {
      return refuse('already_exists', 'email', { because: 'email_taken' });
    }
    const token = newToken(adult.districtId);
    const endsAt = new Date(Date.parse(now) + holdsMs).toISOString();
    const id = newId();
    await signIns.makeInvitation(db, {
      district_id: adult.districtId,
      id,
      token_hash: readToken(token)!.hash,
      invited_by: adult.adultId,
      adult_id: adultId,
      name: body.name,
      email: body.email,
      role: body.role,
      discipline: body.discipline,
      school_id: body.schoolId,
      class_id: body.classId,
      for_adult_id: body.forAdultId,
      role_from: body.roleFrom,
      role_to: body.roleTo,
      made_at: now,
      ends_at: endsAt,
    });
    return { id, link: `${origin}/welcome#${token}`, endsAt };
  }),

  handle(listInvitations, { as: 'owner' }, async ({ db, adult }) => ({
    items: (await signIns.listInvitations(db, adult.districtId)).map(present),
  })),

  handle(withdrawInvitation, { as: 'owner' }, async ({ db, adult, params, now }) =>
    (await signIns.withdrawInvitation(db, adult.districtId, params.invitationId, now))
      ? isDone
      : refuse('not_found', 'invitationId'),
  ),

  handleOpen(readInvitation, async ({ store, body, now }) =>
    store.asOwner(async (db) => {
      const row = await findByToken(db, body.token);
      const refusal = closed(row, now);
      if (refusal !== null) return refusal;
      const first = row!.role === 'first_account';
      const district = await db
        .selectFrom('district')
        .select('name')
        .where('id', '=', row!.district_id)
        .executeTakeFirst();
      return {
        kind: first ? ('first_account' as const) : ('invitation' as const),
        name: row!.name,
        role: first ? null : (row!.role as Role),
        districtName: district?.name ?? '',
        endsAt: row!.ends_at,
      };
    }),
  ),

  handleOpen(openFirstAccount, async (context) => {
    const { store, body, now, newId } = context;
    if (!isTimeZone(body.timeZone)) return refuse('bad_input', 'timeZone', { because: 'not_a_time_zone' });
    const weak = weakness(body.password, body);
    if (weak !== null) return refuse('bad_input', 'password', { because: weak });
    const refusal = await store.asOwner(async (db) => closed(await findByToken(db, body.token), now));
    if (refusal !== null) return refusal;
    const hash = await hashPassword(body.password);
    return store.asOwner(async (db) => {
      const link = await findByToken(db, body.token);
      if (link?.role !== 'first_account') return refuse('not_found', 'token');
      const mine = await signIns.takeInvitation(db, link.district_id, link.id, now);
      if (!mine || (await signIns.hasAccounts(db))) return refuse('link_used', 'token');
      const districtId = newId();
      const schoolId = newId();
      const adultId = newId();
      const today = dayIn(body.timeZone, new Date(now));
      const year = schoolYearAround(today);
      await db
        .insertInto('district')
        .values({ id: districtId, name: body.districtName, time_zone: body.timeZone, created_at: now })
        .execute();
      await db
        .insertInto('school')
        .values({
          district_id: districtId,
          id: schoolId,
          name: body.schoolName,
          time_zone: body.timeZone,
          year_from: year.from,
          year_to: year.to,
        })
        .execute();
      await addAdult(db, {
        district_id: districtId,
        id: adultId,
        name: body.name,
        short_name: shortNameOf(body.name),
        email: body.email,
        discipline: body.discipline,
        language: body.language,
        created_at: now,
      });
      // Whoever sets the school up keeps its accounts; a therapist also has a caseload.
      for (const role of [body.discipline === null ? 'coordinator' : 'therapist', 'records'] as const) {
        await giveRole(db, { district_id: districtId, id: newId(), adult_id: adultId, role, from_date: today });
      }
      await signIns.setPassword(db, districtId, adultId, hash, now);
      return enter(context, db, { districtId, adultId }, 'first_account');
    });
  }),

  handleOpen(acceptInvitation, async (context) => {
    const { store, body, now, newId } = context;
    const weak = weakness(body.password, body);
    if (weak !== null) return refuse('bad_input', 'password', { because: weak });
    const refusal = await store.asOwner(async (db) => closed(await findByToken(db, body.token), now));
    if (refusal !== null) return refusal;
    const hash = await hashPassword(body.password);
    return store.asOwner(async (db) => {
      const link = await findByToken(db, body.token);
      if (link === undefined || link.role === 'first_account') return refuse('not_found', 'token');
      const districtId = link.district_id;
      const known = link.adult_id ?? undefined;
      if (await isEmailTaken(db, districtId, body.email, known)) {
        return refuse('already_exists', 'email', { because: 'email_taken' });
      }
      if (!(await signIns.takeInvitation(db, districtId, link.id, now))) return refuse('link_used', 'token');
      const adultId = known ?? newId();
      if (known === undefined) {
        await addAdult(db, {
          district_id: districtId,
          id: adultId,
          name: body.name,
          short_name: shortNameOf(body.name),
          email: body.email,
          discipline: link.discipline as 'speech' | 'occupational' | 'physical' | null,
          language: body.language,
          created_at: now,
        });
      } else {
        if ((await signIns.readPassword(db, districtId, known)) !== undefined) return refuse('link_used', 'token');
        await changeAdult(db, districtId, known, { name: body.name, email: body.email, language: body.language });
      }
      const role = link.role as Role;
      const from = link.role_from ?? now.slice(0, 10);
      const place = { school_id: link.school_id, class_id: link.class_id };
      const held = (await readRoles(db, districtId, adultId)).some(
        (other) =>
          other.role === role &&
          other.schoolId === place.school_id &&
          other.classId === place.class_id &&
          covers(other, from) &&
          other.to === link.role_to,
      );
      const period = { from_date: from, to_date: link.role_to };
      if (!held) {
        await giveRole(db, { district_id: districtId, id: newId(), adult_id: adultId, role, ...place, ...period });
      }
      if (link.for_adult_id !== null) {
        await addStandIn(db, {
          district_id: districtId,
          id: newId(),
          adult_id: adultId,
          for_adult_id: link.for_adult_id,
          kind: role === 'assistant' ? 'assistant' : 'cover',
          ...period,
        });
      }
      await rebuildReach(db, districtId);
      await signIns.setPassword(db, districtId, adultId, hash, now);
      return enter(context, db, { districtId, adultId }, 'invitation');
    });
  }),
];
