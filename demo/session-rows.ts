import type { SeriesTemplate } from '#domain/school-day/series.ts';
import type {
  CarryBackEvent,
  ObservationContext,
  OpenedEvent,
  SessionEvent,
  TherapistPart,
} from '#domain/trials/event.ts';
import { type DemoCalendar, demoZone, otherWeeks, toldWeeks } from './calendar.ts';
import { dealt, drawn, trialOf } from './outcomes.ts';
import type { Chance } from './random.ts';
import type { Ids, Rows } from './school-rows.ts';
import type { DemoGoal, DemoPerson } from './student-rows.ts';
import type { Condition, OutcomeCode } from './told.ts';
import { restOfTheWeek, toldWeek, type WeeklySession } from './week.ts';

/** Recent weeks in which the counts of the stories are exact; the break before them keeps the edge clear. */
const recentFrom = -7;

interface Held {
  readonly weekly: WeeklySession;
  readonly id: string;
  readonly week: number;
  readonly date: string;
}

const inOrder = (a: Held, b: Held) =>
  a.date === b.date ? (a.weekly.starts < b.weekly.starts ? -1 : 1) : a.date < b.date ? -1 : 1;

const conditionOf = (weekly: WeeklySession): Condition =>
  weekly.setting === 'therapy_room' ? 'room' : weekly.recorder === undefined ? 'helping' : 'away';

/** Whose weekly sessions run on into the coming week; the speech therapist's is left to be planned. */
const runsOn = new Set(['priya', 'tom']);

/** Weekly sessions as series and dated rows, and the events of those that are over before today. */
export function sessionRows(
  calendar: DemoCalendar,
  chance: Chance,
  ids: Ids,
  people: readonly DemoPerson[],
): { rows: Rows; events: SessionEvent[] } {
  const of = { district_id: ids.district };
  const madeAt = new Date(calendar.at(calendar.yearFrom, '10:00')).toISOString();
  const personOf = new Map(people.map((person) => [person.key, person]));
  const disciplineOf: Record<string, DemoGoal['discipline']> = {
    dana: 'speech',
    priya: 'occupational',
    tom: 'physical',
  };
  const goalsIn = (weekly: WeeklySession, key: string) =>
    personOf.get(key)!.goals.filter((goal) => goal.discipline === disciplineOf[weekly.therapist]);

  const week: WeeklySession[] = [...toldWeek];
  for (const therapist of ['dana', 'priya', 'tom']) {
    const takers = people.filter(
      (person) =>
        person.disciplines.includes(disciplineOf[therapist]!) && person.goals.every((goal) => goal.told === null),
    );
    week.push(...restOfTheWeek(therapist, takers, week.slice(toldWeek.length)));
  }

  const rows = {
    session_series: [] as NonNullable<Rows['session_series']>,
    session: [] as NonNullable<Rows['session']>,
    session_member: [] as NonNullable<Rows['session_member']>,
    absence: [] as NonNullable<Rows['absence']>,
  } satisfies Rows;
  const held: Held[] = [];
  const ahead = chance.of('the coming week');
  for (const weekly of week) {
    const labels = new Map<string, string>();
    for (const key of weekly.members) {
      const { label } = personOf.get(key)!;
      const alike = [...labels.values()].filter((other) => other.replace(/\d+$/, '') === label).length;
      labels.set(key, alike === 0 ? label : `${label}${alike + 1}`);
    }
    // Where the therapist is away, whoever records leads.
    const adult_id = ids.adult.get(weekly.recorder ?? weekly.therapist)!;
    const members = weekly.members.map((key) => ({
      studentId: personOf.get(key)!.id,
      label: labels.get(key)!,
      goalIds: goalsIn(weekly, key).map((goal) => goal.id),
    }));
    const template: SeriesTemplate = {
      schoolId: ids.school[weekly.school],
      starts: weekly.starts,
      ends: weekly.ends,
      delivery: weekly.delivery,
      classId: weekly.class === null ? null : ids.class.get(weekly.class)!,
      routineId: weekly.class === null ? null : ids.routine.get(`${weekly.class}/${weekly.routine}`)!,
      roomId: weekly.room === null ? null : ids.room.get(`${weekly.school}/${weekly.room}`)!,
      setting: weekly.setting,
      coTeachingFormat: weekly.format ?? null,
      activity: weekly.activity ?? '',
      materials: '',
      lookFor: weekly.lookFor ?? '',
      myPart: weekly.myPart ?? '',
      theirPart: weekly.theirPart ?? '',
      members,
    };
    const series_id = chance.id(calendar.at(calendar.yearFrom, '10:00'));
    const lastWeek = runsOn.has(weekly.therapist) ? 1 : 0;
    const lastDay = calendar.on(lastWeek, 5);
    rows.session_series.push({
      ...of,
      id: series_id,
      adult_id,
      weekday: weekly.weekday,
      rotation_day: null,
      from_date: calendar.on(weekly.told ? -toldWeeks : -otherWeeks, 1),
      to_date: lastDay,
      written_to: lastDay,
      template: JSON.stringify(template),
    });
    for (let number = weekly.told ? -toldWeeks : -otherWeeks; number <= lastWeek; number++) {
      const date = calendar.on(number, weekly.weekday);
      if (calendar.isHoliday(date) || (calendar.isTesting(date) && weekly.delivery !== 'pull_out')) continue;
      if (weekly.ends > calendar.schoolEnds(date)) continue;
      const id = (number > 0 ? ahead : chance).id(calendar.at(date, weekly.starts) - 14 * 86_400_000);
      rows.session.push({
        ...of,
        id,
        series_id,
        series_date: date,
        adult_id,
        school_id: template.schoolId,
        date,
        starts: weekly.starts,
        ends: weekly.ends,
        delivery: weekly.delivery,
        class_id: template.classId,
        routine_id: template.routineId,
        room_id: template.roomId,
        setting: weekly.setting,
        co_teaching_format: template.coTeachingFormat,
        activity: template.activity,
        look_for: template.lookFor,
        my_part: template.myPart,
        their_part: template.theirPart,
        origin: 'series',
        created_by: adult_id,
        created_at: madeAt,
      });
      for (const [position, member] of members.entries()) {
        rows.session_member.push({
          ...of,
          session_id: id,
          student_id: member.studentId,
          label: member.label,
          goal_ids: JSON.stringify(member.goalIds),
          position,
        });
      }
      held.push({ weekly, id, week: number, date });
    }
  }

  const events = record(held.filter((session) => session.date < calendar.today).toSorted(inOrder), {
    calendar,
    chance,
    ids,
    personOf,
    goalsIn,
  });
  const absent = people.find((person) => person.key === 'cy')!;
  const at = new Date(calendar.at(calendar.today, '08:02')).toISOString();
  rows.absence.push(
    {
      ...of,
      id: chance.id(Date.parse(at)),
      date: calendar.today,
      school_id: ids.school.cedar,
      student_id: null,
      adult_id: ids.adult.get('brandt')!,
      class_id: ids.class.get('g3')!,
      kind: 'substitute',
      substitute_name: 'Mx. Whitlock',
      noted_by: ids.adult.get('brandt')!,
      noted_at: at,
    },
    {
      ...of,
      id: chance.id(Date.parse(at)),
      date: calendar.on(0, 3),
      school_id: ids.school.cedar,
      student_id: absent.id,
      adult_id: null,
      class_id: ids.class.get('g2')!,
      kind: 'absent',
      noted_by: ids.adult.get('ortiz')!,
      noted_at: at,
    },
  );
  return { rows, events };
}

interface Telling {
  readonly calendar: DemoCalendar;
  readonly chance: Chance;
  readonly ids: Ids;
  readonly personOf: ReadonlyMap<string, DemoPerson>;
  readonly goalsIn: (weekly: WeeklySession, key: string) => readonly DemoGoal[];
}

/** The events of sessions that are over, in the order in which they took place. */
function record(held: readonly Held[], telling: Telling): SessionEvent[] {
  const { calendar, chance, ids, personOf, goalsIn } = telling;
  const devices = new Map(
    [...ids.adult.values()].map((adult) => [adult, chance.id(calendar.at(calendar.yearFrom, '07:00'))]),
  );
  const hands = handsOf(held, telling);
  const events: SessionEvent[] = [];
  for (const session of held) {
    const { weekly } = session;
    const start = calendar.at(session.date, weekly.starts) + chance.between(0, 2) * 60_000;
    const end = calendar.at(session.date, weekly.ends);
    const recorder = ids.adult.get(weekly.recorder ?? weekly.therapist)!;
    let clock = start;
    // Taps spread over the session; never past its end.
    const taps = weekly.members.reduce(
      (sum, key) =>
        sum + goalsIn(weekly, key).reduce((all, goal) => all + (hands.get(`${session.id}/${goal.id}`)?.length ?? 6), 0),
      0,
    );
    const stride = Math.floor((end - start - 60_000) / (taps + 4));
    const next = () => {
      clock += Math.floor(stride * (0.6 + chance.next() * 0.4));
      return new Date(clock).toISOString();
    };
    const base = () => {
      const occurredAt = next();
      return {
        id: chance.id(clock),
        schemaVersion: 1 as const,
        sessionId: session.id,
        occurredAt,
        enteredAt: occurredAt,
        recorderId: recorder,
        deviceId: devices.get(recorder)!,
        captureMode: 'live' as const,
      };
    };
    const adultsOfClass = weekly.class === null ? [] : teachersOf(weekly.class).map((key) => ids.adult.get(key)!);
    const part: TherapistPart = weekly.recorder === undefined ? 'helping' : 'away';
    const context: ObservationContext = {
      setting: weekly.setting,
      ...(weekly.class !== null && { routineId: ids.routine.get(`${weekly.class}/${weekly.routine}`)! }),
      delivery:
        weekly.recorder !== undefined && teachersOf(weekly.class ?? '')[0] === weekly.recorder
          ? 'teacher_note'
          : weekly.delivery,
      ...(weekly.format !== undefined && { coTeachingFormat: weekly.format }),
      present: [
        ...new Set([
          ...(part === 'away' ? [] : [ids.adult.get(weekly.therapist)!]),
          ...(weekly.recorder === undefined ? [] : [recorder]),
          ...adultsOfClass,
        ]),
      ],
      therapistPart: part,
      purpose: weekly.delivery === 'pull_out' ? 'treatment' : 'incidental',
      groupSize: weekly.members.length,
    };
    events.push({
      ...base(),
      kind: 'opened',
      date: session.date,
      startsAt: weekly.starts,
      zone: demoZone,
      schoolId: ids.school[weekly.school],
      ...(weekly.class !== null && { classId: ids.class.get(weekly.class)! }),
      plannedSessionId: session.id,
      members: weekly.members.map((key) => ({
        studentId: personOf.get(key)!.id,
        goalIds: goalsIn(weekly, key).map((goal) => goal.id),
      })),
      context,
    });
    const turns: (() => void)[][] = weekly.members.map((key) => {
      const person = personOf.get(key)!;
      if (!weekly.told && chance.happens(0.04)) {
        events.push({ ...base(), kind: 'left', studentId: person.id, reason: 'absent' });
        return [];
      }
      return goalsIn(weekly, key).flatMap((goal) =>
        observe(session, goal, person, context, telling, hands, base, events),
      );
    });
    // Students take turns, as they do.
    for (let turn = 0; turns.some((list) => turn < list.length); turn++) for (const list of turns) list[turn]?.();
    if (
      weekly.therapist === 'dana' &&
      weekly.routine === 'writing' &&
      weekly.recorder === undefined &&
      session.week === lastWritingWeek(held)
    ) {
      for (const key of ['ana', 'bela']) {
        const person = personOf.get(key)!;
        events.push({
          ...base(),
          kind: 'carry_back',
          studentId: person.id,
          goalId: person.goals[0]!.id,
          text:
            key === 'ana'
              ? '"because" sentences about volcanoes; words: erupt, crater, ash'
              : 'volcano words with r: erupt, crater, rock',
        });
      }
    }
    const closedAt = new Date(Math.max(clock + 1_000, end - 30_000));
    events.push({
      id: chance.id(closedAt.getTime()),
      schemaVersion: 1,
      sessionId: session.id,
      occurredAt: closedAt.toISOString(),
      enteredAt: closedAt.toISOString(),
      recorderId: recorder,
      deviceId: devices.get(recorder)!,
      captureMode: 'live',
      kind: 'closed',
    });
  }
  return [...events, ...takenUp(events, held, telling)];
}

/** Told last, so that every other row stays as it is: in the room, what was seen in class is taken up, and sent back. */
function takenUp(
  events: readonly SessionEvent[],
  held: readonly Held[],
  { chance, personOf }: Telling,
): SessionEvent[] {
  const opened = new Map(events.flatMap((event) => (event.kind === 'opened' ? [[event.sessionId, event]] : [])));
  const keyOf = new Map([...personOf].map(([key, person]) => [person.id, key]));
  return events.flatMap((event): SessionEvent[] => {
    if (event.kind !== 'carry_back') return [];
    const key = keyOf.get(event.studentId) ?? '';
    const room = held.find(
      ({ weekly, id }) =>
        weekly.delivery === 'pull_out' &&
        weekly.members.includes(key) &&
        (opened.get(id)?.occurredAt ?? '') > event.occurredAt,
    );
    const began = room === undefined ? undefined : opened.get(room.id);
    // A student's last note stands open: it is the next session's.
    if (began === undefined || !events.some((one) => one.kind === 'carry_back' && isLater(one, event, began)))
      return [];
    const at = Date.parse(began.occurredAt) + 4 * 60_000;
    const occurredAt = new Date(at).toISOString();
    return [
      {
        id: chance.id(at),
        schemaVersion: 1,
        sessionId: began.sessionId,
        occurredAt,
        enteredAt: occurredAt,
        recorderId: began.recorderId,
        deviceId: began.deviceId,
        captureMode: 'live',
        kind: 'taken_up',
        studentId: event.studentId,
        carryBackId: event.id,
        ...(key === 'ana'
          ? { text: 'six sentences with “because”, four without the frame', lookFor: '“because” without the frame' }
          : { text: 'crater and rock in her own sentences', lookFor: 'r when she reads her own text aloud' }),
      },
    ];
  });
}

/** Seen in class after the other note, and before that session in the room. */
const isLater = (one: CarryBackEvent, other: CarryBackEvent, room: OpenedEvent): boolean =>
  one.studentId === other.studentId && one.occurredAt > other.occurredAt && one.occurredAt < room.occurredAt;

function lastWritingWeek(held: readonly Held[]): number {
  return (
    held.findLast(
      (session) =>
        session.weekly.therapist === 'dana' &&
        session.weekly.routine === 'writing' &&
        session.weekly.recorder === undefined,
    )?.week ?? 0
  );
}

function teachersOf(className: string): string[] {
  const byClass: Record<string, string[]> = {
    'pre-am': ['park'],
    'pre-pm': ['park'],
    k: ['lee', 'kim'],
    g1: ['okafor'],
    g2: ['ortiz'],
    g3: ['brandt'],
    g4: ['haddad'],
    g5: ['cole'],
    lk: ['varga'],
    l1: ['lind'],
    l2: ['amari'],
    l3: ['petrov'],
    l4: ['boateng'],
    l5: ['silva'],
  };
  return byClass[className] ?? [];
}

/** Opportunities written down in a session where data were taken at all: nobody counts every one in every lesson. */
const handful: Record<Condition, number> = { room: 8, helping: 5, away: 5 };

/** `count` of the sessions (at least two), evenly over the time, the last one among them. */
function sampled(sessions: readonly Held[], count: number): Held[] {
  const hands = Math.min(sessions.length, Math.max(2, count));
  return Array.from({ length: hands }, (_, hand) => sessions[Math.ceil(((hand + 1) * sessions.length) / hands) - 1]!);
}

/** Outcomes by `session/goal` for trial goals: exact in the recent weeks, drawn before. */
function handsOf(held: readonly Held[], { chance: chanceOfAll, goalsIn }: Telling): Map<string, OutcomeCode[]> {
  const hands = new Map<string, OutcomeCode[]>();
  const usual = new Map<string, { room: number; class: number }>();
  const byGoal = new Map<DemoGoal, Held[]>();
  for (const session of held) {
    for (const key of session.weekly.members) {
      for (const goal of goalsIn(session.weekly, key)) byGoal.set(goal, [...(byGoal.get(goal) ?? []), session]);
    }
  }
  for (const [goal, sessions] of byGoal) {
    if (goal.told !== null && goal.told.unit === 'day') continue;
    const chance = goal.told === null ? chanceOfAll : chanceOfAll.of(goal.told.key);
    for (const condition of ['room', 'helping', 'away'] as const) {
      const here = sessions.filter((session) => conditionOf(session.weekly) === condition);
      if (goal.told === null) {
        const skill = usual.get(goal.id) ?? { room: 0.45 + chance.next() * 0.5, class: 0 };
        skill.class ||= Math.max(0.1, skill.room - chance.next() * 0.45);
        usual.set(goal.id, skill);
        for (const session of here)
          hands.set(
            `${session.id}/${goal.id}`,
            drawn(chance.between(3, 5), condition === 'room' ? skill.room : skill.class, condition, chance),
          );
        continue;
      }
      const deal = goal.told.recent?.[condition] ?? {};
      const recent = sampled(
        here.filter(({ week }) => week >= recentFrom && week <= (goal.told?.seenUntilWeek ?? 0)),
        Math.floor(Object.values(deal).reduce((sum, count) => sum + count, 0) / handful[condition]),
      );
      for (const [index, hand] of dealt(deal, recent.length, goal.told.late ?? [], chance).entries())
        hands.set(`${recent[index]!.id}/${goal.id}`, hand);
      const [from, to] = goal.told.earlier?.[condition] ?? [0, 0];
      const before = here
        .filter((session) => session.week < recentFrom - 1)
        .filter((_, index) => goal.told?.metWeeksAgo !== undefined || index % 3 === 0);
      for (const [index, session] of before.entries()) {
        const met = goal.told.metWeeksAgo;
        const share =
          met !== undefined
            ? session.week < -met
              ? from
              : to
            : before.length < 2
              ? to
              : from + ((to - from) * index) / (before.length - 1);
        const some = goal.told.earlier?.[condition] === undefined ? 0 : handful[condition];
        hands.set(`${session.id}/${goal.id}`, drawn(some, share, condition, chance));
      }
    }
  }
  return hands;
}

/** What happens for one goal in one session, as a list of turns. */
function observe(
  session: Held,
  goal: DemoGoal,
  person: DemoPerson,
  context: ObservationContext,
  { chance }: Telling,
  hands: ReadonlyMap<string, OutcomeCode[]>,
  base: () => Omit<Extract<SessionEvent, { kind: 'closed' }>, 'kind'>,
  events: SessionEvent[],
): (() => void)[] {
  const of = { studentId: person.id, goalId: goal.id, context };
  if (goal.told?.measure === 'steps') return arrival(session, goal, of, chance, base, events);
  if (goal.told?.measure === 'frequency') {
    const turns = Math.max(0, Math.min(5, Math.round((session.week + 20) / 6 + chance.next() * 1.6 - 0.8)));
    // Counted in class discussion only; the room is for talking about it.
    if (session.weekly.setting === 'therapy_room') return [];
    if (turns === 0) return [() => events.push({ ...base(), ...of, kind: 'count', what: 'occurrence', value: 0 })];
    return Array.from(
      { length: turns },
      () => () => events.push({ ...base(), ...of, kind: 'count', what: 'occurrence', delta: 1 }),
    );
  }
  const maintained = goal.told?.metWeeksAgo !== undefined && session.week >= recentFrom;
  const purpose = maintained && chance.happens(0.5) ? ('maintenance' as const) : context.purpose;
  return (hands.get(`${session.id}/${goal.id}`) ?? []).map((code) => () => {
    const trial = trialOf(code);
    const [fastest, slowest] = goal.told?.latency ?? [0, 0];
    const cues = trial.cues.map((cue) =>
      cue.by === 'therapist' && context.therapistPart === 'away' ? { ...cue, by: 'teacher' as const } : cue,
    );
    events.push({
      ...base(),
      ...of,
      context: { ...context, purpose },
      kind: 'trial',
      ...trial,
      cues,
      ...(goal.targetIds.length > 0 && { targetId: chance.pick(goal.targetIds) }),
      ...(slowest > 0 && trial.outcome === 'independent' && { latencyMs: chance.between(fastest, slowest) * 1_000 }),
    });
  });
}

/** Jonah's arrival: prompts fall from six to two, with a dip when the class moved to another room four weeks ago. */
function arrival(
  session: Held,
  goal: DemoGoal,
  of: { studentId: string; goalId: string; context: ObservationContext },
  chance: Chance,
  base: () => Omit<Extract<SessionEvent, { kind: 'closed' }>, 'kind'>,
  events: SessionEvent[],
): (() => void)[] {
  const { week } = session;
  const usual = 6 - (4 * (week + 20)) / 15;
  const moved = week === -4 ? 2.5 : week === -3 ? 1.2 : 0;
  const away = session.weekly.recorder === undefined ? 0 : 0.4;
  const prompts = Math.max(0, Math.round(Math.max(1.4, usual) + moved + away + chance.next() * 1.2 - 0.6));
  const by = session.weekly.recorder === undefined ? ('therapist' as const) : ('para' as const);
  const helped = new Set(chance.shuffled(goal.targetIds).slice(0, Math.min(goal.targetIds.length, prompts)));
  const turns: (() => void)[] = goal.targetIds.map((stepId) => () => {
    const needed = helped.has(stepId);
    events.push({
      ...base(),
      ...of,
      kind: 'step',
      stepId,
      assistance: needed ? chance.pick(['gesture', 'verbal', 'visual'] as const) : 'independent',
      ...(needed && { by }),
    });
  });
  turns.push(() => events.push({ ...base(), ...of, kind: 'count', what: 'prompt', value: prompts, by }));
  return turns;
}
