import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { listTouchBases, readWeekToPlan } from '#contract/plan.ts';
import { listSchools } from '#contract/school.ts';
import { listSessions, type SessionLine } from '#contract/session.ts';
import { addDays, mondayOf, weekdayOf } from '#domain/school-day/calendar.ts';
import { useRead } from '../../client/queries.ts';
import { FirstSteps } from '../../house/first-steps.tsx';
import { holds, useMe } from '../../house/me.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ChoiceField, SelectField } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { useWords } from '../../parts/words.tsx';
import { BrokenTimes } from '../plan/broken-times.tsx';
import { RepairOffer } from '../plan/repair-offer.tsx';
import { OutDialog } from '../today/out-dialog.tsx';
import { Arrow } from '../today/today-screen.tsx';
import { OwnWeek } from './own-week.tsx';
import { SchoolGrid } from './school-grid.tsx';
import { SessionDialog } from './session-dialog.tsx';
import { checkerOf, checkWeek } from './week-check.ts';
import { WeekList } from './week-list.tsx';
import styles from './week.module.css';

const mine = 'me';
type View = 'grid' | 'list';

/** The week as a grid or a list: one's own sessions, or those of a school by therapist or by room. */
export function WeekScreen() {
  const words = useWords();
  const me = useMe();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const search = useSearch({ from: '/house/week' });
  const monday = mondayOf(search.from ?? me.today);
  const friday = addDays(monday, 4);
  const leads = holds(me, 'therapist', 'assistant');
  const plans = holds(me, 'therapist');
  const known = useRead(listSchools, {}).data?.items;
  const schools = known ?? [];
  const whose = search.of ?? (leads ? mine : (schools[0]?.id ?? mine));
  const by = search.by ?? 'therapists';
  // Whoever has no week of their own waits for the schools: there is nothing to ask for before.
  const read = useRead(
    listSessions,
    { query: { from: monday, to: friday, ...(whose === mine ? {} : { schoolId: whose }) } },
    { enabled: leads || search.of !== undefined || known !== undefined },
  );
  const meetings = useRead(
    listTouchBases,
    { query: { from: monday, to: friday } },
    { enabled: leads && whose === mine },
  );
  const planning = useRead(readWeekToPlan, { query: { from: monday } }, { enabled: plans && whose === mine });
  const [adding, setAdding] = useState<string | null>(null);
  const mayPlan = plans && whose === mine;
  const startOn = me.today >= monday && me.today <= friday ? me.today : monday;
  const add = mayPlan && <Button onPress={() => setAdding(startOn)}>{words.say('session.add')}</Button>;
  const go = (to: Partial<typeof search>) => navigate({ to: '/week', search: { ...search, ...to } });
  const isThisWeek = monday === mondayOf(me.today);
  const view: View = narrow ? 'list' : (search.view ?? 'grid');
  const touchBases = whose === mine ? (meetings.data?.items ?? []) : [];

  return (
    <Page
      title={words.say('week.title')}
      heading={words.say('week.of', { day: words.day(monday, 'plain') })}
      actions={
        <>
          <nav className={styles.weeks} aria-label={words.say('week.title')}>
            <Link
              to="/week"
              search={{ ...search, from: addDays(monday, -7) }}
              className={buttonClass('icon')}
              aria-label={words.say('week.before')}
            >
              <Arrow back />
            </Link>
            {!isThisWeek && (
              <Link to="/week" search={{ ...search, from: mondayOf(me.today) }} className={buttonClass('plain')}>
                {words.say('week.this')}
              </Link>
            )}
            <Link
              to="/week"
              search={{ ...search, from: addDays(monday, 7) }}
              className={buttonClass('icon')}
              aria-label={words.say('week.after')}
            >
              <Arrow />
            </Link>
          </nav>
          {holds(me, 'coordinator') && <SomebodyOut today={me.today} />}
          {add}
          {holds(me, 'therapist', 'assistant') && (
            <Link to="/service-log" className={buttonClass('quiet')}>
              {words.say('service_log.title')}
            </Link>
          )}
          {leads && (
            <Link to="/workload" className={buttonClass('quiet')}>
              {words.say('workload.link')}
            </Link>
          )}
          {plans && (
            <Link to="/week/plan" className={buttonClass('main')}>
              {words.say('week.plan')}
            </Link>
          )}
        </>
      }
    >
      <div className={styles.tools} data-screen-only>
        {(schools.length > 1 || leads) && schools.length > 0 && (
          <div className={styles.whose}>
            <SelectField
              label={words.say('week.whose')}
              options={[
                ...(leads ? [{ value: mine, label: words.say('week.mine') }] : []),
                ...schools.flatMap(({ id, name }) => [
                  { value: `therapists ${id}`, label: words.say('week.therapists_of', { school: name }) },
                  { value: `rooms ${id}`, label: words.say('week.rooms_of', { school: name }) },
                ]),
              ]}
              value={whose === mine ? mine : `${by} ${whose}`}
              onChange={(chosen) => {
                const [how, of] = chosen.split(' ');
                go(
                  chosen === mine
                    ? { of: undefined, by: undefined }
                    : { of, by: how === 'rooms' ? 'rooms' : 'therapists' },
                );
              }}
            />
          </div>
        )}
        {!narrow && (
          <ChoiceField
            label={words.say('week.view')}
            options={(['grid', 'list'] as const).map((value) => ({ value, label: words.say(`week.view_${value}`) }))}
            value={view}
            onChange={(next) => go({ view: next === 'grid' ? undefined : next })}
          />
        )}
      </div>
      {mayPlan && <RepairOffer />}
      {mayPlan && <BrokenTimes />}
      {!leads && <FirstSteps />}
      <Reading read={read}>
        {({ items }) => {
          if (items.length === 0 && touchBases.length === 0)
            return (
              <EmptyState title={words.say('week.none')} action={add}>
                {words.say(whose === mine ? 'week.none_why' : 'week.none_others')}
              </EmptyState>
            );
          if (whose === mine)
            return (
              <>
                {planning.data !== undefined && <MinutesNow page={planning.data} sessions={items} />}
                <OwnWeek
                  key={monday}
                  monday={monday}
                  sessions={items}
                  touchBases={touchBases}
                  page={planning.data ?? null}
                  view={view}
                />
              </>
            );
          if (view === 'list') return <WeekList monday={monday} sessions={items} touchBases={[]} others />;
          return (
            <SchoolGrid
              key={`${whose} ${by}`}
              monday={monday}
              sessions={items}
              by={by}
              day={search.day ?? Math.min(5, weekdayOf(startOn))}
              onDay={(day) => go({ day })}
            />
          );
        }}
      </Reading>
      {adding !== null && <SessionDialog date={adding} onClose={() => setAdding(null)} />}
    </Page>
  );
}

/** How many of the required minutes have a place in this week. */
function MinutesNow({
  page,
  sessions,
}: {
  readonly page: Parameters<typeof checkerOf>[0];
  readonly sessions: readonly SessionLine[];
}) {
  const words = useWords();
  const { met, required } = checkWeek(checkerOf(page), sessions);
  return <p>{words.say('week.minutes_now', { met, required })}</p>;
}

function SomebodyOut({ today }: { readonly today: string }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>{words.say('out.somebody')}</Button>
      {open && <OutDialog date={today} onClose={() => setOpen(false)} />}
    </>
  );
}
