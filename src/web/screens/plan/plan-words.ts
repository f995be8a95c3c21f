import type { PlanPage } from '#contract/plan.ts';
import type { Breach } from '#planner/score.ts';
import type { PlannedSession, Unmet } from '#planner/plan.ts';
import type { Reason, ReasonValue } from '#planner/reason.ts';
import type { Change } from '#planner/why-not.ts';
import { weekdayOfDay } from '#planner/from-week.ts';
import { CALENDAR, type Day } from '#planner/clock-time.ts';
import type { WordId, Words } from '#words/words.ts';

/** The planner's codes and ids in words: names of classes and routines, labels of students. */
export interface PlanNames {
  readonly className: (id: string) => string;
  readonly routine: (id: string) => string;
  readonly student: (id: string) => string;
  readonly school: (id: string) => string;
  readonly studentOfService: (serviceId: string) => string;
  readonly service: (serviceId: string) => string;
  readonly session: (session: Pick<PlannedSession, 'delivery' | 'school' | 'class' | 'routine'>) => string;
  readonly labels: (session: Pick<PlannedSession, 'services'>) => string[];
}

export function planNames({ week, schools }: Pick<PlanPage, 'week' | 'schools'>, words: Words): PlanNames {
  const unknown = words.say('plan.name.unknown');
  const often = new Map<string, number>();
  for (const { name } of week.classes) often.set(name, (often.get(name) ?? 0) + 1);
  // Two schools have a "Grade 1" each: then the teacher tells them apart.
  const classes = new Map(
    week.classes.map(({ classId, name, teacherName }) => [
      classId,
      (often.get(name) ?? 0) > 1 && teacherName !== null
        ? words.say('plan.name.class_of', { class: name, teacher: teacherName })
        : name,
    ]),
  );
  const routines = new Map(week.classes.flatMap((one) => one.routines.map((r) => [r.routineId, r.name] as const)));
  const students = new Map(week.students.map((one) => [one.studentId, one.label]));
  const services = new Map(week.services.map((one) => [one.serviceId, one]));
  const schoolNames = new Map(schools.map((one) => [one.schoolId, one.name]));
  const several = new Set(week.therapist.at.map(({ schoolId }) => schoolId)).size > 1;
  const names: PlanNames = {
    className: (id) => classes.get(id) ?? unknown,
    routine: (id) => routines.get(id) ?? unknown,
    student: (id) => students.get(id) ?? unknown,
    school: (id) => schoolNames.get(id) ?? unknown,
    studentOfService: (id) => students.get(services.get(id)?.studentId ?? '') ?? unknown,
    service: (id) => {
      const service = services.get(id);
      if (service === undefined) return unknown;
      return words.say('plan.name.service', {
        label: names.student(service.studentId),
        delivery: words.say(`delivery.${service.delivery}`),
        minutes: service.minutes,
      });
    },
    session: ({ delivery, school, class: classId, routine }) => {
      if (delivery === 'pull-out')
        return several
          ? words.say('plan.name.pull_out_at', { school: names.school(school) })
          : words.say('plan.name.pull_out');
      return words.say('plan.name.session', {
        what: names.routine(routine ?? ''),
        class: names.className(classId ?? ''),
      });
    },
    labels: ({ services: ids }) => ids.map((id) => names.studentOfService(id)).toSorted(),
  };
  return names;
}

const isDay = (token: string | undefined): token is Day => (CALENDAR as readonly string[]).includes(token ?? '');
const asList = (value: ReasonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
const daysInWords = (value: ReasonValue | undefined, words: Words) =>
  words.list(asList(value).flatMap((day) => (isDay(day) ? [words.weekday(weekdayOfDay(day))] : [])));

/** What stands in the way, as the planner names it: ids, a day, a time, with one word before some of them. */
function obstacle(told: string, names: PlanNames, words: Words): string {
  const tokens = told.split(' ');
  const [first = ''] = tokens;
  if (first === 'full') return words.say('plan.name.full', { what: obstacle(tokens.slice(1).join(' '), names, words) });
  const place = tokens.findIndex(isDay);
  const day = tokens[place];
  const weekday = isDay(day) ? words.weekday(weekdayOfDay(day)) : '';
  if (first === 'lunch') return words.say('plan.name.lunch', { weekday });
  const what =
    first === 'touch-base'
      ? words.say('plan.name.touch_base', { class: names.className(tokens[1] ?? '') })
      : first === 'pull-out'
        ? words.say('plan.name.pull_out_at', { school: names.school(tokens[1] ?? '') })
        : words.say('plan.name.session', { what: names.routine(tokens[1] ?? ''), class: names.className(first) });
  const time = tokens[place + 1];
  return time === undefined ? what : words.say('plan.name.at', { what, weekday, time: words.time(time) });
}

/** Whom, and when, two things compete for: "t1 mon 09:40". */
function moment(told: string, names: PlanNames, words: Words): string {
  const tokens = told.split(' ');
  if (tokens[0] === 'lunch') return obstacle(told, names, words);
  const [id = '', day, time] = tokens;
  const known = [names.student(id), names.className(id), names.school(id)].find(
    (name) => name !== words.say('plan.name.unknown'),
  );
  const what = known ?? words.say('plan.name.you');
  if (!isDay(day)) return what;
  const weekday = words.weekday(weekdayOfDay(day));
  return words.say('plan.name.at', { what, weekday, time: time === undefined ? '' : words.time(time) }).trim();
}

/** At most so many things are named of a long list: the first of them are in the way most often. */
const mostNamed = 4;

export function reasonInWords({ code, values }: Reason, names: PlanNames, words: Words): string {
  const routines = words.list(asList(values.routines).map(names.routine));
  const common = {
    class: names.className(String(values.class ?? '')),
    school: names.school(String(values.school ?? '')),
    student: names.student(String(values.student ?? '')),
    minutes: Number(values.minutes ?? 0),
    longest: Number(values.longest ?? 0),
    routines,
    days: daysInWords(values.days, words),
    possible: Number(values.possible ?? 0),
    needed: Number(values.needed ?? 0),
    asked: '',
    filters: '',
    by: '',
    starts: Number(values.starts ?? 0),
    rivals: '',
    over: '',
    change: '',
    gained: Number(values.gained ?? 0),
    step: Number(values.step ?? 0),
  };
  if (values.delivery !== undefined)
    common.asked = words.say(values.delivery === 'push-in' ? 'plan.asked.push_in' : 'plan.asked.pull_out', common);
  switch (code) {
    case 'window-short':
      return words.say(
        asList(values.routines).length === 0 ? 'plan.why.window-short-teacher' : 'plan.why.window-short',
        common,
      );
    case 'several': {
      const filters = asList(values.filters).map((filter) => words.sayIfKnown(`plan.filter.${filter}`) ?? filter);
      return words.say('plan.why.several', {
        ...common,
        filters: filters.length === 0 ? words.say('plan.filter.nothing') : words.list(filters),
      });
    }
    case 'taken': {
      const by = asList(values.by).map((told) => obstacle(told, names, words));
      return by.length === 0
        ? words.say('plan.why.taken_limits', common)
        : words.say('plan.why.taken', { ...common, by: words.list([...new Set(by)].slice(0, mostNamed)) });
    }
    case 'competes': {
      const rivals = [
        ...asList(values.services).map(names.service),
        ...asList(values.touchBases).map((id) => words.say('plan.name.touch_base', { class: names.className(id) })),
        ...asList(values.coTeaching).map((id) => words.say('plan.unmet_co_teaching', { class: names.className(id) })),
      ];
      const over = [...asList(values.moments), ...asList(values.limits)].map((told) => moment(told, names, words));
      return words.say('plan.why.competes', {
        rivals: words.list([...new Set(rivals)].slice(0, mostNamed)),
        over: words.list([...new Set(over)].slice(0, mostNamed)),
      });
    }
    case 'change':
      return words.say('plan.why.change', { ...common, change: changeInWords(changeOf(values), names, words) });
    default:
      return words.say(`plan.why.${code}`, common);
  }
}

/** The change that a reason of that code tells of. */
export function changeOf(values: Reason['values']): Change {
  const { change: kind, gained: _, ...named } = values;
  return { kind, ...named } as Change;
}

/** A change that can be tried: the planner's own, or leaving the choice of the routine open. */
export type Trial = Change | { readonly kind: 'any-routine'; readonly service: string };

export function changeInWords(change: Trial, names: PlanNames, words: Words): string {
  const at =
    'day' in change ? `${words.weekday(weekdayOfDay(change.day))} ${words.timeSpan(change.from, change.to)}` : '';
  return words.say(`plan.if.${change.kind}`, {
    at,
    class: 'class' in change ? names.className(change.class) : '',
    routine: 'routine' in change ? names.routine(change.routine) : '',
    school: 'school' in change ? names.school(change.school) : '',
    student:
      'student' in change
        ? names.student(change.student)
        : change.kind === 'larger-group' || change.kind === 'any-routine'
          ? names.studentOfService(change.service)
          : '',
    minutes: 'minutes' in change ? change.minutes : 0,
  });
}

export function unmetInWords(item: Unmet, page: Pick<PlanPage, 'week'>, names: PlanNames, words: Words): string {
  if ('touchBase' in item) return words.say('plan.unmet_touch_base', { class: names.className(item.touchBase) });
  if ('coTeaching' in item) return words.say('plan.unmet_co_teaching', { class: names.className(item.coTeaching) });
  const service = page.week.services.find(({ serviceId }) => serviceId === item.service);
  return words.say('plan.unmet_service', {
    label: names.studentOfService(item.service),
    minutes: service?.minutes ?? item.minutes,
    delivery: words.say(`delivery.${service?.delivery ?? 'push_in'}`),
    times: item.times,
  });
}

/** What a breach means for whoever moves a session. */
export function breachInWords({ code, about }: Breach, names: PlanNames, words: Words): string {
  const unknown = words.say('plan.name.unknown');
  const who = about.flatMap((id) =>
    [names.student(id), names.studentOfService(id)].filter((name) => name !== unknown),
  )[0];
  return words.sayIfKnown(`plan.breach.${code}` as WordId, { who: who ?? unknown }) ?? words.say('plan.breach.other');
}

export const weekdayInWords = (day: Day, words: Words, width: 'long' | 'short' = 'long') =>
  words.weekday(weekdayOfDay(day), width);
