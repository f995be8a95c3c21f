import { Link } from '@tanstack/react-router';
import { acceptMakeUp, listMakeUps, type MissedAndMadeUp } from '#contract/make-up.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import type { Words } from '#words/words.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './make-ups.module.css';

type Item = MissedAndMadeUp['items'][number];

/** What was missed and not made up, most minutes first, and where it could be made up without harm. */
export function MakeUpsScreen() {
  const words = useWords();
  const read = useRead(listMakeUps, {});
  return (
    <Page
      title={words.say('make_up.title')}
      above={<Link to="/caseload">{words.say('caseload.title')}</Link>}
      lead={words.say('make_up.lead')}
    >
      <Reading read={read}>
        {({ items, since }) =>
          items.length === 0 ? (
            <EmptyState title={words.say('make_up.none')}>
              {words.say('make_up.none_why', { since: words.day(since) })}
            </EmptyState>
          ) : (
            <ul className={styles.students}>
              {items.map((item) => (
                <Missed key={item.studentId} item={item} />
              ))}
            </ul>
          )
        }
      </Reading>
    </Page>
  );
}

function Missed({ item }: { readonly item: Item }) {
  const words = useWords();
  const accept = useChange(acceptMakeUp, () => announce(words.say('make_up.planned')));
  const { studentId, missed, proposals, minutes } = item;
  const [oldest] = missed;
  return (
    <li className={styles.student}>
      <h2>
        <Link to="/students/$studentId" params={{ studentId }}>
          {nameInWords(item)}
        </Link>
      </h2>
      <p>
        {words.say('make_up.missed', { minutes, n: missed.length })}{' '}
        <span className={styles.quiet}>
          {missed
            .map((one) =>
              words.say('make_up.missed_one', {
                day: words.day(one.date, 'short'),
                reason: words.say(`ledger.reason.${one.reason}`),
              }),
            )
            .join(' · ')}
        </span>
      </p>
      {proposals.length === 0 ? (
        <p className={styles.quiet}>{words.say('make_up.nothing_fits')}</p>
      ) : (
        <>
          <p className={styles.quiet}>{words.say('make_up.for', { day: words.day(oldest!.date, 'short') })}</p>
          <ul className={styles.proposals}>
            {proposals.map((proposal) => (
              <li key={`${proposal.date} ${proposal.starts} ${proposal.sessionId}`}>
                <span>{proposalInWords(words, proposal)}</span>
                <Button
                  size="small"
                  aria-label={words.say('make_up.plan_of', {
                    name: nameInWords(item),
                    when: proposalInWords(words, proposal),
                  })}
                  isPending={accept.isPending}
                  onPress={() =>
                    accept.mutate({
                      body: {
                        studentId,
                        missedSessionId: oldest!.sessionId,
                        date: proposal.date,
                        starts: proposal.starts,
                        sessionId: proposal.sessionId,
                      },
                    })
                  }
                >
                  {words.say('make_up.plan')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {accept.error !== null && <FaultNotice fault={accept.error} />}
    </li>
  );
}

function proposalInWords(words: Words, { date, starts, ends, sessionId, students }: Item['proposals'][number]): string {
  return words.say(sessionId === null ? 'make_up.own_time' : 'make_up.join', {
    day: words.day(date, 'short'),
    time: words.timeSpan(starts, ends),
    students,
  });
}
