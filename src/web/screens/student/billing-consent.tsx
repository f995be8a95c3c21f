import { useState } from 'react';
import { noteBillingConsent, readBillingConsent } from '#contract/service-log.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { DayField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './student.module.css';

/** Whether a parent agrees to billing, from which day on, and what was noted before. */
export function BillingConsent({ studentId, mayNote }: { readonly studentId: string; readonly mayNote: boolean }) {
  const words = useWords();
  const read = useRead(readBillingConsent, { params: { studentId } });
  const [noting, setNoting] = useState<boolean | null>(null);
  return (
    <Reading read={read}>
      {({ given, history }) => (
        <Band
          heading={words.say('consent.title')}
          lead={words.say('consent.lead')}
          actions={
            mayNote && (
              <Button onPress={() => setNoting(!given)}>
                {words.say(given ? 'consent.note_ended' : 'consent.note_given')}
              </Button>
            )
          }
        >
          <p>{words.say(given ? 'consent.given' : 'consent.not_given')}</p>
          {history.length > 0 && (
            <ul className={styles.services}>
              {history.map((one) => (
                <li key={one.id}>
                  {words.say(`consent.history.${one.given ? 'yes' : 'no'}`, { day: words.day(one.from) })}{' '}
                  <span className={styles.quiet}>
                    {words.say('consent.noted_by', { name: one.notedBy, day: words.day(one.notedAt.slice(0, 10)) })}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {noting !== null && <NoteConsent studentId={studentId} given={noting} onClose={() => setNoting(null)} />}
        </Band>
      )}
    </Reading>
  );
}

function NoteConsent({
  studentId,
  given,
  onClose,
}: {
  readonly studentId: string;
  readonly given: boolean;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { today } = useMe();
  const [from, setFrom] = useState(today);
  const note = useChange(noteBillingConsent, onClose);
  return (
    <FormDialog
      heading={words.say(given ? 'consent.note_given' : 'consent.note_ended')}
      change={note}
      onSubmit={() => note.mutate({ params: { studentId }, body: { given, from } })}
      onClose={onClose}
    >
      <DayField label={words.say('consent.from')} name="from" value={from} onChange={setFrom} max={today} isRequired />
    </FormDialog>
  );
}
