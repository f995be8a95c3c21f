import { useState } from 'react';
import { deviceVault } from '../../outbox/device.ts';
import { isEasyPin } from '../../outbox/vault.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { saveRescueFile } from './save-rescue-file.ts';
import { useUnsent, useVault } from './use-vault.ts';
import styles from './vault.module.css';

/** What this device asks before it shows anything, and the way out for what it cannot send. */
export function DeviceBand() {
  const words = useWords();
  const state = useVault();
  const { waiting, refused } = useUnsent();
  const [changing, setChanging] = useState(false);
  const [set, setSet] = useState(false);
  if (state.phase !== 'open') return null;
  const unsent = waiting + refused;
  return (
    <Band heading={words.say('vault.device')} lead={words.say('vault.device_why')}>
      {state.byPin && <p>{words.say('vault.has_pin')}</p>}
      {set && <Notice role="status">{words.say('vault.pin_set')}</Notice>}
      {state.byPin && !changing ? (
        <Button onPress={() => setChanging(true)}>{words.say('vault.change_pin')}</Button>
      ) : (
        <PinForm
          onSet={() => {
            setSet(true);
            setChanging(false);
          }}
        />
      )}
      {unsent > 0 && (
        <div className={styles.passkeys}>
          <p>{words.say('vault.rescue_why', { count: unsent })}</p>
          <div>
            <Button onPress={() => void saveRescueFile()}>{words.say('vault.rescue')}</Button>
          </div>
        </div>
      )}
    </Band>
  );
}

function PinForm({ onSet }: { readonly onSet: () => void }) {
  const words = useWords();
  const [pin, setPin] = useState('');
  const [easy, setEasy] = useState(false);
  const [working, setWorking] = useState(false);
  const use = async () => {
    if (isEasyPin(pin)) return setEasy(true);
    setWorking(true);
    await deviceVault.setPin(pin);
    announce(words.say('vault.pin_set'));
    onSet();
  };
  return (
    <form
      className={styles.form}
      aria-label={words.say('vault.new_pin')}
      onSubmit={(event) => {
        event.preventDefault();
        void use();
      }}
    >
      <TextField
        label={words.say('vault.new_pin')}
        hint={words.say('vault.new_pin_hint')}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        value={pin}
        onChange={(next) => {
          setPin(next);
          setEasy(false);
        }}
      />
      {easy && (
        <Notice tone="attention" role="alert">
          {words.say('vault.pin_easy')}
        </Notice>
      )}
      <Button type="submit" isPending={working}>
        {words.say('vault.set_pin')}
      </Button>
    </form>
  );
}
