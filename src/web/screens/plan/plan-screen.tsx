import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { type PlanPage, readBroken, readRepair, readWeekToPlan } from '#contract/plan.ts';
import { type PlanChoices, usualChoices } from '#domain/services/week-to-plan.ts';
import { lockedSeries, problemOf } from '#planner/from-week.ts';
import type { Fault } from '#planner/problem.ts';
import type { Plan } from '#planner/plan.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { DayField, SelectField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { Choices } from './choices.tsx';
import { Compare } from './compare.tsx';
import { nextMonday } from './plan-draft.ts';
import { planNames } from './plan-words.ts';
import styles from './plan.module.css';
import { Figures, Progressing } from './progressing.tsx';
import { PlansBefore } from './plans-before.tsx';
import { BrokenList } from './broken-times.tsx';
import { RepairChanges } from './repair-offer.tsx';
import { useSolving } from './solving.ts';

const secondsOffered = [5, 15, 30, 60, 120] as const;

/** The whole week planned at once: what counts, the search, what would change, and accepting it. */
export function PlanScreen() {
  const words = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const { from = nextMonday(me.today), repair = false } = useSearch({ from: '/house/week/plan' });
  const read = useRead(readWeekToPlan, { query: { from } });
  return (
    <Page
      title={words.say('plan.title')}
      above={<Link to="/week">{words.say('plan.back')}</Link>}
      heading={words.say('plan.heading', { day: words.day(from, 'long') })}
      lead={words.say('plan.lead')}
    >
      <div className={styles.from} data-screen-only>
        <DayField
          label={words.say('plan.from')}
          hint={words.say('plan.from_hint')}
          value={from}
          onChange={(next) =>
            next > me.today && navigate({ to: '/week/plan', search: { from: next, ...(repair ? { repair } : {}) } })
          }
        />
      </div>
      {repair && <Repairing />}
      <Reading read={read}>{(page) => <Planning key={from} page={page} repair={repair} />}</Reading>
    </Page>
  );
}

/** What is being repaired; once the plan is accepted, that nothing is left to repair. */
function Repairing() {
  const words = useWords();
  const repair = useRead(readRepair, {}).data;
  const broken = useRead(readBroken, {}).data;
  if (repair === undefined || broken === undefined) return null;
  return (
    <Notice>
      {repair.from === null && broken.from === null ? (
        <p>{words.say('plan.repair_none')}</p>
      ) : (
        <>
          <p>{words.say('plan.repairing')}</p>
          {repair.from !== null && <RepairChanges changes={repair.changes} />}
          {broken.from !== null && <BrokenList items={broken.items} />}
        </>
      )}
    </Notice>
  );
}

/** A repair moves as little as it can. */
const repairChoices: PlanChoices = { ...usualChoices, count: { ...usualChoices.count, keep_times: 3 } };

function Planning({ page, repair }: { readonly page: PlanPage; readonly repair: boolean }) {
  const words = useWords();
  const [choices, setChoices] = useState<PlanChoices>(repair ? repairChoices : usualChoices);
  const [seconds, setSeconds] = useState('30');
  const onMade = useCallback(
    (plan: Plan) => announce(words.say('plan.made', { met: plan.metMinutes, required: plan.requiredMinutes })),
    [words],
  );
  const { solving, start, stop, forget } = useSolving(onMade);
  const names = useMemo(() => planNames(page, words), [page, words]);
  const { week } = page;

  if (week.therapist.at.length === 0)
    return <EmptyState title={words.say('plan.no_work')}>{words.say('plan.from_hint')}</EmptyState>;
  if (week.services.length === 0 && page.leftOut.length === 0)
    return <EmptyState title={words.say('plan.no_services')}>{words.say('plan.from_hint')}</EmptyState>;

  const plan = (from?: Plan) => start(problemOf(week, choices), Number(seconds), from);
  const isRunning = solving.state === 'running';
  return (
    <>
      <div className={styles.top}>
        <Band heading={words.say('plan.facts')}>
          <Facts page={page} />
        </Band>
        <Band heading={words.say('plan.what_counts')} lead={words.say('plan.what_counts_lead')}>
          <Choices choices={choices} onChange={setChoices} isDisabled={isRunning} />
          <div className={styles.start} data-screen-only>
            <SelectField
              label={words.say('plan.seconds')}
              options={secondsOffered.map((value) => ({
                value: String(value),
                label: words.say('plan.seconds_value', { seconds: value }),
              }))}
              value={seconds}
              onChange={setSeconds}
            />
            {!isRunning && (
              <Button kind={solving.state === 'done' ? 'plain' : 'main'} onPress={() => plan()}>
                {words.say(solving.state === 'done' ? 'plan.again' : 'plan.start')}
              </Button>
            )}
          </div>
        </Band>
      </div>
      {solving.state === 'running' && (
        <Progressing progress={solving.progress} seconds={Number(seconds)} onStop={stop} />
      )}
      {solving.state === 'refused' && <Refused page={page} faults={solving.faults} />}
      {solving.state === 'done' && (
        <>
          {solving.withoutSolver && <Notice tone="attention">{words.say('plan.trouble')}</Notice>}
          <Figures plan={solving.plan} page={page} />
          <Compare
            key={`${solving.plan.points}/${solving.plan.seconds}`}
            page={page}
            plan={solving.plan}
            problem={solving.problem}
            choices={choices}
            names={names}
            onAccepted={forget}
            onAgain={() => plan(solving.plan)}
            onAllow={(mostMinutesADay) => setChoices({ ...choices, mostMinutesADay })}
          />
        </>
      )}
      <PlansBefore page={page} />
    </>
  );
}

function Facts({ page }: { readonly page: PlanPage }) {
  const words = useWords();
  const { week, leftOut } = page;
  const minutes = week.services.reduce(
    (sum, { minutes: each, times, per }) => sum + each * times * (per === 'week' ? week.weeks : 1),
    0,
  );
  const kept = week.inForce.filter((series) => series.kept).length;
  const facts = [
    words.say(week.weeks === 1 ? 'plan.fact_services' : 'plan.fact_services_weeks', {
      services: week.services.length,
      students: week.students.length,
      minutes: words.count(minutes),
      weeks: week.weeks,
    }),
    words.say('plan.fact_in_force', { count: week.inForce.length }),
    ...(kept === 0 ? [] : [words.say('plan.fact_kept', { count: kept })]),
    ...(week.weeks === 1 ? [] : [words.say('plan.fact_weeks', { weeks: week.weeks })]),
    ...(week.therapist.lunchIsSet ? [] : [words.say('plan.fact_no_lunch')]),
  ];
  return (
    <>
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {leftOut.length > 0 && (
        <div className={styles.leftOut}>
          <h3>{words.say('plan.left_out')}</h3>
          <ul className={styles.facts}>
            {leftOut.map(({ studentId, label, minutes: each, why }) => (
              <li key={`${studentId}/${why}/${each}`}>
                {words.say(`plan.left_out_${why}`, { label, minutes: each })}{' '}
                {why === 'no_routine' && (
                  <Link to="/students/$studentId/routines" params={{ studentId }}>
                    {words.say('plan.choose_routines')}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Only what is locked can make a problem impossible: each lock is named, alone or with those it does not go together with. */
function Refused({ page, faults }: { readonly page: PlanPage; readonly faults: readonly Fault[] }) {
  const words = useWords();
  const names = planNames(page, words);
  const kept = lockedSeries(page.week);
  const nameOf = (number: number): string[] => {
    const series = kept[number];
    if (series === undefined) return [];
    const what = names.session({
      delivery: series.delivery === 'push_in' ? 'push-in' : 'pull-out',
      school: series.schoolId,
      ...(series.classId === null ? {} : { class: series.classId }),
      ...(series.routineId === null ? {} : { routine: series.routineId }),
    });
    return [
      words.say('plan.name.at', { what, weekday: words.weekday(series.weekday), time: words.time(series.starts) }),
    ];
  };
  const named = faults.flatMap(({ path, code, values }) => {
    const locks = [...`${path} ${values.others ?? ''}`.matchAll(/locked\[(\d+)\]/g)].map(([, number]) =>
      Number(number),
    );
    const what = words.list(locks.flatMap(nameOf));
    if (what === '') return [];
    if (code === 'locks-contradict') return [words.say('plan.locks_contradict', { what })];
    const who = words.list(locks.flatMap((number) => kept[number]?.studentIds ?? []).map(names.student));
    const why = words.sayIfKnown(`plan.breach.${values.because}`, { who }) ?? words.say('plan.lock_why');
    return [words.say('plan.lock_impossible', { what, why })];
  });
  return (
    <Notice tone="attention" role="alert">
      <p>{words.say('plan.impossible')}</p>
      <ul>
        {[...new Set(named)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Link to="/week" className={buttonClass('plain')}>
        {words.say('plan.see_week')}
      </Link>
    </Notice>
  );
}
