import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { listVisits, replyToVisit, type Visit } from '#contract/visit.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { VisitDialog } from './visit-dialog.tsx';
import styles from './visit.module.css';

/** The plan of one visit: to read, to change, to agree to, to print on one page. */
export function VisitScreen() {
  const words = useWords();
  const me = useMe();
  const { sessionId } = useParams({ from: '/house/visits/$sessionId' });
  const { date = me.today } = useSearch({ from: '/house/visits/$sessionId' });
  const read = useRead(listVisits, { query: { date } });
  return (
    <Reading read={read}>
      {({ visits }) => {
        const visit = visits.find((one) => one.sessionId === sessionId);
        return visit === undefined ? (
          <Page title={words.say('visit.title')}>
            <EmptyState title={words.say('visit.gone')} action={<Back date={date} />} />
          </Page>
        ) : (
          <PlanOfVisit visit={visit} />
        );
      }}
    </Reading>
  );
}

function Back({ date }: { readonly date: string }) {
  const words = useWords();
  return (
    <Link to="/today" search={{ date }} className={buttonClass('quiet')}>
      {words.say('visit.back')}
    </Link>
  );
}

function PlanOfVisit({ visit }: { readonly visit: Visit }) {
  const words = useWords();
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const agree = useChange(replyToVisit, () => announce(words.say('visit.said_agreed')));
  const { plan, classId, sessionId } = visit;
  const visits = me.adultId === visit.adultId;
  const mayChange = visits || (me.link === null && holds(me, 'teacher'));
  const waitsForMe = plan.planId !== null && (visits ? !plan.agreed.therapist : !plan.agreed.class);
  const what = visit.routineName ?? words.say(`delivery.${visit.delivery}`);
  const comes =
    visit.coveredFor === null ? visit.comes : words.say('visit.covers', { name: visit.comes, other: visit.coveredFor });
  const state =
    plan.planId === null
      ? words.say('visit.nothing_yet')
      : plan.agreed.therapist && plan.agreed.class
        ? words.say('visit.agreed')
        : plan.agreed.therapist
          ? words.say('visit.waits_for_class')
          : words.say('visit.waits_for_you', { name: plan.changedBy ?? '' });
  const parts = [
    { key: 'when', label: words.say('visit.when'), text: words.timeSpan(visit.starts, visit.ends) },
    { key: 'comes', label: words.say('visit.comes'), text: comes },
    { key: 'line', label: words.say('visit.class_line'), text: plan.classLine },
    { key: 'activity', label: words.say('visit.activity'), text: plan.activity },
    {
      key: 'format',
      label: words.say('visit.format'),
      text: plan.coTeachingFormat === null ? '' : words.say(`co_teaching.${plan.coTeachingFormat}`),
    },
    {
      key: 'therapist',
      label: words.say('visit.part_of', { name: visit.comes }),
      text: plan.therapistPart,
    },
    { key: 'class', label: words.say('visit.class_part'), text: plan.classPart },
    { key: 'materials', label: words.say('visit.materials'), text: plan.materials },
    { key: 'visuals', label: words.say('visit.visuals'), text: plan.visuals },
    {
      key: 'strategies',
      label: words.say('visit.strategies'),
      text: words.list(plan.strategies.map(({ name }) => name)),
    },
  ];
  return (
    <Page
      title={words.say('visit.title')}
      heading={`${visit.className}: ${what}`}
      above={words.say('visit.title')}
      lead={[
        words.day(visit.date, 'long'),
        ...(plan.carriedFrom === null
          ? []
          : [words.say('visit.carried', { day: words.day(plan.carriedFrom, 'short') })]),
        state,
      ].join(' · ')}
      actions={
        <>
          <Back date={visit.date} />
          <Button onPress={() => window.print()}>{words.say('visit.print')}</Button>
          {mayChange && <Button onPress={() => setChanging(true)}>{words.say('visit.change')}</Button>}
          {waitsForMe && (
            <Button
              kind="main"
              isPending={agree.isPending}
              onPress={() => agree.mutate({ params: { classId, sessionId }, body: { kind: 'got_it' } })}
            >
              {words.say('visit.agree')}
            </Button>
          )}
        </>
      }
    >
      <FaultNotice fault={agree.error} />
      <dl className={styles.parts}>
        {parts
          .filter(({ key, text }) => text !== '' || key === 'line')
          .map(({ key, label, text }) => (
            <div key={key}>
              <dt>{label}</dt>
              <dd>{text === '' ? <span className={styles.quiet}>{words.say('visit.class_line_none')}</span> : text}</dd>
            </div>
          ))}
        {visit.serves.length > 0 && (
          <div>
            <dt>{words.say('visit.serves')}</dt>
            <dd>
              <ul>
                {visit.serves.map(({ label, words: said }) => (
                  <li key={`${label} ${said}`}>
                    {label}: {said}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      {changing && <VisitDialog visit={visit} onClose={() => setChanging(false)} />}
    </Page>
  );
}
