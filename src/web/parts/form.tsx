import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { fieldFaults } from '../client/call-fault.ts';
import { Button } from './button.tsx';
import { FaultNotice } from './fault-notice.tsx';
import styles from './form.module.css';

interface Edited {
  readonly fault: unknown;
  /** Fields that were changed since. */
  readonly names: ReadonlySet<string>;
}
const none: ReadonlySet<string> = new Set();

/**
 * A form whose server's faults land on their fields (by `name`); `Actions` says the first of them above the buttons too.
 * `fault` is the error of the change it makes (`change.error`).
 */
export function Form({
  onSubmit,
  fault,
  children,
  ...labels
}: {
  readonly onSubmit: () => void;
  readonly fault: unknown;
  readonly children: ReactNode;
  readonly 'aria-label'?: string;
  readonly 'aria-labelledby'?: string;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [edited, setEdited] = useState<Edited>({ fault: null, names: new Set() });
  const names = edited.fault === fault ? edited.names : none;
  const faults = useMemo(
    () => Object.fromEntries(Object.entries(fieldFaults(fault)).filter(([name]) => !names.has(name))),
    [fault, names],
  );
  // What is being mended is no longer wrong at the first letter: left to React Aria, the sentence would go when the field loses
  // the focus, and the button would move away from under the finger that is pressing it.
  const mend = (event: FormEvent) => {
    const { name } = event.target as HTMLInputElement;
    if (name in faults) setEdited({ fault, names: new Set([...names, name]) });
  };

  // Whoever cannot see the page hears of the first field that needs another look by being brought to it.
  useEffect(() => {
    if (fault !== null && fault !== undefined)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] button')?.focus();
  }, [fault]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <AriaForm
      {...labels}
      // React Aria hands it on to the form, though its types do not name it.
      {...{ onInput: mend }}
      ref={form}
      className={styles.form}
      validationBehavior="aria"
      validationErrors={faults}
      onSubmit={submit}
    >
      {children}
    </AriaForm>
  );
}

/** Fields side by side where there is room. */
export function Row({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** What the server said of what was sent (some of it belongs to no field in sight), then the button that sends the form and those beside it. */
export function Actions({
  submit,
  isPending,
  fault,
  children,
}: {
  readonly submit: string;
  readonly isPending: boolean;
  readonly fault: unknown;
  readonly children?: ReactNode;
}) {
  return (
    <>
      <FaultNotice fault={fault} />
      <div className={styles.actions}>
        <Button type="submit" kind="main" isPending={isPending}>
          {submit}
        </Button>
        {children}
      </div>
    </>
  );
}
