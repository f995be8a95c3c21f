import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { PlanPage } from '#contract/plan.ts';
import type { SessionLine } from '#contract/session.ts';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { breachInWords, planNames } from '../plan/plan-words.ts';
import { sessionName } from '../today/session-words.ts';
import type { Spot } from './grid-items.ts';
import { ScopeField } from './scope-field.tsx';
import { type Checker, checkWeek, meetsOwn } from './week-check.ts';
import styles from './week.module.css';

const steps: Readonly<Record<string, { minutes: number; columns: number }>> = {
  ArrowUp: { minutes: -5, columns: 0 },
  ArrowDown: { minutes: 5, columns: 0 },
  ArrowLeft: { minutes: 0, columns: -1 },
  ArrowRight: { minutes: 0, columns: 1 },
};

/** While a session is moved: where it would be, what is in the way, what it does to the minutes; buttons for every way. */
export function MoveBar({
  session,
  spot,
  date,
  sessions,
  page,
  checker,
  fault,
  isPending,
  onNudge,
  onPut,
  onLeave,
}: {
  readonly session: SessionLine;
  readonly spot: Spot;
  readonly date: string;
  readonly sessions: readonly SessionLine[];
  readonly page: PlanPage | null;
  readonly checker: Checker | null;
  readonly fault: unknown;
  readonly isPending: boolean;
  readonly onNudge: (by: { minutes: number; columns: number }) => void;
  readonly onPut: (scope: 'this' | 'this_and_later') => void;
  readonly onLeave: () => void;
}) {
  const words = useWords();
  const bar = useRef<HTMLElement>(null);
  const [scope, setScope] = useState<'this' | 'this_and_later'>('this');
  useEffect(() => bar.current?.focus({ preventScroll: true }), []);
  const name = sessionName(session, words);
  const settled = useDeferredValue({ spot, date });
  const names = useMemo(() => (page === null ? null : planNames(page, words)), [page, words]);
  const said = useMemo(() => {
    const { spot: at, date: on } = settled;
    const inTheWay = meetsOwn(sessions, session.id, on, at).map((other) =>
      words.say('plan.name.at', {
        what: sessionName(other, words),
        weekday: words.day(on, 'short'),
        time: words.time(other.starts),
      }),
    );
    if (checker === null || names === null) return { inTheWay, minutes: null };
    const before = checkWeek(checker, sessions);
    const after = checkWeek(checker, sessions, { id: session.id, date: on, starts: at.starts, ends: at.ends });
    const direct = session.delivery === 'push_in' || session.delivery === 'pull_out';
    const breaches = direct
      ? after.breaches.filter(({ code }) => code !== 'two-things-at-once' || inTheWay.length === 0)
      : [];
    const gain = after.met - before.met;
    return {
      inTheWay: [...new Set([...inTheWay, ...breaches.map((breach) => breachInWords(breach, names, words))])],
      minutes: words.say('week.minutes_then', {
        met: after.met,
        required: after.required,
        change:
          gain === 0
            ? words.say('week.minutes_same')
            : words.say(gain > 0 ? 'week.minutes_more' : 'week.minutes_less', { count: Math.abs(gain) }),
      }),
    };
  }, [settled, sessions, session, checker, names, words]);

  const arrows = (event: KeyboardEvent) => {
    const by = steps[event.key];
    // Radio buttons use the arrows themselves.
    if (by === undefined || event.target !== bar.current) return;
    event.preventDefault();
    onNudge(by);
  };
  const stays = spot.starts === session.starts && date === session.date;
  return (
    <section
      className={styles.bar}
      ref={bar}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: takes the focus, so that the arrow keys and the next Tab are here
      tabIndex={0}
      aria-label={words.say('week.moving', { what: name })}
      onKeyDown={arrows}
    >
      <div role="status">
        <p className={styles.barTitle}>
          {words.say('week.moving', { what: name })}.{' '}
          {words.say('week.move_lead', { day: words.day(date, 'short'), span: words.timeSpan(spot.starts, spot.ends) })}
        </p>
        <p className={said.inTheWay.length > 0 ? styles.inTheWay : undefined}>
          {said.inTheWay.length > 0
            ? words.say('week.in_the_way', { what: words.list(said.inTheWay) })
            : words.say('week.fits')}
        </p>
        {said.minutes !== null && <p>{said.minutes}</p>}
      </div>
      <div className={styles.barSide}>
        <div className={styles.barButtons}>
          <Button onPress={() => onNudge(steps.ArrowUp!)}>{words.say('week.earlier')}</Button>
          <Button onPress={() => onNudge(steps.ArrowDown!)}>{words.say('week.later')}</Button>
          <Button onPress={() => onNudge(steps.ArrowLeft!)}>{words.say('week.day_before')}</Button>
          <Button onPress={() => onNudge(steps.ArrowRight!)}>{words.say('week.day_after')}</Button>
        </div>
        {session.seriesId !== null && <ScopeField value={scope} onChange={setScope} />}
        <FaultNotice fault={fault} />
        <div className={styles.barButtons}>
          <Button kind="main" isDisabled={stays} isPending={isPending} onPress={() => onPut(scope)}>
            {words.say('week.put_down')}
          </Button>
          <Button onPress={onLeave}>{words.say('week.put_back')}</Button>
        </div>
      </div>
    </section>
  );
}
