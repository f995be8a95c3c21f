import { describe, expect, it } from 'vitest';
import { usualRules } from './minutes.ts';
import type { ServiceCode } from './service-codes.ts';
import {
  evenly,
  inForceOf,
  type LogFacts,
  type LogPart,
  logLines,
  noteSince,
  type ReceivedNote,
  type SignedContact,
} from './service-log.ts';

const part = (from: number, to: number, size: LogPart['size'] = 'individual', groupSize = 1): LogPart => ({
  from,
  to,
  size,
  groupSize,
});
const contact = (id: string, facts: Partial<LogFacts>, more: Partial<SignedContact> = {}): SignedContact => ({
  id,
  studentId: 'ana',
  byAssistant: false,
  countersigned: false,
  ...more,
  facts: {
    date: '2026-10-05',
    discipline: 'speech',
    delivery: 'push_in',
    setting: 'classroom',
    status: 'given',
    reason: null,
    makesUp: false,
    counts: true,
    parts: [part(540, 570)],
    minutesByArea: [],
    goalIds: [],
    ...facts,
  },
});
const code = (more: Partial<ServiceCode>): ServiceCode => ({
  code: 'T1001',
  discipline: 'speech',
  size: 'individual',
  modifiers: [],
  assistantModifiers: [],
  rule: 'encounter',
  minimumMinutes: 0,
  from: '2026-08-01',
  to: null,
  ...more,
});
const codes = [
  code({}),
  code({ code: 'T1002', size: 'group' }),
  code({ code: 'T2001', discipline: 'occupational', rule: 'eight_minute' }),
];
const lines = (contacts: readonly SignedContact[], rules = [usualRules]) =>
  logLines(contacts, codes, rules).map(({ id, size, billedMinutes, code: found, units, why }) => ({
    id,
    size,
    minutes: billedMinutes,
    code: found?.code ?? null,
    units,
    why,
  }));

describe('what a claim is made of', () => {
  it('is a line for each size of a contact, under the code of its day', () => {
    const parts = [part(540, 560), part(560, 570, 'group', 3)];
    expect(lines([contact('a', { parts })])).toEqual([
      { id: 'a', size: 'individual', minutes: 20, code: 'T1001', units: 1, why: null },
      { id: 'a', size: 'group', minutes: 10, code: 'T1002', units: 1, why: null },
    ]);
    expect(lines([contact('a', { date: '2026-07-31' })])).toMatchObject([{ code: null, units: 0, why: 'no_code' }]);
  });

  it('says why something gives none', () => {
    const reasons = [
      contact('a', { status: 'missed', reason: 'student_absent', parts: [] }),
      contact('b', { delivery: 'consult' }),
      contact('c', { delivery: 'observation', counts: false }),
      contact('d', { date: '2026-10-06' }, { byAssistant: true }),
    ];
    expect(lines(reasons).map(({ why }) => why)).toEqual([
      'not_given',
      'without_student',
      'not_counted',
      'awaits_supervisor',
    ]);
    expect(lines([contact('d', {}, { byAssistant: true, countersigned: true })])).toMatchObject([{ units: 1 }]);
    expect(lines([contact('e', { discipline: 'occupational', parts: [part(540, 547)] })])).toMatchObject([
      { units: 0, why: 'too_short' },
    ]);
  });

  it('bills no minute twice where two disciplines treat at once, by the rule of that day', () => {
    const speech = contact('a', {});
    const occupational = contact('b', { discipline: 'occupational', parts: [part(540, 570)] });
    expect(lines([speech, occupational])).toMatchObject([
      { minutes: 30, units: 1 },
      { minutes: 0, units: 0, why: 'billed_with_another' },
    ]);
    const shared = [{ ...usualRules, from: '2026-10-01', coTreatment: 'shared' as const }];
    expect(lines([speech, occupational], shared)).toMatchObject([
      { minutes: 15, units: 1 },
      { minutes: 15, units: 1 },
    ]);
    expect(lines([speech, { ...occupational, studentId: 'bela' }])).toMatchObject([{ minutes: 30 }, { minutes: 30 }]);
    const nextDay = contact('b', { discipline: 'occupational', date: '2026-10-06' });
    expect(lines([speech, nextDay])).toMatchObject([{ minutes: 30 }, { minutes: 30, units: 2 }]);
  });

  it('adds up a day under the 8-minute rule', () => {
    const day = [part(540, 547), part(600, 608)].map((each, at) =>
      contact(`${at}`, { discipline: 'occupational', parts: [each] }),
    );
    expect(lines(day)).toMatchObject([{ units: 0, why: 'too_short' }, { units: 1 }]);
  });
});

it('deals minutes evenly to areas', () => {
  expect(evenly(31, ['language', 'social', 'language'])).toEqual([
    { area: 'language', minutes: 16 },
    { area: 'social', minutes: 15 },
  ]);
  expect(evenly(0, ['language'])).toEqual([]);
  expect(evenly(10, [])).toEqual([]);
});

it('leaves out what a later record corrects', () => {
  const entries = [
    { id: 'a', corrects: null },
    { id: 'b', corrects: 'a' },
    { id: 'c', corrects: 'b' },
    { id: 'd', corrects: null },
  ];
  expect(inForceOf(entries).map(({ id }) => id)).toEqual(['c', 'd']);
});

describe('a note after its record was signed', () => {
  const signed = {
    ...{ sessionId: 'monday', studentId: 'ana', givenById: 'dana' },
    ...{ note: 'As signed.', signedAt: '2026-10-05T16:00:00.000Z' },
  };
  const received = (hour: number, what: object) =>
    ({
      event: {
        sessionId: 'monday',
        studentId: 'ana',
        recorderId: 'dana',
        occurredAt: `2026-10-05T${hour}:00:00.000Z`,
        ...what,
      },
      receivedAt: `2026-10-05T${hour}:00:00.000Z`,
    }) as ReceivedNote;
  const note = (id: string, text: string, hour: number, more: object = {}) =>
    received(hour, { id, kind: 'service_note', text, ...more });
  const before = note('a', 'Another draft.', 15);
  const after = note('b', 'Changed.', 17);

  it.each<[string, ReceivedNote[], string | null]>([
    ['was other before it: what is signed was decided then', [before], null],
    ['says something else', [before, after], 'Changed.'],
    ['says the same again', [before, note('b', 'As signed.', 17)], null],
    ['was taken back', [before, received(17, { id: 'v', kind: 'void', voids: 'a' })], ''],
    ['is of another student', [note('b', 'Changed.', 17, { studentId: 'ben' })], null],
    ['is of another adult', [note('b', 'Changed.', 17, { recorderId: 'luz' })], null],
  ])('that %s', (_, notes, says) => {
    expect(noteSince(signed, notes)).toBe(says);
  });
});
