import { useState } from 'react';
import { type CancelReason, cancelReasons, cancelSession, type SessionLine } from '#contract/session.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ChoiceField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { useWords } from '../../parts/words.tsx';
import { ScopeField } from './scope-field.tsx';

/** Says that a session does not take place, and why. */
export function CancelDialog({ session, onClose }: { readonly session: SessionLine; readonly onClose: () => void }) {
  const words = useWords();
  const [reason, setReason] = useState<CancelReason>('student_absent');
  const [scope, setScope] = useState<'this' | 'this_and_later'>('this');
  const cancel = useChange(cancelSession, () => {
    announce(words.say('session.was_cancelled'));
    onClose();
  });
  return (
    <Dialog heading={words.say('session.cancel')} lead={words.say('session.cancel_lead')} onClose={onClose}>
      <Form
        fault={cancel.error}
        onSubmit={() => cancel.mutate({ params: { sessionId: session.id }, body: { scope, reason } })}
      >
        <ChoiceField
          label={words.say('session.cancel_why')}
          name="reason"
          options={cancelReasons.map((value) => ({ value, label: words.say(`cancelled.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
        {session.seriesId !== null && <ScopeField value={scope} onChange={setScope} />}
        <Actions submit={words.say('session.cancel_do')} isPending={cancel.isPending} fault={cancel.error}>
          <Button onPress={onClose}>{words.say('session.cancel_keep')}</Button>
        </Actions>
      </Form>
    </Dialog>
  );
}
