import { Link } from '@tanstack/react-router';
import { listNotices } from '#contract/notice.ts';
import { changeMe } from '#contract/sign-in.ts';
import type { NoticeKind } from '#domain/partnership/notices.ts';
import { useChange, useRead } from '../../client/queries.ts';
import type { Address } from '../../house/navigation.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { CheckField } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './notices.module.css';

/** Where each is dealt with. */
const leadsTo: Record<NoticeKind, Address> = {
  not_today: '/today',
  asks: '/today',
  cover: '/today',
  students_come: '/week/plan',
  students_go: '/caseload/hand-over',
  new_year: '/today',
  visit_cancelled: '/today',
  repair: '/week',
  plan_changed: '/today',
  question: '/today',
  cards_to_read: '/cards',
  cards_unread: '/today',
  decision_due: '/today',
  strategy_due: '/classes',
  thanks: '/strategies',
};

/** What awaits whoever is signed in, and whether it comes by e-mail as well. */
export function NoticesScreen() {
  const words = useWords();
  const read = useRead(listNotices, {});
  return (
    <Page title={words.say('notice.title')} lead={words.say('notice.lead')} narrow>
      <Reading read={read}>
        {({ items, mail }) => (
          <>
            {items.length === 0 ? (
              <EmptyState title={words.say('notice.none')} />
            ) : (
              <ul className={styles.list} aria-label={words.say('notice.title')}>
                {items.map(({ kind, count }) => (
                  <li key={kind}>
                    <span>{words.say(`notice.${kind}`, { count })}</span>
                    <Link
                      to={leadsTo[kind]}
                      className={buttonClass('quiet')}
                      aria-label={words.say('notice.go_label', { what: words.say(`notice.${kind}`, { count }) })}
                    >
                      {words.say('notice.go')}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
            {mail !== null && <ByMail wanted={mail} />}
          </>
        )}
      </Reading>
    </Page>
  );
}

function ByMail({ wanted }: { readonly wanted: boolean }) {
  const words = useWords();
  const change = useChange(changeMe, () => announce(words.say('do.saved')));
  return (
    <Band heading={words.say('notice.by_mail')} lead={words.say('notice.by_mail_lead')}>
      <CheckField value={wanted} onChange={(mail) => change.mutate({ body: { mail } })}>
        {words.say('notice.by_mail_yes')}
      </CheckField>
      <FaultNotice fault={change.error} />
    </Band>
  );
}
