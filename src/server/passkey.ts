import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { addPasskey, askPasskey, listPasskeys, offerPasskey, passkeySignIn, removePasskey } from '#contract/passkey.ts';
import { readAdult } from '#store/adult.ts';
import * as passkeys from '#store/passkey.ts';
import { forgetWrongPasswords, readPassword } from '#store/sign-in.ts';
import { type Handler, handle, handleOpen, isDone } from './handle.ts';
import { presentMe } from './me.ts';
import { isPassword } from './passwords.ts';
import { refuse } from './refusal.ts';
import { enter } from './sign-in.ts';

/** Loaded when somebody comes with a passkey: a start does not wait for it. */
const webAuthn = () => import('@simplewebauthn/server');

const product = 'Carryover';
const forSignIn = 'sign in';

/** Passkeys belong to a host name; an address of numbers has none. */
function hostOf(origin: string): string {
  return new URL(origin).hostname;
}

/** What the authenticator keeps beside the passkey, and tells on signing in: district and adult, and nothing that is a name. */
function handleOf(districtId: string, adultId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from((districtId + adultId).replaceAll('-', ''), 'hex'));
}
function readHandle(userHandle: string | undefined): { districtId: string; adultId: string } | null {
  const hex = Buffer.from(userHandle ?? '', 'base64url').toString('hex');
  if (hex.length !== 64) return null;
  const uuid = (part: string) => part.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { districtId: uuid(hex.slice(0, 32)), adultId: uuid(hex.slice(32)) };
}

export const passkeyHandlers: readonly Handler[] = [
  handle(listPasskeys, { as: 'owner' }, async ({ db, adult }) => ({
    items: (await passkeys.readPasskeys(db, adult.districtId, adult.adultId)).map(
      ({ transports: _transports, ...shown }) => shown,
    ),
  })),

  handle(offerPasskey, { as: 'owner' }, async ({ db, adult, body, demo, origin, challenges, now }) => {
    const held = await readPassword(db, adult.districtId, adult.adultId);
    if (held === undefined) return refuse(demo ? 'not_in_demo' : 'not_found');
    // Whoever finds a browser open must not be able to leave a key of their own behind.
    if (!(await isPassword(held.hash, body.password))) {
      return refuse('wrong_password', 'password', { because: 'current_password_wrong' });
    }
    const person = await readAdult(db, adult.districtId, adult.adultId);
    const known = await passkeys.readPasskeys(db, adult.districtId, adult.adultId);
    const options = await (await webAuthn()).generateRegistrationOptions({
      rpName: product,
      rpID: hostOf(origin),
      userID: handleOf(adult.districtId, adult.adultId),
      userName: person?.email ?? person?.name ?? product,
      userDisplayName: person?.name ?? '',
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      // The device's vault may be opened with what the authenticator derives for it.
      extensions: { prf: {} } as object,
    });
    challenges.give(options.challenge, adult.adultId, new Date(now));
    return { options: { ...options } };
  }),

  handle(addPasskey, { as: 'owner' }, async ({ db, adult, body, origin, challenges, now, newId }) => {
    const verified = await (await webAuthn())
      .verifyRegistrationResponse({
        response: body.response as unknown as RegistrationResponseJSON,
        expectedChallenge: (challenge) => challenges.take(challenge, adult.adultId, new Date(now)),
        expectedOrigin: origin,
        expectedRPID: hostOf(origin),
      })
      .catch(() => null);
    if (verified?.verified !== true) return refuse('bad_input', 'response', { because: 'passkey_not_made' });
    const { credential } = verified.registrationInfo;
    if ((await passkeys.findPasskey(db, adult.districtId, credential.id)) !== undefined) {
      return refuse('already_exists', 'response');
    }
    const id = newId();
    await passkeys.addPasskey(db, {
      district_id: adult.districtId,
      id,
      adult_id: adult.adultId,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: credential.transports ?? [],
      label: body.label,
      made_at: now,
    });
    return { id };
  }),

  handle(removePasskey, { as: 'owner' }, async ({ db, adult, params }) =>
    (await passkeys.removePasskey(db, adult.districtId, adult.adultId, params.passkeyId))
      ? isDone
      : refuse('not_found', 'passkeyId'),
  ),

  handleOpen(askPasskey, async ({ origin, challenges, clock }) => {
    const options = await (await webAuthn()).generateAuthenticationOptions({
      rpID: hostOf(origin),
      userVerification: 'required',
    });
    challenges.give(options.challenge, forSignIn, clock.now());
    return { options: { ...options } };
  }),

  handleOpen(passkeySignIn, async (context) => {
    const { store, clock, body, origin, challenges } = context;
    const response = body.response as unknown as AuthenticationResponseJSON;
    const who = readHandle(response.response?.userHandle);
    const credentialId = typeof response.id === 'string' ? response.id : '';
    if (who === null) return refuse('wrong_password', undefined, { because: 'passkey_unknown' });
    return store.asOwner(async (db) => {
      const known = await passkeys.findPasskey(db, who.districtId, credentialId);
      if (known === undefined || known.adultId !== who.adultId) {
        return refuse('wrong_password', undefined, { because: 'passkey_unknown' });
      }
      const now = clock.now();
      const verified = await (await webAuthn())
        .verifyAuthenticationResponse({
          response,
          expectedChallenge: (challenge) => challenges.take(challenge, forSignIn, now),
          expectedOrigin: origin,
          expectedRPID: hostOf(origin),
          credential: {
            id: credentialId,
            publicKey: new Uint8Array(Buffer.from(known.publicKey, 'base64url')),
            counter: Number(known.counter),
            transports: known.transports as AuthenticatorTransport[],
          },
        })
        .catch(() => null);
      if (verified?.verified !== true) return refuse('wrong_password', undefined, { because: 'passkey_unknown' });
      await passkeys.notePasskeyUse(db, who.districtId, known.id, {
        counter: verified.authenticationInfo.newCounter,
        at: now.toISOString(),
      });
      await forgetWrongPasswords(db, who.districtId, who.adultId);
      const me = await presentMe(db, who, { now: now.toISOString(), demo: context.demo });
      if (me?.roles.length === 0) return refuse('not_your_role', undefined, { because: 'no_role_today' });
      return enter(context, db, who, 'passkey');
    });
  }),
];
