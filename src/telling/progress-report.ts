import { toSvgString } from '#charts/svg-string.ts';
import type { ReportPage } from '#contract/report.ts';
import { type Condition, grouped, type Observed } from '#domain/carryover/evidence.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import { isNatural } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';
import { answerInWords } from './answer-words.ts';
import { type GoalPage, goalPage } from './goal-page.ts';
import { amountInWords, criterionInWords, naturalInWords, roomInWords, settingInWords } from './goal-words.ts';
import { metInWords } from './met.ts';
import { exactInWords } from './minutes.ts';
import { cuesInWords, seenInWords } from './observation-words.ts';
import { chartOverTime } from './over-time.ts';
import type { Paper, PaperBlock } from './paper.ts';

/**
 * Progress reports on paper. Every number has a reference to the part that lists what it was counted from; nothing is said that
 * is not computed from the events or written by the therapist.
 */

/** Pixels that the chart is drawn for: the width of the text at the size of its letters. */
const chartWidth = 640;
const panelHeight = 72;

type Figure = ReportPage['figures'][number];

/** A number of the report with its reference: "2.1" is the first of the second goal. */
export interface NumberedFigure extends Figure {
  readonly reference: string;
  readonly where: string;
  readonly what: string;
}

export function goalPagesOf(report: ReportPage): GoalPage[] {
  return report.goals.map((evidence) => goalPage(evidence, report.from));
}

export function figuresInWords(words: Words, page: GoalPage, report: ReportPage, number: number): NumberedFigure[] {
  return report.figures
    .filter(({ goalId }) => goalId === page.evidence.goal.id)
    .map((figure, at) => ({
      ...figure,
      reference: `${number}.${at + 1}`,
      where: placeInWords(words, figure, page.rules.discipline),
      what: figureInWords(words, figure, page),
    }));
}

/** "Classroom, with the therapist": on paper nobody says I. */
function placeInWords(
  words: Words,
  { setting, part }: Condition,
  discipline?: GoalPage['rules']['discipline'],
): string {
  const place = settingInWords(words, setting, discipline);
  return isNatural(setting) ? words.say(`report.condition.${part}`, { place }) : place;
}

function figureInWords(words: Words, { x, n, lower, upper, median }: Figure, { carryover }: GoalPage): string {
  if (x !== null && n !== null)
    return words.share({ x, n, ...(lower === null || upper === null ? {} : { low: lower, high: upper }) });
  if (median === null || carryover.unit !== 'day') return words.say('carryover.no_data');
  return words.say('report.middle', { amount: amountInWords(words, carryover.quantity, median) });
}

export function nameOfGoal({ version }: GoalPage): string {
  return version.plainWords || version.officialWording;
}

const periodInWords = (words: Words, { from, to }: ReportPage): string =>
  words.say('period.from_to', { from: words.day(from), to: words.day(to) });

function frame(words: Words, report: ReportPage, title: string): Omit<Paper, 'blocks'> {
  const { student, discipline, finishedAt, state } = report;
  return {
    language: words.language,
    title,
    about: [
      [nameInWords(student), student.schoolName].join(' · '),
      [words.say(`discipline.${discipline}`), periodInWords(words, report)].join(' · '),
      ...(state === 'finished' && finishedAt !== null
        ? [
            words.say('report.finished_by', {
              name: report.writtenBy,
              day: words.instant(finishedAt, report.zone, 'day'),
            }),
          ]
        : [words.say('report.is_draft', { day: words.day(report.until) })]),
    ],
    foot: words.say('computed.footer'),
    pageOf: words.say('report.page_of', { page: '{page}', pages: '{pages}' }),
  };
}

/** For the team: levels by place, chart, criterion, comments, minutes, and what each number stands on. */
export function reportPaper(words: Words, report: ReportPage): Paper {
  const pages = goalPagesOf(report);
  const figures = pages.map((page, at) => figuresInWords(words, page, report, at + 1));
  const comments = new Map(report.comments.map(({ goalId, text }) => [goalId, text]));
  return {
    ...frame(words, report, words.say('report.title')),
    blocks: [
      ...pages.flatMap((page, at) => goalBlocks(words, page, figures[at]!, at + 1, comments)),
      ...(pages.length === 0 ? [text(words.say('report.no_goals'))] : []),
      ...minutesBlocks(words, report),
      ...said(report, words.say('report.to_family')),
      { kind: 'page' },
      heading(1, words.say('report.behind')),
      text(words.say('report.behind_lead'), 'quiet'),
      ...pages.flatMap((page, at) => figures[at]!.flatMap((figure) => behindBlocks(words, page, figure))),
    ],
  };
}

const heading = (level: 1 | 2, said: string, id?: string): PaperBlock => ({
  kind: 'heading',
  level,
  text: said,
  ...(id === undefined ? {} : { id }),
});
const text = (said: string, tone: 'plain' | 'lead' | 'quiet' | 'said' = 'plain'): PaperBlock => ({
  kind: 'text',
  text: said,
  tone,
});

const idOf = (reference: string): string => `figure-${reference}`;

function goalBlocks(
  words: Words,
  page: GoalPage,
  figures: readonly NumberedFigure[],
  number: number,
  comments: ReadonlyMap<string, string>,
): PaperBlock[] {
  const { version, rules } = page;
  const comment = comments.get(page.evidence.goal.id);
  const drawn =
    page.observed.length === 0
      ? null
      : chartOverTime(words, page, chartWidth, { trend: false, panelHeight, place: placeInWords });
  return [
    heading(1, `${number}. ${nameOfGoal(page)}`),
    ...(version.plainWords === '' ? [] : [text(version.officialWording, 'quiet')]),
    text(words.say('report.criterion', { criterion: criterionInWords(words, version.criterion, rules.unit) }), 'quiet'),
    text(answerInWords(words, page).headline, 'lead'),
    ...(figures.length === 0
      ? [text(words.say('report.nothing_seen'))]
      : [
          {
            kind: 'table' as const,
            wide: 0,
            head: [
              words.say('evidence.where'),
              words.say(page.carryover.unit === 'trial' ? 'evidence.unprompted' : 'carryover.column.value_days'),
              words.say('evidence.days'),
              words.say('report.reference'),
            ],
            rows: figures.map(({ where, what, days, reference }) => [
              where,
              what,
              words.count(days),
              { text: reference, to: idOf(reference) },
            ]),
          },
        ]),
    text(metInWords(words, page)),
    ...(comment === undefined ? [] : [text(comment, 'said')]),
    ...(drawn === null
      ? []
      : [
          {
            kind: 'picture' as const,
            svg: toSvgString({ ...drawn, idPrefix: `chart-${number}` }, 'colour'),
            says: words.say('report.chart_says', { goal: nameOfGoal(page), n: drawn.points.length }),
          },
        ]),
  ];
}

/** What a number was counted from: its sessions, with every observation in words. */
function behindBlocks(words: Words, page: GoalPage, figure: NumberedFigure): PaperBlock[] {
  const { goal, adults } = page.evidence;
  const ids = new Set(figure.eventIds);
  const names = new Map(adults.map((adult) => [adult.id, adult.shortName]));
  const targets = new Map(goal.targets.map((target) => [target.id, target.text]));
  const sessions = grouped(
    page.observed.filter(({ event }) => ids.has(event.id)),
    ({ event }) => event.sessionId,
  );
  const seen = ({ event }: Observed): string => {
    const cues = event.kind === 'trial' ? cuesInWords(words, event.cues, names, goal.cueSet) : '';
    const what = seenInWords(words, event, targets).text;
    return cues === '' ? what : words.say('report.with_cues', { what, cues });
  };
  return [
    heading(
      2,
      words.say('report.figure', { reference: figure.reference, where: figure.where, what: figure.what }),
      idOf(figure.reference),
    ),
    {
      kind: 'table',
      wide: 1,
      head: [words.say('chart.column.date'), words.say('evidence.what'), words.say('evidence.by')],
      rows: sessions.map((session) => [
        words.day(session[0]!.date),
        counted(words, session.map(seen)),
        words.list([...new Set(session.map(({ event }) => names.get(event.recorderId) ?? ''))]),
      ]),
    },
  ];
}

/** "on their own × 3 · not yet": the same said once, with how often, in the order first seen. */
function counted(words: Words, all: readonly string[]): string {
  return grouped(all, (one) => one)
    .map((same) => (same.length === 1 ? same[0]! : words.say('report.times', { what: same[0]!, n: same.length })))
    .join(' · ');
}

function minutesBlocks(words: Words, { minutes }: ReportPage): PaperBlock[] {
  if (minutes.length === 0) return [];
  return [
    heading(1, words.say('report.minutes')),
    {
      kind: 'table',
      wide: 2,
      head: [words.say('report.service'), words.say('report.given'), words.say('ledger.missed')],
      rows: minutes.map(({ account, given, required, missed }) => [
        words.say(`ledger.account.${account}`),
        words.say('report.given_of', { given: exactInWords(words, given), required: exactInWords(words, required) }),
        missed
          .map(({ reason, minutes: n }) =>
            words.say('ledger.missed_of', { reason: words.say(`ledger.reason.${reason}`), minutes: words.count(n) }),
          )
          .join(' · '),
      ]),
    },
  ];
}

function said({ toFamily, writtenBy }: ReportPage, title: string): PaperBlock[] {
  if (toFamily === '') return [];
  return [
    heading(1, title),
    ...toFamily
      .split(/\n+/)
      .filter((one) => one.trim() !== '')
      .map((one) => text(one, 'said')),
    ...(writtenBy === null ? [] : [text(writtenBy, 'quiet')]),
  ];
}

/** For the family, in plain words: what is worked on, what was seen and where, what the therapist says, minutes. */
export function familyPaper(words: Words, report: ReportPage): Paper {
  const comments = new Map(report.comments.map(({ goalId, text: comment }) => [goalId, comment]));
  const name = report.student.preferredName ?? report.student.givenName;
  return {
    ...frame(words, report, words.say('report.family_title')),
    blocks: [
      text(words.say('report.family_lead', { name })),
      ...goalPagesOf(report).flatMap((page, at) => {
        const comment = comments.get(page.evidence.goal.id);
        return [
          heading(1, `${at + 1}. ${nameOfGoal(page)}`),
          ...plainLines(words, page, 'family').map((one) => text(one)),
          ...(comment === undefined ? [] : [text(comment, 'said')]),
        ];
      }),
      ...said(report, words.say('report.from_therapist')),
      ...(report.minutes.length === 0
        ? []
        : [
            heading(1, words.say('report.minutes')),
            ...report.minutes.map(({ account, given, required }) =>
              text(
                words.say('report.family_minutes', {
                  service: words.say(`ledger.account.${account}`),
                  given: exactInWords(words, given),
                  required: exactInWords(words, required),
                }),
              ),
            ),
          ]),
      heading(1, words.say('report.family_next')),
      { kind: 'list', items: [words.say('report.family_ask'), words.say('report.family_records')] },
    ],
  };
}

/** What was seen in class and in the room, each as one sentence without a term of the trade. */
function plainLines(words: Words, page: GoalPage, reader: 'family' | 'student'): string[] {
  const { carryover, rules } = page;
  if (carryover.unit === 'day') {
    const { judged, reached } = carryover.criterion;
    return [
      judged === 0 ? words.say(`report.${reader}.not_seen`) : words.say(`report.${reader}.days`, { reached, judged }),
    ];
  }
  const places = [
    { side: carryover.natural, where: naturalInWords(words, carryover.conditions) },
    { side: carryover.therapy, where: roomInWords(words, rules.discipline) },
  ].filter(({ side }) => side.n > 0);
  if (places.length === 0) return [words.say(`report.${reader}.not_seen`)];
  return places.map(({ side: { x, n }, where }) => words.say(`report.${reader}.trials`, { x, n, where }));
}

/** One page for the student: what I work on, what I did, and room for what I want to say. */
export function studentPaper(words: Words, report: ReportPage): Paper {
  return {
    ...frame(words, report, words.say('report.student_title')),
    blocks: [
      ...goalPagesOf(report)
        .slice(0, 8)
        .flatMap((page) => [
          heading(2, nameOfGoal(page)),
          ...plainLines(words, page, 'student').map((one) => text(one)),
        ]),
      heading(2, words.say('report.student_words')),
      { kind: 'lines', count: 3 },
    ],
  };
}
