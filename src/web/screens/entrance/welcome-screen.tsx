import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { acceptInvitation, openFirstAccount, readInvitation } from '#contract/sign-in.ts';
import type { Discipline } from '#domain/goals/goal.ts';
import { disciplines } from '#domain/goals/goal.ts';
import type { OutputOf } from '../../client/call.ts';
import { useChange } from '../../client/queries.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Loading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './entrance.module.css';
import { linkToken } from './link-token.ts';

/** Where one-time links lead: the first account of an empty school, or an invitation. */
export function WelcomeScreen() {
  const words = useWords();
  const [token] = useState(() => linkToken(window.location.hash));
  const { mutate: ask, ...asked } = useChange(readInvitation);

  useEffect(() => {
    if (token !== null) ask({ body: { token } });
  }, [token, ask]);

  if (token === null || asked.isError)
    return (
      <Page title={words.say('invited.title')} narrow>
        {asked.isError ? <FaultNotice fault={asked.error} /> : <Notice>{words.say('welcome.no_link')}</Notice>}
      </Page>
    );
  if (asked.data === undefined) return <Loading />;
  return asked.data.kind === 'first_account' ? (
    <FirstAccount token={token} />
  ) : (
    <Invited token={token} invitation={asked.data} />
  );
}

interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

function AccountFields({ account, onChange }: { account: Account; onChange: (account: Account) => void }) {
  const words = useWords();
  return (
    <>
      <TextField
        label={words.say('welcome.name')}
        name="name"
        autoComplete="name"
        value={account.name}
        onChange={(name) => onChange({ ...account, name })}
        isRequired
      />
      <TextField
        label={words.say('entrance.email')}
        name="email"
        type="email"
        autoComplete="username"
        value={account.email}
        onChange={(email) => onChange({ ...account, email })}
        isRequired
      />
      <TextField
        label={words.say('welcome.password')}
        hint={words.say('welcome.password_hint')}
        name="password"
        type="password"
        autoComplete="new-password"
        value={account.password}
        onChange={(password) => onChange({ ...account, password })}
        isRequired
      />
    </>
  );
}

function FirstAccount({ token }: { readonly token: string }) {
  const words = useWords();
  const navigate = useNavigate();
  const open = useChange(openFirstAccount, () => void navigate({ to: '/' }));
  const [account, setAccount] = useState<Account>({ name: '', email: '', password: '' });
  const [discipline, setDiscipline] = useState<Discipline | 'none'>('speech');
  const [districtName, setDistrictName] = useState('');
  const [schoolName, setSchoolName] = useState('');
  const [timeZone, setTimeZone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);

  return (
    <Page title={words.say('welcome.title')} lead={words.say('welcome.hello')} narrow>
      <Form
        aria-label={words.say('welcome.title')}
        onSubmit={() =>
          open.mutate({
            body: {
              token,
              ...account,
              discipline: discipline === 'none' ? null : discipline,
              districtName,
              schoolName,
              timeZone,
              language: words.language,
            },
          })
        }
        fault={open.error}
      >
        <fieldset className={styles.part}>
          <legend>{words.say('welcome.you')}</legend>
          <AccountFields account={account} onChange={setAccount} />
          <SelectField
            label={words.say('welcome.discipline')}
            name="discipline"
            value={discipline}
            onChange={setDiscipline}
            options={[
              ...disciplines.map((value) => ({ value, label: words.say(`discipline.${value}`) })),
              { value: 'none' as const, label: words.say('welcome.no_discipline') },
            ]}
          />
        </fieldset>
        <fieldset className={styles.part}>
          <legend>{words.say('welcome.school')}</legend>
          <TextField
            label={words.say('welcome.district_name')}
            name="districtName"
            value={districtName}
            onChange={setDistrictName}
            isRequired
          />
          <TextField
            label={words.say('welcome.school_name')}
            name="schoolName"
            value={schoolName}
            onChange={setSchoolName}
            isRequired
          />
          <SelectField
            label={words.say('welcome.time_zone')}
            name="timeZone"
            value={timeZone}
            onChange={setTimeZone}
            options={timeZones(timeZone)}
          />
        </fieldset>
        <Actions submit={words.say('welcome.make')} isPending={open.isPending} fault={open.error} />
      </Form>
    </Page>
  );
}

/** The zones of the United States first, the device's own in front, then all others. */
function timeZones(own: string) {
  const near = [
    own,
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Phoenix',
    'America/Los_Angeles',
    'America/Anchorage',
    'Pacific/Honolulu',
    'America/Puerto_Rico',
  ];
  return [...new Set([...near, ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }));
}

function Invited({
  token,
  invitation,
}: {
  readonly token: string;
  readonly invitation: OutputOf<typeof readInvitation>;
}) {
  const words = useWords();
  const navigate = useNavigate();
  const accept = useChange(acceptInvitation, () => void navigate({ to: '/' }));
  const [account, setAccount] = useState<Account>({ name: invitation.name, email: '', password: '' });
  const role = invitation.role === null ? '' : words.say(`role.${invitation.role}`);
  return (
    <Page
      title={words.say('invited.title')}
      lead={
        <>
          {words.say('invited.as', { district: invitation.districtName, name: invitation.name, role })}{' '}
          {words.say('invited.link_until', { until: words.instant(invitation.endsAt, deviceZone(), 'both') })}
        </>
      }
      narrow
    >
      <Form
        aria-label={words.say('invited.title')}
        onSubmit={() => accept.mutate({ body: { token, ...account, language: words.language } })}
        fault={accept.error}
      >
        <AccountFields account={account} onChange={setAccount} />
        <Actions submit={words.say('invited.accept')} isPending={accept.isPending} fault={accept.error} />
      </Form>
    </Page>
  );
}

// Nobody is signed in yet, so no school's zone is known: the reader's own clock is what the link's end is told in.
const deviceZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;
