import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { disciplines } from '#domain/goals/goal.ts';
import {
  exportReport,
  paperLanguages,
  papers,
  printReport,
  type ReportPage,
  readReport,
  saveReport,
} from '#contract/report.ts';
import { answerInWords } from '#telling/answer-words.ts';
import type { GoalPage } from '#telling/goal-page.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import { metInWords } from '#telling/met.ts';
import { figuresInWords, goalPagesOf, type NumberedFigure, nameOfGoal } from '#telling/progress-report.ts';
import { addressOf } from '../../client/call.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { DayField, SelectField, TextAreaField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { EachOne } from '../goal/each-one.tsx';
import styles from './report.module.css';

/** One report: what was seen of each goal, what the therapist says of it, and the papers made from both. */
export function ReportScreen() {
  const { studentId, discipline, from, to } = useParams({
    from: '/house/students/$studentId/reports/$discipline/$from/$to',
  });
  const known = disciplines.find((one) => one === discipline) ?? 'speech';
  const read = useRead(readReport, { params: { studentId, discipline: known, from, to } });
  return (
    <Reading read={read}>
      {(report) => (
        <Report key={`${studentId} ${discipline} ${from} ${to} ${report.version} ${report.state}`} report={report} />
      )}
    </Reading>
  );
}

function Report({ report }: { readonly report: ReportPage }) {
  const words = useWords();
  const me = useMe();
  const { student, discipline, from, to, state } = report;
  const pages = useMemo(() => goalPagesOf(report), [report]);
  const [again, setAgain] = useState(false);
  const writes = holds(me, 'therapist', 'case_manager') && (state !== 'finished' || again);
  const [comments, setComments] = useState(new Map(report.comments.map(({ goalId, text }) => [goalId, text])));
  const [toFamily, setToFamily] = useState(report.toFamily);
  const [finishing, setFinishing] = useState(false);
  const params = { studentId: student.id, discipline, from, to };
  const save = useChange(saveReport, () => {
    setFinishing(false);
    announce(words.say(save.variables?.body.finish ? 'report.finished' : 'report.saved'));
  });
  const keep = (finish: boolean) =>
    save.mutate({
      params,
      body: {
        basedOn: report.version,
        comments: [...comments].map(([goalId, text]) => ({ goalId, text })),
        toFamily,
        finish,
      },
    });
  const commented = new Map(report.comments.map(({ goalId, text }) => [goalId, text]));
  return (
    <Page
      title={words.say('report.title')}
      above={
        <>
          <Link to="/reports">{words.say('report.list_title')}</Link> /{' '}
          <Link to="/students/$studentId" params={{ studentId: student.id }}>
            {nameInWords(student)}
          </Link>
        </>
      }
      heading={words.say('report.title')}
      lead={[
        words.say('report.lead', {
          discipline: words.say(`discipline.${discipline}`),
          period: words.say('report.quarter', { from: words.day(from), to: words.day(to) }),
        }),
        report.finishedAt === null
          ? words.say('report.numbers_until', { day: words.day(report.until) })
          : words.say('report.finished_by', {
              name: report.writtenBy,
              day: words.instant(report.finishedAt, report.zone, 'day'),
            }),
      ].join(' · ')}
      actions={
        state === 'finished' &&
        !again &&
        holds(me, 'therapist', 'case_manager') && (
          <Button onPress={() => setAgain(true)}>{words.say('report.again')}</Button>
        )
      }
    >
      <Form onSubmit={() => keep(false)} fault={finishing ? null : save.error}>
        <Band heading={words.say('report.goals')}>
          {pages.length === 0 && <p className={styles.quiet}>{words.say('report.no_goals')}</p>}
          {pages.map((page, at) => {
            const { goal } = page.evidence;
            return (
              <section key={goal.id} className={styles.goal} aria-labelledby={goal.id}>
                <h3 id={goal.id}>
                  {at + 1}.{' '}
                  <Link to="/goals/$goalId" params={{ goalId: goal.id }}>
                    {nameOfGoal(page)}
                  </Link>
                </h3>
                <p className={styles.headline}>{answerInWords(words, page).headline}</p>
                <Figures page={page} figures={figuresInWords(words, page, report, at + 1)} />
                <p>{metInWords(words, page)}</p>
                {writes ? (
                  <TextAreaField
                    label={words.say('report.comment', { goal: goal.tag })}
                    hint={words.say('report.comment_prompts')}
                    name={`comments.${at}.text`}
                    value={comments.get(goal.id) ?? ''}
                    onChange={(text) => setComments(new Map(comments).set(goal.id, text))}
                  />
                ) : (
                  commented.has(goal.id) && <p className={styles.said}>{commented.get(goal.id)}</p>
                )}
              </section>
            );
          })}
        </Band>
        <Band heading={words.say('report.to_family')}>
          {writes ? (
            <>
              <TextAreaField
                label={words.say('report.to_family_label')}
                hint={words.say('report.to_family_prompts')}
                name="toFamily"
                value={toFamily}
                onChange={setToFamily}
              />
              <Actions
                submit={words.say('report.save')}
                isPending={save.isPending && !finishing}
                fault={finishing ? null : save.error}
              >
                <Button onPress={() => setFinishing(true)}>{words.say('report.finish')}</Button>
              </Actions>
            </>
          ) : (
            report.toFamily !== '' && <p className={styles.said}>{report.toFamily}</p>
          )}
        </Band>
      </Form>
      <Papers params={params} />
      <OtherPeriod params={params} />
      {finishing && (
        <Dialog
          heading={words.say('report.finish_title')}
          lead={words.say('report.finish_lead')}
          onClose={() => setFinishing(false)}
        >
          <Form onSubmit={() => keep(true)} fault={save.error}>
            <Actions submit={words.say('report.finish')} isPending={save.isPending} fault={save.error}>
              <Button kind="quiet" onPress={() => setFinishing(false)}>
                {words.say('do.cancel')}
              </Button>
            </Actions>
          </Form>
        </Dialog>
      )}
    </Page>
  );
}

/** The numbers as they stand on paper, each with its reference and all that is behind it. */
function Figures({ page, figures }: { readonly page: GoalPage; readonly figures: readonly NumberedFigure[] }) {
  const words = useWords();
  const [shown, setShown] = useState<NumberedFigure | null>(null);
  const behind = useMemo(() => new Set(shown?.eventIds), [shown]);
  return (
    <>
      <Table
        name={words.say('report.numbers', { goal: page.evidence.goal.tag })}
        rows={figures}
        rowKey={({ reference }) => reference}
        empty={<p className={styles.quiet}>{words.say('report.nothing_seen')}</p>}
        columns={[
          { key: 'where', label: words.say('evidence.where'), cell: ({ where }) => where },
          {
            key: 'what',
            label: words.say(page.carryover.unit === 'trial' ? 'evidence.unprompted' : 'carryover.column.value_days'),
            cell: ({ what }) => what,
          },
          { key: 'days', label: words.say('evidence.days'), cell: ({ days }) => words.count(days), number: true },
          {
            key: 'each',
            label: words.say('report.reference'),
            cell: (figure) => (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('report.each_of', { reference: figure.reference })}
                onPress={() => setShown(figure)}
              >
                {figure.reference}
              </Button>
            ),
          },
        ]}
      />
      {shown !== null && (
        <EachOne
          page={page}
          heading={words.say('report.figure', {
            reference: shown.reference,
            where: shown.where,
            what: shown.what,
          })}
          observed={page.observed.filter(({ event }) => behind.has(event.id))}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

type Params = Parameters<typeof addressOf>[1]['params'] & {
  readonly studentId: string;
  readonly discipline: ReportPage['discipline'];
  readonly from: string;
  readonly to: string;
};

function Papers({ params }: { readonly params: Params }) {
  const words = useWords();
  const [language, setLanguage] = useState<(typeof paperLanguages)[number]>(words.language);
  return (
    <Band heading={words.say('report.papers')} lead={words.say('report.papers_lead')}>
      <div className={styles.files}>
        <SelectField
          label={words.say('report.language')}
          name="language"
          options={paperLanguages.map((value) => ({ value, label: words.say(`language.${value}`) }))}
          value={language}
          onChange={setLanguage}
        />
        {papers.map((paper) => (
          <a
            key={paper}
            className={buttonClass('plain')}
            href={addressOf(printReport, { params, query: { paper, language } })}
            download="progress-report.pdf"
          >
            {words.say(`report.paper.${paper}`)}
          </a>
        ))}
        <a className={buttonClass('plain')} href={addressOf(exportReport, { params })} download="progress-report.csv">
          {words.say('report.file.csv')}
        </a>
        <a className={buttonClass('plain')} href={addressOf(readReport, { params })} download="progress-report.json">
          {words.say('report.file.json')}
        </a>
      </div>
    </Band>
  );
}

function OtherPeriod({ params }: { readonly params: Params }) {
  const words = useWords();
  const [from, setFrom] = useState(params.from);
  const [to, setTo] = useState(params.to);
  return (
    <Band heading={words.say('report.other_period')}>
      <Row>
        <DayField label={words.say('report.other_from')} name="from" value={from} onChange={setFrom} />
        <DayField label={words.say('report.other_to')} name="to" value={to} onChange={setTo} />
      </Row>
      {from !== '' && to >= from && (
        <p className={styles.other}>
          <Link
            to="/students/$studentId/reports/$discipline/$from/$to"
            params={{ studentId: params.studentId, discipline: params.discipline, from, to }}
            className={buttonClass('plain')}
          >
            {words.say('report.other_open')}
          </Link>
        </p>
      )}
    </Band>
  );
}
