import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type SchoolCalendar } from '../school-day/calendar.ts';
import { ledger } from './ledger.ts';
import {
  type MinuteRules,
  type MinuteSegment,
  minuteSegments,
  missedReasons,
  type SessionStay,
  usualRules,
} from './minutes.ts';
import { add, compare, mixed, type Ratio, ratio, subtract, toNumber, zero } from './ratio.ts';
import { requiredMinutes, schoolDaysOf } from './requirement.ts';

const calendar = (more: Partial<SchoolCalendar['year']> = {}, holidays: readonly string[] = []): SchoolCalendar => ({
  year: { from: '2025-08-18', to: '2026-06-05', rotation: 'none', rotationFrom: null, ...more },
  dates: holidays.map((date) => ({ date, kind: 'holiday', label: '', starts: null, ends: null, rotationDay: null })),
});
const sum = (ratios: readonly Ratio[]): Ratio => ratios.reduce(add, zero);
const whole = (value: Ratio): string => `${value.top}/${value.bottom}`;

describe('what a service asks for', () => {
  // 36 weeks from Monday 18 August to Friday 24 April.
  const days = schoolDaysOf(calendar({ to: '2026-04-24' }));
  const open = { from: '2025-08-01', to: null };

  it('1,200 minutes a year over 36 weeks are 33 1/3 a week, and together 1,200', () => {
    const yearly = { ...open, minutes: 30, times: 40, per: 'year' as const };
    expect(days.weeks).toBe(36);
    expect(mixed(requiredMinutes(yearly, days, '2025-09-01', '2025-09-07'))).toEqual({ whole: 33, top: 1, bottom: 3 });
    expect(whole(requiredMinutes(yearly, days, '2025-08-18', '2026-04-24'))).toBe('1200/1');
  });

  it('a week with a holiday owes all its minutes, or by the district’s rule a fifth a day', () => {
    const withHoliday = schoolDaysOf(calendar({}, ['2025-09-01']));
    const weekly = { ...open, minutes: 30, times: 2, per: 'week' as const };
    expect(whole(requiredMinutes(weekly, withHoliday, '2025-09-01', '2025-09-05'))).toBe('60/1');
    expect(whole(requiredMinutes(weekly, withHoliday, '2025-09-01', '2025-09-05', () => 'by_school_days'))).toBe(
      '48/1',
    );
  });

  it('a service that begins on a Wednesday owes three fifths of the week', () => {
    const weekly = { from: '2025-09-10', to: null, minutes: 30, times: 1, per: 'week' as const };
    expect(whole(requiredMinutes(weekly, days, '2025-09-08', '2025-09-12'))).toBe('18/1');
  });

  it('per month and per quarter add up to themselves', () => {
    const monthly = { ...open, minutes: 30, times: 4, per: 'month' as const };
    expect(whole(requiredMinutes(monthly, days, '2025-10-01', '2025-10-31'))).toBe('120/1');
    const quarterly = { ...open, minutes: 45, times: 3, per: 'quarter' as const };
    expect(whole(requiredMinutes(quarterly, days, '2025-08-01', '2026-08-01'))).toBe('540/1');
  });

  it('adds up over any cut of the time, for any calendar and rate', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 290 }), { maxLength: 60 }),
        fc.integer({ min: 5, max: 480 }),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom('week', 'month', 'quarter', 'year'),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
        fc.constantFrom('owed_in_full', 'by_school_days'),
        (closed, minutes, times, per, cuts, holidayWeeks) => {
          const year = schoolDaysOf(
            calendar(
              {},
              closed.map((day) => addDays('2025-08-18', day)),
            ),
          );
          fc.pre(year.dates.length > 4);
          const period = { ...open, minutes, times, per };
          const [first, last] = ['2025-08-01', '2026-08-01'];
          const bounds = [first, ...cuts.map((day) => addDays('2025-08-10', day)).toSorted(), last];
          const parts = bounds
            .slice(1)
            .map((to, index) =>
              requiredMinutes(period, year, index === 0 ? first : addDays(bounds[index]!, 1), to, () => holidayWeeks),
            );
          const all = requiredMinutes(period, year, first, last, () => holidayWeeks);
          expect(whole(sum(parts))).toBe(whole(all));
          if (per === 'year') expect(whole(all)).toBe(`${minutes * times}/1`);
          if (per === 'quarter') expect(whole(all)).toBe(`${minutes * times * 4}/1`);
          if (per === 'week' && holidayWeeks === 'owed_in_full') {
            expect(whole(all)).toBe(`${minutes * times * year.weeks}/1`);
          }
        },
      ),
    );
  });
});

const stay = (more: Partial<SessionStay> = {}): SessionStay => ({
  sessionId: 's1',
  studentId: 'ana',
  therapistId: 'dana',
  discipline: 'speech',
  delivery: 'pull_out',
  date: '2025-09-10',
  from: 540,
  to: 600,
  what: { kind: 'given', counts: true },
  makesUp: false,
  ...more,
});
const told = (segments: readonly MinuteSegment[]) =>
  segments.map(({ studentId, from, to, bucket, status, counted }) => [
    studentId,
    to - from,
    bucket.size,
    status,
    toNumber(counted),
  ]);

describe('minutes of sessions', () => {
  it('overlapping sessions part into individual and group: 9:00–10:00 and 9:45–10:30 give 45, 15 and 30', () => {
    const segments = minuteSegments([stay(), stay({ sessionId: 's2', studentId: 'bela', from: 585, to: 630 })], []);
    expect(told(segments)).toEqual([
      ['ana', 45, 'individual', 'given', 45],
      ['ana', 15, 'group', 'given', 15],
      ['bela', 15, 'group', 'given', 15],
      ['bela', 30, 'individual', 'given', 30],
    ]);
  });

  it('group minutes count in full for each student', () => {
    const segments = minuteSegments([stay(), stay({ studentId: 'bela' }), stay({ studentId: 'cy' })], []);
    expect(told(segments)).toEqual(['ana', 'bela', 'cy'].map((who) => [who, 60, 'group', 'given', 60]));
  });

  it('minutes in class count by the therapist’s yes, for each student', () => {
    const inClass = { delivery: 'push_in' as const };
    const segments = minuteSegments(
      [stay(inClass), stay({ ...inClass, studentId: 'bela', what: { kind: 'given', counts: false } })],
      [],
    );
    expect(told(segments)).toEqual([
      ['ana', 60, 'group', 'given', 60],
      ['bela', 60, 'group', 'not_counted', 0],
    ]);
    expect(segments.every(({ bucket }) => bucket.place === 'in_class')).toBe(true);
  });

  it('two disciplines at once count each in full or share the minute, by the rule of that day', () => {
    const both = [stay(), stay({ sessionId: 's2', therapistId: 'priya', discipline: 'occupational', from: 570 })];
    expect(told(minuteSegments(both, [])).map((row) => row[4])).toEqual([60, 30]);
    const shared: MinuteRules = { ...usualRules, from: '2025-09-01', coTreatment: 'shared' };
    expect(told(minuteSegments(both, [shared])).map((row) => [row[1], row[4]])).toEqual([
      [30, 30],
      [30, 15],
      [30, 15],
    ]);
    expect(told(minuteSegments(both, [{ ...shared, from: '2025-09-11' }])).map((row) => row[4])).toEqual([60, 30]);
  });

  it('a minute counts once for a discipline, however many adults or entries there are', () => {
    const twice = [
      stay(),
      stay({ sessionId: 's2', from: 570, to: 630 }),
      stay({ sessionId: 's3', therapistId: 'luz' }),
    ];
    expect(told(minuteSegments(twice, []))).toEqual([
      ['ana', 60, 'individual', 'given', 60],
      ['ana', 30, 'individual', 'given', 30],
    ]);
  });

  it('observation is direct or stands apart', () => {
    const seen = [stay({ delivery: 'observation' })];
    expect(told(minuteSegments(seen, []))[0]![4]).toBe(60);
    const apart: MinuteRules = { ...usualRules, observation: 'apart' };
    expect(told(minuteSegments(seen, [apart]))).toEqual([['ana', 60, 'individual', 'not_counted', 0]]);
  });
});

describe('the ledger', () => {
  const days = schoolDaysOf(calendar({}, ['2025-09-01']));
  const span = { from: '2025-09-08', today: '2025-09-19', to: '2025-09-26' };
  const period = {
    delivery: 'push_in',
    minutes: 30,
    times: 2,
    per: 'week',
    from: '2025-08-18',
    to: null,
  } as const;

  it('says what is open to date, why, and what the plan would leave open', () => {
    const segments = minuteSegments(
      [
        stay({ date: '2025-09-08', from: 540, to: 570, delivery: 'push_in' }),
        stay({ date: '2025-09-10', sessionId: 's2', to: 570, what: { kind: 'missed', reason: 'student_absent' } }),
        stay({ date: '2025-09-15', sessionId: 's3', to: 570 }),
        stay({ date: '2025-09-17', sessionId: 's4', to: 575, makesUp: true }),
        stay({
          date: '2025-09-16',
          sessionId: 's6',
          to: 570,
          makesUp: true,
          what: { kind: 'missed', reason: 'student_absent' },
        }),
        stay({ date: '2025-09-22', sessionId: 's5', to: 570, what: { kind: 'planned' } }),
      ],
      [],
    );
    const { accounts, buckets, notCounted } = ledger('speech', { periods: [period], segments, days }, span);
    const [direct, indirect] = accounts;
    expect(direct).toMatchObject({ required: ratio(120), given: ratio(95), madeUp: ratio(35), open: ratio(25) });
    expect(direct).toMatchObject({ requiredToEnd: ratio(180), planned: 30, openAtEnd: ratio(55) });
    expect(direct!.missed).toMatchObject({ student_absent: 30, therapist_absent: 0 });
    expect(indirect).toMatchObject({ required: zero, given: zero, open: zero });
    expect(buckets.map(({ place, minutes }) => [place, minutes])).toEqual([
      ['in_class', 30],
      ['out_of_class', 65],
    ]);
    expect(notCounted).toBe(0);
  });

  it('always reconciles: each minute of each student is in one bucket, and the sums are the sessions', () => {
    const what: fc.Arbitrary<SessionStay['what']> = fc.oneof(
      fc.boolean().map((counts) => ({ kind: 'given' as const, counts })),
      fc.constantFrom(...missedReasons).map((reason) => ({ kind: 'missed' as const, reason })),
      fc.constant({ kind: 'planned' as const }),
    );
    const anyStay = fc.record({
      sessionId: fc.constantFrom('s1', 's2', 's3', 's4', 's5'),
      studentId: fc.constantFrom('ana', 'bela', 'cy'),
      therapistId: fc.constantFrom('dana', 'luz', 'priya'),
      discipline: fc.constantFrom('speech' as const, 'occupational' as const),
      delivery: fc.constantFrom('push_in' as const, 'pull_out' as const, 'observation' as const, 'consult' as const),
      date: fc.constantFrom('2025-09-10', '2025-09-11', '2025-09-18'),
      from: fc.integer({ min: 480, max: 900 }),
      length: fc.integer({ min: 1, max: 120 }),
      what,
      makesUp: fc.boolean(),
    });
    const anyRules = fc.array(
      fc.record({
        from: fc.constantFrom('2025-09-01', '2025-09-11', '2025-09-15'),
        observation: fc.constantFrom('direct' as const, 'apart' as const),
        coTreatment: fc.constantFrom('each_in_full' as const, 'shared' as const),
        holidayWeeks: fc.constantFrom('owed_in_full' as const, 'by_school_days' as const),
      }),
      { maxLength: 2 },
    );
    fc.assert(
      fc.property(fc.array(anyStay, { maxLength: 14 }), anyRules, (made, rules) => {
        const stays = made.map(({ length, ...one }) => ({ ...one, to: one.from + length }));
        const segments = minuteSegments(stays, rules);
        for (const discipline of ['speech', 'occupational'] as const) {
          for (const studentId of ['ana', 'bela', 'cy']) {
            const own = segments.filter((one) => one.discipline === discipline && one.studentId === studentId);
            const minutesWith = new Set<string>();
            for (const one of stays) {
              if (one.discipline !== discipline || one.studentId !== studentId || one.what.kind !== 'given') continue;
              for (let minute = one.from; minute < one.to; minute += 1) minutesWith.add(`${one.date} ${minute}`);
            }
            const seen = new Set<string>();
            for (const one of own.filter(({ status }) => status === 'given' || status === 'not_counted')) {
              for (let minute = one.from; minute < one.to; minute += 1) {
                // Once, and in one bucket.
                expect(seen.has(`${one.date} ${minute}`)).toBe(false);
                seen.add(`${one.date} ${minute}`);
              }
              expect(compare(one.counted, ratio(one.to - one.from))).toBeLessThanOrEqual(0);
            }
            expect(seen).toEqual(minutesWith);
            const wide = { from: '2025-09-01', today: '2025-09-30', to: '2025-09-30' };
            const { accounts, buckets } = ledger(discipline, { periods: [period], segments: own, days }, wide);
            expect(buckets.reduce((all, { minutes }) => all + minutes, 0)).toBe(minutesWith.size);
            expect(whole(sum(accounts.map(({ given }) => given)))).toBe(
              whole(sum(buckets.map(({ counted }) => counted))),
            );
            for (const { required, given, open } of accounts) {
              expect(whole(add(given, open))).toBe(whole(required));
              expect(whole(subtract(required, open))).toBe(whole(given));
            }
            const missed = stays.filter(
              (one) =>
                one.studentId === studentId &&
                one.discipline === discipline &&
                one.what.kind === 'missed' &&
                !one.makesUp,
            );
            expect(accounts.reduce((all, one) => all + Object.values(one.missed).reduce((a, b) => a + b, 0), 0)).toBe(
              missed.reduce((all, one) => all + one.to - one.from, 0),
            );
          }
        }
      }),
    );
  });
});
