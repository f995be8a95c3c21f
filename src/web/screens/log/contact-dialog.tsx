import { useState } from 'react';
import { type ContactLine, correctServiceLog, type SignedContactLine, signServiceLog } from '#contract/service-log.ts';
import { useChange } from '../../client/queries.ts';
import { NumberField, TextAreaField, TextField, TimeField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './log.module.css';

type ByArea = ContactLine['minutesByArea'];

/** One contact before it is signed: its note, and how its minutes part among the skills. */
export function SignDialog({ contact, onClose }: { readonly contact: ContactLine; readonly onClose: () => void }) {
  const words = useWords();
  const [note, setNote] = useState(contact.note);
  const [minutesByArea, setMinutesByArea] = useState<ByArea>(contact.minutesByArea);
  const sign = useChange(signServiceLog, onClose);
  const { sessionId, studentId, minutes } = contact;
  return (
    <FormDialog
      heading={words.say('service_log.sign_of', { name: contact.studentName, day: words.day(contact.date) })}
      submit={words.say('service_log.sign')}
      change={sign}
      onSubmit={() => sign.mutate({ body: { contacts: [{ sessionId, studentId, minutes, note, minutesByArea }] } })}
      onClose={onClose}
    >
      <TextAreaField
        label={words.say('service_log.note')}
        name="contacts.0.note"
        value={note}
        onChange={setNote}
        maxLength={4_000}
        autoFocus
        isRequired={contact.missed === null}
      />
      <AreaFields name="contacts.0.minutesByArea" minutes={minutes} value={minutesByArea} onChange={setMinutesByArea} />
    </FormDialog>
  );
}

/** A later record in the place of one that is signed; where the note was changed since, as it says now. */
export function CorrectDialog({ entry, onClose }: { readonly entry: SignedContactLine; readonly onClose: () => void }) {
  const words = useWords();
  const fromNote = Boolean(entry.noteSince);
  const [note, setNote] = useState(entry.noteSince || entry.note);
  const [starts, setStarts] = useState(entry.starts ?? '');
  const [ends, setEnds] = useState(entry.ends ?? '');
  const [reason, setReason] = useState(fromNote ? words.say('service_log.reason_note') : '');
  const correct = useChange(correctServiceLog, onClose);
  const moved = starts !== (entry.starts ?? '') || ends !== (entry.ends ?? '');
  return (
    <FormDialog
      heading={words.say('service_log.correct_of', { name: entry.studentName, day: words.day(entry.date) })}
      lead={words.say(fromNote ? 'service_log.correct_lead_note' : 'service_log.correct_lead')}
      submit={words.say('service_log.sign')}
      change={correct}
      onSubmit={() =>
        correct.mutate({
          params: { entryId: entry.id },
          body: { note, reason, ...(moved ? { starts, ends } : {}) },
        })
      }
      onClose={onClose}
    >
      <div className={styles.side}>
        <TimeField label={words.say('service_log.starts')} name="starts" value={starts} onChange={setStarts} />
        <TimeField label={words.say('service_log.ends')} name="ends" value={ends} onChange={setEnds} />
      </div>
      <TextAreaField
        label={words.say('service_log.note')}
        name="note"
        value={note}
        onChange={setNote}
        maxLength={4_000}
      />
      <TextField
        label={words.say('service_log.reason')}
        name="reason"
        value={reason}
        onChange={setReason}
        maxLength={500}
        isRequired
      />
    </FormDialog>
  );
}

function AreaFields({
  name,
  minutes,
  value,
  onChange,
}: {
  readonly name: string;
  readonly minutes: number;
  readonly value: ByArea;
  readonly onChange: (value: ByArea) => void;
}) {
  const words = useWords();
  // Of one skill there is nothing to part.
  if (value.length < 2) return null;
  return (
    <fieldset className={styles.areas}>
      <legend>{words.say('service_log.by_area')}</legend>
      <p className={styles.quiet}>{words.say('service_log.by_area_lead', { minutes })}</p>
      {value.map((part, at) => (
        <NumberField
          key={part.area}
          label={words.say(`area.${part.area}`)}
          {...(at === 0 ? { name } : {})}
          value={part.minutes}
          min={0}
          max={minutes}
          onChange={(next) =>
            onChange(value.map((one) => (one.area === part.area ? { ...one, minutes: next ?? 0 } : one)))
          }
          isRequired
        />
      ))}
    </fieldset>
  );
}
