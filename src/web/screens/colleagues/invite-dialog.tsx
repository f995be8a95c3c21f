import { useState } from 'react';
import { listAdults, makeInvitation } from '#contract/sign-in.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import { type Discipline, disciplines } from '#domain/goals/goal.ts';
import type { OutputOf } from '../../client/call.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './colleagues.module.css';
import { RoleFields, roleDraft } from './role-fields.tsx';

const somebodyNew = 'new';

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const me = useMe();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [discipline, setDiscipline] = useState<Discipline | null>(null);
  const [draft, setDraft] = useState(() => roleDraft(me.today));
  const make = useChange(makeInvitation);
  // Teachers come with an imported caseload: their link opens the account of the person who is already here.
  const keepsAccounts = holds(me, 'coordinator', 'records');
  const adults = useRead(listAdults, {}, { enabled: keepsAccounts }).data?.items ?? [];
  const waiting = keepsAccounts ? adults.filter(({ hasAccount }) => !hasAccount) : [];
  const [adultId, setAdultId] = useState(somebodyNew);
  const choose = (chosen: string) => {
    const adult = waiting.find(({ id }) => id === chosen);
    const role = adult?.roles.find(({ to }) => to === null || to >= me.today);
    setAdultId(chosen);
    setName(adult?.name ?? '');
    setEmail(adult?.email ?? '');
    setDiscipline(adult?.discipline ?? null);
    setDraft({
      ...roleDraft(me.today),
      ...(role === undefined ? {} : { role: role.role, classId: role.classId, from: role.from, to: role.to ?? '' }),
    });
  };

  const submit = () =>
    make.mutate({
      body: {
        name,
        email: email.trim() === '' ? null : email,
        role: draft.role,
        discipline: draft.role === 'therapist' || draft.role === 'assistant' ? discipline : null,
        classId: classRoles.includes(draft.role) ? draft.classId : null,
        forAdultId: draft.role === 'assistant' ? draft.forAdultId : null,
        roleFrom: draft.from,
        roleTo: draft.to || null,
        adultId: adultId === somebodyNew ? null : adultId,
      },
    });

  if (make.data !== undefined)
    return (
      <Dialog heading={words.say('invite.link_ready', { name })} onClose={onClose}>
        <ReadyLink invitation={make.data} onClose={onClose} />
      </Dialog>
    );
  return (
    <FormDialog
      heading={words.say('invite.title')}
      lead={words.say('invite.lead')}
      submit={words.say('invite.make')}
      change={make}
      onSubmit={submit}
      onClose={onClose}
    >
      {waiting.length > 0 && (
        <SelectField
          label={words.say('invite.who')}
          hint={words.say('invite.who_hint')}
          name="adultId"
          options={[
            { value: somebodyNew, label: words.say('invite.somebody_new') },
            ...waiting.map((adult) => ({ value: adult.id, label: adult.name })),
          ]}
          value={adultId}
          onChange={choose}
        />
      )}
      <TextField label={words.say('colleagues.name')} name="name" value={name} onChange={setName} isRequired />
      <TextField
        label={words.say('entrance.email')}
        hint={words.say('invite.email_hint')}
        name="email"
        type="email"
        value={email}
        onChange={setEmail}
        optional
      />
      <RoleFields draft={draft} onChange={setDraft} names={{ from: 'roleFrom', to: 'roleTo' }} />
      {(draft.role === 'therapist' || draft.role === 'assistant') && (
        <SelectField
          label={words.say('welcome.discipline')}
          name="discipline"
          options={disciplines.map((value) => ({ value, label: words.say(`discipline.${value}`) }))}
          value={discipline}
          onChange={setDiscipline}
        />
      )}
    </FormDialog>
  );
}

function ReadyLink({
  invitation: { link, endsAt },
  onClose,
}: {
  readonly invitation: OutputOf<typeof makeInvitation>;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const me = useMe();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(link).then(() => {
      setCopied(true);
      announce(words.say('do.copied'));
    });
  return (
    <div className={styles.link}>
      <TextField label={words.say('invite.link')} value={link} onChange={() => undefined} isReadOnly />
      <p className={styles.past}>{words.say('invite.link_once', { until: words.instant(endsAt, me.zone) })}</p>
      <div>
        <Button kind="main" onPress={copy}>
          {words.say(copied ? 'do.copied' : 'do.copy')}
        </Button>{' '}
        <Button onPress={onClose}>{words.say('do.close')}</Button>
      </div>
    </div>
  );
}
