import type { z } from 'zod';
import {
  type fhirBundle,
  printRecordCopy,
  type RecordCopy,
  readFhirRecord,
  readRecordCopy,
} from '#contract/record-copy.ts';
import { nameTaker } from '#domain/reports/names-taken-out.ts';
import { minuteSegments } from '#domain/services/minutes.ts';
import { sessionStays } from '#domain/services/session-stays.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { keptServiceNotes } from '#domain/trials/service-note.ts';
import { readConsents } from '#store/billing-consent.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readCards } from '#store/card.ts';
import { readEvents } from '#store/event.ts';
import { readGoalsOf } from '#store/goal.ts';
import { readLedgerSessions } from '#store/ledger.ts';
import { readMinuteRules } from '#store/minute-rule.ts';
import { readNamesOfOthers, readSeenBy } from '#store/record-copy.ts';
import { readReports } from '#store/report.ts';
import { readReviewDecisions, readReviewWords } from '#store/review.ts';
import { readLogEntries } from '#store/service-log.ts';
import { readServiceNotes } from '#store/service-note.ts';
import { readAdults, readEnrollments, readIeps, readStudent } from '#store/student.ts';
import { fhirRecord } from '#telling/fhir-record.ts';
import { recordPaper } from '#telling/record-copy.ts';
import { wordsFor } from '#words/words-for.ts';
import { recordOf } from './goal.ts';
import { adultsIn } from './goal-reading.ts';
import { type Handler, handle, type Signed } from './handle.ts';
import { ledgersOf, present } from './ledger.ts';
import { printed } from './paper/print.ts';
import { Refusal, refuse } from './refusal.ts';
import { serviceLinesOf } from './service.ts';
import { signedLines } from './service-log.ts';

/** What people write in their own words, in whatever part of the record. */
const writtenTexts = new Set([
  ...['text', 'reason', 'words', 'decision', 'reasons', 'tookPart', 'looksLike', 'cue', 'praise', 'toFamily'],
  ...['officialWording', 'plainWords', 'place', 'facilitator', 'note'],
]);

/** Before any school year: a copy leaves nothing out for its age. */
const ever = { from: '1900-01-01', to: '2999-12-31' } as const;

export const recordCopyHandlers: readonly Handler[] = [
  // The owner's transaction: a copy is of the whole record, also of what another discipline has kept.
  handle(readRecordCopy, { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' }, async (asked) =>
    copyOf(asked, asked.params.studentId),
  ),
  handle(printRecordCopy, { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' }, async (asked) => {
    const copy = await copyOf(asked, asked.params.studentId);
    if (copy instanceof Refusal) return copy;
    return printed(recordPaper(wordsFor(asked.query.language), copy)).toString('latin1');
  }),
  handle(readFhirRecord, { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' }, async (asked) => {
    const copy = await copyOf(asked, asked.params.studentId);
    return copy instanceof Refusal ? copy : (fhirRecord(copy) as z.infer<typeof fhirBundle>);
  }),
];

async function copyOf(
  { db, adult, now, today }: Pick<Signed, 'db' | 'adult' | 'now' | 'today'>,
  studentId: string,
): Promise<RecordCopy | Refusal> {
  const { districtId } = adult;
  const student = await readStudent(db, districtId, studentId);
  const school = (await readSchoolTimes(db, districtId)).get(student?.schoolId ?? '');
  if (student === null || school === undefined) return refuse('not_found', 'studentId');

  const goals = [];
  for (const row of await readGoalsOf(db, districtId, [studentId])) {
    const goal = await recordOf(db, districtId, student, row, today);
    if (goal === null) continue;
    const { student: _, ...record } = goal;
    goals.push(record);
  }
  const events = (await readEvents(db, districtId, { studentId })).map(withoutPeers);
  const adults = await readAdults(db, districtId, adultsIn(events));
  const notes = await readServiceNotes(db, districtId, studentId, ever.from);
  const keptNotes = new Set(keptServiceNotes(notes.map(({ event }) => event)).map(({ id }) => id));
  const { from, to } = school.calendar.year;
  const { ledgers } = await ledgersOf(db, districtId, studentId, school.calendar, { from, today, to });
  const { id, givenName, familyName, preferredName, grade, schoolName, localCode } = student;
  const others = await readNamesOfOthers(db, districtId, studentId);
  const adultNames = adults.map(({ name }) => name);
  const { clean, textsChanged } = nameTaker(others, [givenName, familyName, preferredName ?? '', ...adultNames]);

  const services = await serviceLinesOf(db, districtId, studentId, today);
  const written = {
    goals,
    services,
    events: events as RecordCopy['events'],
    serviceNotes: notes.flatMap(({ event, date, authorName }) =>
      event.kind === 'service_note' && keptNotes.has(event.id) ? [{ date, text: event.text, authorName }] : [],
    ),
    serviceLog: signedLines(await readLogEntries(db, districtId, { studentIds: [studentId] }), () => '', []),
    cards: (await readCards(db, districtId, { studentIds: [studentId] })).flatMap((card) =>
      card.publishedAt === null
        ? []
        : [
            {
              publishedAt: card.publishedAt,
              looksLike: card.looksLike,
              cue: card.cue,
              praise: card.praise,
              writtenBy: card.writtenBy,
            },
          ],
    ),
    review: {
      words: await readReviewWords(db, districtId, studentId),
      decisions: await readReviewDecisions(db, districtId, studentId),
    },
    reports: (await readReports(db, districtId, [studentId])).map((report) => ({
      discipline: report.discipline,
      from: report.from,
      to: report.to,
      comments: Object.entries(report.comments).map(([goalId, text]) => ({ goalId, text })),
      toFamily: report.toFamily,
      writtenBy: report.writtenBy,
      finishedAt: report.finishedAt,
    })),
  };
  return {
    format: 'carryover-record-1',
    madeAt: now,
    zone: school.zone,
    student: { id, givenName, familyName, preferredName, grade, schoolName, localCode },
    classes: (await readEnrollments(db, districtId, [studentId])).map((one) => ({
      className: one.className,
      from: one.from,
      to: one.to,
    })),
    ieps: (await readIeps(db, districtId, [studentId])).map(({ iepDate, annualReviewDue, reevaluationDue }) => ({
      iepDate,
      annualReviewDue,
      reevaluationDue,
    })),
    minutes: ledgers.map(present),
    sessions: await sessionsOf(db, districtId, studentId),
    ...clean(written, writtenTexts),
    billingConsent: await readConsents(db, districtId, [studentId]),
    adults: adults.map((one) => ({ id: one.id, name: one.name })),
    seenBy: await readSeenBy(db, districtId, studentId, school.zone),
    namesTakenOut: textsChanged(),
  };
}

/** Which classmate gave a cue is nothing of this student's record. */
function withoutPeers(event: SessionEvent): SessionEvent {
  if (event.kind !== 'trial') return event;
  return {
    ...event,
    cues: event.cues.map((cue) => (cue.by === 'peer' ? { ...cue, personId: undefined } : cue)) as typeof event.cues,
  };
}

async function sessionsOf(db: Signed['db'], districtId: string, studentId: string): Promise<RecordCopy['sessions']> {
  const all = await readLedgerSessions(db, districtId, studentId, ever.from, ever.to);
  const segments = minuteSegments(all.flatMap(sessionStays), await readMinuteRules(db, districtId)).filter(
    (one) => one.studentId === studentId,
  );
  const bySession = Map.groupBy(segments, ({ sessionId }) => sessionId);
  const own = all
    .filter(({ id }) => bySession.has(id))
    .toSorted((a, b) => (a.date + a.starts < b.date + b.starts ? -1 : 1));
  const names = new Map(
    (await readAdults(db, districtId, [...new Set(own.map(({ therapistId }) => therapistId))])).map((one) => [
      one.id,
      one.name,
    ]),
  );
  return own.map(({ id, date, starts, ends, delivery, discipline, therapistId }) => {
    const parts = bySession.get(id)!;
    const held = parts.filter(({ status }) => status === 'given' || status === 'not_counted');
    return {
      id,
      date,
      starts,
      ends,
      delivery,
      discipline,
      adultName: names.get(therapistId) ?? '',
      minutes: held.length === 0 ? null : held.reduce((sum, one) => sum + one.to - one.from, 0),
      inGroup: parts.some(({ bucket }) => bucket.size === 'group'),
    };
  });
}
