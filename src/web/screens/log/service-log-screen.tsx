import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type ContactLine,
  countersignServiceLog,
  readServiceLog,
  type SignedContactLine,
  signServiceLog,
} from '#contract/service-log.ts';
import { addDays, mondayOf } from '#domain/school-day/calendar.ts';
import type { Words } from '#words/words.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { ClaimsTable } from './claims-table.tsx';
import { CorrectDialog, SignDialog } from './contact-dialog.tsx';
import styles from './log.module.css';

/** One's own contacts of a week, to sign and signed; the table for claims. Whoever only makes claims has the table alone. */
export function ServiceLogScreen() {
  const words = useWords();
  const me = useMe();
  const gives = holds(me, 'therapist', 'assistant');
  return (
    <Page
      title={words.say('service_log.title')}
      lead={words.say('service_log.lead')}
      actions={
        <>
          <Link to="/supervision" className={buttonClass('quiet')}>
            {words.say('service_log.supervision_link')}
          </Link>
          <Link to="/service-codes" className={buttonClass('quiet')}>
            {words.say('service_log.codes_link')}
          </Link>
        </>
      }
    >
      {gives && <Week />}
      {holds(me, 'therapist', 'coordinator', 'records') && <ClaimsTable />}
    </Page>
  );
}

function Week() {
  const words = useWords();
  const { today } = useMe();
  const [monday, setMonday] = useState(mondayOf(today));
  const read = useRead(readServiceLog, { params: { from: monday } });
  return (
    <>
      <nav className={styles.weeks} aria-label={words.say('service_log.week', { day: words.day(monday) })}>
        <Button onPress={() => setMonday(addDays(monday, -7))}>{words.say('service_log.week_before')}</Button>
        <h2>{words.say('service_log.week', { day: words.day(monday) })}</h2>
        <Button onPress={() => setMonday(addDays(monday, 7))} isDisabled={addDays(monday, 7) > today}>
          {words.say('service_log.week_after')}
        </Button>
      </nav>
      <Reading read={read}>
        {({ toSign, signed, waiting, withoutConsent }) => (
          <>
            {withoutConsent > 0 && (
              <div className={styles.told}>
                <Notice tone="attention">{words.say('service_log.without_consent', { count: withoutConsent })}</Notice>
              </div>
            )}
            {waiting.length > 0 && <Waiting waiting={waiting} />}
            <ToSign contacts={toSign} />
            <Signed entries={signed} />
          </>
        )}
      </Reading>
    </>
  );
}

const keyOf = ({ sessionId, studentId }: ContactLine) => `${sessionId} ${studentId}`;

function ToSign({ contacts }: { readonly contacts: readonly ContactLine[] }) {
  const words = useWords();
  const [open, setOpen] = useState<ContactLine | null>(null);
  const sign = useChange(signServiceLog);
  const ready = contacts.filter(({ missed, note }) => missed !== null || note !== '');
  return (
    <Band
      heading={words.say('service_log.to_sign')}
      actions={
        ready.length > 0 && (
          <Button
            kind="main"
            isPending={sign.isPending}
            onPress={() =>
              sign.mutate({
                body: {
                  contacts: ready.map(({ sessionId, studentId, minutes, note }) => ({
                    sessionId,
                    studentId,
                    minutes,
                    note,
                  })),
                },
              })
            }
          >
            {words.say('service_log.sign_all', { count: ready.length })}
          </Button>
        )
      }
    >
      <FaultNotice fault={sign.error} />
      {contacts.length === 0 ? (
        <p className={styles.quiet}>{words.say('service_log.to_sign_none')}</p>
      ) : (
        <>
          {ready.length < contacts.length && (
            <p>{words.say('service_log.without_note', { count: contacts.length - ready.length })}</p>
          )}
          <ul className={styles.contacts}>
            {contacts.map((contact) => (
              <li key={keyOf(contact)} className={styles.contact}>
                <ContactSaid contact={contact} />
                <div className={styles.line}>
                  <Button
                    aria-label={words.say('service_log.open_of', {
                      name: contact.studentName,
                      day: words.day(contact.date),
                    })}
                    onPress={() => setOpen(contact)}
                  >
                    {words.say('service_log.open')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {open !== null && <SignDialog contact={open} onClose={() => setOpen(null)} />}
    </Band>
  );
}

function Waiting({ waiting }: { readonly waiting: readonly SignedContactLine[] }) {
  const words = useWords();
  const sign = useChange(countersignServiceLog);
  return (
    <Band
      heading={words.say('service_log.waiting')}
      lead={words.say('service_log.waiting_lead')}
      actions={
        <Button
          kind="main"
          isPending={sign.isPending}
          onPress={() => sign.mutate({ body: { entryIds: waiting.map(({ id }) => id) } })}
        >
          {words.say('service_log.countersign_all', { count: waiting.length })}
        </Button>
      }
    >
      <FaultNotice fault={sign.error} />
      <ul className={styles.contacts}>
        {waiting.map((entry) => (
          <li key={entry.id} className={styles.contact}>
            <ContactSaid contact={entry} />
            <p className={styles.quiet}>{signedBy(words, entry)}</p>
            <div className={styles.line}>
              <Button
                isPending={sign.isPending}
                aria-label={words.say('service_log.countersign_of', {
                  name: entry.studentName,
                  day: words.day(entry.date),
                })}
                onPress={() => sign.mutate({ body: { entryIds: [entry.id] } })}
              >
                {words.say('service_log.countersign')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Band>
  );
}

function Signed({ entries }: { readonly entries: readonly SignedContactLine[] }) {
  const words = useWords();
  const [correcting, setCorrecting] = useState<SignedContactLine | null>(null);
  return (
    <Band heading={words.say('service_log.signed')}>
      {entries.length === 0 ? (
        <p className={styles.quiet}>{words.say('service_log.signed_none')}</p>
      ) : (
        <ul className={styles.contacts}>
          {entries.map((entry) => (
            <li key={entry.id} className={`${styles.contact} ${entry.corrected ? styles.corrected : ''}`}>
              <ContactSaid contact={entry} />
              {entry.reason !== '' && <p>{words.say('service_log.correction', { reason: entry.reason })}</p>}
              <p className={styles.quiet}>
                {signedBy(words, entry)}
                {entry.corrected && ` · ${words.say('service_log.corrected')}`}
              </p>
              {!entry.corrected && (
                <div className={styles.line}>
                  <Button
                    aria-label={words.say('service_log.correct_of', {
                      name: entry.studentName,
                      day: words.day(entry.date),
                    })}
                    onPress={() => setCorrecting(entry)}
                  >
                    {words.say('service_log.correct')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {correcting !== null && <CorrectDialog entry={correcting} onClose={() => setCorrecting(null)} />}
    </Band>
  );
}

function ContactSaid({ contact }: { readonly contact: ContactLine }) {
  const words = useWords();
  const { studentName, date, delivery, starts, ends, minutes, missed, inGroup, minutesByArea, note } = contact;
  return (
    <>
      <h3>
        {studentName} · {words.day(date)}
      </h3>
      <p className={styles.quiet}>
        {[
          words.say(`delivery.${delivery}`),
          missed !== null
            ? words.say(`ledger.reason.${missed}`)
            : words.say('service_log.time', { starts: words.time(starts!), ends: words.time(ends!), minutes }),
          ...(missed === null ? [words.say(inGroup ? 'service_log.in_group' : 'service_log.alone')] : []),
          ...minutesByArea.map((part) => `${words.say(`area.${part.area}`)} ${words.count(part.minutes)}`),
        ].join(' · ')}
      </p>
      {note !== '' ? (
        <p className={styles.note}>{note}</p>
      ) : (
        missed === null && <p className={styles.quiet}>{words.say('service_log.no_note')}</p>
      )}
    </>
  );
}

function signedBy(words: Words, entry: SignedContactLine): string {
  const by = words.say('service_log.signed_by', { name: entry.givenBy, when: words.day(entry.signedAt.slice(0, 10)) });
  if (!entry.byAssistant) return by;
  const { supervisor } = entry;
  const under =
    supervisor === null
      ? words.say('service_log.waits')
      : words.say('service_log.signed_under', {
          name: supervisor.name,
          when: words.day(supervisor.signedAt.slice(0, 10)),
        });
  return `${by} · ${under}`;
}
