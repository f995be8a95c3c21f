import { timeOf } from '#planner/clock-time.ts';

/*
 * Invented caseloads for `plan.ts`: two schools half a day each, classes with their days, and services as they are
 * written into plans. The same seed gives the same problem. No school, class or student is a real one.
 */

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** A class's day: minutes of each part, and what taking somebody out of it costs (undefined: never). */
const PARTS: readonly [routine: string, minutes: number, points: number | undefined][] = [
  ['circle', 20, 4],
  ['literacy', 50, undefined],
  ['snack', 15, 2],
  ['writing', 40, 10],
  ['math', 50, undefined],
  ['lunch', 40, undefined],
  ['science', 40, 5],
  ['specials', 45, undefined],
  ['centers', 45, 3],
  ['dismissal', 20, undefined],
];
const OPEN = ['circle', 'writing', 'science', 'centers'];

export interface Size {
  readonly students: number;
  readonly seed: number;
  readonly therapists?: number;
}

/** A problem as `carryover plan` reads it. With several therapists all are at both schools, and some students have two of them. */
export function caseload({ students, seed, therapists = 1 }: Size): unknown {
  const random = randomNumbers(seed);
  const upTo = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length)]!;
  const some = <T>(list: readonly T[], share: number) => list.filter(() => random() < share);

  const classes = Array.from({ length: Math.round(students * 0.23) }, (_, i) => {
    const shift = 5 * upTo(4);
    const lateFirst = random() < 0.5;
    const day = lateFirst ? [PARTS[0]!, PARTS[3]!, PARTS[2]!, PARTS[1]!, ...PARTS.slice(4)] : PARTS;
    const blocks: {
      day: string;
      from: string;
      to: string;
      routine: string;
      pullOut: string;
      pullOutPoints?: number;
    }[] = [];
    for (const d of DAYS) {
      let at = 8 * 60 + 10 + shift;
      for (const [routine, minutes, points] of day) {
        const part = { day: d, from: timeOf(at), to: timeOf(at + minutes), routine };
        blocks.push(
          points === undefined ? { ...part, pullOut: 'never' } : { ...part, pullOut: 'allowed', pullOutPoints: points },
        );
        at += minutes;
      }
    }
    const offered = some(
      blocks.filter((b) => OPEN.includes(b.routine)),
      0.45,
    );
    const free = some(
      blocks.filter((b) => b.routine === 'specials'),
      0.6,
    );
    const agreed = offered.filter((b) => b.routine === 'writing' || b.routine === 'centers').slice(0, 2);
    return {
      id: `c${i + 1}`,
      school: i % 2 === 0 ? 'North' : 'South',
      grade: upTo(6),
      blocks,
      pushInWindows: offered.map(({ day: d, from, to, routine }) => ({
        day: d,
        from,
        to,
        routine,
        liked: random() < 0.8,
      })),
      ...(random() < 0.25 && agreed.length > 0
        ? { coTeaching: [{ minutes: 30, options: agreed.map(({ day: d, from }) => ({ day: d, from })) }] }
        : {}),
      touchBase: { minutes: 10, teacherFree: free.map(({ day: d, from, to }) => ({ day: d, from, to })) },
    };
  });

  const people = Array.from({ length: students }, (_, i) => ({
    id: `s${i + 1}`,
    class: pick(classes).id,
    unavailable: random() < 0.4 ? [{ day: pick(DAYS), ...half(8 * 60 + 30 * upTo(12)) }] : [],
    apartFrom: [] as string[],
  }));
  for (const s of people) if (random() < 0.04) s.apartFrom.push(pick(people.filter((o) => o !== s)).id);

  const services: unknown[] = [];
  for (const s of people) {
    for (const t of some([...Array(therapists).keys()], therapists === 1 ? 1 : 0.5)) {
      const common = { student: s.id, therapist: `t${t + 1}` };
      const kind = random();
      if (kind < 0.65)
        services.push({
          ...common,
          id: `v${services.length + 1}`,
          delivery: 'push-in',
          minutes: pick([15, 20, 20, 30]),
          timesPerWeek: pick([1, 1, 2]),
          routines: some(OPEN, 0.5)
            .concat('centers')
            .filter((r, i, all) => all.indexOf(r) === i)
            .slice(0, 2),
        });
      if (kind > 0.45)
        services.push({
          ...common,
          id: `v${services.length + 1}`,
          delivery: 'pull-out',
          minutes: pick([20, 30, 30]),
          timesPerWeek: pick([1, 1, 2]),
          area: pick(['language', 'speech', 'social']),
          groupMax: pick([1, 2, 3, 4]),
        });
    }
  }
  return {
    grid: { days: DAYS, stepMinutes: 5 },
    therapists: Array.from({ length: therapists }, (_, t) => ({
      id: `t${t + 1}`,
      at: DAYS.flatMap((day, d) => {
        const [early, late] = (d + t) % 2 === 0 ? ['North', 'South'] : ['South', 'North'];
        return [
          { day, school: early, from: '08:10', to: '11:15' },
          { day, school: late, from: '11:40', to: '14:50' },
        ];
      }),
      unavailable: [{ day: DAYS[t % 5], from: '13:30', to: '14:50' }],
      lunch: { minutes: 30, from: '11:00', to: '13:00' },
      maxDirectMinutes: { day: 320, week: 1450 },
    })),
    rooms: [
      { school: 'North', unavailable: [{ day: 'wed', from: '09:00', to: '10:00' }] },
      { school: 'South', unavailable: [] },
    ],
    classes,
    students: people,
    services,
    limits: { pushInGroup: 5, coTeachingGroup: 8, gradeSpan: 1 },
  };
}

function half(from: number) {
  return { from: timeOf(from), to: timeOf(from + 30) };
}

/** The same numbers in [0, 1) for the same seed (Mulberry32, a public-domain generator). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
