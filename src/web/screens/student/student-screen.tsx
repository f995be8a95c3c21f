import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { listGoalStandings } from '#contract/goal.ts';
import { type ServiceLine, undoServiceChange } from '#contract/service.ts';
import { readStudent, type StudentRecord } from '#contract/student.ts';
import { covers } from '#domain/caseload/roles.ts';
import type { Words } from '#words/words.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { StudentPraise } from '../strategy/student-praise.tsx';
import { StudentCards } from '../card/student-cards.tsx';
import { gradeName } from '../class/grade-name.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import { BillingConsent } from './billing-consent.tsx';
import { CopyForFamily } from './copy-for-family.tsx';
import { InClass } from './in-class.tsx';
import { Minutes } from './minutes.tsx';
import { ServiceNotes } from './service-notes.tsx';
import { ServiceDialog } from './service-dialog.tsx';
import styles from './student.module.css';

export function StudentScreen() {
  const { studentId } = useParams({ from: '/house/students/$studentId' });
  const read = useRead(readStudent, { params: { studentId } });
  return <Reading read={read}>{(student) => <Student key={studentId} student={student} />}</Reading>;
}

function Student({ student }: { readonly student: StudentRecord }) {
  const words = useWords();
  const me = useMe();
  const mayChange = holds(me, 'therapist', 'case_manager') && student.goals !== undefined;
  const { goals, services, access } = student;
  return (
    <Page
      title={words.say('student.title')}
      above={<Link to="/caseload">{words.say('caseload.title')}</Link>}
      heading={
        <>
          {nameInWords(student)} <span className={styles.label}>{student.label}</span>
        </>
      }
      lead={[gradeName(student.grade, words), ...student.classes.map(({ name }) => name), student.schoolName]
        .filter(Boolean)
        .join(' · ')}
      actions={
        mayChange && (
          <>
            <Link
              to="/students/$studentId/routines"
              params={{ studentId: student.id }}
              className={buttonClass('plain')}
            >
              {words.say('match.link')}
            </Link>
            <Link to="/students/$studentId/review" params={{ studentId: student.id }} className={buttonClass('plain')}>
              {words.say('review.link')}
            </Link>
            <Link to="/students/$studentId/edit" params={{ studentId: student.id }} className={buttonClass('plain')}>
              {words.say('student.edit')}
            </Link>
          </>
        )
      }
    >
      {goals === undefined || services === undefined ? (
        <p className={styles.quiet}>{words.say('student.class_list_only')}</p>
      ) : (
        <>
          <Goals studentId={student.id} goals={goals} mayAdd={mayChange} />
          <StudentCards studentId={student.id} />
          <StudentPraise studentId={student.id} />
          <Services studentId={student.id} services={services} mayChange={mayChange} />
          <Minutes studentId={student.id} />
          <InClass studentId={student.id} />
          <ServiceNotes studentId={student.id} />
          <BillingConsent studentId={student.id} mayNote={mayChange} />
          <Band heading={words.say('student.dates')}>
            <Facts student={student} />
          </Band>
          {mayChange && <CopyForFamily studentId={student.id} />}
          <Access access={access ?? []} studentId={student.id} />
        </>
      )}
    </Page>
  );
}

type GoalLine = NonNullable<StudentRecord['goals']>[number];

function Goals({
  studentId,
  goals,
  mayAdd,
}: {
  readonly studentId: string;
  readonly goals: readonly GoalLine[];
  readonly mayAdd: boolean;
}) {
  const words = useWords();
  const standings = useRead(listGoalStandings, { query: { studentId } });
  const standing = new Map(standings.data?.items.map((one) => [one.goalId, one]));
  const open = goals.filter(({ status }) => status !== 'closed');
  const closed = goals.filter(({ status }) => status === 'closed');
  const add = mayAdd && (
    <Link
      to="/students/$studentId/goals/new"
      params={{ studentId }}
      className={buttonClass(goals.length === 0 ? 'main' : 'plain')}
    >
      {words.say('student.add_goal')}
    </Link>
  );
  const item = (goal: GoalLine) => {
    const found = standing.get(goal.id);
    return (
      <li key={goal.id} className={styles.goal}>
        <Link to="/goals/$goalId" params={{ goalId: goal.id }} className={styles.goalName}>
          {goal.plainWords || goal.officialWording}
        </Link>
        <span className={styles.quiet}>
          {goal.tag} · {words.say(`discipline.${goal.discipline}`)} · {words.say(`area.${goal.area}`)}
          {goal.status === 'on_hold' && ` · ${words.say('goal_status.on_hold')}`}
        </span>
        {found !== undefined && (
          <span>
            {words.say(`carryover.state.${found.state}`)}
            {found.moreNatural !== null && (
              <span className={styles.quiet}> · {words.say('caseload.more', { n: found.moreNatural })}</span>
            )}
          </span>
        )}
      </li>
    );
  };
  return (
    <Band heading={words.say('student.goals')} actions={goals.length > 0 && add}>
      {goals.length === 0 ? (
        <EmptyState title={words.say('student.goals_none')} action={add}>
          {words.say('student.goals_none_why')}
        </EmptyState>
      ) : (
        <ul className={styles.goals}>{open.map(item)}</ul>
      )}
      {closed.length > 0 && (
        <details className={styles.more}>
          <summary>{words.say('student.closed_goals', { n: closed.length })}</summary>
          <ul className={styles.goals}>{closed.map(item)}</ul>
        </details>
      )}
    </Band>
  );
}

type Period = ServiceLine['periods'][number];

function termsInWords(words: Words, { delivery, minutes, times, per, groupMax, place, adultName }: Period): string {
  return [
    words.say('service.terms', {
      delivery: words.say(`service.delivery.${delivery}`),
      minutes,
      times,
      rate: words.say(`service.rate.${per}`),
    }),
    groupMax > 1 ? words.say('service.group', { n: groupMax }) : words.say('service.alone'),
    place,
    words.say('service.with', { name: adultName }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Services({
  studentId,
  services,
  mayChange,
}: {
  readonly studentId: string;
  readonly services: readonly ServiceLine[];
  readonly mayChange: boolean;
}) {
  const words = useWords();
  const { today } = useMe();
  const [changing, setChanging] = useState<ServiceLine | 'new' | null>(null);
  return (
    <Band
      heading={words.say('student.services')}
      actions={mayChange && <Button onPress={() => setChanging('new')}>{words.say('student.add_service')}</Button>}
    >
      {services.length === 0 && <p className={styles.quiet}>{words.say('student.services_none')}</p>}
      <ul className={styles.services}>
        {services.map((line) => {
          const running = line.periods.filter((period) => period.to === null || period.to >= today);
          const past = line.periods.filter((period) => !running.includes(period));
          return (
            <li key={line.id} className={styles.service}>
              <div className={styles.head}>
                <h3>{words.say(`discipline.${line.discipline}`)}</h3>
                {mayChange && running.length > 0 && (
                  <Button
                    size="small"
                    aria-label={words.say('student.change_service_of', {
                      discipline: words.say(`discipline.${line.discipline}`),
                    })}
                    onPress={() => setChanging(line)}
                  >
                    {words.say('student.change_service')}
                  </Button>
                )}
              </div>
              <ul>
                {running.map((period) => (
                  <li key={period.id}>
                    {termsInWords(words, period)}{' '}
                    <span className={styles.quiet}>{datesInWords(words, period.from, period.to)}</span>
                  </li>
                ))}
              </ul>
              {line.changes.map((change) => (
                <ComingChange key={change.id} studentId={studentId} line={line} change={change} mayUndo={mayChange} />
              ))}
              {past.length > 0 && (
                <details className={styles.more}>
                  <summary>{words.say('service.before')}</summary>
                  <ul>
                    {past.map((period) => (
                      <li key={period.id}>
                        {termsInWords(words, period)}{' '}
                        <span className={styles.quiet}>
                          {[datesInWords(words, period.from, period.to), period.reason].filter(Boolean).join(' · ')}
                        </span>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          );
        })}
      </ul>
      {changing !== null && (
        <ServiceDialog
          studentId={studentId}
          line={changing === 'new' ? null : changing}
          onClose={() => setChanging(null)}
        />
      )}
    </Band>
  );
}

/** A change that has not begun yet, with the way back; one that was undone stays readable. */
function ComingChange({
  studentId,
  line,
  change,
  mayUndo,
}: {
  readonly studentId: string;
  readonly line: ServiceLine;
  readonly change: ServiceLine['changes'][number];
  readonly mayUndo: boolean;
}) {
  const words = useWords();
  const { today } = useMe();
  const undo = useChange(undoServiceChange, () => announce(words.say('service.undone')));
  if (change.on <= today && change.undoneAt === null) return null;
  const said = {
    day: words.day(change.on),
    name: change.madeBy,
    reason: change.reason || words.say('service.no_reason'),
  };
  return (
    <div className={styles.change}>
      <p className={styles.quiet}>
        {words.say(change.undoneAt === null ? 'service.changes_on' : 'service.change_undone', said)}
      </p>
      {mayUndo && change.mayUndo && (
        <Button
          size="small"
          isPending={undo.isPending}
          aria-label={words.say('service.undo_of', {
            discipline: words.say(`discipline.${line.discipline}`),
            day: words.day(change.on),
          })}
          onPress={() => undo.mutate({ params: { studentId, lineId: line.id, changeId: change.id } })}
        >
          {words.say('service.undo')}
        </Button>
      )}
      {undo.error !== null && <FaultNotice fault={undo.error} />}
    </div>
  );
}

function datesInWords(words: Words, from: string, to: string | null): string {
  return to === null
    ? words.say('period.since', { from: words.day(from) })
    : words.say('period.from_to', { from: words.day(from), to: words.day(to) });
}

function Facts({ student }: { readonly student: StudentRecord }) {
  const words = useWords();
  const { today } = useMe();
  const [iep] = student.ieps ?? [];
  const date = (value: string | null | undefined) => value && words.day(value);
  const classes = (student.enrollments ?? []).filter((one) => one.to === null || one.to >= today);
  const blocks = (student.blocks ?? []).filter((block) => covers(block, today));
  return (
    <dl className={styles.facts}>
      <Fact name={words.say('student.iep_date')}>{date(iep?.iepDate)}</Fact>
      <Fact name={words.say('student.annual')}>{date(iep?.annualReviewDue)}</Fact>
      <Fact name={words.say('student.reevaluation')}>{date(iep?.reevaluationDue)}</Fact>
      <Fact name={words.say('student.classes')}>
        {classes.length > 0 && (
          <ul>
            {classes.map((one) => (
              <li key={one.id}>
                {one.className} <span className={styles.quiet}>{datesInWords(words, one.from, one.to)}</span>
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name={words.say('student.response_mode')}>
        {student.responseMode && words.say(`response_mode.${student.responseMode}`)}
      </Fact>
      <Fact name={words.say('student.kept_apart')}>
        {student.keptApart?.map(({ name }) => name || words.say('student.kept_apart_hidden')).join(', ')}
      </Fact>
      <Fact name={words.say('student.blocks')}>
        {blocks.length > 0 && (
          <ul>
            {blocks.map((block) => (
              <li key={block.id}>
                {words.weekday(block.weekday, 'short')} {words.timeSpan(block.starts, block.ends)}{' '}
                <span className={styles.quiet}>{words.say(`student.block_kind.${block.kind}`)}</span>
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name={words.say('student.of_age')}>
        {student.ofAgeOn &&
          words.say(student.ofAgeOn <= today ? 'student.of_age_since' : 'student.of_age_from', {
            day: words.day(student.ofAgeOn),
          })}
      </Fact>
      <Fact name={words.say('student.local_code')}>{student.localCode}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Access({
  access,
  studentId,
}: {
  readonly access: NonNullable<StudentRecord['access']>;
  readonly studentId: string;
}) {
  const words = useWords();
  return (
    <Band heading={words.say('student.access')}>
      <ul className={styles.access}>
        {access.map(({ adultId, name, role, reach, to }) => (
          <li key={`${adultId} ${role} ${reach}`}>
            <strong>{name}</strong> · {words.say(`role.${role}`)}{' '}
            <span className={styles.quiet}>
              {words.say(`student.access_${reach}`)}
              {to !== null && `, ${words.say('student.access_until', { day: words.day(to) })}`}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{words.say('student.record_number', { number: studentId })}</p>
    </Band>
  );
}
