import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { replyToVisit, settleReply, type Visit } from '#contract/visit.ts';
import { notTodayReasons } from '#domain/partnership/visit-plan.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './visit.module.css';

/** What is not as last week, and the class's answer in a tap: got it, a question, not today. */
export function VisitAnswer({ visit, what }: { readonly visit: Visit; readonly what: string }) {
  const words = useWords();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const { plan, comes, classId, sessionId } = visit;
  const params = { classId, sessionId };
  const values = { what, time: words.time(visit.starts) };
  const got = useChange(replyToVisit, () => announce(words.say('visit.said_got_it', { name: comes })));
  const today = visit.date === me.today;
  const notToday = useChange(replyToVisit, () =>
    announce(words.say(today ? 'visit.said_not_today' : 'visit.said_not_then', { name: comes })),
  );
  const takeBack = useChange(settleReply, () => announce(words.say('visit.taken_back')));
  const mine = visit.replies.filter((reply) => reply.adultId === me.adultId);
  const saidNotToday = mine.find((reply) => reply.kind === 'not_today');
  const asked = mine.find((reply) => reply.kind === 'asks');
  const hasIt = mine.some((reply) => reply.kind === 'got_it') || (plan.planId !== null && plan.agreed.class);
  const open = visit.status === 'planned' && visit.date >= me.today;
  const differs = visit.differs.map((kind) => words.say(`visit.differs.${kind}`));
  return (
    <>
      {visit.status === 'planned' && (
        <p className={differs.length > 0 ? styles.loud : styles.quiet}>
          {differs.length > 0
            ? words.say('visit.differs', { what: words.list(differs) })
            : words.say('visit.as_last_week')}
        </p>
      )}
      {plan.classLine !== '' && <p className={styles.loud}>{words.say('visit.this_week', { line: plan.classLine })}</p>}
      {asked !== undefined && <p className={styles.quiet}>{words.say('visit.you_asked', { words: asked.words })}</p>}
      {saidNotToday !== undefined && (
        <div className={styles.buttons}>
          <span className={styles.attention}>
            {words.say(today ? 'visit.you_said_not_today' : 'visit.you_said_not_then')}
          </span>
          {saidNotToday.why === null ? (
            notTodayReasons.map((why) => (
              <Button
                key={why}
                size="small"
                onPress={() => notToday.mutate({ params, body: { kind: 'not_today', why } })}
              >
                {words.say(`visit.why.${why}`)}
              </Button>
            ))
          ) : (
            <span className={styles.quiet}>{words.say(`visit.why.${saidNotToday.why}`)}</span>
          )}
          <Button
            kind="quiet"
            size="small"
            aria-label={words.say('visit.take_back_label', values)}
            isPending={takeBack.isPending}
            onPress={() => takeBack.mutate({ params: { ...params, replyId: saidNotToday.id } })}
          >
            {words.say('visit.take_back')}
          </Button>
        </div>
      )}
      <div className={styles.buttons} data-screen-only>
        {open && saidNotToday === undefined && (
          <>
            {hasIt ? (
              <span className={styles.quiet}>{words.say('visit.got_it_done')}</span>
            ) : (
              <Button
                kind={differs.length > 0 ? 'main' : 'plain'}
                aria-label={words.say('visit.got_it_label', values)}
                isPending={got.isPending}
                onPress={() => got.mutate({ params, body: { kind: 'got_it' } })}
              >
                {words.say('visit.got_it')}
              </Button>
            )}
            <Button aria-label={words.say('visit.ask_label', values)} onPress={() => setAsking(true)}>
              {words.say('visit.ask')}
            </Button>
            <Button
              aria-label={words.say(today ? 'visit.not_today_label' : 'visit.not_then_label', values)}
              isPending={notToday.isPending}
              onPress={() => notToday.mutate({ params, body: { kind: 'not_today' } })}
            >
              {words.say(today ? 'visit.not_today' : 'visit.not_then')}
            </Button>
          </>
        )}
        <Link
          to="/visits/$sessionId"
          params={{ sessionId }}
          search={{ date: visit.date }}
          className={buttonClass('quiet')}
          aria-label={words.say('visit.open_label', values)}
        >
          {words.say('visit.open')}
        </Link>
      </div>
      <FaultNotice fault={got.error ?? notToday.error ?? takeBack.error} />
      {asking && <AskDialog visit={visit} onClose={() => setAsking(false)} />}
    </>
  );
}

function AskDialog({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) {
  const words = useWords();
  const [text, setText] = useState('');
  const { classId, sessionId, comes } = visit;
  const ask = useChange(replyToVisit, () => {
    announce(words.say('visit.said_asked', { name: comes }));
    onClose();
  });
  return (
    <FormDialog
      heading={words.say('visit.ask')}
      lead={words.say('visit.ask_lead', { name: comes })}
      submit={words.say('visit.send')}
      change={ask}
      onSubmit={() => ask.mutate({ params: { classId, sessionId }, body: { kind: 'asks', words: text } })}
      onClose={onClose}
    >
      <TextField
        label={words.say('visit.ask_words')}
        name="words"
        value={text}
        onChange={setText}
        maxLength={300}
        autoFocus
        isRequired
      />
    </FormDialog>
  );
}
