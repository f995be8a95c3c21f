import type { Fault, FaultCode } from './problem.ts';
import type { Reason, ReasonCode, ReasonValue } from './reason.ts';

/*
 * English sentences for the planner's codes, for the command line. The application says the same in its own catalogue,
 * with names in place of ids.
 */

type Values = Readonly<Record<string, ReasonValue>>;

const list = (value: ReasonValue | undefined, last = 'and'): string => {
  const items = Array.isArray(value) ? value : value === undefined || value === '' ? [] : [String(value)];
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
};

const asked = (v: Values) =>
  v.delivery === 'push-in'
    ? `${v.minutes} minutes of ${list(v.routines, 'or')} in ${v.class}`
    : `${v.minutes} minutes of pull-out at ${v.school}`;
const when = (v: Values) => (v.further === 'yes' ? `on further days (${list(v.days)})` : `on ${list(v.days)}`);

const FILTER_WORDS: Record<string, string> = {
  'school-day': 'the therapist is at another school on those days',
  hours: 'the therapist is not at the school the whole time',
  unavailable: 'the therapist has other duties',
  lunch: 'it would leave no time for lunch',
  window: 'the class offers no window then',
  blocks: 'the student may not be taken out then',
  student: 'the student is not free',
  room: 'the room is not free',
  limit: 'it is longer than the direct minutes allowed',
};

const REASONS: Record<ReasonCode, (v: Values) => string> = {
  'off-grid': (v) => `${v.minutes} minutes cannot be planned on a ${v.step}-minute grid`,
  'no-group': () => 'push-in sessions may have no members (limits.pushInGroup is 0)',
  'no-options': (v) => `the agreement of ${v.class} names no day and time`,
  'no-routine': () => 'the service names no routine',
  'no-window': (v) => `${v.class} has no ${list(v.routines, 'or')} window`,
  'window-short': (v) =>
    Array.isArray(v.routines) && v.routines.length > 0
      ? `no ${list(v.routines, 'or')} window of ${v.class} lasts ${v.minutes} minutes; the longest lasts ${v.longest}`
      : `the teacher of ${v.class} is never free for ${v.minutes} minutes; the longest is ${v.longest}`,
  'only-school-day': (v) =>
    `${asked(v)} would be possible ${when(v)}, but ${v.therapist} is not at ${v.school} on a day with room for it`,
  'only-hours': (v) =>
    `${asked(v)} would be possible ${when(v)}, but outside the hours of ${v.therapist} at ${v.school}`,
  'only-unavailable': (v) => `${asked(v)} would be possible ${when(v)}, but ${v.therapist} has other duties then`,
  'only-lunch': (v) => `${asked(v)} would be possible ${when(v)}, but would leave ${v.therapist} no time for lunch`,
  'only-window': (v) =>
    `no ${list(v.routines, 'or')} window of ${v.class} ${v.further === 'yes' ? 'on a further day' : 'on a day'} when ${v.therapist} is at ${v.school}; ${v.class} has the routine on ${list(v.days)}`,
  'only-blocks': (v) =>
    `${v.student} may not be taken out of class when ${v.therapist} is at ${v.school}; only that stands in the way ${when(v)}`,
  'only-student': (v) => `${v.student} is not free; only that stands in the way of ${asked(v)} ${when(v)}`,
  'only-room': (v) => `the room at ${v.school} is not free; only that stands in the way ${when(v)}`,
  'only-limit': (v) => `${v.minutes} minutes are more than the direct minutes ${v.therapist} may have`,
  several: (v) =>
    `no start is possible: ${list((v.filters as readonly string[]).map((f) => FILTER_WORDS[f] ?? f)) || 'nothing fits'}`,
  'few-days': (v) =>
    `only ${v.possible} of the ${v.needed} days needed ${v.possible === 1 ? 'is' : 'are'} possible (${list(v.days)})`,
  taken: (v) => {
    const by = list([...(v.by as readonly string[]), ...(Number(v.others) > 0 ? [`${v.others} more`] : [])]);
    const limits =
      Array.isArray(v.limits) && v.limits.length > 0
        ? `${by ? '; ' : ''}direct minutes used up: ${list(v.limits)}`
        : '';
    return `all ${v.starts} possible starts are taken${by ? `, by ${by}` : ''}${limits}`;
  },
  competes: (v) => {
    const rivals = [
      ...(v.services as readonly string[]),
      ...(v.touchBases as readonly string[]).map((c) => `the touch-base of ${c}`),
      ...(v.coTeaching as readonly string[]).map((c) => `co-teaching in ${c}`),
    ];
    const over = [
      ...(v.moments as readonly string[]),
      ...(v.limits as readonly string[]).map((l) => `the direct minutes of ${l}`),
    ];
    return `cannot all be had: ${list(rivals)}${over.length > 0 ? `; they compete for ${list(over.slice(0, 8))}` : ''}`;
  },
  'worth-less': () => 'it could be planned only by leaving out something that counts for more points',
  'not-known': () => 'the search ended before it was known whether something else could make way',
  change: (v) => `if ${changeWords(v)}, ${v.gained} more minutes would fit`,
};

function changeWords(v: Values): string {
  const at = `${v.day} ${v.from}-${v.to}`;
  switch (v.change) {
    case 'open-window':
      return `${v.routine} in ${v.class} were open on ${at}`;
    case 'be-at-school':
      return `${v.therapist} were at ${v.school} on ${at}`;
    case 'free-therapist':
      return `${v.therapist} were free on ${at}`;
    case 'free-student':
      return `${v.student} were free on ${at}`;
    case 'free-room':
      return `the room at ${v.school} were free on ${at}`;
    case 'allow-pull-out':
      return `${v.student} could be taken out on ${at}`;
    case 'raise-limit':
      return `${v.therapist} had ${v.minutes} more direct minutes a day and a week`;
    default:
      return `the group of ${v.service} could be one larger`;
  }
}

/** One sentence, without a full stop. */
export function phraseReason(reason: Reason): string {
  return REASONS[reason.code](reason.values);
}

type FaultValues = Fault['values'];

const FAULTS: Record<FaultCode, (v: FaultValues) => string> = {
  'not-a-problem': () => 'not a problem: expected a JSON object',
  missing: () => 'missing',
  'wrong-kind': (v) => `expected ${v.expected}, got ${v.value}`,
  'bad-time': (v) => `${v.value} is not a time HH:MM`,
  'not-one-of': (v) => `${v.value} is not one of ${v.expected}`,
  empty: () => 'is empty',
  'too-small': (v) => `${v.value} is less than ${v.least}`,
  'too-big': (v) => `${v.value} is more than ${v.most}`,
  'unknown-points': (v) => `no such points: ${v.value}`,
  'no-such-therapist': (v) => `no therapist "${v.id}"`,
  'no-such-class': (v) => `no class "${v.id}"`,
  'no-such-student': (v) => `no student "${v.id}"`,
  'no-such-service': (v) => `no service "${v.id}"`,
  twice: (v) => `"${v.value}" is there already (${v.first})`,
  'ends-before-start': (v) => `${v.from}-${v.to} ends before it starts`,
  'off-grid': (v) => `${v.value} is not on the ${v.step}-minute grid`,
  'no-such-week': (v) => `week ${v.week}, but the plan has ${v.weeks}`,
  'two-schools-at-once': (v) => `overlaps ${v.other} at another school`,
  'no-times': () => 'needs timesPerWeek, or times with "per": "plan"',
  'both-times': () => 'has both timesPerWeek and times',
  'per-missing': () => 'missing: times needs "per": "plan"',
  'no-routines': () => 'missing: a push-in service names its routines',
  'apart-from-self': (v) => `"${v.id}" cannot be kept apart from itself`,
  'lock-impossible': (v) => `no session can keep this lock: ${RULE_WORDS[String(v.because)] ?? v.because}`,
  'locks-contradict': (v) =>
    v.others === '' ? 'these locks cannot all be kept' : `cannot be kept together with ${v.others}`,
  'locks-undecided': (v) => `no plan that keeps all these locks was found in ${v.seconds} s`,
};

const RULE_WORDS: Record<string, string> = {
  'no-lunch': 'it would leave no time for lunch',
  'pull-out-in-class': 'a pull-out session has no class, routine or co-teaching',
  'no-session': 'nothing that could be planned fits it',
  'off-grid': 'its time is off the grid',
  'not-there': 'the therapist is not at that school then',
  unavailable: 'the therapist is unavailable then',
  'wrong-therapist': 'a service has another therapist',
  'wrong-delivery': 'a service has another delivery',
  'wrong-school': 'it is at another school',
  nobody: 'nobody is in it',
  'outside-window': 'it lies outside the windows of that routine',
  'group-too-large': 'the group is too large',
  'wrong-class': 'a student is of another class',
  'wrong-routine': 'a service does not name that routine',
  'too-short': 'it is too short for a service',
  'no-agreement': 'no co-teaching agreement says so',
  'wrong-minutes': 'a service needs other minutes',
  'mixed-areas': 'it mixes areas',
  'grades-apart': 'the grades are too far apart',
  'kept-apart': 'it brings together students who are kept apart',
  'block-never': 'a student may not be taken out then',
  'student-unavailable': 'a student is unavailable then',
  'student-elsewhere': 'a student would be in two places',
  'room-unavailable': 'the room is not free then',
  'day-limit': 'it is longer than the direct minutes of the day',
  'week-limit': 'it is longer than the direct minutes of the week',
  'unknown-id': 'it names a class that is not there',
};

/** `path: sentence`, one line. */
export function phraseFault(fault: Fault): string {
  const sentence = FAULTS[fault.code](fault.values);
  return fault.path === '' ? sentence : `${fault.path}: ${sentence}`;
}
