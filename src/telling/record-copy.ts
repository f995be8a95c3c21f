import type { RecordCopy } from '#contract/record-copy.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import type { Words } from '#words/words.ts';
import { criterionInWords } from './goal-words.ts';
import { exactInWords } from './minutes.ts';
import type { Paper, PaperBlock } from './paper.ts';
import { contactTimeInWords, signedByInWords } from './service-log.ts';

/** A student's record to read: everything that is in the copy but the single taps, which the file beside it has. */
export function recordPaper(words: Words, copy: RecordCopy): Paper {
  const { student } = copy;
  const dates = (from: string, to: string | null) =>
    to === null
      ? words.say('period.since', { from: words.day(from) })
      : words.say('period.from_to', { from: words.day(from), to: words.day(to) });
  const section = (title: string, blocks: readonly PaperBlock[]): PaperBlock[] => [
    { kind: 'heading', level: 1, text: title },
    ...(blocks.length === 0 ? [quiet(words.say('record_copy.none'))] : blocks),
  ];
  return {
    language: words.language,
    title: words.say('record_copy.title'),
    about: [
      [nameInWords(student), student.schoolName].join(' · '),
      words.say('record_copy.made_on', { day: words.instant(copy.madeAt, copy.zone, 'day') }),
    ],
    foot: words.say('record_copy.foot'),
    pageOf: words.say('report.page_of', { page: '{page}', pages: '{pages}' }),
    blocks: [
      quiet(words.say('record_copy.lead')),
      ...section(words.say('record_copy.school'), [
        ...listOf(copy.classes.map(({ className, from, to }) => `${className}, ${dates(from, to)}`)),
        ...listOf(copy.ieps.map(({ iepDate }) => words.say('record_copy.iep', { day: words.day(iepDate) }))),
      ]),
      ...section(
        words.say('report.goals'),
        copy.goals.flatMap((goal): PaperBlock[] => {
          const version = goal.versions.find((one) => one.version === goal.version) ?? goal.versions.at(-1)!;
          return [
            { kind: 'heading', level: 2, text: version.plainWords || version.officialWording },
            { kind: 'text', text: version.officialWording },
            quiet(
              words.say('report.criterion', {
                criterion: criterionInWords(
                  words,
                  version.criterion as Parameters<typeof criterionInWords>[1],
                  goal.unit,
                ),
              }),
            ),
            quiet(
              `${words.say(`discipline.${goal.discipline}`)} · ${dates(goal.startsOn, goal.endsOn)} · ${goal.ownerName}`,
            ),
          ];
        }),
      ),
      ...section(
        words.say('student.services'),
        listOf(
          copy.services.flatMap(({ discipline, periods }) =>
            periods.map((period) =>
              [
                words.say(`discipline.${discipline}`),
                words.say('service.terms', {
                  delivery: words.say(`service.delivery.${period.delivery}`),
                  minutes: period.minutes,
                  times: period.times,
                  rate: words.say(`service.rate.${period.per}`),
                }),
                dates(period.from, period.to),
                period.reason,
              ]
                .filter(Boolean)
                .join(' · '),
            ),
          ),
        ),
      ),
      ...section(
        words.say('ledger.title'),
        copy.minutes.flatMap(({ discipline, accounts }) =>
          accounts.map(
            (one): PaperBlock => ({
              kind: 'text',
              text: `${words.say(`discipline.${discipline}`)}, ${words.say(`ledger.account.${one.account}`)}: ${words.say(
                'ledger.given_of',
                { given: exactInWords(words, one.given), required: exactInWords(words, one.required) },
              )}`,
            }),
          ),
        ),
      ),
      ...section(
        words.say('record_copy.reports'),
        copy.reports.flatMap(({ from, to, comments, toFamily, writtenBy }): PaperBlock[] => [
          { kind: 'heading', level: 2, text: `${dates(from, to)} · ${writtenBy}` },
          ...[...comments.map(({ text }) => text), ...toFamily.split(/\n+/)]
            .filter((text) => text.trim() !== '')
            .map((text): PaperBlock => ({ kind: 'text', text, tone: 'said' })),
        ]),
      ),
      ...section(words.say('review.words'), [
        ...copy.review.words.flatMap(({ who, words: said, saidOn }): PaperBlock[] => [
          { kind: 'text', text: said, tone: 'said' },
          quiet(`${words.say(`review.who.${who}`)} · ${words.day(saidOn)}`),
        ]),
      ]),
      ...section(
        words.say('review.decisions'),
        copy.review.decisions.flatMap(({ heldOn, decision, reasons, tookPart }): PaperBlock[] => [
          { kind: 'heading', level: 2, text: words.say('review.decided_on', { day: words.day(heldOn), decision }) },
          { kind: 'text', text: reasons },
          quiet(words.say('review.took_part_list', { names: tookPart })),
        ]),
      ),
      ...section(
        words.say('record_copy.cards'),
        copy.cards.map(
          ({ looksLike, cue, praise, publishedAt }): PaperBlock => ({
            kind: 'text',
            text: [words.instant(publishedAt, copy.zone, 'day'), looksLike, cue, praise].filter(Boolean).join(' · '),
          }),
        ),
      ),
      ...section(
        words.say('service_note.title'),
        copy.serviceNotes.map(
          ({ date, text, authorName }): PaperBlock => ({
            kind: 'text',
            text: `${words.day(date)} · ${authorName}: ${text}`,
          }),
        ),
      ),
      ...section(
        words.say('service_log.title'),
        copy.serviceLog.flatMap((entry): PaperBlock[] => [
          {
            kind: 'text',
            text: [words.day(entry.date), contactTimeInWords(words, entry), entry.note].filter(Boolean).join(' · '),
          },
          quiet(
            [
              ...(entry.reason === '' ? [] : [words.say('service_log.correction', { reason: entry.reason })]),
              signedByInWords(words, entry, copy.zone),
              ...(entry.corrected ? [words.say('service_log.corrected')] : []),
            ].join(' · '),
          ),
        ]),
      ),
      ...section(
        words.say('consent.title'),
        listOf(
          copy.billingConsent.map(({ given, from, notedBy, notedAt }) =>
            [
              words.say(given ? 'consent.history.yes' : 'consent.history.no', { day: words.day(from) }),
              words.say('consent.noted_by', { name: notedBy, day: words.instant(notedAt, copy.zone, 'day') }),
            ].join(', '),
          ),
        ),
      ),
      ...section(
        words.say('record_copy.sessions'),
        copy.sessions.length === 0
          ? []
          : [
              {
                kind: 'table',
                wide: 4,
                head: [
                  'chart.column.date',
                  'record_copy.how',
                  'record_copy.minutes',
                  'record_copy.size',
                  'record_copy.with',
                ].map((key) => words.sayIfKnown(key) ?? ''),
                rows: copy.sessions.map(({ date, delivery, minutes, inGroup, adultName }) => [
                  words.day(date),
                  words.say(`delivery.${delivery}`),
                  minutes === null ? '–' : words.count(minutes),
                  words.say(inGroup ? 'ledger.size.group' : 'ledger.size.individual'),
                  adultName,
                ]),
              },
            ],
      ),
      ...section(
        words.say('record_copy.seen_by'),
        copy.seenBy.length === 0
          ? []
          : [
              {
                kind: 'table',
                wide: 1,
                head: [words.say('chart.column.date'), words.say('record_copy.who'), words.say('record_copy.times')],
                rows: copy.seenBy.map(({ date, adultName, times }) => [words.day(date), adultName, words.count(times)]),
              },
            ],
      ),
    ],
  };
}

const quiet = (text: string): PaperBlock => ({ kind: 'text', text, tone: 'quiet' });
const listOf = (items: readonly string[]): PaperBlock[] => (items.length === 0 ? [] : [{ kind: 'list', items }]);
