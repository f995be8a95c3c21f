import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { PlanPage } from '#contract/plan.ts';
import type { Plan, Unmet } from '#planner/plan.ts';
import type { Problem } from '#planner/problem.ts';
import { useChanges } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { canMake, makeChange } from './make-change.ts';
import { changeInWords, changeOf, type PlanNames, reasonInWords, type Trial, unmetInWords } from './plan-words.ts';
import styles from './plan.module.css';
import { possibleChanges, type Tried, tryChange } from './solving.ts';

const trySeconds = 8;
/** So many changes are offered for one thing: the most direct ones. */
const mostOffered = 3;

/** Each thing the plan leaves out: why, what would help, and a button that tries it. */
export function UnmetList({
  plan,
  problem,
  page,
  names,
  onAgain,
  onAllow,
}: {
  readonly plan: Plan;
  readonly problem: Problem;
  readonly page: PlanPage;
  readonly names: PlanNames;
  readonly onAgain: () => void;
  /** Allows so many more direct minutes a day. */
  readonly onAllow: (minutes: number) => void;
}) {
  const words = useWords();
  const [offered, setOffered] = useState<ReadonlyMap<string, readonly Trial[]> | null>(null);
  useEffect(() => {
    let gone = false;
    setOffered(null);
    const services = plan.unmet.flatMap((item) => ('service' in item ? item.service : []));
    possibleChanges(problem, services).then((changes) => {
      if (!gone) setOffered(changes);
    });
    return () => {
      gone = true;
    };
  }, [problem, plan]);
  return (
    <>
      {plan.unmet.length === 0 ? (
        <p>{words.say('plan.unmet_none')}</p>
      ) : (
        <ul className={styles.unmet}>
          {plan.unmet.map((item) => (
            <li key={keyOf(item)}>
              <h3>{unmetInWords(item, page, names, words)}</h3>
              {/* What one change would do is told where it can be tried. */}
              {item.reasons
                .filter(({ code }) => code !== 'change')
                .map((reason) => reasonInWords(reason, names, words))
                .map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
              {'service' in item && offered !== null && (
                <Trying
                  item={item}
                  plan={plan}
                  problem={problem}
                  page={page}
                  names={names}
                  offered={(offered.get(item.service) ?? []).slice(0, mostOffered)}
                  onAgain={onAgain}
                  onAllow={onAllow}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const keyOf = (item: Unmet): string =>
  'service' in item
    ? item.service
    : 'touchBase' in item
      ? `touch-base ${item.touchBase}`
      : `co-teaching ${item.coTeaching} ${item.agreement}`;

function Trying({
  item,
  plan,
  problem,
  page,
  names,
  offered,
  onAgain,
  onAllow,
}: {
  readonly item: Extract<Unmet, { service: string }>;
  readonly plan: Plan;
  readonly problem: Problem;
  readonly page: PlanPage;
  readonly names: PlanNames;
  readonly offered: readonly Trial[];
  readonly onAgain: () => void;
  readonly onAllow: (minutes: number) => void;
}) {
  const words = useWords();
  const known = item.reasons.flatMap((reason): Tried[] =>
    reason.code === 'change'
      ? [{ change: changeOf(reason.values), gainedMinutes: Number(reason.values.gained), routines: [] }]
      : [],
  );
  const [tried, setTried] = useState<readonly Tried[]>(known);
  const [running, setRunning] = useState<Trial | null>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const same = (a: Trial, b: Trial) => changeInWords(a, names, words) === changeInWords(b, names, words);
  const open = offered.filter((change) => !tried.some((one) => same(one.change, change)));

  const start = async (change: Trial) => {
    controller.current?.abort();
    const current = new AbortController();
    controller.current = current;
    setRunning(change);
    const found = await tryChange(problem, plan, change, trySeconds, current.signal);
    if (controller.current !== current) return;
    setRunning(null);
    if (found !== null) setTried((before) => [...before, found]);
  };

  if (open.length === 0 && tried.length === 0)
    return <p className={styles.quiet}>{words.say('plan.no_change_known')}</p>;
  return (
    <div className={styles.trying}>
      <div role="status">
        {tried.map((one) => (
          <div key={changeInWords(one.change, names, words)}>
            <p>
              {words.say(one.gainedMinutes > 0 ? 'plan.tried_gain' : 'plan.tried_none', {
                change: changeInWords(one.change, names, words),
                minutes: one.gainedMinutes,
              })}{' '}
              {one.gainedMinutes > 0 && <NextStep change={one.change} page={page} />}
            </p>
            {one.gainedMinutes > 0 && (
              <Make tried={one} page={page} names={names} onAgain={onAgain} onAllow={onAllow} />
            )}
          </div>
        ))}
      </div>
      {running !== null ? (
        <p role="status">{words.say('plan.trying')} …</p>
      ) : (
        open.map((change) => (
          <Button key={changeInWords(change, names, words)} size="small" onPress={() => void start(change)}>
            {words.say('plan.try', { change: changeInWords(change, names, words) })}
          </Button>
        ))
      )}
    </div>
  );
}

/** Makes the change here, where a yes is all that it needs; then the week is planned again with it. */
function Make({
  tried,
  page,
  names,
  onAgain,
  onAllow,
}: {
  readonly tried: Tried;
  readonly page: PlanPage;
  readonly names: PlanNames;
  readonly onAgain: () => void;
  readonly onAllow: (minutes: number) => void;
}) {
  const words = useWords();
  const make = useChanges(
    (one: Tried) => makeChange(one, page),
    () => announce(words.say('plan.change_made')),
  );
  const { change } = tried;
  const can = canMake(tried, page);
  // Once made it cannot be made again, and stays to be planned with.
  if (make.isSuccess)
    return (
      <p className={styles.done}>
        {words.say('plan.change_made')} <Button onPress={onAgain}>{words.say('plan.again')}</Button>
      </p>
    );
  if (can === null) return null;
  return (
    <>
      <Button
        size="small"
        isPending={make.isPending}
        onPress={() => {
          if (change.kind === 'raise-limit') onAllow(change.minutes);
          make.mutate(tried);
        }}
      >
        {words.say(`plan.make.${can}`, {
          day: words.day(page.week.from, 'short'),
          routine: words.list(tried.routines.map(names.routine)),
        })}
      </Button>
      <FaultNotice fault={make.error} />
    </>
  );
}

/** Where else the change can be made so that it holds. */
function NextStep({ change, page }: { readonly change: Trial; readonly page: PlanPage }) {
  const words = useWords();
  switch (change.kind) {
    case 'any-routine': {
      const studentId = page.week.services.find(({ serviceId }) => serviceId === change.service)?.studentId ?? '';
      return (
        <>
          {words.say('plan.tried_next_routines')}{' '}
          <Link to="/students/$studentId/routines" params={{ studentId }}>
            {words.say('plan.choose_routines')}
          </Link>
        </>
      );
    }
    case 'open-window':
      return (
        <>
          {words.say('plan.tried_next_class')}{' '}
          <Link to="/classes/$classId" params={{ classId: change.class }}>
            {words.say('plan.open_class')}
          </Link>
        </>
      );
    case 'free-student':
    case 'allow-pull-out':
      return (
        <>
          {words.say('plan.tried_next_student')}{' '}
          <Link to="/students/$studentId/edit" params={{ studentId: change.student }}>
            {words.say('plan.open_student')}
          </Link>
        </>
      );
    case 'larger-group': {
      const studentId = page.week.services.find(({ serviceId }) => serviceId === change.service)?.studentId ?? '';
      return (
        <Link to="/students/$studentId" params={{ studentId }}>
          {words.say('plan.open_student')}
        </Link>
      );
    }
    case 'be-at-school':
    case 'free-therapist':
      return (
        <>
          {words.say('plan.tried_next_work')} <Link to="/preferences">{words.say('plan.open_work')}</Link>
        </>
      );
    default:
      return null;
  }
}
