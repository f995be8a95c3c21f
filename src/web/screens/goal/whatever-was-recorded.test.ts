import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GoalEvidence } from '#contract/goal.ts';
import { measureKinds, usualCriterion } from '#domain/goals/goal.ts';
import { unitsOf } from '#domain/goals/goal-faults.ts';
import { assistances, cueGivers, intervalMethods, outcomes, purposes, therapistParts } from '#domain/trials/event.ts';
import { wordsFor } from '#words/words-for.ts';
import { answerInWords } from '#telling/answer-words.ts';
import { linesOf as changesOf } from './before-after.tsx';
import { linesOf as evidenceOf } from '#telling/levels.ts';
import { metInWords } from '#telling/met.ts';
import { againstInWords, computedInWords } from './behind.tsx';
import { readingsOf, saidOf } from './by-measure-part.tsx';
import { meterOf } from './carryover-picture.tsx';
import { goalPage } from '#telling/goal-page.ts';
import { chartOverTime } from '#telling/over-time.ts';
import { mixOf } from './responses-part.tsx';

/** Whatever was recorded, the page has sentences and numbers: no NaN, no undefined, no endless number, in either language. */

const finite = /\bNaN\b|undefined|Infinity|\[object|null\b/;

const day = fc.integer({ min: 0, max: 120 });
const dateOf = (back: number) => new Date(Date.UTC(2026, 2, 12) - back * 86_400_000).toISOString().slice(0, 10);

const body = fc.oneof(
  fc.record({
    kind: fc.constant('trial'),
    outcome: fc.constantFrom(...outcomes),
    cues: fc.array(fc.record({ by: fc.constantFrom(...cueGivers) }), { maxLength: 3 }),
    latencyMs: fc.option(fc.integer({ min: 0, max: 3_600_000 }), { nil: undefined }),
    noOpportunityReason: fc.constant('other'),
    targetId: fc.option(fc.constantFrom('t1', 't2', 'gone'), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('batch'),
    x: fc.integer({ min: 0, max: 500 }),
    n: fc.integer({ min: 1, max: 500 }),
  }),
  fc.record({
    kind: fc.constant('step'),
    stepId: fc.constantFrom('t1', 't2', 'gone'),
    assistance: fc.constantFrom(...assistances),
    completed: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('count'),
    what: fc.constantFrom('prompt', 'occurrence'),
    delta: fc.integer({ min: -100, max: 1_000 }),
  }),
  fc.record({
    kind: fc.constant('count'),
    what: fc.constantFrom('prompt', 'occurrence'),
    value: fc.integer({ min: 0, max: 10_000 }),
    observedSeconds: fc.integer({ min: 1, max: 86_400 }),
  }),
  fc.record({ kind: fc.constant('start'), what: fc.constantFrom('duration', 'latency') }),
  fc.record({
    kind: fc.constant('stop'),
    what: fc.constantFrom('duration', 'latency'),
    startId: fc.constantFrom('e0', 'e1', 'e2', 'gone'),
    ended: fc.constantFrom('stopped', 'no_response', 'cut_off'),
  }),
  fc.record({
    kind: fc.constant('interval'),
    method: fc.constantFrom(...intervalMethods),
    index: fc.integer({ min: 0, max: 20 }),
    lengthSeconds: fc.integer({ min: 1, max: 3_600 }),
    occurred: fc.constantFrom('yes', 'no', 'missed'),
  }),
  fc.record({ kind: fc.constant('rubric'), level: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ kind: fc.constant('level'), level: fc.constantFrom(-2, -1, 0, 1, 2) }),
  fc.record({ kind: fc.constant('not_observed') }),
  fc.record({ kind: fc.constant('void'), voids: fc.constantFrom('e0', 'e1', 'e5', 'gone') }),
);

const told = fc.record({
  body,
  back: day,
  // Over midnight, over the clock change of 8 March, and in offsets of their own.
  time: fc.constantFrom('23:59:59.999Z', '05:30:00.000Z', '07:59:00.000-06:00', '03:01:00.000-05:00', '15:00:00.000Z'),
  setting: fc.constantFrom('therapy_room', 'classroom', 'hall', 'a_place_of_ours'),
  part: fc.constantFrom(...therapistParts),
  purpose: fc.constantFrom(...purposes),
  recorderId: fc.constantFrom('dana', 'ortiz', 'nobody'),
  second: fc.boolean(),
  lag: fc.integer({ min: -60, max: 100_000 }),
});

const wild = fc
  .constantFrom(...measureKinds)
  .chain((measure) => fc.record({ measure: fc.constant(measure), unit: fc.constantFrom(...unitsOf(measure)) }))
  .chain(({ measure, unit }) =>
    fc.record({
      measure: fc.constant(measure),
      unit: fc.constant(unit),
      kind: fc.constantFrom('percent' as const, 'at_most' as const, 'at_least' as const),
      of: fc.constantFrom('prompts', 'steps_independent', 'seconds', 'minutes', 'count', 'level', undefined),
      value: fc.constantFrom(-2, 0, 0.6, 0.8, 1, 2, 100_000),
      days: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
      baseline: fc.option(fc.constantFrom(-2, 0, 0.5, 6, 100_000), { nil: undefined }),
      told: fc.array(told, { maxLength: 40 }),
      phases: fc.array(day, { maxLength: 3 }),
    }),
  );

function evidenceOfWild(given: typeof wild extends fc.Arbitrary<infer T> ? T : never): GoalEvidence {
  const { measure, unit, kind, of, value, days, baseline } = given;
  const version = {
    version: 1,
    from: '2025-09-01',
    writtenBy: 'dana',
    officialWording: 'As the IEP has it.',
    plainWords: 'Does it.',
    criterion: { ...usualCriterion, kind, value, ...(of && { of }), ...(days && { days, ofDays: days }) },
    baseline: baseline === undefined ? null : { date: '2025-10-01', text: 'seen', value: baseline },
    waitSeconds: 5,
    responseMode: 'speech',
    selfCorrectionOffered: true,
    supports: [],
  };
  const events = given.told.map(
    ({ body: said, back, time, setting, part, purpose, recorderId, second, lag }, index) => {
      const occurredAt = `${dateOf(back)}T${time}`;
      return {
        id: `e${index}`,
        schemaVersion: 1,
        sessionId: `s${back}`,
        occurredAt,
        enteredAt: new Date(Date.parse(occurredAt) + lag * 60_000).toISOString(),
        recorderId,
        deviceId: 'device',
        captureMode: lag > 60 ? 'later' : 'live',
        studentId: 'ana',
        goalId: 'goal',
        ...(second && { asSecondObserver: true }),
        context: { setting, delivery: 'push_in', present: [recorderId], therapistPart: part, purpose, groupSize: 1 },
        ...said,
      };
    },
  );
  return {
    goal: {
      id: 'goal',
      student: { id: 'ana', label: 'An', givenName: 'Ana', familyName: 'R', preferredName: null },
      ownerId: 'dana',
      ownerName: 'Dana',
      discipline: 'speech',
      area: 'language',
      tag: 'bec',
      shownAsCode: false,
      measure,
      unit,
      status: 'active',
      cueSet: null,
      startsOn: '2025-09-01',
      endsOn: '2026-06-01',
      versions: [version],
      version: 1,
      targets: ['t1', 't2'].map((id, order) => ({
        id,
        kind: measure === 'steps' ? 'step' : 'skill',
        text: id,
        order,
        status: 'acquisition',
        from: '2025-09-01',
        to: null,
      })),
      routines: [],
    },
    standing: {},
    today: '2026-03-12',
    zone: 'America/Chicago',
    events,
    // Some sessions are not known to the store yet.
    sessions: given.told
      .filter(({ back }) => back % 2 === 0)
      .map(({ back }) => ({
        id: `s${back}`,
        date: dateOf(back),
        starts: '09:40',
        ends: back % 4 === 0 ? '09:40' : '10:20',
        delivery: 'push_in',
        setting: 'classroom',
        adultId: 'dana',
      })),
    adults: [
      { id: 'dana', name: 'Dana', shortName: 'D', therapist: true },
      { id: 'ortiz', name: 'Ortiz', shortName: 'O', therapist: false },
    ],
    routines: [{ id: 'writing', name: 'Writing', className: 'Room 12' }],
    phases: given.phases.map((back, index) => ({
      id: `p${index}`,
      on: dateOf(back),
      kind: 'service',
      values: { delivery: 'push_in', minutes: 30, times: 2, per: 'week' },
    })),
    daysOff: [{ from: '2025-12-22', to: '2026-01-02' }],
  } as unknown as GoalEvidence;
}

/** Every text in a tree of anything: words, labels, cells, attributes. */
function textsIn(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) return 'NaN';
    return part === null ? 0 : part;
  });
}

describe.each(['en', 'es'] as const)('the goal page in %s, whatever was recorded', (language) => {
  const words = wordsFor(language);

  it('says only what can be said', () => {
    fc.assert(
      fc.property(wild, fc.constantFrom(240, 343, 1_200), fc.boolean(), (given, width, trend) => {
        const page = goalPage(evidenceOfWild(given));
        const chart = chartOverTime(words, page, width, { trend });
        const meter = meterOf(words, page, width);
        const shown = [
          answerInWords(words, page),
          page.against.map((found) => againstInWords(words, page, found)),
          computedInWords(words, page),
          evidenceOf(words, page).map(({ what }) => what),
          metInWords(words, page),
          readingsOf(page).map((reading) => saidOf(words, page, reading)),
          changesOf(words, page),
          page.carryover.unit === 'trial' ? mixOf(words, page.carryover, width).nodes : [],
          [chart.nodes, chart.table, chart.points.map(({ label }) => label)],
          [meter.nodes, meter.table, meter.points.map(({ label }) => label)],
        ].map(textsIn);
        for (const text of shown) expect(text).not.toMatch(finite);
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
