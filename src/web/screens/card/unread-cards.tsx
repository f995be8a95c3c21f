import { listUnreadCards, remindOfCard } from '#contract/card.ts';
import type { SessionLine } from '#contract/session.ts';
import { call } from '../../client/call.ts';
import { useChanges, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './card.module.css';

const useUnread = () => {
  const me = useMe();
  return useRead(listUnreadCards, {}, { enabled: holds(me, 'therapist') }).data;
};

/** "All cards read but 2": null while nothing is published or known. */
export function useCardsRead(): string | null {
  const words = useWords();
  const unread = useUnread();
  if (unread === undefined || unread.published === 0) return null;
  return unread.items.length === 0
    ? words.say('today.cards_read')
    : words.say('today.cards_read_but', { count: unread.items.length });
}

/** Under a visit: whose card its teacher has not read yet, and one tap that reminds. */
export function UnreadCards({ session }: { readonly session: SessionLine }) {
  const words = useWords();
  const unread = useUnread();
  const members = new Map(session.members?.map((member) => [member.studentId, member.label]));
  const waiting = (unread?.items ?? []).filter(
    (card) => card.classId === session.classId && members.has(card.studentId),
  );
  const [first] = waiting;
  const name = first?.shortName ?? '';
  const remind = useChanges(
    async (cards: typeof waiting) => {
      for (const { studentId, classId, adultId } of cards)
        await call(remindOfCard, { params: { studentId, classId }, body: { adultId } });
    },
    () => announce(words.say('card.said_reminded', { name })),
  );
  if (first === undefined) return null;
  const labels = words.list([...new Set(waiting.map((card) => members.get(card.studentId) ?? card.label))]);
  return (
    <div className={styles.unreadLine} data-screen-only>
      <span className={styles.quiet}>{words.say('today.card_unread', { name, labels })}</span>
      {waiting.every((card) => card.reminded) ? (
        <span className={styles.quiet}>{words.say('card.remind_done')}</span>
      ) : (
        <Button
          size="small"
          aria-label={words.say('card.remind_label', { name })}
          isPending={remind.isPending}
          onPress={() => remind.mutate(waiting)}
        >
          {words.say('card.remind')}
        </Button>
      )}
      <FaultNotice fault={remind.error} />
    </div>
  );
}
