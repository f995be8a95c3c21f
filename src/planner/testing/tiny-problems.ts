import fc from 'fast-check';
import { minutesOf, timeOf } from '../clock-time.ts';
import type { PlannedSession } from '../plan.ts';
import type { Lock } from '../problem.ts';

/*
 * Tiny problems in every odd shape that the format allows: so small that every plan can be tried, so odd that each rule
 * bites in some of them.
 */

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const plain = <T>(x: T): T => JSON.parse(JSON.stringify(x)) as T;

const FIRST = 8 * 60;

/** Problems of one or two days from 8:00 to about 9:15, with one or two therapists and up to four services. */
export function tinyProblems(weeks: 1 | 2): fc.Arbitrary<unknown> {
  return fc.constantFrom(10, 15, 20).chain((step) => {
    const days = weeks === 1 ? (['mon', 'tue'] as const) : (['mon'] as const);
    const day = fc.constantFrom(...days);
    const id = (letter: string, n: number) => fc.integer({ min: 0, max: n - 1 }).map((i) => `${letter}${i}`);
    const week = weeks === 1 ? fc.constant(undefined) : rarely(fc.integer({ min: 1, max: weeks }));
    const minute = fc.integer({ min: 0, max: 60 / step }).map((n) => FIRST + n * step);
    const odd = fc.oneof({ weight: 5, arbitrary: minute }, { weight: 1, arbitrary: minute.map((m) => m + 3) });
    const length = fc.integer({ min: 1, max: 4 }).map((n) => n * step);
    const span = fc
      .record({ day, start: odd, length, week })
      .map(({ start, length: l, ...rest }) => ({ ...rest, from: timeOf(start), to: timeOf(start + l) }));
    const minutes = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(step, 2 * step) },
      { weight: 1, arbitrary: fc.constant(step + 5) },
    );
    const routine = fc.constantFrom('writing', 'centers');
    const school = fc.oneof({ weight: 4, arbitrary: fc.constant('A') }, { weight: 1, arbitrary: fc.constant('B') });
    const blocks = fc.array(
      fc
        .tuple(span, fc.constantFrom('allowed', 'never'), some(fc.integer({ min: 0, max: 9 })))
        .map(([s, pullOut, pullOutPoints]) => ({ ...s, pullOut, pullOutPoints })),
      { maxLength: 2 },
    );
    const therapist = fc.record({
      stays: fc.array(fc.tuple(day, school, odd, length, week), { minLength: 1, maxLength: 2 }),
      unavailable: rarely(fc.array(span, { maxLength: 1 })),
      lunch: rarely(fc.record({ minutes: fc.constant(step), from: odd, span: length })),
      maxDirectMinutes: rarely(
        fc.record({ day: some(fc.constantFrom(0, 20, 40)), week: some(fc.constantFrom(30, 60)) }),
      ),
    });
    const schoolClass = fc.record({
      school,
      grade: fc.integer({ min: 0, max: 2 }),
      blocks,
      pushInWindows: some(
        fc.array(
          fc.tuple(span, routine, some(fc.boolean())).map(([s, r, liked]) => ({ ...s, routine: r, liked })),
          { maxLength: 3 },
        ),
      ),
      coTeaching: rarely(
        fc.array(
          fc.record({
            minutes,
            options: fc.array(fc.record({ day, from: odd.map(timeOf) }), { maxLength: 2 }),
          }),
          { maxLength: 2 },
        ),
      ),
      touchBase: rarely(
        fc.record({ minutes: fc.constantFrom(step, 7), teacherFree: fc.array(span, { maxLength: 2 }) }),
      ),
      together: rarely(fc.boolean()),
    });
    const service = fc.record({
      student: id('s', 3),
      therapist: fc.oneof({ weight: 3, arbitrary: fc.constant('t0') }, { weight: 1, arbitrary: id('t', 2) }),
      class: rarely(id('c', 2)),
      delivery: fc.constantFrom('push-in', 'pull-out'),
      minutes,
      often: fc.integer({ min: 1, max: 2 }),
      perPlan: weeks === 1 ? fc.constant(false) : fc.boolean(),
      steady: weeks === 1 ? fc.constant(undefined) : rarely(fc.boolean()),
      routines: fc.uniqueArray(routine, { maxLength: 2 }),
      area: rarely(fc.constantFrom('language', 'speech')),
      groupMax: some(fc.integer({ min: 1, max: 3 })),
    });
    const moment = fc.record({ day, from: minute.map(timeOf) });
    const points = fc.record({
      unmet: some(fc.constantFrom(0, 1, 100, 1_000_000)),
      coTeaching: rarely(fc.constantFrom(0, 40)),
      touchBase: rarely(fc.constantFrom(0, 7, 5000)),
      adjacent: rarely(fc.constantFrom(0, 3000)),
      routine: rarely(fc.constantFrom(0, 150)),
      window: rarely(fc.constantFrom(0, 150)),
      therapist: rarely(fc.constantFrom(0, 1, 60)),
      moved: rarely(fc.constantFrom(0, 9000)),
    });
    return fc
      .record({
        therapists: fc.array(therapist, { minLength: 2, maxLength: 2 }),
        rooms: fc.array(
          fc.record({ school, therapist: some(id('t', 2)), unavailable: some(fc.array(span, { maxLength: 1 })) }),
          { maxLength: 2 },
        ),
        classes: fc.array(schoolClass, { minLength: 2, maxLength: 2 }),
        students: fc.array(
          fc.record({
            class: id('c', 2),
            blocks: rarely(blocks),
            unavailable: rarely(fc.array(span, { maxLength: 1 })),
            apart: rarely(id('s', 3)),
          }),
          { minLength: 3, maxLength: 3 },
        ),
        services: fc.array(service, { minLength: 2, maxLength: weeks === 1 ? 4 : 3 }),
        limits: fc.record({
          pushInGroup: fc.integer({ min: 0, max: 3 }),
          coTeachingGroup: fc.integer({ min: 0, max: 2 }),
          gradeSpan: fc.integer({ min: 0, max: 1 }),
        }),
        previous: rarely(
          fc.array(
            fc.tuple(moment, week, fc.uniqueArray(id('v', 5), { maxLength: 2 })).map(([m, w, services]) => ({
              ...m,
              week: w,
              services,
            })),
            { maxLength: 3 },
          ),
        ),
        points: rarely(points),
      })
      .map(({ therapists, classes, students, services, ...rest }) =>
        plain({
          grid: { days, stepMinutes: step },
          weeks: weeks === 1 ? undefined : weeks,
          therapists: therapists.map(({ stays, lunch, ...t }, i) => ({
            id: `t${i}`,
            ...t,
            // One stay a day, so that nobody is at two schools at once.
            at: stays
              .filter(([d], k) => stays.findIndex(([other]) => other === d) === k)
              .map(([d, s, from, l, w]) => ({ day: d, school: s, from: timeOf(from), to: timeOf(from + l), week: w })),
            lunch: lunch && { minutes: lunch.minutes, from: timeOf(lunch.from), to: timeOf(lunch.from + lunch.span) },
          })),
          classes: classes.map((c, i) => ({ id: `c${i}`, ...c })),
          students: students.map(({ apart, ...s }, i) => ({
            id: `s${i}`,
            ...s,
            apartFrom: apart && apart !== `s${i}` ? [apart] : undefined,
          })),
          services: services.map(({ often, perPlan, ...v }, i) => ({
            id: `v${i}`,
            ...v,
            ...(perPlan ? { times: often, per: 'plan' } : { timesPerWeek: often }),
          })),
          ...rest,
        }),
      );
  });
}

/** Which session of a plan becomes a lock, which of its fields the lock gives, and whether its time is a little off. */
export const lockChoices = fc.array(
  fc.record({ session: fc.nat(50), fields: fc.nat(1023), stepsOff: fc.constantFrom(0, 0, 0, 0, 1) }),
  { minLength: 1, maxLength: 3 },
);

/** Locks made of sessions of a plan: most can be kept, some contradict each other or the problem. */
export function locksOf(
  sessions: readonly PlannedSession[],
  choices: readonly { session: number; fields: number; stepsOff: number }[],
  stepMinutes: number,
): Lock[] {
  const names = ['therapist', 'school', 'day', 'from', 'to', 'delivery', 'class', 'routine', 'coTeaching'] as const;
  return choices.map(({ session, fields, stepsOff }) => {
    const x = sessions[session % sessions.length]!;
    const shifted = (time: string) => timeOf(minutesOf(time) + stepsOff * stepMinutes);
    const whole = { ...x, from: shifted(x.from), to: shifted(x.to) };
    return {
      ...(x.week === undefined ? {} : { week: x.week }),
      ...Object.fromEntries(names.flatMap((name, i) => (fields & (1 << i) ? [[name, whole[name]]] : []))),
      services: fields & 512 ? [...x.services] : x.services.slice(0, 1),
    } as Lock;
  });
}
