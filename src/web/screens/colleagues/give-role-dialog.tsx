import { useState } from 'react';
import { giveRole } from '#contract/sign-in.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import type { Colleague } from './colleagues-screen.tsx';
import { RoleFields, roleDraft } from './role-fields.tsx';

export function GiveRoleDialog({ adult, onClose }: { readonly adult: Colleague; readonly onClose: () => void }) {
  const words = useWords();
  const me = useMe();
  const [draft, setDraft] = useState(() => roleDraft(me.today));
  const give = useChange(giveRole, () => {
    announce(words.say('colleagues.role_given', { name: adult.name }));
    onClose();
  });
  const submit = () =>
    give.mutate({
      params: { adultId: adult.id },
      body: {
        role: draft.role,
        classId: classRoles.includes(draft.role) ? draft.classId : null,
        forAdultId: draft.role === 'assistant' ? draft.forAdultId : null,
        from: draft.from,
        to: draft.to || null,
      },
    });
  return (
    <FormDialog
      heading={words.say('colleagues.give_role_to', { name: adult.name })}
      submit={words.say('colleagues.give_role')}
      change={give}
      onSubmit={submit}
      onClose={onClose}
    >
      <RoleFields draft={draft} onChange={setDraft} names={{ from: 'from', to: 'to' }} />
    </FormDialog>
  );
}
