import type { Kysely } from 'kysely';
import {
  changeMe,
  changePassword,
  closeEverySignIn,
  closeSignIn,
  type DemoPart,
  demoParts,
  demoSignIn,
  openSignIn,
  readEntrance,
  readMe,
} from '#contract/sign-in.ts';
import { changeAdult, readAdult } from '#store/adult.ts';
import type { Database } from '#store/schema.ts';
import {
  endSignIn,
  endSignInsOf,
  findPasswords,
  forgetWrongPasswords,
  hasAccounts,
  noteWrongPassword,
  readPassword,
  setPassword,
} from '#store/sign-in.ts';
import { type Handler, handle, handleOpen, isDone, type Open } from './handle.ts';
import { presentMe } from './me.ts';
import { hashPassword, isPassword, lockMinutes, pretendToCheck, weakness } from './passwords.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type LinkHeld, signIn } from './signed-in.ts';

const minuteMs = 60_000;

function locked(until: Date, now: Date): Refusal {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / minuteMs));
  return refuse('sign_in_locked', undefined, { because: 'sign_in_locked_for', values: { minutes } });
}

/** Signs in an adult whose right to it has been checked, and answers who that is. */
export async function enter(
  { cookie, clock, limits, demo }: Pick<Open, 'cookie' | 'clock' | 'limits' | 'demo'>,
  db: Kysely<Database>,
  who: { readonly districtId: string; readonly adultId: string; readonly link?: LinkHeld | null },
  how: string,
) {
  const now = clock.now();
  const { token, endsAt } = await signIn(db, who, how, now, limits);
  const answer = await presentMe(db, who, { now: now.toISOString(), demo });
  if (answer === null) return refuse('not_found');
  cookie.set(token, endsAt);
  return answer;
}

const signInByPassword = handleOpen(openSignIn, async (context) => {
  const { store, clock, body, unknownAddresses } = context;
  const accounts = await store.asOwner((db) => findPasswords(db, body.email));
  if (accounts.length === 0) {
    const until = unknownAddresses.lockedUntil(body.email, clock.now());
    if (until !== null) return locked(until, clock.now());
    await pretendToCheck(body.password);
    unknownAddresses.note(body.email, clock.now());
    return refuse('wrong_password');
  }
  for (const account of accounts) {
    const now = clock.now();
    if (account.lockedUntil !== null && account.lockedUntil > now.toISOString()) {
      return locked(new Date(account.lockedUntil), now);
    }
    if (await isPassword(account.hash, body.password)) {
      return store.asOwner(async (db) => {
        await forgetWrongPasswords(db, account.districtId, account.adultId);
        const me = await presentMe(db, account, { now: now.toISOString(), demo: context.demo });
        if (me?.roles.length === 0) return refuse('not_your_role', undefined, { because: 'no_role_today' });
        return enter(context, db, account, 'password');
      });
    }
    await store.asOwner((db) =>
      noteWrongPassword(db, account.districtId, account.adultId, (count) => {
        const minutes = lockMinutes(count);
        return minutes === 0 ? null : new Date(now.getTime() + minutes * minuteMs).toISOString();
      }),
    );
  }
  return refuse('wrong_password');
});

/** Whom one may look around as: the demo school notes it in the preferences of those adults. */
async function demoAdults(db: Kysely<Database>) {
  const district = await db.selectFrom('district').select('id').where('is_demo', '=', true).executeTakeFirst();
  if (district === undefined) return null;
  const adults = await db
    .selectFrom('adult')
    .select(['id', 'preferences'])
    .where('district_id', '=', district.id)
    .execute();
  const named: Partial<Record<DemoPart, string>> = {};
  for (const part of demoParts) {
    const adult = adults.find(({ preferences }) => preferences.lookAroundAs === part);
    if (adult !== undefined) named[part] = adult.id;
  }
  return { districtId: district.id, named };
}

export const signInHandlers: readonly Handler[] = [
  signInByPassword,

  handleOpen(readEntrance, async ({ store, demo }) =>
    store.asOwner(async (db) => {
      const look = demo ? await demoAdults(db) : null;
      const lookAroundAs = [];
      for (const as of demoParts) {
        const adultId = look?.named[as];
        const adult = adultId === undefined ? undefined : await readAdult(db, look!.districtId, adultId);
        if (adult !== undefined) lookAroundAs.push({ as, name: adult.name, position: adult.position });
      }
      return { demo, hasAccounts: await hasAccounts(db), lookAroundAs };
    }),
  ),

  handleOpen(demoSignIn, async (context) =>
    context.store.asOwner(async (db) => {
      const look = await demoAdults(db);
      const adultId = look?.named[context.body.as];
      if (adultId === undefined) return refuse('not_found', 'as');
      return enter(context, db, { districtId: look!.districtId, adultId }, 'demo');
    }),
  ),

  handle(closeSignIn, { as: 'owner' }, async ({ db, adult, now, cookie }) => {
    await endSignIn(db, adult.districtId, adult.signInId, now, 'left');
    cookie.clear();
    return isDone;
  }),

  handle(closeEverySignIn, { as: 'owner' }, async ({ db, adult, now, cookie }) => {
    await endSignInsOf(db, adult.districtId, adult.adultId, now, adult.signInId);
    await endSignIn(db, adult.districtId, adult.signInId, now, 'left');
    cookie.clear();
    return isDone;
  }),

  handle(
    readMe,
    {},
    async ({ db, adult, now, demo }) => (await presentMe(db, adult, { now, demo })) ?? refuse('not_found'),
  ),

  handle(changeMe, {}, async ({ db, adult, body, now, demo }) => {
    const known = await readAdult(db, adult.districtId, adult.adultId);
    if (known === undefined) return refuse('not_found');
    const { language, ...preferences } = body;
    await changeAdult(db, adult.districtId, adult.adultId, {
      ...(language === undefined ? {} : { language }),
      preferences: JSON.stringify({ ...known.preferences, ...preferences }),
    });
    return (await presentMe(db, adult, { now, demo })) ?? refuse('not_found');
  }),

  handle(changePassword, { as: 'owner' }, async ({ db, adult, body, now, demo }) => {
    const held = await readPassword(db, adult.districtId, adult.adultId);
    if (held === undefined) return refuse(demo ? 'not_in_demo' : 'not_found');
    if (!(await isPassword(held.hash, body.current))) {
      return refuse('wrong_password', 'current', { because: 'current_password_wrong' });
    }
    const person = await readAdult(db, adult.districtId, adult.adultId);
    const weak = weakness(body.next, { name: person?.name ?? '', email: person?.email ?? '' });
    if (weak !== null) return refuse('bad_input', 'next', { because: weak });
    await setPassword(db, adult.districtId, adult.adultId, await hashPassword(body.next), now);
    await endSignInsOf(db, adult.districtId, adult.adultId, now, adult.signInId);
    return isDone;
  }),
];
