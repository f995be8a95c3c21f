import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { type PlanPage, readWeekToPlan } from '#contract/plan.ts';
import { type PlanChoices, usualChoices } from '#domain/services/week-to-plan.ts';
import { problemOf } from '#planner/from-week.ts';
import type { Plan } from '#planner/plan.ts';
import type { Problem } from '#planner/problem.ts';
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
import { useSolving } from './solving.ts';

const secondsOffered = [5, 15, 30, 60, 120] as const;

/** The whole week planned at once: what counts, the search, what would change, and accepting it. */
export function PlanScreen() {
  const words = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const { from = nextMonday(me.today) } = useSearch({ from: '/house/week/plan' });
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
          onChange={(next) => next > me.today && navigate({ to: '/week/plan', search: { from: next } })}
        />
      </div>
      <Reading read={read}>{(page) => <Planning key={from} page={page} />}</Reading>
    </Page>
  );
}

function Planning({ page }: { readonly page: PlanPage }) {
  const words = useWords();
  const [choices, setChoices] = useState<PlanChoices>(usualChoices);
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

  const plan = (problem: Problem) => start(problem, Number(seconds));
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
              <Button kind={solving.state === 'done' ? 'plain' : 'main'} onPress={() => plan(problemOf(week, choices))}>
                {words.say(solving.state === 'done' ? 'plan.again' : 'plan.start')}
              </Button>
            )}
          </div>
        </Band>
      </div>
      {solving.state === 'running' && (
        <Progressing progress={solving.progress} seconds={Number(seconds)} onStop={stop} />
      )}
      {solving.state === 'refused' && <Refused page={page} paths={solving.faults.map(({ path }) => path)} />}
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

/** Only what is locked can make a problem impossible: each is named with the week it stands in. */
function Refused({ page, paths }: { readonly page: PlanPage; readonly paths: readonly string[] }) {
  const words = useWords();
  const names = planNames(page, words);
  const kept = page.week.inForce.filter((series) => series.kept);
  const named = paths.flatMap((path) => {
    const series = kept[Number(/^locked\[(\d+)\]/.exec(path)?.[1] ?? Number.NaN)];
    if (series === undefined) return [];
    const what = names.session({
      delivery: series.delivery === 'push_in' ? 'push-in' : 'pull-out',
      school: series.schoolId,
      ...(series.classId === null ? {} : { class: series.classId }),
      ...(series.routineId === null ? {} : { routine: series.routineId }),
    });
    const at = words.say('plan.name.at', {
      what,
      weekday: words.weekday(series.weekday),
      time: words.time(series.starts),
    });
    return words.say('plan.lock_impossible', { what: at, why: words.say('plan.lock_why') });
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
