import { z } from 'zod';
import { operation } from './operation.ts';
import { me } from './sign-in.ts';
import { done, id, instant, made, requiredLine } from './values.ts';

/** Passkeys beside passwords. What browser and authenticator say to each other is WebAuthn's; it is passed through unread. */
const webAuthn = z.record(z.string(), z.unknown());

export const passkey = z.object({
  id,
  /** As the authenticator names it: the device asks its own passkey with it. */
  credentialId: z.string(),
  label: z.string(),
  madeAt: instant,
  lastUsedAt: instant.nullable(),
});
export type Passkey = z.infer<typeof passkey>;

export const listPasskeys = operation({
  name: 'passkey.list',
  method: 'GET',
  path: '/api/passkeys',
  summary: 'The passkeys of whoever asks.',
  act: 'self.read',
  logged: false,
  output: z.object({ items: z.array(passkey) }),
});
export const offerPasskey = operation({
  name: 'passkey.offer',
  method: 'POST',
  path: '/api/passkeys/offer',
  summary: 'What an authenticator needs to make a passkey. Asks for the password again.',
  act: 'self.change',
  logged: false,
  body: z.strictObject({ password: z.string().max(200) }),
  output: z.object({ options: webAuthn }),
});
export const addPasskey = operation({
  name: 'passkey.add',
  method: 'POST',
  path: '/api/passkeys',
  summary: 'Keeps the passkey that was made after an offer.',
  act: 'self.change',
  logged: false,
  body: z.strictObject({ label: requiredLine(60), response: webAuthn }),
  output: made,
});
export const removePasskey = operation({
  name: 'passkey.remove',
  method: 'DELETE',
  path: '/api/passkeys/:passkeyId',
  summary: 'Removes a passkey: nobody signs in with it any more.',
  act: 'self.change',
  logged: false,
  params: z.object({ passkeyId: id }),
  output: done,
});
export const askPasskey = operation({
  name: 'passkey.ask',
  method: 'POST',
  path: '/api/passkey-sign-in/challenge',
  summary: 'What an authenticator needs to sign in with a passkey.',
  act: 'public',
  logged: false,
  output: z.object({ options: webAuthn }),
});
export const passkeySignIn = operation({
  name: 'passkey.sign_in',
  method: 'POST',
  path: '/api/passkey-sign-in',
  summary: 'Signs in with a passkey.',
  act: 'public',
  logged: false,
  body: z.strictObject({ response: webAuthn }),
  output: me,
});
