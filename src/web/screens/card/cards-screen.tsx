import { type ClassCard, gotCard, readClassCards } from '#contract/card.ts';
import { listClasses } from '#contract/class.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './card.module.css';
import { CardView } from './card-view.tsx';

/** The cards of one's classes: what waits to be read first. */
export function CardsScreen() {
  const words = useWords();
  const classes = useRead(listClasses, {});
  return (
    <Page
      title={words.say('card.title')}
      lead={words.say('card.lead')}
      actions={<Button onPress={() => window.print()}>{words.say('card.print')}</Button>}
    >
      <Reading read={classes}>
        {({ items }) =>
          items.length === 0 ? (
            <NoCards />
          ) : (
            items.map((one) => <CardsOfClass key={one.id} classId={one.id} many={items.length > 1} />)
          )
        }
      </Reading>
    </Page>
  );
}

function NoCards() {
  const words = useWords();
  return <EmptyState title={words.say('card.none')}>{words.say('card.none_why')}</EmptyState>;
}

function CardsOfClass({ classId, many }: { readonly classId: string; readonly many: boolean }) {
  const read = useRead(readClassCards, { params: { classId } });
  return (
    <Reading read={read}>
      {({ className, cards }) => (
        <>
          {many && <h2>{className}</h2>}
          {cards.length === 0 ? (
            <NoCards />
          ) : (
            <ul className={styles.list}>
              {cards
                .toSorted((a, b) => Number(a.readAt !== null) - Number(b.readAt !== null))
                .map((card) => (
                  <CardToRead key={card.id} card={card} />
                ))}
            </ul>
          )}
        </>
      )}
    </Reading>
  );
}

function CardToRead({ card }: { readonly card: ClassCard }) {
  const words = useWords();
  const me = useMe();
  const name = card.writtenBy;
  const got = useChange(gotCard, () => announce(words.say('card.said_got_it', { name })));
  return (
    <li className={`${styles.card} ${card.readAt === null ? styles.unread : ''}`}>
      <div className={styles.head}>
        <h2>
          <span className={styles.name}>{card.name}</span>
          <span className={styles.printed} aria-hidden="true">
            {card.label}
          </span>
        </h2>
        <span className={styles.quiet}>
          {words.say('card.from', { name, day: words.instant(card.publishedAt, me.zone, 'day') })}
        </span>
      </div>
      {card.reminded && <p className={styles.asked}>{words.say('card.reminded', { name })}</p>}
      {card.readBefore && <p className={styles.quiet}>{words.say('card.changed')}</p>}
      <CardView card={card}>
        <div className={styles.foot} data-screen-only>
          {card.readAt === null ? (
            <Button
              kind="main"
              isPending={got.isPending}
              aria-label={words.say('card.got_it_label', { label: card.label })}
              onPress={() => got.mutate({ params: { cardId: card.id } })}
            >
              {words.say('card.got_it')}
            </Button>
          ) : (
            <span className={styles.quiet}>
              {words.say('card.read_on', { day: words.instant(card.readAt, me.zone, 'day') })}
            </span>
          )}
          <FaultNotice fault={got.error} />
        </div>
      </CardView>
    </li>
  );
}
