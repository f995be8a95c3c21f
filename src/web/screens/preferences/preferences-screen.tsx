import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changeMe, changePassword, closeEverySignIn } from '#contract/sign-in.ts';
import { languages } from '#words/language.ts';
import { useChange } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { themes } from '../../house/theme.ts';
import { deviceVault } from '../../outbox/device.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ChoiceField, TextField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../parts/words.tsx';
import { DeviceBand } from '../vault/device-band.tsx';
import { PasskeysBand } from '../vault/passkeys-band.tsx';
import { CalendarFeeds } from './calendar-feeds.tsx';
import styles from './preferences.module.css';
import { WorkTimes } from './work-times.tsx';

export function PreferencesScreen() {
  const words = useWords();
  const me = useMe();
  return (
    <Page title={words.say('preferences.title')} narrow>
      <Looks />
      {holds(me, 'therapist', 'assistant') && (
        <>
          <WorkTimes />
          <CalendarFeeds />
        </>
      )}
      <DeviceBand />
      <PasskeysBand />
      <PasswordBand />
      <Devices />
    </Page>
  );
}

function Looks() {
  const words = useWords();
  const me = useMe();
  const change = useChange(changeMe, () => announce(words.say('do.saved')));
  return (
    <Band heading={words.say('preferences.looks')}>
      <div className={styles.choices}>
        <ChoiceField
          label={words.say('language.label')}
          options={languages.map((value) => ({ value, label: words.say(`language.${value}`) }))}
          value={me.language}
          onChange={(language) => change.mutate({ body: { language } })}
        />
        <ChoiceField
          label={words.say('theme.label')}
          options={themes.map((value) => ({ value, label: words.say(`theme.${value}`) }))}
          value={me.preferences.theme}
          onChange={(theme) => change.mutate({ body: { theme } })}
        />
        {holds(me, 'therapist', 'assistant', 'paraprofessional') && (
          <ChoiceField
            label={words.say('preferences.hand')}
            hint={words.say('preferences.hand_why')}
            options={(['left', 'right'] as const).map((value) => ({ value, label: words.say(`preferences.${value}`) }))}
            value={me.preferences.hand}
            onChange={(hand) => change.mutate({ body: { hand } })}
          />
        )}
        <FaultNotice fault={change.error} />
      </div>
    </Band>
  );
}

function PasswordBand() {
  const words = useWords();
  const me = useMe();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useChange(changePassword, () => {
    setCurrent('');
    setNext('');
  });
  // The demo's people have no passwords.
  if (me.demo) return null;
  return (
    <Band heading={words.say('preferences.password')}>
      <Form
        aria-label={words.say('preferences.password')}
        onSubmit={() => change.mutate({ body: { current, next } })}
        fault={change.error}
      >
        <TextField
          label={words.say('preferences.current')}
          name="current"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          isRequired
        />
        <TextField
          label={words.say('preferences.next')}
          hint={words.say('welcome.password_hint')}
          name="next"
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          isRequired
        />
        {change.isSuccess && <Notice role="status">{words.say('preferences.password_changed')}</Notice>}
        <Actions submit={words.say('preferences.change_password')} isPending={change.isPending} fault={change.error} />
      </Form>
    </Band>
  );
}

function Devices() {
  const words = useWords();
  const navigate = useNavigate();
  const signOut = useChange(closeEverySignIn, () => void deviceVault.wipe().then(() => navigate({ to: '/sign-in' })));
  return (
    <Band heading={words.say('preferences.devices')} lead={words.say('preferences.sign_out_everywhere_why')}>
      <FaultNotice fault={signOut.error} />
      <Button isPending={signOut.isPending} onPress={() => signOut.mutate({})}>
        {words.say('preferences.sign_out_everywhere')}
      </Button>
    </Band>
  );
}
