import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type GoalStanding, listGoalStandings } from '#contract/goal.ts';
import { readSampling } from '#contract/sampling.ts';
import { listStudents } from '#contract/student.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import type { Words } from '#words/words.ts';
import { useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ChoiceField, TextField } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { filtered } from '../../parts/row-order.ts';
import { type Column, Table } from '../../parts/table.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { useWords } from '../../parts/words.tsx';
import { gradeName } from '../class/grade-name.ts';
import styles from './caseload.module.css';
import { caseloadRows, dueState, type Row, type Shown, shownOf, shownRows } from './caseload-rows.ts';

/** A caseload is one page of the server's; more than this is a school's, and is looked for by name. */
const most = 200;

export function CaseloadScreen() {
  const words = useWords();
  const me = useMe();
  const students = useRead(listStudents, { query: { limit: most } });
  // The table stands while the states are still being computed.
  const standings = useRead(listGoalStandings, {});
  const sampling = useRead(readSampling, {});
  const probes = new Map(sampling.data?.items.map(({ goalId, probesDue }) => [goalId, probesDue]));
  const mayAdd = holds(me, 'therapist', 'case_manager');
  const mayImport = holds(me, 'therapist');
  const actions = (first: 'add' | 'import') => (
    <>
      {mayImport && (
        <Link to="/caseload/import" className={buttonClass(first === 'import' ? 'main' : 'plain')}>
          {words.say('import.title')}
        </Link>
      )}
      {mayAdd && (
        <Link to="/students/new" className={buttonClass(first === 'add' || !mayImport ? 'main' : 'plain')}>
          {words.say('caseload.add')}
        </Link>
      )}
    </>
  );
  return (
    <Page
      title={words.say('caseload.title')}
      lead={words.say('caseload.lead')}
      actions={
        (students.data?.items.length ?? 0) > 0 && (
          <>
            <Link to="/reports" className={buttonClass('plain')}>
              {words.say('report.link')}
            </Link>
            {mayImport && (
              <>
                <Link to="/make-ups" className={buttonClass('plain')}>
                  {words.say('make_up.link')}
                </Link>
                <Link to="/caseload/hand-over" className={buttonClass('plain')}>
                  {words.say('pass_on.link')}
                </Link>
              </>
            )}
            {actions('add')}
          </>
        )
      }
    >
      <Reading read={students}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={words.say('caseload.none')}
              action={<div className={styles.actions}>{actions('import')}</div>}
            >
              {words.say('caseload.none_why')}
            </EmptyState>
          ) : (
            <Caseload rows={caseloadRows(items, standings.data?.items ?? [], me.discipline, probes)} />
          )
        }
      </Reading>
    </Page>
  );
}

function Caseload({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords();
  const me = useMe();
  const narrow = useNarrow();
  const [shown, setShown] = useState<Shown>('all');
  const chosen = useMemo(() => shownRows(rows, shown, me.today), [rows, shown, me.today]);
  const choice = (
    <ChoiceField
      label={words.say('caseload.filter_label')}
      options={shownOf.map((value) => ({ value, label: words.say(`caseload.filter_${value}`) }))}
      value={shown}
      onChange={setShown}
    />
  );
  return narrow ? (
    <CaseloadList rows={chosen} choice={choice} />
  ) : (
    <Table
      name={words.say('caseload.title')}
      rows={chosen}
      columns={columnsOf(words, me.today, rows)}
      rowKey={({ id }) => id}
      filterBy={(row) => textOf(words, row)}
      startSorting={{ column: 'student', descending: false }}
      tools={choice}
    />
  );
}

function textOf(words: Words, row: Row): string {
  return [
    nameInWords(row),
    row.givenName,
    row.label,
    row.schoolName,
    ...row.classes.map(({ name }) => name),
    ...(row.disciplines ?? []).map((discipline) => words.say(`discipline.${discipline}`)),
    ...row.standings.map(({ tag }) => tag),
  ].join(' ');
}

function columnsOf(words: Words, today: string, rows: readonly Row[]): Column<Row>[] {
  const severalSchools = new Set(rows.map(({ schoolId }) => schoolId)).size > 1;
  // Few goals are looked at again at any time: where none is, the column would only push the dates out of sight.
  const probes: Column<Row> = {
    key: 'probes',
    label: words.say('caseload.probes'),
    cell: (row) => <ProbesDue row={row} />,
    sortBy: ({ probesDue }) => probesDue[0]?.dueOn ?? null,
  };
  return [
    {
      key: 'student',
      label: words.say('caseload.student'),
      cell: (row) => <StudentLink row={row} />,
      sortBy: ({ familyName, givenName }) => `${familyName} ${givenName}`,
    },
    {
      key: 'grade',
      label: words.say('caseload.grade'),
      cell: ({ grade }) => gradeName(grade, words),
      sortBy: ({ grade }) => grade,
    },
    {
      key: 'class',
      label: words.say('caseload.class'),
      cell: ({ classes, schoolName }) => (
        <>
          {classes.map(({ name }) => name).join(', ')}
          {severalSchools && <span className={styles.parts}>{schoolName}</span>}
        </>
      ),
      sortBy: ({ classes, schoolName }) => `${classes[0]?.name ?? ''} ${schoolName ?? ''}`,
    },
    {
      key: 'state',
      label: words.say('caseload.state'),
      cell: ({ standings }) => <Standings standings={standings} />,
      sortBy: ({ standings }) => standings[0]?.state ?? null,
    },
    {
      key: 'points',
      label: words.say('caseload.points'),
      cell: ({ points }) =>
        points === 0 ? <span className={styles.quiet}>{words.say('caseload.no_data')}</span> : points,
      sortBy: ({ points }) => points,
      number: true,
    },
    {
      key: 'last',
      label: words.say('caseload.last_seen'),
      cell: ({ lastSeenOn }) => lastSeenOn !== null && words.day(lastSeenOn, 'month_day'),
      sortBy: ({ lastSeenOn }) => lastSeenOn,
    },
    ...(rows.some(({ probesDue }) => probesDue.length > 0) ? [probes] : []),
    {
      key: 'minutes',
      label: words.say('caseload.minutes'),
      cell: (row) => <Minutes row={row} />,
      sortBy: ({ minutes }) => minutes,
      number: true,
    },
    {
      key: 'annualReviewDue',
      label: words.say('caseload.annual'),
      cell: ({ annualReviewDue, iepDate }) => (
        <>
          <DueDate date={annualReviewDue ?? null} today={today} />
          {iepDate && <span className={styles.parts}>{words.say('caseload.iep_of', { day: words.day(iepDate) })}</span>}
        </>
      ),
      sortBy: ({ annualReviewDue }) => annualReviewDue ?? null,
    },
    {
      key: 'reevaluationDue',
      label: words.say('caseload.reevaluation'),
      cell: ({ reevaluationDue }) => <DueDate date={reevaluationDue ?? null} today={today} />,
      sortBy: ({ reevaluationDue }) => reevaluationDue ?? null,
    },
  ];
}

function StudentLink({ row }: { readonly row: Row }) {
  return (
    <Link to="/students/$studentId" params={{ studentId: row.id }} className={styles.name}>
      {nameInWords(row)}
    </Link>
  );
}

/** A goal is named by its tag, as on the pad: what stands in a table is read over shoulders. */
function Standings({ standings }: { readonly standings: readonly GoalStanding[] }) {
  const words = useWords();
  return (
    <ul className={styles.standings}>
      {standings.map(({ goalId, tag, state, status, moreNatural }) => (
        <li key={goalId}>
          <Link to="/goals/$goalId" params={{ goalId }}>
            {tag}
          </Link>{' '}
          {status === 'on_hold' ? (
            <span className={styles.quiet}>{words.say('goal_status.on_hold')}</span>
          ) : (
            <>
              {words.say(`carryover.state.${state}`)}
              {moreNatural !== null && (
                <span className={styles.quiet}> · {words.say('caseload.more', { n: moreNatural })}</span>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** After 2, 4 and 8 weeks a goal that was met is looked at again. */
function ProbesDue({ row }: { readonly row: Row }) {
  const words = useWords();
  return row.probesDue.map(({ goalId, tag, weeks, dueOn }) => (
    <span key={`${goalId} ${weeks}`} className={styles.date}>
      {words.say('caseload.probe', { tag, weeks, day: words.day(dueOn, 'month_day') })}
    </span>
  ));
}

function Minutes({ row }: { readonly row: Row }) {
  const words = useWords();
  if (row.minutes === null) return null;
  const parts = (row.minutesPerWeek ?? []).map(({ delivery, minutes }) =>
    words.say('caseload.minutes_of', {
      minutes: Math.round(minutes),
      delivery: words.say(`service.delivery.${delivery}`),
    }),
  );
  return (
    <>
      {row.minutes}
      {parts.map((part) => (
        <span key={part} className={styles.parts}>
          {part}
        </span>
      ))}
    </>
  );
}

function DueDate({ date, today }: { readonly date: string | null; readonly today: string }) {
  const words = useWords();
  if (date === null) return null;
  const state = dueState(date, today);
  return (
    <span className={`${styles.date} ${state === 'past' ? styles.past : ''}`}>
      {words.day(date)}
      {state !== 'later' && (
        <span className={styles.due}>{words.say(state === 'past' ? 'caseload.overdue' : 'caseload.soon')}</span>
      )}
    </span>
  );
}

/** On a phone: who, where, how the goals stand, and the next date. */
function CaseloadList({ rows, choice }: { readonly rows: readonly Row[]; readonly choice: React.ReactNode }) {
  const words = useWords();
  const me = useMe();
  const [wanted, setWanted] = useState('');
  const found = filtered(rows, (row) => textOf(words, row), wanted);
  return (
    <>
      <div className={styles.tools}>
        <TextField label={words.say('table.filter')} type="search" value={wanted} onChange={setWanted} />
        {choice}
        <p className={styles.quiet} role="status">
          {words.say('table.shown', { shown: found.length, all: rows.length })}
        </p>
      </div>
      <ul className={styles.list} aria-label={words.say('caseload.title')}>
        {found.map((row) => (
          <li key={row.id} className={styles.card}>
            <StudentLink row={row} />
            <span className={styles.quiet}>
              {[gradeName(row.grade, words), ...row.classes.map(({ name }) => name)].join(' · ')}
            </span>
            <Standings standings={row.standings} />
            <ProbesDue row={row} />
            {row.nextReview !== null && (
              <span className={styles.quiet}>
                {words.say(row.nextReview === row.annualReviewDue ? 'caseload.annual' : 'caseload.reevaluation')}:{' '}
                <DueDate date={row.nextReview} today={me.today} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
