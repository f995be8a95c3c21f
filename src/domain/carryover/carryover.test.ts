import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleRules as rules } from '../goals/sample-rules.ts';
import { usualThresholds } from '../measures/carryover-state.ts';
import { addDays } from '../school-day/calendar.ts';
import type { SessionEvent } from '../trials/event.ts';
import { storyteller, therapyRoom, withoutTherapist } from '../trials/sample-events.ts';
import { carryoverOf, pooledConditions, type TrialCarryover } from './carryover.ts';
import { leadersOf, windowStart } from './evidence.ts';
import { cueMixByWeek, responsesOf } from './responses.ts';
import { trialsToTell } from './trials-to-tell.ts';

const viewpoint = { today: '2026-03-12', zone: 'America/Chicago', therapistIds: new Set(['therapist-1']) };

function read(
  events: readonly SessionEvent[],
  some: Partial<typeof viewpoint> & { levels?: Map<string, string> } = {},
) {
  const carryover = carryoverOf(events, rules, { ...viewpoint, ...some });
  if (carryover.unit !== 'trial') throw new Error('A trial goal is read in trials.');
  return carryover;
}

/** 45 of 50 in the speech room, 12 of 20 in class with the therapist, 3 of 6 without. */
function ana(): SessionEvent[] {
  const { trials } = storyteller();
  return [
    ...[1, 2, 3, 4, 5].flatMap((week) => trials(9, 1, { on: addDays('2026-02-03', 7 * week), context: therapyRoom })),
    ...[1, 2, 3, 4].flatMap((week) => trials(3, 2, { on: addDays('2026-02-04', 7 * week) })),
    ...[1, 2].flatMap((week) =>
      trials(week, 3 - week, {
        on: addDays('2026-02-20', 7 * week),
        recorderId: 'teacher-1',
        context: withoutTherapist,
      }),
    ),
  ];
}

describe('has it carried over?', () => {
  it('compares the speech room with all natural settings, helping beside away', () => {
    const answer = read(ana());
    expect([answer.therapy.x, answer.therapy.n]).toEqual([45, 50]);
    expect([answer.natural.x, answer.natural.n]).toEqual([15, 26]);
    expect(answer.state).toBe('not_carried_over_yet');
    expect(answer.more).toBeNull();
    expect([answer.presence.helping.n, answer.presence.away.n]).toEqual([20, 6]);
    expect(answer.presence.state).toBe('not_enough_data');
    expect(answer.presence.more).toMatchObject({ side: 'natural', toCompare: { therapy: 0, natural: 4 } });
    expect(answer.conditions.map(({ setting, part, x, n }) => [setting, part, x, n])).toEqual([
      ['therapy_room', 'helping', 45, 50],
      ['classroom', 'helping', 12, 20],
      ['classroom', 'away', 3, 6],
    ]);
    expect(answer.conditions[1]!.interval!.lower).toBeCloseTo(0.387, 3);
    expect(answer.natural).toMatchObject({ days: 6, recorders: ['teacher-1', 'therapist-1'] });
    expect(answer.missing).toEqual([]);
  });

  it('guesses best from all conditions together, when asked, and not from one alone', () => {
    const { conditions } = read(ana());
    const pooled = pooledConditions(conditions)!;
    const alone = pooled.conditions.find(({ part }) => part === 'away')!;
    expect(alone.mean).toBeGreaterThan(0.5);
    expect(alone.mean).toBeLessThan(0.9);
    expect(pooledConditions(conditions.slice(0, 1))).toBeNull();
  });

  it.each<[string, [number, number], [number, number], TrialCarryover['state']]>([
    ['nothing', [0, 0], [0, 0], 'not_enough_data'],
    ['nine trials in class', [45, 50], [9, 9], 'not_enough_data'],
    ['as good in class, and at the goal', [36, 40], [45, 50], 'carried_over'],
    ['as good in class, both below the goal', [50, 100], [50, 100], 'similar_but_below_goal'],
    ['much less in class', [45, 50], [12, 20], 'not_carried_over_yet'],
    ['a little less in class', [95, 100], [170, 200], 'small_gap'],
    ['too few to say', [9, 10], [8, 10], 'unclear'],
  ])('%s', (_what, [x1, n1], [x2, n2], state) => {
    const { trials } = storyteller();
    const answer = read([
      ...trials(x1, n1 - x1, { on: '2026-03-03', context: therapyRoom }),
      ...trials(x2, n2 - x2, { on: '2026-03-04' }),
    ]);
    expect(answer.state).toBe(state);
  });

  it('counts everything in the therapy room and all but treatment elsewhere', () => {
    const { trial } = storyteller();
    const seen = (setting: string, purpose: 'treatment' | 'probe' | 'incidental' | 'maintenance') =>
      trial('independent', { context: { setting, purpose } });
    const all = (['treatment', 'probe', 'incidental', 'maintenance'] as const).flatMap((purpose) => [
      seen('therapy_room', purpose),
      seen('hall', purpose),
    ]);
    const answer = read(all);
    expect([answer.therapy.n, answer.natural.n]).toEqual([4, 3]);
  });

  it('leaves out what is older than the window, later than today, of another goal, or taken back', () => {
    const { trial, voided } = storyteller();
    const kept = trial('independent', { on: '2026-03-02' });
    const taken = trial('independent', { on: '2026-03-02' });
    const answer = read([
      kept,
      taken,
      voided(taken.id, { on: '2026-03-02' }),
      trial('independent', { on: '2026-01-16' }),
      trial('independent', { on: '2026-03-13' }),
      trial('independent', { on: '2026-03-02' }, { goalId: 'another' }),
      trial('independent', { on: '2026-03-02' }, { studentId: 'another' }),
    ]);
    expect(answer.natural.n).toBe(1);
    expect(answer.since).toBe('2026-01-19');
  });

  it('keeps no opportunity, no response and not observed apart', () => {
    const { trial, observe } = storyteller();
    const { natural } = read([
      trial('independent'),
      trial('no_response'),
      trial('no_opportunity', {}, { noOpportunityReason: 'device_unavailable' }),
      observe({ kind: 'not_observed' }),
    ]);
    expect(natural).toMatchObject({ x: 1, n: 2, tally: { noResponse: 1, noOpportunity: 1, notObserved: 1 } });
  });

  it('compares the same levels only, and says how many it left out', () => {
    const { trial } = storyteller();
    const levels = new Map([
      ['sun', 'word'],
      ['because', 'sentence'],
    ]);
    const some = (n: number, targetId: string, on: string, context = {}) =>
      Array.from({ length: n }, () => trial('independent', { on, context }, { targetId }));
    const answer = read(
      [
        ...some(12, 'sun', '2026-03-02', therapyRoom),
        ...some(4, 'because', '2026-03-03', therapyRoom),
        ...some(11, 'because', '2026-03-04'),
      ],
      { levels },
    );
    expect([answer.therapy.n, answer.natural.n]).toEqual([4, 11]);
    expect(answer.compared).toEqual({ levels: ['sentence'], leftOut: { therapy: 12, natural: 0 } });
    expect(answer.missing).toContain('same_level');
  });

  it('counts what two observers recorded of one moment once, and keeps the date of the session past midnight', () => {
    const { trial } = storyteller();
    const at = (second: number) => `2026-03-03T05:59:${second}.000Z`;
    const seen = (recorderId: string, second: number, asSecondObserver?: true) =>
      trial(
        'independent',
        { on: '2026-03-02', at: at(second), recorderId, sessionId: 'late' },
        asSecondObserver && { asSecondObserver },
      );
    const events = [
      seen('therapist-1', 10),
      seen('therapist-1', 40),
      seen('teacher-1', 12, true),
      seen('teacher-1', 58),
    ];
    const { natural } = carryoverOf(events, rules, {
      ...viewpoint,
      dates: new Map([['late', '2026-03-02']]),
    }) as TrialCarryover;
    expect(natural).toMatchObject({ x: 3, n: 3, firstDate: '2026-03-02', recorders: ['teacher-1', 'therapist-1'] });
  });

  it('does not count "fixed it" where the goal never offers it', () => {
    const { trial } = storyteller();
    const events = [trial('self_corrected'), trial('independent')];
    const strict = { ...rules, selfCorrectionOffered: false };
    expect((carryoverOf(events, strict, viewpoint) as TrialCarryover).natural.x).toBe(1);
    expect(read(events).natural.x).toBe(2);
  });

  it('says the same whatever order the events came in', () => {
    const events = ana();
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(read(shuffled)).toEqual(read(events));
      }),
      { numRuns: 5 },
    );
  });
});

describe('about N more trials would tell', () => {
  it.each([
    ['a state that tells already', [45, 50], [12, 20], null],
    ['too few in class, at a rate that is far below', [45, 50], [2, 5], { side: 'natural', n: 5 }],
    ['no trial in class yet', [45, 50], [0, 0], { side: 'natural', n: null }],
    ['the thinner side is the therapy room', [9, 10], [60, 75], { side: 'therapy' }],
    ['the other side is too thin for any answer', [4, 5], [4, 5], { side: 'natural', n: null }],
  ] as const)('%s', (_what, [x1, n1], [x2, n2], expected) => {
    const answer = trialsToTell({ x: x1, n: n1 }, { x: x2, n: n2 });
    if (expected === null) expect(answer).toBeNull();
    else expect(answer).toMatchObject(expected);
  });

  it('is the smallest number: one less would not tell', () => {
    const tally = fc.integer({ min: 1, max: 60 }).chain((n) => fc.record({ x: fc.nat(n), n: fc.constant(n) }));
    fc.assert(
      fc.property(tally, tally, (therapy, natural) => {
        const answer = trialsToTell(therapy, natural, usualThresholds);
        if (answer === null || answer.n === null) return;
        const thin = answer.side === 'therapy' ? therapy : natural;
        const grown = (more: number) => ({ x: (thin.x / thin.n) * (thin.n + more), n: thin.n + more });
        const at = (more: number) =>
          answer.side === 'therapy' ? trialsToTell(grown(more), natural) : trialsToTell(therapy, grown(more));
        expect(at(answer.n)).toBeNull();
        if (answer.n > 1) expect(at(answer.n - 1)).not.toBeNull();
      }),
    );
  });
});

describe('responses, each with its own denominator', () => {
  const { trial } = storyteller();
  const teacher = { by: 'teacher' } as const;
  const therapist = { by: 'therapist' } as const;
  const seen = [
    trial('independent', {}, { usedOwnCue: 'checklist', firstTry: 'correct' }),
    trial('self_corrected', {}, { usedOwnCue: 'none' }),
    trial('not_yet'),
    trial('not_yet'),
    trial('no_response'),
    trial('not_yet', {}, { cues: [teacher] }),
    trial('correct_with_cue', {}, { cues: [teacher] }),
    trial('correct_with_cue', {}, { cues: [teacher, therapist] }),
    trial('no_opportunity', {}, { cues: [teacher], noOpportunityReason: 'cued_too_early' }),
  ].map((event) => ({ date: '2026-03-02', event }));
  const responses = responsesOf(seen);

  it.each([
    ['first try: of every opportunity', responses.firstTry, 1, 8],
    ['fixes it: of the errors nobody cued before', responses.selfCorrection, 1, 3],
    ["the teacher's cues: failed ones and those another cue had to follow are in it", responses.toCuesOf.teacher, 1, 3],
    ["the therapist's cues", responses.toCuesOf.therapist, 1, 1],
    ['own cues: where somebody looked', responses.ownCue, 1, 2],
  ])('%s', (_what, share, x, n) => {
    expect([share.x, share.n]).toEqual([x, n]);
  });

  it('shows beside it how many were cued first', () => {
    expect(responses.cuedFirst).toBe(3);
  });

  it('has no percentage where nothing was to correct or to answer', () => {
    expect(responsesOf([]).selfCorrection).toEqual({ x: 0, n: 0, p: null, interval: null });
    expect(responses.toCuesOf.peer.p).toBeNull();
  });

  it('shows by week whose cue it took', () => {
    expect(cueMixByWeek([...seen, { date: '2026-03-11', event: trial('independent') }])).toEqual([
      {
        week: '2026-03-02',
        n: 8,
        counts: { independent: 1, self_corrected: 1, not_yet: 3, no_response: 1, teacher: 1, therapist: 1 },
      },
      { week: '2026-03-09', n: 1, counts: { independent: 1 } },
    ]);
  });
});

describe('who led', () => {
  const { trial } = storyteller();
  const therapists = new Set(['therapist-1']);
  it.each([
    ['the therapist while helping', {}, 'therapist-1', [['therapist-1', true]]],
    ['the others while the therapist watches', { therapistPart: 'watching' }, 'therapist-1', [['teacher-1', false]]],
    ['whoever was there without the therapist', withoutTherapist, 'teacher-1', [['teacher-1', false]]],
    ['the recorder, when nobody is named', { therapistPart: 'away', present: [] }, 'para-1', [['para-1', false]]],
    ['the one who was said to', { ledBy: 'para-1' }, 'therapist-1', [['para-1', false]]],
  ] as const)('is %s', (_what, context, recorderId, expected) => {
    const leaders = leadersOf(trial('independent', { recorderId, context }), therapists);
    expect(leaders.map(({ personId, therapist }) => [personId, therapist])).toEqual(expected);
  });
});

describe('the window', () => {
  it('counts school weeks, not holidays', () => {
    const holiday = (date: string) => date >= '2026-02-16' && date <= '2026-02-27';
    expect(windowStart('2026-03-12', 2, () => true)).toBe('2026-03-02');
    expect(windowStart('2026-03-12', 3, (date) => !holiday(date))).toBe('2026-02-09');
    expect(windowStart('2026-03-12', 8, () => false)).toBe('2026-03-09');
  });
});
