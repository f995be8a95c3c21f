import { base64url, bytesOf } from './bytes.ts';
import type { AskPasskey } from './vault.ts';

/**
 * The secret a passkey derives for this vault (WebAuthn PRF). Needs no server: the challenge is of no use to anybody, since the
 * answer is checked by whether it opens the vault.
 */
export const askPasskey: AskPasskey = async (credentialIds, salt) => {
  try {
    const credential = await navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: credentialIds.map((id) => ({ type: 'public-key', id: bytesOf(id) })),
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } },
      },
    });
    if (!(credential instanceof PublicKeyCredential)) return null;
    const first = credential.getClientExtensionResults().prf?.results?.first;
    if (first === undefined) return null;
    const secret = first instanceof ArrayBuffer ? first : (first as ArrayBufferView<ArrayBuffer>).buffer;
    return { credentialId: base64url(new Uint8Array(credential.rawId)), secret };
  } catch {
    // Refused, timed out, or no such authenticator here: the PIN is the other way.
    return null;
  }
};
