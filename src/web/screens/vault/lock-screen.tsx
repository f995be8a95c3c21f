import { useEffect, useState } from 'react';
import { deviceOutbox, deviceVault } from '../../outbox/device.ts';
import type { VaultState } from '../../outbox/vault.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { leaveDevice } from './leave-device.ts';
import { useUnsent } from './use-vault.ts';
import styles from './vault.module.css';

/** Says nothing of anybody: neither whose device it is nor what is on it. */
export function LockScreen({ state }: { readonly state: Extract<VaultState, { phase: 'locked' | 'wiped' }> }) {
  const words = useWords();
  const { waiting } = useUnsent();
  useEffect(() => {
    document.title = `${words.say('vault.title')} · ${words.say('product.name')}`;
  }, [words]);
  // What waits goes out while it is locked.
  useEffect(() => deviceOutbox.start(), []);
  return (
    <main className={styles.locked}>
      <div className={styles.card}>
        <p className={styles.product}>{words.say('product.name')}</p>
        <h1>{words.say('vault.title')}</h1>
        {state.phase === 'wiped' ? (
          <>
            <Notice tone="attention" role="alert">
              {words.say('vault.wiped')}
            </Notice>
            <Button kind="main" onPress={() => void leaveDevice()}>
              {words.say('vault.to_sign_in')}
            </Button>
          </>
        ) : (
          <Unlock state={state} />
        )}
        <p className={styles.quiet}>{words.say('vault.waiting', { count: waiting })}</p>
      </div>
    </main>
  );
}

function Unlock({ state }: { readonly state: Extract<VaultState, { phase: 'locked' }> }) {
  const words = useWords();
  const [pin, setPin] = useState('');
  const [trying, setTrying] = useState(false);
  const [said, setSaid] = useState<'wrong' | 'passkey' | null>(null);

  const byPin = async () => {
    setTrying(true);
    setSaid((await deviceVault.openWithPin(pin)) === 'wrong' ? 'wrong' : null);
    setPin('');
    setTrying(false);
  };
  const byPasskey = async () => {
    setTrying(true);
    setSaid((await deviceVault.openWithPasskey()) === 'wrong' ? 'passkey' : null);
    setTrying(false);
  };
  return (
    <>
      <p>{words.say('vault.lead')}</p>
      {state.byPin && (
        <form
          className={styles.form}
          aria-label={words.say('vault.open')}
          onSubmit={(event) => {
            event.preventDefault();
            if (!trying && pin !== '') void byPin();
          }}
        >
          <TextField
            label={words.say('vault.pin')}
            type="password"
            inputMode="numeric"
            autoComplete="off"
            autoFocus
            value={pin}
            onChange={setPin}
          />
          <Button kind="main" type="submit" isPending={trying}>
            {words.say('vault.open')}
          </Button>
        </form>
      )}
      {state.byPasskey && (
        <Button kind={state.byPin ? 'plain' : 'main'} isDisabled={trying} onPress={() => void byPasskey()}>
          {words.say('vault.by_passkey')}
        </Button>
      )}
      <div role="alert">
        {said === 'wrong' && <Notice tone="attention">{words.say('vault.wrong', { left: state.triesLeft })}</Notice>}
        {said === 'passkey' && <Notice tone="attention">{words.say('vault.passkey_did_not')}</Notice>}
      </div>
      <div>
        <Button kind="quiet" onPress={() => void leaveDevice()}>
          {words.say('vault.forgotten')}
        </Button>
        <p className={styles.quiet}>{words.say('vault.forgotten_why')}</p>
      </div>
    </>
  );
}
