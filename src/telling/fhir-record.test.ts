import { Fhir } from 'fhir';
import { expect, it } from 'vitest';
import type { RecordCopy } from '#contract/record-copy.ts';
import { usualCriterion } from '#domain/goals/goal.ts';
import { fhirRecord } from './fhir-record.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [student, goal, line, session, adult] = [id(1), id(2), id(3), id(4), id(5)];

const frame = (n: number) => ({
  id: id(100 + n),
  schemaVersion: 1 as const,
  sessionId: session,
  occurredAt: '2026-10-14T14:05:00.000Z',
  enteredAt: '2026-10-14T14:05:00.000Z',
  recorderId: adult,
  deviceId: id(6),
  captureMode: 'live' as const,
});
const observed = (n: number) => ({
  ...frame(n),
  studentId: student,
  goalId: goal,
  context: {
    ...{ setting: 'classroom', delivery: 'push_in' as const, present: [adult], therapistPart: 'helping' as const },
    ...{ purpose: 'incidental' as const, groupSize: 2 },
  },
});

type Bundle = ReturnType<typeof fhirRecord>;

/** One of each kind that is recorded of a goal, one that was taken back, one that is none. */
const events: RecordCopy['events'] = [
  { ...observed(1), kind: 'trial', outcome: 'correct_with_cue', cues: [{ by: 'teacher', kind: 'verbal' }] },
  { ...observed(2), kind: 'trial', outcome: 'not_yet', cues: [] },
  { ...frame(3), kind: 'void', voids: id(102) },
  { ...observed(4), kind: 'step', stepId: id(7), assistance: 'gesture' },
  { ...observed(5), kind: 'count', what: 'occurrence', value: 3 },
  { ...observed(6), kind: 'interval', method: 'partial', index: 0, lengthSeconds: 10, occurred: 'yes' },
  { ...observed(7), kind: 'interval', method: 'partial', index: 1, lengthSeconds: 10, occurred: 'missed' },
  { ...observed(8), kind: 'rubric', level: 2 },
  { ...observed(9), kind: 'level', level: -1 },
  { ...observed(10), kind: 'batch', x: 4, n: 5 },
  { ...observed(11), kind: 'start', what: 'duration' },
  { ...observed(12), kind: 'stop', what: 'duration', startId: id(111) },
  { ...observed(13), kind: 'not_observed' },
  { ...frame(14), kind: 'note', studentId: student, text: 'Watched from the door.' },
] as RecordCopy['events'];

const copy: RecordCopy = {
  format: 'carryover-record-1',
  madeAt: '2026-11-02T15:00:00.000Z',
  zone: 'America/New_York',
  student: {
    ...{ id: student, givenName: 'Ana', familyName: 'Ruiz', preferredName: 'Anita', grade: 2 },
    ...{ schoolName: 'Cedar', localCode: '4711' },
  },
  goals: [
    {
      ...{ id: goal, ownerId: adult, ownerName: 'Dana', discipline: 'speech', area: 'language', tag: 'bec' },
      ...{ shownAsCode: false, measure: 'trials', unit: 'trial', status: 'closed', cueSet: null, version: 1 },
      ...{ startsOn: '2026-03-01', endsOn: '2027-03-01', targets: [], routines: [] },
      versions: [
        {
          ...{ version: 1, from: '2026-03-01', writtenBy: 'Dana', officialWording: 'Ana will ask.', plainWords: '' },
          ...{ criterion: usualCriterion, baseline: null, waitSeconds: null, responseMode: 'spoken' },
          ...{ selfCorrectionOffered: true, supports: '' },
        },
      ],
    },
  ] as unknown as RecordCopy['goals'],
  services: [
    {
      id: line,
      discipline: 'speech',
      changes: [],
      periods: (['week', 'month', 'quarter', 'year'] as const).map((per, at) => ({
        ...{ id: id(20 + at), delivery: 'push_in' as const, minutes: 30, times: 2, per, groupMax: 1, reason: '' },
        ...{ place: at === 0 ? '' : 'Room 4', adultId: adult, adultName: 'Dana' },
        ...{ from: `2026-0${at + 1}-01`, to: at === 3 ? null : `2026-0${at + 1}-28` },
      })),
    },
  ],
  sessions: [
    ...[{ n: 0, date: '2026-10-14', minutes: 30 as number | null }],
    ...[{ n: 50, date: '2026-10-21', minutes: null }],
    ...[{ n: 51, date: '2026-11-04', minutes: null }],
  ].map(({ n, date, minutes }) => ({
    ...{ id: n === 0 ? session : id(n), date, starts: '10:00', ends: '10:30', minutes, inGroup: true },
    ...{ delivery: n === 0 ? ('push_in' as const) : ('pull_out' as const), discipline: 'speech' as const },
    adultName: 'Dana',
  })),
  ...{
    classes: [],
    ieps: [],
    minutes: [],
    serviceNotes: [],
    serviceLog: [],
    billingConsent: [],
    cards: [],
    reports: [],
    seenBy: [],
    namesTakenOut: 0,
  },
  review: { words: [], decisions: [] },
  adults: [{ id: adult, name: 'Dana' }],
  events,
};

const judged = (bundle: Bundle) => new Fhir().validate(bundle, { errorOnUnexpected: true });
const errorsOf = (bundle: Bundle) =>
  judged(bundle).messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');

it('says every kind of entry so that another program finds it right', () => {
  const bundle = fhirRecord(copy);
  expect(errorsOf(bundle)).toEqual([]);
  const observations = bundle.entry!.flatMap(({ resource }) =>
    resource?.resourceType === 'Observation' ? resource : [],
  );
  // Without the one that was taken back, and the note, which measures nothing.
  expect(observations.map((one) => one.id)).toEqual([1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((n) => id(100 + n)));
  // Each has a value or says why it has none.
  const says = (one: object) => Object.keys(one).filter((key) => key.startsWith('value') || key.startsWith('data'));
  for (const one of observations) expect(says(one), one.id).toHaveLength(1);
  const statuses = bundle.entry!.flatMap(({ resource }) =>
    resource?.resourceType === 'Encounter' ? resource.status : [],
  );
  expect(statuses).toEqual(['finished', 'cancelled', 'planned']);
  const [first] = bundle.entry!.flatMap(({ resource }) => (resource?.resourceType === 'Encounter' ? resource : []));
  expect(first!.period).toEqual({ start: '2026-10-14T14:00:00Z', end: '2026-10-14T14:30:00Z' });
});

it('would be found wrong if it were', () => {
  const wrong = structuredClone(fhirRecord(copy)) as unknown as { entry: { resource: Record<string, unknown> }[] };
  const found = wrong.entry.find(({ resource }) => resource.resourceType === 'Goal')!;
  found.resource.lifecycleStatus = 'done';
  delete found.resource.description;
  expect(errorsOf(wrong as unknown as Bundle).length).toBeGreaterThan(0);
});
