import { useState } from 'react';
import { giveRole } from '#contract/sign-in.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Actions, Form } from '../../parts/form.tsx';
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
    <Dialog heading={words.say('colleagues.give_role_to', { name: adult.name })} onClose={onClose}>
      <Form onSubmit={submit} fault={give.error}>
        <RoleFields draft={draft} onChange={setDraft} names={{ from: 'from', to: 'to' }} />
        <Actions submit={words.say('colleagues.give_role')} isPending={give.isPending} fault={give.error}>
          <Button onPress={onClose}>{words.say('do.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  );
}
