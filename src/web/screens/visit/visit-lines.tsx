import { Link } from '@tanstack/react-router';
import { cancelSession } from '#contract/session.ts';
import { replyToVisit, settleReply, type Visit } from '#contract/visit.ts';
import type { NotTodayReason } from '#domain/partnership/visit-plan.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './visit.module.css';

const cancelReason: Record<NotTodayReason, 'teacher_asked' | 'testing' | 'class_away'> = {
  fire_drill: 'teacher_asked',
  test: 'testing',
  trip: 'class_away',
  other: 'teacher_asked',
};

/** On the therapist's Today, under a visit: what the class says of it, whether the plan stands, the way to it. */
export function VisitLines({ visit, name }: { readonly visit: Visit; readonly name: string }) {
  const words = useWords();
  const me = useMe();
  const params = { classId: visit.classId, sessionId: visit.sessionId };
  const values = { what: name, time: words.time(visit.starts) };
  const settle = useChange(settleReply, () => announce(words.say('visit.settled')));
  const cancel = useChange(cancelSession, () => announce(words.say('session.was_cancelled')));
  const agree = useChange(replyToVisit, () => announce(words.say('visit.said_agreed')));
  const { plan } = visit;
  const theirs = visit.replies.filter((reply) => reply.adultId !== me.adultId && reply.kind !== 'got_it');
  const today = visit.date === me.today;
  const mayAgree = me.adultId === visit.adultId && plan.planId !== null && !plan.agreed.therapist;
  return (
    <>
      {theirs.map((reply) => (
        <div key={reply.id} className={styles.line}>
          <span className={reply.kind === 'not_today' ? styles.attention : styles.loud}>
            {reply.kind === 'asks'
              ? words.say('visit.asks', { name: reply.name, words: reply.words })
              : reply.why === null
                ? words.say(today ? 'visit.says_not_today' : 'visit.says_not_then', { name: reply.name })
                : words.say(today ? 'visit.says_not_today_why' : 'visit.says_not_then_why', {
                    name: reply.name,
                    why: words.say(`visit.why.${reply.why}`),
                  })}
          </span>
          {reply.kind === 'not_today' && visit.status === 'planned' && (
            <Button
              size="small"
              aria-label={words.say('visit.cancel_label', values)}
              isPending={cancel.isPending}
              onPress={() =>
                cancel.mutate({
                  params: { sessionId: visit.sessionId },
                  body: { scope: 'this', reason: cancelReason[reply.why ?? 'other'] },
                })
              }
            >
              {words.say('visit.cancel')}
            </Button>
          )}
          <Button
            size="small"
            kind="quiet"
            aria-label={words.say('visit.settle_label', { name: reply.name })}
            isPending={settle.isPending}
            onPress={() => settle.mutate({ params: { ...params, replyId: reply.id } })}
          >
            {words.say('visit.settle')}
          </Button>
        </div>
      ))}
      <div className={styles.line}>
        {plan.classLine !== '' && (
          <span className={styles.loud}>{words.say('visit.this_week', { line: plan.classLine })}</span>
        )}
        {mayAgree ? (
          <>
            <span className={styles.attention}>{words.say('visit.waits_for_you', { name: plan.changedBy ?? '' })}</span>
            <Button
              size="small"
              aria-label={words.say('visit.agree_label', values)}
              isPending={agree.isPending}
              onPress={() => agree.mutate({ params, body: { kind: 'got_it' } })}
            >
              {words.say('visit.agree')}
            </Button>
          </>
        ) : (
          plan.planId !== null && (
            <span className={styles.quiet}>
              {words.say(plan.agreed.class ? 'visit.agreed' : 'visit.waits_for_class')}
            </span>
          )
        )}
        <Link
          to="/visits/$sessionId"
          params={{ sessionId: visit.sessionId }}
          search={{ date: visit.date }}
          className={buttonClass('quiet', 'small')}
          aria-label={words.say('visit.open_label', values)}
          data-screen-only
        >
          {words.say('visit.open')}
        </Link>
      </div>
      <FaultNotice fault={settle.error ?? cancel.error ?? agree.error} />
    </>
  );
}
