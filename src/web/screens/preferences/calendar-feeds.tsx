import { useState } from 'react';
import {
  downloadCalendar,
  listCalendarFeeds,
  makeCalendarFeed,
  withdrawCalendarFeed,
} from '#contract/calendar-feed.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { TextField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './preferences.module.css';

/** Addresses under which other calendars fetch one's sessions: made, copied once, taken back. */
export function CalendarFeeds() {
  const words = useWords();
  const me = useMe();
  const feeds = useRead(listCalendarFeeds, {}).data?.items ?? [];
  const make = useChange(makeCalendarFeed);
  const withdraw = useChange(withdrawCalendarFeed, () => announce(words.say('calendar_feed.withdrawn')));
  const shown = feeds.some((feed) => feed.id === make.data?.id) ? make.data : undefined;
  return (
    <Band heading={words.say('calendar_feed.title')} lead={words.say('calendar_feed.lead')}>
      <div className={styles.calendars}>
        {shown !== undefined && <NewAddress key={shown.id} address={shown.address} />}
        {feeds.length > 0 && (
          <ul className={styles.feeds} aria-label={words.say('calendar_feed.working')}>
            {feeds.map(({ id, madeAt, lastFetched }) => {
              const day = words.instant(madeAt, me.zone);
              return (
                <li key={id}>
                  <span>
                    {words.say('calendar_feed.made_on', { day })}
                    {' · '}
                    {lastFetched === null
                      ? words.say('calendar_feed.never_fetched')
                      : words.say('calendar_feed.last_fetched', { day: words.instant(lastFetched, me.zone) })}
                  </span>
                  <Button
                    size="small"
                    aria-label={words.say('calendar_feed.withdraw_made', { day })}
                    isPending={withdraw.isPending}
                    onPress={() => withdraw.mutate({ params: { feedId: id } })}
                  >
                    {words.say('calendar_feed.withdraw')}
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
        <FaultNotice fault={make.error ?? withdraw.error} />
        <div className={styles.buttons}>
          <Button isPending={make.isPending} onPress={() => make.mutate({})}>
            {words.say('calendar_feed.make')}
          </Button>
          <a className={buttonClass('plain')} href={downloadCalendar.path} download>
            {words.say('calendar_feed.download')}
          </a>
        </div>
      </div>
    </Band>
  );
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

function NewAddress({ address }: { readonly address: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(address).then(() => {
      setCopied(true);
      announce(words.say('do.copied'));
    });
  return (
    <Notice role="status">
      <div className={styles.address}>
        <p>{words.say('calendar_feed.once')}</p>
        <TextField label={words.say('calendar_feed.address')} value={address} onChange={() => undefined} isReadOnly />
        {loopbackNames.includes(new URL(address).hostname) && <p>{words.say('calendar_feed.local')}</p>}
        <div>
          <Button kind="main" onPress={copy}>
            {words.say(copied ? 'do.copied' : 'do.copy')}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
