import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type DemoPart, demoSignIn, openSignIn, readEntrance } from '#contract/sign-in.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { deviceOutbox, deviceVault } from '../../outbox/device.ts';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { TextField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { PasskeySignIn } from './passkey-sign-in.tsx';
import { signOutWhereDue } from '../vault/leave-device.ts';
import styles from './entrance.module.css';

export function SignInScreen() {
  const words = useWords();
  const entrance = useRead(readEntrance, {});
  // Whoever was signed in here is not any more: what can still be delivered is, and what needs no PIN to read is removed.
  useEffect(() => {
    const leave = async () => {
      await signOutWhereDue();
      await deviceOutbox.flush();
      const state = deviceVault.state();
      if (state.phase === 'open' && !state.guarded) await deviceVault.wipe();
    };
    leave().catch(() => undefined);
    return deviceOutbox.start();
  }, []);
  return (
    <Reading read={entrance}>
      {({ demo, hasAccounts, lookAroundAs }) => (
        <Page
          title={words.say('entrance.title')}
          heading={words.say(demo ? 'entrance.demo_title' : 'entrance.title')}
          narrow
        >
          {demo && <LookAround people={lookAroundAs} />}
          {!demo && (hasAccounts ? <SignInForm /> : <Notice>{words.say('entrance.no_accounts')}</Notice>)}
        </Page>
      )}
    </Reading>
  );
}

type Person = { as: DemoPart; name: string; position: string };

function LookAround({ people }: { readonly people: readonly Person[] }) {
  const words = useWords();
  const enter = useEnter();
  const lookAround = useChange(demoSignIn, enter);
  return (
    <>
      <Notice>{words.say('demo.band')}</Notice>
      <h2 className={styles.as}>{words.say('entrance.demo_as')}</h2>
      <ul className={styles.people}>
        {people.map(({ as, name, position }) => (
          <li key={as}>
            <Button isDisabled={lookAround.isPending} onPress={() => lookAround.mutate({ body: { as } })}>
              <span className={styles.person}>
                <strong>{name}</strong>
                <span>{position}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <FaultNotice fault={lookAround.error} />
    </>
  );
}

function SignInForm() {
  const words = useWords();
  const enter = useEnter();
  const signIn = useChange(openSignIn, enter);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <>
      <Form
        aria-label={words.say('entrance.title')}
        onSubmit={() => signIn.mutate({ body: { email, password } })}
        fault={signIn.error}
      >
        <TextField
          label={words.say('entrance.email')}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
        />
        <TextField
          label={words.say('entrance.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
        />
        <Actions submit={words.say('entrance.sign_in')} isPending={signIn.isPending} fault={signIn.error} />
        <p className={styles.quiet}>{words.say('entrance.locked_out')}</p>
      </Form>
      <PasskeySignIn onDone={enter} />
    </>
  );
}

/** Goes in; the house asks the server who has come. */
function useEnter() {
  const navigate = useNavigate();
  return () => void navigate({ to: '/' });
}
