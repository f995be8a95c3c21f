import { useEffect, useRef, useState } from 'react';
import { type ContactLine, type SignedContactLine, signServiceLog } from '#contract/service-log.ts';
import { signedByInWords } from '#telling/service-log.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import { CorrectDialog, SignDialog } from './contact-dialog.tsx';
import { ContactSaid, NoteSince } from './contact-said.tsx';
import styles from './log.module.css';

/** What is known of one contact. */
interface ContactOfDay {
  readonly key: string;
  /** What stands: as it is to be signed, or as it is signed. */
  readonly line: ContactLine;
  /** The record in force; null: it is to be signed. */
  readonly standing: SignedContactLine | null;
  /** The records it has corrected. */
  readonly before: readonly SignedContactLine[];
}

type Opened = 'day' | ContactOfDay | null;

/** One day of the log, in the order of the clock. `onlyOpen`: only what waits for a signature or a correction. */
export function DayOfLog({
  date,
  toSign,
  signed,
  onlyOpen,
}: {
  readonly date: string;
  readonly toSign: readonly ContactLine[];
  readonly signed: readonly SignedContactLine[];
  readonly onlyOpen: boolean;
}) {
  const words = useWords();
  const [opened, setOpened] = useState<Opened>(null);
  const contacts = contactsOfDay(toSign, signed);
  const open = contacts.filter(({ standing }) => standing === null || standing.noteSince !== null);
  const ready = toSign.filter(({ missed, note }) => missed !== null || note !== '');

  // Signing may take the pressed button away; the focus goes to its day then, and not to the top of the page.
  const heading = useRef<HTMLHeadingElement>(null);
  const left = useRef(open.length);
  const pressedHere = useRef(false);
  useEffect(() => {
    if (open.length < left.current && pressedHere.current) {
      pressedHere.current = false;
      if (document.activeElement === document.body) heading.current?.focus();
    }
    left.current = open.length;
  }, [open.length]);
  const press = (what: Opened) => {
    pressedHere.current = true;
    setOpened(what);
  };
  const close = () => setOpened(null);

  const shown = onlyOpen ? open : contacts;
  return (
    <Band
      heading={words.day(date, 'long')}
      headingRef={heading}
      lead={words.say('service_log.left', { count: toSign.length })}
      actions={
        ready.length > 1 && (
          <Button
            kind="main"
            aria-label={words.say('service_log.sign_day_of', { count: ready.length, day: words.day(date, 'long') })}
            onPress={() => press('day')}
          >
            {words.say('service_log.sign_day', { count: ready.length })}
          </Button>
        )
      }
    >
      {ready.length < toSign.length && (
        <p>{words.say('service_log.without_note', { count: toSign.length - ready.length })}</p>
      )}
      {shown.length > 0 && (
        <ul className={styles.contacts}>
          {shown.map((contact) => (
            <ContactItem key={contact.key} contact={contact} onOpen={() => press(contact)} />
          ))}
        </ul>
      )}
      {opened === 'day' && <SignDayDialog date={date} contacts={ready} onClose={close} />}
      {opened !== null && opened !== 'day' && opened.standing === null && (
        <SignDialog contact={opened.line} onClose={close} />
      )}
      {opened !== null && opened !== 'day' && opened.standing !== null && (
        <CorrectDialog entry={opened.standing} onClose={close} />
      )}
    </Band>
  );
}

/** One contact. Its button stays the same one when the contact is signed, so that the focus stays on it. */
function ContactItem({ contact, onOpen }: { readonly contact: ContactOfDay; readonly onOpen: () => void }) {
  const words = useWords();
  const { zone } = useMe();
  const { line, standing, before } = contact;
  const does = standing === null ? 'open' : standing.noteSince ? 'correct_from_note' : 'correct';
  return (
    <li className={styles.contact}>
      {before.map((entry) => (
        <div key={entry.id} className={styles.corrected}>
          <ContactSaid contact={entry} />
          <p className={styles.quiet}>
            {signedByInWords(words, entry, zone)} · {words.say('service_log.corrected')}
          </p>
        </div>
      ))}
      <ContactSaid contact={line} />
      {standing === null ? (
        <p className={styles.open}>{words.say('service_log.to_sign')}</p>
      ) : (
        <>
          {standing.reason !== '' && <p>{words.say('service_log.correction', { reason: standing.reason })}</p>}
          <p className={styles.quiet}>{signedByInWords(words, standing, zone)}</p>
          {standing.noteSince !== null && <NoteSince note={standing.noteSince} />}
        </>
      )}
      <div className={styles.line}>
        <Button
          aria-label={words.say(`service_log.${does}_of`, { name: line.studentName, day: words.day(line.date) })}
          onPress={onOpen}
        >
          {words.say(`service_log.${does}`)}
        </Button>
      </div>
    </li>
  );
}

/** All that is ready of a day, each in sight before one signature. */
function SignDayDialog({
  date,
  contacts,
  onClose,
}: {
  readonly date: string;
  readonly contacts: readonly ContactLine[];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const sign = useChange(signServiceLog, onClose);
  return (
    <FormDialog
      heading={words.say('service_log.sign_day_of', { count: contacts.length, day: words.day(date, 'long') })}
      lead={words.say('service_log.sign_day_lead')}
      submit={words.say('service_log.sign_day', { count: contacts.length })}
      change={sign}
      onSubmit={() =>
        sign.mutate({
          body: {
            contacts: contacts.map(({ sessionId, studentId, minutes, note }) => ({
              sessionId,
              studentId,
              minutes,
              note,
            })),
          },
        })
      }
      onClose={onClose}
    >
      <ul className={styles.contacts}>
        {contacts.map((contact) => (
          <li key={keyOf(contact)} className={styles.contact}>
            <ContactSaid contact={contact} />
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}

const keyOf = ({ sessionId, studentId }: ContactLine) => `${sessionId} ${studentId}`;

function contactsOfDay(toSign: readonly ContactLine[], signed: readonly SignedContactLine[]): ContactOfDay[] {
  const unsigned = toSign.map((line) => ({ key: keyOf(line), line, standing: null, before: [] }));
  const records = [...Map.groupBy(signed, keyOf)].map(([key, entries]) => {
    const standing = entries.find(({ corrected }) => !corrected) ?? entries.at(-1)!;
    return { key, line: standing, standing, before: entries.filter((one) => one !== standing) };
  });
  const orderOf = ({ line }: ContactOfDay) => `${line.starts ?? '99'} ${line.studentName} ${line.sessionId}`;
  return [...unsigned, ...records].toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}
