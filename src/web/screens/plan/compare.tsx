import { Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { acceptPlan, type PlanPage } from '#contract/plan.ts';
import type { PlanChoices } from '#domain/services/week-to-plan.ts';
import { asSession } from '#planner/from-week.ts';
import { changesBetween, type PlanChange } from '#planner/plan-changes.ts';
import type { Plan, PlannedSession } from '#planner/plan.ts';
import type { Problem } from '#planner/problem.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { DeliverySign } from '../../parts/delivery-sign.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { CheckField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { useWords } from '../../parts/words.tsx';
import { TimeGrid } from '../week/time-grid.tsx';
import { accepting, draftOf } from './plan-draft.ts';
import { breachInWords, type PlanNames, weekdayInWords } from './plan-words.ts';
import { plannedWeek } from './planned-week.ts';
import styles from './plan.module.css';
import { UnmetList } from './unmet-list.tsx';

/** The plan beside the week in force; all or a part of it is taken, from its date on. */
export function Compare({
  page,
  plan,
  problem,
  choices,
  names,
  onAccepted,
  onAgain,
  onAllow,
}: {
  readonly page: PlanPage;
  readonly plan: Plan;
  readonly problem: Problem;
  readonly choices: PlanChoices;
  readonly names: PlanNames;
  readonly onAccepted: () => void;
  /** Plans again from this plan. */
  readonly onAgain: () => void;
  /** Allows so many direct minutes a day. */
  readonly onAllow: (minutes: number) => void;
}) {
  const words = useWords();
  const narrow = useNarrow();
  const [tab, setTab] = useState('compare');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const changes = useMemo(() => changesBetween(page.week, plan.sessions), [page, plan]);
  const shown = useDeferredValue(left);
  const draft = useMemo(
    () => draftOf(page.week, problem, changes, plan.touchBases, shown),
    [page, problem, changes, plan, shown],
  );
  const [done, setDone] = useState<string | null>(null);
  const accept = useChange(acceptPlan, (figures) => {
    const said = words.say('plan.accepted', figures);
    announce(said);
    setDone(said);
  });
  const of = (kind: PlanChange['kind']) => changes.filter((change) => change.kind === kind);
  const differing = changes.filter(({ kind }) => kind !== 'stays');
  const toggle = (id: string, take: boolean) =>
    setLeft((before) => {
      const next = new Set(before);
      if (take) next.delete(id);
      else next.add(id);
      return next;
    });

  if (done !== null)
    return (
      <Notice role="status">
        <p>{done}</p>
        <p className={styles.done}>
          <Link to="/week" search={{ from: page.week.from }} className={buttonClass('main')}>
            {words.say('plan.see_week')}
          </Link>
          <Button onPress={onAccepted}>{words.say('plan.again')}</Button>
        </p>
      </Notice>
    );
  const compare = (
    <>
      <div className={styles.compareHead}>
        <p className={styles.quiet}>
          {differing.length === 0 ? words.say('plan.nothing_differs') : words.say('plan.compare_lead')}
        </p>
        {differing.length > 0 && (
          <div className={styles.done}>
            <Button onPress={() => setLeft(new Set())}>{words.say('plan.take_all')}</Button>
            <Button onPress={() => setLeft(new Set(differing.map(({ id }) => id)))}>
              {words.say('plan.take_none')}
            </Button>
          </div>
        )}
      </div>
      {of('stays').length > 0 && <p>{words.say('plan.stays', { count: of('stays').length })}</p>}
      {(['moves', 'new', 'ends'] as const).map((kind) => (
        <ChangeList key={kind} kind={kind} changes={of(kind)} page={page} names={names} left={left} onToggle={toggle} />
      ))}
    </>
  );
  const tabs = [
    { key: 'compare', label: words.say('plan.tab_compare', { count: differing.length }), content: compare },
    {
      key: 'unmet',
      label: words.say('plan.tab_unmet', { count: plan.unmet.length }),
      content: (
        <UnmetList
          plan={plan}
          problem={problem}
          page={page}
          names={names}
          onAgain={onAgain}
          onAllow={(minutes) => choices.mostMinutesADay !== null && onAllow(choices.mostMinutesADay + minutes)}
        />
      ),
    },
    ...(narrow
      ? []
      : [
          {
            key: 'week',
            label: words.say('plan.tab_week'),
            content: (
              <TimeGrid {...plannedWeek([...draft.stays, ...draft.taken], draft.touchBases, page, names, words)} />
            ),
          },
        ]),
  ];
  return (
    <>
      <div className={styles.accept}>
        <div role="status">
          {left.size > 0 && (
            <p>
              {words.say('plan.part_minutes', {
                met: draft.judged.score.metMinutes,
                required: draft.judged.score.requiredMinutes,
              })}
            </p>
          )}
          {draft.breaches.length > 0 && (
            <Notice tone="attention">
              {words.say('plan.part_conflict', {
                what: words.list([...new Set(draft.breaches.map((breach) => breachInWords(breach, names, words)))]),
              })}
            </Notice>
          )}
        </div>
        <FaultNotice fault={accept.error} />
        <Button
          kind="main"
          // Not before what was just left out or taken has been worked out.
          isDisabled={draft.breaches.length > 0 || shown !== left}
          isPending={accept.isPending}
          onPress={() => accept.mutate({ body: accepting(page, choices, changes, draft, shown) })}
        >
          {words.say('plan.accept', { day: words.day(page.week.from, 'short') })}
        </Button>
        {accept.isPending && <p role="status">{words.say('plan.accepting')} …</p>}
      </div>
      <Tabs label={words.say('plan.compare')} tabs={tabs} value={tab} onChange={setTab} />
    </>
  );
}

function ChangeList({
  kind,
  changes,
  page,
  names,
  left,
  onToggle,
}: {
  readonly kind: 'moves' | 'new' | 'ends';
  readonly changes: readonly PlanChange[];
  readonly page: PlanPage;
  readonly names: PlanNames;
  readonly left: ReadonlySet<string>;
  readonly onToggle: (id: string, take: boolean) => void;
}) {
  const words = useWords();
  if (changes.length === 0) return null;
  return (
    <details className={styles.changes} open={changes.length <= 12}>
      <summary>
        {words.say(`plan.${kind}`)} ({words.count(changes.length)})
      </summary>
      <ul>
        {changes.map(({ id, before, after }) => {
          const was = before === null ? null : asSession(before, page.week);
          const now = after ?? was!;
          const what = names.session(now);
          return (
            <li key={id}>
              <CheckField value={!left.has(id)} onChange={(take) => onToggle(id, take)}>
                <span className="off-screen">{words.say('plan.take_this', { what })}</span>
              </CheckField>
              <DeliverySign
                of={now.delivery === 'push-in' ? 'push_in' : 'pull_out'}
                label={words.say(now.delivery === 'push-in' ? 'delivery.push_in' : 'delivery.pull_out')}
              />
              <span className={styles.what}>{what}</span>
              <span className={styles.when}>
                {was !== null && at(was, words) !== at(now, words) && <s>{at(was, words)}</s>} {at(now, words)}
              </span>
              <Group was={after === null ? null : was} now={now} names={names} />
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function at(session: PlannedSession, words: ReturnType<typeof useWords>): string {
  return `${weekdayInWords(session.day, words, 'short')} ${words.timeSpan(session.from, session.to)}`;
}

/** Who comes, and who is new in the group or no longer in it. */
function Group({
  was,
  now,
  names,
}: {
  readonly was: PlannedSession | null;
  readonly now: PlannedSession;
  readonly names: PlanNames;
}) {
  const words = useWords();
  const before = was === null ? null : names.labels(was);
  const after = names.labels(now);
  const joins = before === null ? [] : after.filter((label) => !before.includes(label));
  const leaves = before === null ? [] : before.filter((label) => !after.includes(label));
  return (
    <span className={styles.labels}>
      {after
        .filter((label) => !joins.includes(label))
        .map((label, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two students may bear the same label
          <span key={`${label} ${index}`} className={styles.label}>
            {label}
          </span>
        ))}
      {joins.length > 0 && <span>{words.say('plan.joins', { labels: words.list(joins) })}</span>}
      {leaves.length > 0 && (
        <span className={styles.quiet}>{words.say('plan.leaves', { labels: words.list(leaves) })}</span>
      )}
    </span>
  );
}
