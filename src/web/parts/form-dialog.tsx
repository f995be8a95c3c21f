import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Actions, Form } from './form.tsx';
import { useWords } from './words.tsx';

/**
 * A dialog that is one form: mount it when it is to be open. Sent, it makes `change`, whose faults land on its fields; Cancel, Escape
 * and the cross close it and nothing is made. The button that sends it says "Save" where `submit` says nothing else.
 */
export function FormDialog({
  submit,
  change,
  onSubmit,
  children,
  ...dialog
}: {
  readonly heading: string;
  readonly lead?: string;
  readonly wide?: boolean;
  readonly submit?: string;
  readonly change: { readonly isPending: boolean; readonly error: unknown };
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const words = useWords();
  return (
    <Dialog {...dialog}>
      <Form onSubmit={onSubmit} fault={change.error}>
        {children}
        <Actions submit={submit ?? words.say('do.save')} isPending={change.isPending} fault={change.error}>
          <Button onPress={dialog.onClose}>{words.say('do.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  );
}
