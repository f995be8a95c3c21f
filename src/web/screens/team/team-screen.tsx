import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { readTeam, type TeamPage } from '#contract/team.ts';
import { exactInWords } from '#telling/minutes.ts';
import type { Words } from '#words/words.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { OutDialog } from '../today/out-dialog.tsx';
import { hoursSaid, WorkloadBars } from '../workload/workload-bars.tsx';
import { OutOfClass } from './out-of-class.tsx';
import { StudentLooks } from './student-looks.tsx';
import styles from './team.module.css';

type Therapist = TeamPage['therapists'][number];

/** For whoever leads a team: its therapists in counts, without any student; one student only for a purpose. */
export function TeamScreen() {
  const words = useWords();
  const { today } = useMe();
  const read = useRead(readTeam, {});
  const [out, setOut] = useState(false);
  return (
    <Page
      title={words.say('team.title')}
      lead={words.say('team.lead')}
      actions={
        <>
          <Link to="/caseload/hand-over" className={buttonClass('plain')}>
            {words.say('pass_on.link')}
          </Link>
          <Button onPress={() => setOut(true)}>{words.say('out.somebody')}</Button>
        </>
      }
    >
      <Reading read={read}>
        {({ therapists, monday }) => (
          <>
            <Band heading={words.say('team.week_of', { day: words.day(monday) })}>
              <Therapists therapists={therapists} />
            </Band>
            <Band heading={words.say('workload.title')} lead={words.say('workload.lead')}>
              <ul className={styles.workloads}>
                {therapists.map(({ adultId, name, work }) => (
                  <li key={adultId}>
                    <WorkloadBars weeks={[work]} name={name} />
                  </li>
                ))}
              </ul>
            </Band>
          </>
        )}
      </Reading>
      <OutOfClass />
      <StudentLooks />
      <Band heading={words.say('team.rules')} lead={words.say('team.rules_lead')}>
        <p className={styles.pages}>
          <Link to="/minute-rules" className={buttonClass('plain')}>
            {words.say('minute_rule.title')}
          </Link>
          <Link to="/service-log" className={buttonClass('plain')}>
            {words.say('service_log.title')}
          </Link>
          <Link to="/service-codes" className={buttonClass('plain')}>
            {words.say('service_code.title')}
          </Link>
          <Link to="/supervision" className={buttonClass('plain')}>
            {words.say('supervision.title')}
          </Link>
          <Link to="/review-thresholds" className={buttonClass('plain')}>
            {words.say('review.thresholds_title')}
          </Link>
        </p>
      </Band>
      {out && <OutDialog date={today} onClose={() => setOut(false)} />}
    </Page>
  );
}

function Therapists({ therapists }: { readonly therapists: readonly Therapist[] }) {
  const words = useWords();
  return (
    <Table<Therapist>
      name={words.say('team.title')}
      rows={therapists}
      rowKey={({ adultId }) => adultId}
      empty={<EmptyState title={words.say('team.none')}>{words.say('team.none_why')}</EmptyState>}
      columns={[
        {
          key: 'name',
          label: words.say('team.therapist'),
          sortBy: ({ name }) => name,
          cell: ({ name, discipline, outToday }) => (
            <>
              {name}
              <span className={styles.quiet}>
                {discipline !== null && ` · ${words.say(`discipline.${discipline}`)}`}
                {outToday && ` · ${words.say('team.out_today')}`}
              </span>
            </>
          ),
        },
        {
          key: 'students',
          label: words.say('team.students'),
          number: true,
          sortBy: ({ students }) => students,
          cell: ({ students }) => words.count(students),
        },
        {
          key: 'week',
          label: words.say('team.sessions'),
          sortBy: ({ week }) => week.planned,
          cell: (one) => <Lines lines={sessionLines(one, words)} />,
        },
        {
          key: 'open',
          label: words.say('team.open_minutes'),
          sortBy: ({ open }) => open.whole,
          cell: ({ open, studentsOpen, students }) => (
            <Lines
              lines={[
                words.say('ledger.minutes', { minutes: exactInWords(words, open) }),
                words.say('team.open_students', { open: studentsOpen, students }),
              ]}
            />
          ),
        },
        {
          key: 'reviews',
          label: words.say('team.reviews'),
          sortBy: ({ reviewsPast, reviewsSoon }) => reviewsPast * 1000 + reviewsSoon,
          cell: ({ reviewsPast, reviewsSoon }) => (
            <Lines
              lines={[
                words.say('team.reviews_soon', { n: reviewsSoon }),
                ...(reviewsPast > 0 ? [words.say('team.reviews_past', { n: reviewsPast })] : []),
              ]}
            />
          ),
        },
        {
          key: 'cards',
          label: words.say('team.cards'),
          sortBy: ({ cardsUnread }) => cardsUnread,
          cell: ({ cardsPublished, cardsUnread }) =>
            words.say('team.cards_unread', { unread: cardsUnread, published: cardsPublished }),
        },
        {
          key: 'free',
          label: words.say('team.free'),
          number: true,
          sortBy: ({ work }) => work.free,
          cell: ({ work }) => hoursSaid(work.free, words),
        },
      ]}
    />
  );
}

function sessionLines({ week, unrecorded, uncovered }: Therapist, words: Words): string[] {
  return [
    words.say('team.week', { planned: week.planned, recorded: week.recorded }),
    ...(week.cancelled > 0 ? [words.say('team.cancelled', { n: week.cancelled })] : []),
    ...(week.covered > 0 ? [words.say('team.covered', { n: week.covered })] : []),
    ...(uncovered > 0 ? [words.say('team.uncovered', { n: uncovered })] : []),
    ...(unrecorded > 0 ? [words.say('team.unrecorded', { n: unrecorded })] : []),
  ];
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
