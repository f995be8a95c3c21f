import { Link } from '@tanstack/react-router';
import { listReports, type ReportsAskedFor } from '#contract/report.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import type { Words } from '#words/words.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';

type Row = ReportsAskedFor['items'][number];

/** What is asked for now: a table for each quarter, what is not finished first. */
export function ReportsScreen() {
  const words = useWords();
  const { today, zone } = useMe();
  const read = useRead(listReports, {});
  return (
    <Page
      title={words.say('report.list_title')}
      above={<Link to="/caseload">{words.say('caseload.title')}</Link>}
      lead={words.say('report.list_lead')}
    >
      <Reading read={read}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.say('report.list_none')}>{words.say('report.list_none_why')}</EmptyState>
          ) : (
            quartersOf(items).map((rows) => {
              const { from, to } = rows[0]!;
              const heading = words.say('report.quarter', { from: words.day(from), to: words.day(to) });
              return (
                <Band
                  key={`${from} ${to}`}
                  heading={heading}
                  lead={words.say(to < today ? 'report.quarter_ended' : 'report.quarter_runs', { to: words.day(to) })}
                >
                  <Table
                    name={heading}
                    rows={rows}
                    rowKey={(row) => `${row.studentId} ${row.discipline}`}
                    columns={columnsOf(words, zone)}
                    startSorting={{ column: 'student', descending: false }}
                  />
                </Band>
              );
            })
          )
        }
      </Reading>
    </Page>
  );
}

/** The one that ended first stands first: it is waited for. */
function quartersOf(items: readonly Row[]): Row[][] {
  return [...Map.groupBy(items, ({ from, to }) => `${to} ${from}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rows]) => rows);
}

const stateOrder: readonly Row['state'][] = ['not_begun', 'draft', 'finished'];

function columnsOf(words: Words, zone: string): Column<Row>[] {
  return [
    {
      key: 'student',
      label: words.say('caseload.student'),
      cell: (row) => (
        <Link
          to="/students/$studentId/reports/$discipline/$from/$to"
          params={{ studentId: row.studentId, discipline: row.discipline, from: row.from, to: row.to }}
        >
          {nameInWords(row)}
        </Link>
      ),
      sortBy: ({ familyName, givenName }) => `${familyName} ${givenName}`,
    },
    {
      key: 'discipline',
      label: words.say('report.discipline'),
      cell: ({ discipline }) => words.say(`discipline.${discipline}`),
      sortBy: ({ discipline }) => discipline,
    },
    {
      key: 'goals',
      label: words.say('report.goals'),
      cell: ({ goals }) => words.count(goals),
      sortBy: ({ goals }) => goals,
      number: true,
    },
    {
      key: 'state',
      label: words.say('report.state'),
      cell: ({ state, finishedAt }) =>
        finishedAt === null
          ? words.say(`report.state.${state}`)
          : `${words.say('report.state.finished')}, ${words.instant(finishedAt, zone, 'day')}`,
      sortBy: ({ state }) => stateOrder.indexOf(state),
    },
  ];
}
