import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import { askPasskey, passkeySignIn } from '#contract/passkey.ts';
import { call } from '../../client/call.ts';
import { useChanges } from '../../client/queries.ts';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { PasskeyNotUsed } from '../vault/passkey-not-used.ts';

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** Signing in without typing: the device shows which passkeys it has for this school. */
export function PasskeySignIn({ onDone }: { readonly onDone: () => void }) {
  const words = useWords();
  const signIn = useChanges(async () => {
    const { options } = await call(askPasskey, {});
    const response = await startAuthentication({ optionsJSON: options as unknown as RequestOptions }).catch(() => {
      throw new PasskeyNotUsed();
    });
    await call(passkeySignIn, { body: { response: { ...response } } });
  }, onDone);
  if (!browserSupportsWebAuthn()) return null;
  return (
    <>
      {signIn.error instanceof PasskeyNotUsed ? (
        <Notice tone="attention" role="alert">
          {words.say('passkey.did_not')}
        </Notice>
      ) : (
        <FaultNotice fault={signIn.error} />
      )}
      <Button isPending={signIn.isPending} onPress={() => signIn.mutate(undefined)}>
        {words.say('passkey.sign_in')}
      </Button>
    </>
  );
}
