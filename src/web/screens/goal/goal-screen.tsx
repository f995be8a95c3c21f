import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { changeGoalStatus, type GoalEvidence, readGoalEvidence } from '#contract/goal.ts';
import { conditionKey, conditionOf } from '#domain/carryover/evidence.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { AboutPart } from './about-part.tsx';
import { answerInWords } from '#telling/answer-words.ts';
import { Behind } from './behind.tsx';
import { ByMeasurePart } from './by-measure-part.tsx';
import { CarryoverPicture } from './carryover-picture.tsx';
import { CriterionPart } from './criterion-part.tsx';
import { EachOne } from './each-one.tsx';
import styles from './goal.module.css';
import { type GoalPage, goalPage } from '#telling/goal-page.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import { LaterEntryDialog } from './later-entry-dialog.tsx';
import { OverTime } from './over-time.tsx';
import { ResponsesPart } from './responses-part.tsx';
import { RoutinePart } from './routine-part.tsx';
import { SamplingPart } from './sampling-part.tsx';
import { StrategiesPart } from './strategies-part.tsx';
import { TakeAlong } from './take-along.tsx';
import { TwoObserversPart } from './two-observers-part.tsx';

export function GoalScreen() {
  const { goalId } = useParams({ from: '/house/goals/$goalId' });
  const read = useRead(readGoalEvidence, { params: { goalId } });
  return <Reading read={read}>{(evidence) => <Goal key={goalId} evidence={evidence} />}</Reading>;
}

function Goal({ evidence }: { readonly evidence: GoalEvidence }) {
  const words = useWords();
  const page = useMemo(() => goalPage(evidence), [evidence]);
  const { goal } = evidence;
  const [opened, setOpened] = useState<{ panelId: string; date: string } | null>(null);
  const name = nameInWords(goal.student);
  return (
    <Page
      title={words.say('goal.title')}
      above={
        <>
          <Link to="/caseload">{words.say('caseload.title')}</Link>
          {' / '}
          <Link to="/students/$studentId" params={{ studentId: goal.student.id }}>
            {name}
          </Link>
        </>
      }
      heading={page.version.plainWords || page.version.officialWording}
      lead={
        <>
          {words.say(`discipline.${goal.discipline}`)} ·{' '}
          {words.say('goal.from_to', { from: words.day(goal.startsOn), to: words.day(goal.endsOn) })}
          {goal.status !== 'active' && <strong> · {words.say(`goal_status.${goal.status}`)}</strong>}
        </>
      }
      actions={<GoalActions page={page} />}
    >
      <HasItCarriedOver page={page} />
      <SamplingPart page={page} />
      <OverTime page={page} onOpen={(panelId, date) => setOpened({ panelId, date })} />
      {page.carryover.unit === 'trial' && page.observed.length > 0 && (
        <ResponsesPart page={page} carryover={page.carryover} />
      )}
      <ByMeasurePart page={page} />
      <StrategiesPart goalId={goal.id} area={goal.area} />
      {page.carryover.unit === 'trial' && <RoutinePart page={page} />}
      <CriterionPart page={page} />
      <TwoObserversPart page={page} />
      <AboutPart page={page} />
      <TakeAlong goalId={goal.id} />
      {opened !== null && (
        <EachOne
          page={page}
          heading={words.say('evidence.each_session', { date: words.day(opened.date, 'long') })}
          observed={page.observed.filter(
            ({ date, event }) => date === opened.date && conditionKey(conditionOf(event)) === opened.panelId,
          )}
          onClose={() => setOpened(null)}
        />
      )}
    </Page>
  );
}

function HasItCarriedOver({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const { headline, further } = answerInWords(words, page);
  const { since, until } = page.carryover;
  return (
    <section className={styles.answer} aria-labelledby="carried-over">
      <h2 id="carried-over">{words.say('carryover.question')}</h2>
      <p className={styles.headline}>{headline}</p>
      {further.length > 0 && (
        <ul className={styles.further}>
          {further.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <CarryoverPicture page={page} />
      {page.carryover.unit === 'trial' && (
        <p className={styles.quiet}>
          {words.say('carryover.window', { since: words.day(since, 'long'), until: words.day(until, 'long') })}
        </p>
      )}
      <Behind page={page} />
    </section>
  );
}

function GoalActions({ page }: { readonly page: GoalPage }) {
  const { goal } = page.evidence;
  const words = useWords();
  const me = useMe();
  const change = useChange(changeGoalStatus, (_, { body }) =>
    announce(words.say('goal.status_changed', { status: words.say(`goal_status.${body.status}`) })),
  );
  const [entering, setEntering] = useState(false);
  const enter = holds(me, 'therapist', 'assistant') && goal.status !== 'closed' && (
    <>
      <Button onPress={() => setEntering(true)}>{words.say('later.open')}</Button>
      {entering && <LaterEntryDialog page={page} onClose={() => setEntering(false)} />}
    </>
  );
  if (!holds(me, 'therapist', 'case_manager')) return enter;
  const to = (status: typeof goal.status, label: string) => ({
    key: status,
    label,
    onAction: () => change.mutate({ params: { goalId: goal.id }, body: { status } }),
  });
  return (
    <>
      <FaultNotice fault={change.error} />
      {enter}
      <Link to="/goals/$goalId/edit" params={{ goalId: goal.id }} className={buttonClass('plain')}>
        {words.say('goal.edit')}
      </Link>
      <Menu
        label={words.say('goal.more_actions')}
        actions={[
          ...(goal.status === 'active'
            ? [to('on_hold', words.say('goal.hold'))]
            : [to('active', words.say('goal.reopen'))]),
          ...(goal.status === 'closed' ? [] : [to('closed', words.say('goal.close'))]),
        ]}
      />
    </>
  );
}
