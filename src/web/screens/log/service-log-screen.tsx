import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  countersignServiceLog,
  readServiceLog,
  type ServiceLogWeek,
  type SignedContactLine,
} from '#contract/service-log.ts';
import { addDays, mondayOf } from '#domain/school-day/calendar.ts';
import { signedByInWords } from '#telling/service-log.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ChoiceField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { ClaimsTable } from './claims-table.tsx';
import { ContactSaid, NoteSince } from './contact-said.tsx';
import { DayOfLog } from './day-of-log.tsx';
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
            <Days toSign={toSign} signed={signed} />
          </>
        )}
      </Reading>
    </>
  );
}

type Shown = 'all' | 'to_sign';

/** The week day by day: all of it, or what waits for a signature or a correction. */
function Days({ toSign, signed }: Pick<ServiceLogWeek, 'toSign' | 'signed'>) {
  const words = useWords();
  const [shown, setShown] = useState<Shown>('all');
  const dates = [...new Set([...toSign, ...signed].map(({ date }) => date))].toSorted();
  if (dates.length === 0) return <p className={styles.quiet}>{words.say('service_log.none')}</p>;
  const open = toSign.length + signed.filter(({ noteSince }) => noteSince !== null).length;
  return (
    <>
      <ChoiceField<Shown>
        label={words.say('service_log.shown')}
        value={shown}
        onChange={setShown}
        options={[
          { value: 'all', label: words.say('service_log.shown.all') },
          { value: 'to_sign', label: words.say('service_log.shown.to_sign', { count: open }) },
        ]}
      />
      {dates.map((date) => (
        <DayOfLog
          key={date}
          date={date}
          toSign={toSign.filter((contact) => contact.date === date)}
          signed={signed.filter((entry) => entry.date === date)}
          onlyOpen={shown === 'to_sign'}
        />
      ))}
    </>
  );
}

function Waiting({ waiting }: { readonly waiting: readonly SignedContactLine[] }) {
  const words = useWords();
  const { zone } = useMe();
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
            <ContactSaid contact={entry} withDay />
            <p className={styles.quiet}>{signedByInWords(words, entry, zone)}</p>
            {entry.noteSince !== null && <NoteSince note={entry.noteSince} />}
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
