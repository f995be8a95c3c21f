import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { useState } from 'react';
import { addPasskey, listPasskeys, offerPasskey, type Passkey, removePasskey } from '#contract/passkey.ts';
import { call } from '../../client/call.ts';
import { useChanges, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { deviceVault } from '../../outbox/device.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { TextField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { PasskeyNotUsed } from './passkey-not-used.ts';
import { useVault } from './use-vault.ts';
import styles from './vault.module.css';

type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

export function PasskeysBand() {
  const words = useWords();
  const me = useMe();
  const read = useRead(listPasskeys, {});
  // The demo's people sign in by a press.
  if (me.demo) return null;
  return (
    <Band heading={words.say('passkey.title')} lead={words.say('passkey.why')}>
      <Reading read={read}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.say('passkey.none')}</p>
          ) : (
            <ul className={styles.passkeys}>
              {items.map((passkey) => (
                <Row key={passkey.id} passkey={passkey} />
              ))}
            </ul>
          )
        }
      </Reading>
      {browserSupportsWebAuthn() ? <NewPasskey /> : <p>{words.say('passkey.not_here')}</p>}
    </Band>
  );
}

function Row({ passkey }: { readonly passkey: Passkey }) {
  const words = useWords();
  const me = useMe();
  const vault = useVault();
  const [cannot, setCannot] = useState(false);
  const remove = useChanges(async (id: string) => {
    await call(removePasskey, { params: { passkeyId: id } });
    if (deviceVault.state().phase === 'open') await deviceVault.removePasskey(passkey.credentialId);
  });
  const opens = vault.phase === 'open' && vault.passkeys.includes(passkey.credentialId);
  const on = (instant: string) => words.instant(instant, me.zone, 'day');
  return (
    <li className={styles.passkey}>
      <span>
        <strong>{passkey.label}</strong>
        <br />
        <span className={styles.quiet}>
          {words.say('passkey.made', { made: on(passkey.madeAt) })}
          {passkey.lastUsedAt !== null && ` · ${words.say('passkey.used', { used: on(passkey.lastUsedAt) })}`}
          {opens && ` · ${words.say('passkey.unlocks_now')}`}
        </span>
        {cannot && <Notice role="status">{words.say('passkey.unlocks_not')}</Notice>}
        <FaultNotice fault={remove.error} />
      </span>
      {vault.phase === 'open' && !opens && (
        <Button
          size="small"
          onPress={() => void deviceVault.addPasskey(passkey.credentialId).then((can) => setCannot(!can))}
        >
          {words.say('passkey.unlocks')}
        </Button>
      )}
      <Button
        size="small"
        kind="quiet"
        aria-label={words.say('passkey.remove', { label: passkey.label })}
        isPending={remove.isPending}
        onPress={() => remove.mutate(passkey.id)}
      >
        {words.say('do.remove')}
      </Button>
    </li>
  );
}

function NewPasskey() {
  const words = useWords();
  const [label, setLabel] = useState('');
  const [password, setPassword] = useState('');
  const make = useChanges(
    async () => {
      const { options } = await call(offerPasskey, { body: { password } });
      const response = await startRegistration({ optionsJSON: options as unknown as CreationOptions }).catch(() => {
        throw new PasskeyNotUsed();
      });
      await call(addPasskey, { body: { label, response: { ...response } } });
    },
    () => {
      setLabel('');
      setPassword('');
      announce(words.say('passkey.added'));
    },
  );
  const notUsed = make.error instanceof PasskeyNotUsed;
  return (
    <Form
      aria-label={words.say('passkey.add')}
      onSubmit={() => make.mutate(undefined)}
      fault={notUsed ? null : make.error}
    >
      <TextField
        label={words.say('passkey.label')}
        hint={words.say('passkey.label_hint')}
        name="label"
        value={label}
        onChange={setLabel}
        maxLength={60}
        isRequired
      />
      <TextField
        label={words.say('passkey.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
      />
      {notUsed && (
        <Notice tone="attention" role="alert">
          {words.say('passkey.did_not')}
        </Notice>
      )}
      <Actions submit={words.say('passkey.add')} isPending={make.isPending} fault={notUsed ? null : make.error} />
    </Form>
  );
}
