import { minutesOf, wallTimeOf } from '#domain/school-day/intervals.ts';
import type { SessionDelivery } from '#domain/school-day/session.ts';
import type { CoTeachingFormat } from '#domain/trials/event.ts';
import { classes, type DemoBlock } from './classes.ts';

/** The weekly sessions: those of the stories by hand, the rest placed where class, students and therapist are free. */

export type SchoolKey = 'cedar' | 'lake';

export interface WeeklySession {
  readonly therapist: string;
  readonly weekday: number;
  readonly starts: string;
  readonly ends: string;
  readonly school: SchoolKey;
  readonly delivery: SessionDelivery;
  readonly class: string | null;
  readonly routine: string | null;
  readonly room: string | null;
  readonly setting: string;
  readonly format?: CoTeachingFormat;
  readonly lookFor?: string;
  readonly activity?: string;
  readonly myPart?: string;
  readonly theirPart?: string;
  readonly members: readonly string[];
  /** Who records when it is not the therapist: the therapist is then away. */
  readonly recorder?: string;
  readonly told: boolean;
}

/** Where each therapist is: [weekday, school, from, to]. Lakeview on Tuesday afternoon, Wednesday and Thursday morning for speech. */
export const workplaces: Readonly<
  Record<string, readonly (readonly [weekday: number, school: SchoolKey, from: string, to: string])[]>
> = {
  dana: [
    [1, 'cedar', '08:10', '14:50'],
    [2, 'cedar', '08:10', '11:15'],
    [2, 'lake', '11:45', '14:50'],
    [3, 'lake', '08:10', '14:50'],
    [4, 'lake', '08:10', '11:15'],
    [4, 'cedar', '11:45', '14:50'],
    [5, 'cedar', '08:10', '14:50'],
  ],
  priya: [
    [1, 'cedar', '08:10', '14:50'],
    [2, 'cedar', '08:10', '14:50'],
    [3, 'lake', '08:10', '14:50'],
    [4, 'cedar', '08:10', '12:10'],
    [4, 'lake', '12:40', '14:50'],
    [5, 'lake', '08:10', '11:15'],
    [5, 'cedar', '11:45', '14:50'],
  ],
  tom: [
    [2, 'cedar', '08:10', '14:30'],
    [3, 'lake', '08:10', '12:30'],
    [4, 'cedar', '08:10', '14:30'],
  ],
};

const therapyRoom: Record<string, string> = { dana: 'Speech room', priya: 'OT room', tom: 'Motor room' };

const inClass = (
  therapist: string,
  weekday: number,
  className: string,
  routine: string,
  members: string[],
  more: Partial<WeeklySession> = {},
): WeeklySession => {
  const home = classes.find((one) => one.key === className)!;
  const block = home.day.find((one) => one.kind === routine)!;
  return {
    therapist,
    weekday,
    starts: block.starts,
    ends: block.ends,
    school: home.school,
    delivery: 'push_in',
    class: className,
    routine,
    room: null,
    setting: block.setting ?? 'classroom',
    members,
    told: true,
    ...more,
  };
};
const inRoom = (
  therapist: string,
  weekday: number,
  starts: string,
  ends: string,
  members: string[],
  more: Partial<WeeklySession> = {},
): WeeklySession => ({
  therapist,
  weekday,
  starts,
  ends,
  school: 'cedar',
  delivery: 'pull_out',
  class: null,
  routine: null,
  room: therapyRoom[therapist]!,
  setting: 'therapy_room',
  members,
  told: true,
  ...more,
});

const stations = {
  format: 'station' as const,
  activity: 'Opinion writing: which volcano would you visit?',
  myPart: 'Sentence frames',
  theirPart: 'Topic mini-lesson',
  lookFor: 'a reason with "because" before anybody asks for it',
};

export const toldWeek: readonly WeeklySession[] = [
  inClass('dana', 1, 'g2', 'writing', ['ana', 'bela', 'cy'], stations),
  inClass('dana', 2, 'g2', 'writing', ['ana', 'bela', 'cy'], stations),
  inClass('dana', 5, 'g2', 'writing', ['ana', 'bela', 'cy'], stations),
  inClass('dana', 3, 'g2', 'writing', ['ana'], {
    delivery: 'observation',
    recorder: 'luz',
    lookFor: 'one skill only: because, by herself',
  }),
  inRoom('dana', 2, '10:25', '10:50', ['ana', 'bela']),
  inRoom('dana', 5, '10:25', '10:50', ['ana', 'bela']),
  inRoom('dana', 1, '10:25', '10:50', ['cy']),
  inClass('dana', 5, 'g2', 'centers', ['cy'], { ends: '13:10', lookFor: 'a comment after a long wait' }),
  inClass('dana', 5, 'g4', 'social_studies', ['darius'], { format: 'team', lookFor: 'turns Da chooses himself' }),
  inClass('dana', 1, 'g4', 'social_studies', ['darius'], { format: 'team', lookFor: 'turns Da chooses himself' }),
  inRoom('dana', 1, '14:30', '14:50', ['darius']),
  inRoom('dana', 5, '12:30', '12:45', ['hana']),
  inRoom('dana', 1, '12:30', '12:55', ['hana']),
  inClass('dana', 4, 'g3', 'read_aloud', ['hana'], {
    format: 'one_teach_one_assist',
    lookFor: 'an ending in the retelling',
  }),
  inRoom('dana', 1, '08:15', '08:40', ['ian']),
  inClass('dana', 5, 'g5', 'social_studies', ['ian'], {
    format: 'one_teach_one_observe',
    lookFor: 'Ia asks when a direction is unclear',
  }),
  inClass('dana', 3, 'g5', 'social_studies', ['ian'], { delivery: 'observation', recorder: 'luz' }),
  inClass('priya', 1, 'k', 'arrival', ['jonah'], {
    format: 'one_teach_one_assist',
    lookFor: 'the next picture before the next word',
  }),
  inClass('priya', 2, 'k', 'arrival', ['jonah'], {
    format: 'one_teach_one_assist',
    lookFor: 'the next picture before the next word',
  }),
  inClass('priya', 4, 'k', 'arrival', ['jonah'], { delivery: 'observation', recorder: 'kim' }),
  inClass('priya', 5, 'k', 'arrival', ['jonah'], { delivery: 'observation', recorder: 'kim' }),
  inClass('priya', 2, 'g1', 'lunch', ['eva'], { lookFor: 'opens all of it' }),
  inClass('priya', 4, 'g1', 'lunch', ['eva'], { lookFor: 'opens all of it' }),
  inClass('priya', 5, 'g1', 'lunch', ['eva'], {
    delivery: 'observation',
    recorder: 'okafor',
    starts: '11:45',
    ends: '11:55',
  }),
  inRoom('priya', 1, '14:25', '14:45', ['eva']),
  inRoom('priya', 5, '14:25', '14:45', ['eva']),
  inClass('priya', 1, 'g2', 'writing', ['finn'], { format: 'support', lookFor: 'pencil moving within two minutes' }),
  inClass('priya', 4, 'g2', 'writing', ['finn'], { format: 'support', lookFor: 'pencil moving within two minutes' }),
  inClass('priya', 5, 'g2', 'writing', ['finn'], { delivery: 'observation', recorder: 'ortiz' }),
  inClass('tom', 2, 'g4', 'specials', ['kofi'], { ends: '10:50', lookFor: 'stays with the line on the stairs' }),
  inClass('tom', 4, 'g4', 'specials', ['kofi'], { ends: '10:50', lookFor: 'stays with the line on the stairs' }),
  inClass('tom', 5, 'g4', 'specials', ['kofi'], { delivery: 'observation', recorder: 'haddad', ends: '10:50' }),
];

interface Taker {
  readonly key: string;
  readonly class: string;
  readonly grade: number;
}

/**
 * Places the rest: for each class one push-in visit a week, for its students one pull-out in groups of up to three.
 * First fit, day by day; what finds no place stays unplaced, as in real life. `before`: what other therapists have placed, since a
 * student is in one place at a time and a class has one visitor at a time.
 */
export function restOfTheWeek(
  therapist: string,
  students: readonly Taker[],
  before: readonly WeeklySession[],
): WeeklySession[] {
  const placed: WeeklySession[] = [];
  const load = new Map<number, number>();
  const overlaps = (
    a: { weekday: number; starts: string; ends: string },
    b: { weekday: number; starts: string; ends: string },
  ) => a.weekday === b.weekday && a.starts < b.ends && b.starts < a.ends;
  const busy = (
    slot: { weekday: number; starts: string; ends: string },
    members: readonly string[],
    className: string | null,
  ) =>
    [...toldWeek, ...before, ...placed].some(
      (session) =>
        overlaps(session, slot) &&
        ((session.therapist === therapist && session.recorder === undefined) ||
          session.members.some((member) => members.includes(member)) ||
          (className !== null && session.class === className && session.recorder === undefined)),
    );
  const atSchool = (weekday: number, school: SchoolKey, starts: string, ends: string) =>
    (workplaces[therapist] ?? []).some(
      ([day, place, from, to]) => day === weekday && place === school && from <= starts && ends <= to,
    );
  /** Noon belongs to lunch, and no day is fuller than nine sessions. */
  const fits = (slot: { weekday: number; starts: string; ends: string }) =>
    !(slot.starts < '12:25' && slot.ends > '11:55') && (load.get(slot.weekday) ?? 0) < 9;
  const place = (session: WeeklySession) => {
    placed.push(session);
    load.set(session.weekday, (load.get(session.weekday) ?? 0) + 1);
  };
  for (const session of toldWeek)
    if (session.therapist === therapist && session.recorder === undefined)
      load.set(session.weekday, (load.get(session.weekday) ?? 0) + 1);
  // The older the class, the fewer times anybody may be taken out of it: those first.
  const byClass = Map.groupBy(
    students.toSorted((a, b) => b.grade - a.grade),
    (student) => student.class,
  );
  for (const [className, members] of byClass) {
    const home = classes.find((one) => one.key === className)!;
    const group = members.slice(0, 5).map((member) => member.key);
    const windows = home.day
      .filter((block) => block.pushIn !== undefined)
      .toSorted((a, b) => (a.pushIn === b.pushIn ? 0 : a.pushIn === 'liked' ? -1 : 1));
    visit: for (const block of windows) {
      for (const weekday of [1, 2, 3, 4, 5]) {
        const starts = block.starts;
        const ends = wallTimeOf(Math.min(minutesOf(block.ends)!, minutesOf(block.starts)! + 30));
        const slot = { weekday, starts, ends };
        if (!atSchool(weekday, home.school, starts, ends) || !fits(slot) || busy(slot, group, className)) continue;
        place({
          therapist,
          ...slot,
          school: home.school,
          delivery: 'push_in',
          class: className,
          routine: block.kind,
          room: null,
          setting: block.setting ?? 'classroom',
          members: group,
          told: false,
          format: block.kind === 'centers' ? 'station' : 'one_teach_one_assist',
        });
        break visit;
      }
    }
    for (let first = 0; first < members.length; first += 3) {
      const three = members.slice(first, first + 3).map((member) => member.key);
      const allowed = home.day
        .filter((block): block is DemoBlock & { pullOut: number } => block.pullOut !== 'never')
        .toSorted((a, b) => a.pullOut - b.pullOut);
      pull: for (const block of allowed) {
        for (let starts = minutesOf(block.starts)!; starts + 20 <= minutesOf(block.ends)!; starts += 10) {
          for (const weekday of [2, 3, 4, 5, 1]) {
            const slot = {
              weekday,
              starts: wallTimeOf(starts),
              ends: wallTimeOf(Math.min(starts + 30, minutesOf(block.ends)!)),
            };
            if (!atSchool(weekday, home.school, slot.starts, slot.ends) || !fits(slot) || busy(slot, three, null))
              continue;
            place({
              therapist,
              ...slot,
              school: home.school,
              delivery: 'pull_out',
              class: null,
              routine: null,
              room: therapyRoom[therapist]!,
              setting: 'therapy_room',
              members: three,
              told: false,
            });
            break pull;
          }
        }
      }
    }
  }
  return placed;
}
