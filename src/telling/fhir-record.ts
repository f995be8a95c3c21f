// The published types of R4. By path: the package of the same name, which the tests validate with, stands before them.
/// <reference path="../../node_modules/@types/fhir/r4.d.ts" />
import type { RecordCopy } from '#contract/record-copy.ts';
import { instantOf } from '#domain/school-day/school-clock.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';

/**
 * A student's record as a bundle of FHIR R4 resources, for a system that reads those: Patient, Goal, CarePlan (a service line),
 * Encounter (a session), Observation (what was recorded and not taken back). Made from the copy for the family, so nothing of other
 * students is in it. FHIR has no words for how a school records: outcomes and contexts are codes of our own, under `codes`.
 * @param copy the record without anything of others
 */
export function fhirRecord(copy: RecordCopy): fhir4.Bundle {
  const events = inForce(copy.events as readonly SessionEvent[]);
  const day = copy.madeAt.slice(0, 10);
  const resources: (fhir4.FhirResource & { id: string })[] = [
    patientOf(copy),
    ...copy.goals.map((goal) => goalOf(copy, goal)),
    ...copy.services.map((service) => carePlanOf(copy, service, day)),
    ...copy.sessions.map((session) => encounterOf(copy, session)),
    ...events.flatMap((event) => observationOf(copy, event) ?? []),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: copy.madeAt,
    entry: resources.map((resource): fhir4.BundleEntry => ({ fullUrl: urnOf(resource.id), resource })),
  };
}

/** Codes of our own: of outcomes, settings, purposes, kinds of what was recorded. */
const codes = (of: string): string => `urn:carryover:${of}`;
const urnOf = (id: string): string => `urn:uuid:${id}`;
const to = (id: string): fhir4.Reference => ({ reference: urnOf(id) });
const coded = (of: string, code: string) => ({ coding: [{ system: codes(of), code }] });

function patientOf({ student }: RecordCopy): fhir4.Patient & { id: string } {
  const { id, givenName, familyName, preferredName, localCode } = student;
  return {
    resourceType: 'Patient',
    id,
    ...(localCode === null ? {} : { identifier: [{ type: { text: 'Student number' }, value: localCode }] }),
    name: [
      { use: 'official', family: familyName, given: [givenName] },
      ...(preferredName === null ? [] : [{ use: 'usual' as const, given: [preferredName] }]),
    ],
  };
}

const goalStatus = { active: 'active', on_hold: 'on-hold', closed: 'completed' } as const;

function goalOf({ student }: RecordCopy, goal: RecordCopy['goals'][number]): fhir4.Goal & { id: string } {
  const version = goal.versions.find((one) => one.version === goal.version) ?? goal.versions.at(-1)!;
  return {
    resourceType: 'Goal',
    id: goal.id,
    lifecycleStatus: goalStatus[goal.status],
    category: [coded('discipline', goal.discipline)],
    description: { text: version.officialWording || version.plainWords },
    subject: to(student.id),
    startDate: goal.startsOn,
    target: [{ dueDate: goal.endsOn }],
    ...(version.plainWords === '' ? {} : { note: [{ text: version.plainWords }] }),
  };
}

/** How often, as FHIR counts: a quarter is three months. */
const periods = {
  week: { period: 1, periodUnit: 'wk' },
  month: { period: 1, periodUnit: 'mo' },
  quarter: { period: 3, periodUnit: 'mo' },
  year: { period: 1, periodUnit: 'a' },
} as const;

const between = (from: string, end: string | null) => ({ start: from, ...(end === null ? {} : { end }) });

function carePlanOf(
  copy: RecordCopy,
  service: RecordCopy['services'][number],
  day: string,
): fhir4.CarePlan & { id: string } {
  const running = service.periods.some((one) => one.to === null || one.to >= day);
  const first = service.periods.map((one) => one.from).toSorted()[0]!;
  const last = running
    ? null
    : service.periods
        .map((one) => one.to!)
        .toSorted()
        .at(-1)!;
  const goals = copy.goals.filter((goal) => goal.discipline === service.discipline);
  return {
    resourceType: 'CarePlan',
    id: service.id,
    status: running ? 'active' : 'completed',
    intent: 'plan',
    category: [coded('discipline', service.discipline)],
    subject: to(copy.student.id),
    period: between(first, last),
    ...(goals.length === 0 ? {} : { goal: goals.map(({ id }) => to(id)) }),
    activity: service.periods.map((one): fhir4.CarePlanActivity => {
      const { delivery, minutes, times, per } = one;
      const ended = one.to !== null && one.to < day;
      const timing: fhir4.Timing = {
        repeat: {
          boundsPeriod: between(one.from, one.to),
          frequency: times,
          ...periods[per],
          duration: minutes,
          durationUnit: 'min',
        },
      };
      return {
        detail: {
          code: coded('service', delivery),
          status: ended ? 'completed' : one.from > day ? 'not-started' : 'in-progress',
          scheduledTiming: timing,
          performer: [{ display: one.adultName }],
          ...(one.place === '' ? {} : { description: one.place }),
        },
      };
    }),
  };
}

/** In class is a visit where the student is; else the student comes to the therapist. */
const actCodes = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const visits: ReadonlySet<string> = new Set(['push_in', 'observation', 'teacher_note']);

function encounterOf(copy: RecordCopy, session: RecordCopy['sessions'][number]): fhir4.Encounter & { id: string } {
  const { date, starts, ends, delivery, minutes } = session;
  const start = instantOf(date, starts, copy.zone);
  // What has no minutes has not been, or was not held: the record does not say which once its day is over.
  const ahead = start > copy.madeAt;
  return {
    resourceType: 'Encounter',
    id: session.id,
    status: minutes !== null ? 'finished' : ahead ? 'planned' : 'cancelled',
    class: { system: actCodes, code: visits.has(delivery) ? 'FLD' : 'AMB' },
    type: [coded('delivery', delivery)],
    serviceType: coded('discipline', session.discipline),
    subject: to(copy.student.id),
    participant: [{ individual: { display: session.adultName } }],
    period: { start, end: instantOf(date, ends, copy.zone) },
    ...(minutes === null
      ? {}
      : { length: { value: minutes, unit: 'min', system: 'http://unitsofmeasure.org', code: 'min' } }),
  };
}

type Kept = ReturnType<typeof inForce>[number];

/** What was seen, as a value; null: nothing was measured by it. */
function seenIn(event: Kept): Partial<fhir4.Observation> | null {
  switch (event.kind) {
    case 'trial':
      return { valueCodeableConcept: coded('outcome', event.outcome) };
    case 'step':
      return { valueCodeableConcept: coded('assistance', event.assistance) };
    case 'count':
      return { valueInteger: event.delta ?? event.value ?? 0 };
    case 'interval':
      return event.occurred === 'missed'
        ? { dataAbsentReason: { coding: [{ system: absent, code: 'not-performed' }] } }
        : { valueBoolean: event.occurred === 'yes' };
    case 'rubric':
    case 'level':
      return { valueInteger: event.level };
    case 'batch':
      return { valueRatio: { numerator: { value: event.x }, denominator: { value: event.n } } };
    case 'start':
    case 'stop':
      return { valueCodeableConcept: coded('stopwatch', `${event.what}_${event.kind}`) };
    case 'not_observed':
      return { dataAbsentReason: { coding: [{ system: absent, code: 'not-performed' }] } };
    default:
      return null;
  }
}
const absent = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

function observationOf(copy: RecordCopy, event: Kept): (fhir4.Observation & { id: string }) | null {
  const value = seenIn(event);
  if (value === null || !('goalId' in event) || event.goalId === undefined || !('context' in event)) return null;
  const { setting, purpose, delivery, groupSize } = event.context;
  const target = copy.goals.find(({ id }) => id === event.goalId)?.targets.find(({ id }) => id === event.targetId);
  const cues = event.kind === 'trial' ? event.cues : [];
  const component: fhir4.ObservationComponent[] = [
    { code: coded('context', 'setting'), valueString: setting },
    { code: coded('context', 'delivery'), valueString: delivery },
    { code: coded('context', 'purpose'), valueString: purpose },
    { code: coded('context', 'group_size'), valueInteger: groupSize },
    ...(target === undefined ? [] : [{ code: coded('context', 'target'), valueString: target.text }]),
    ...cues.map((cue) => ({
      code: coded('context', 'cue'),
      valueString: cue.kind === undefined ? cue.by : `${cue.by}: ${cue.kind}`,
    })),
  ];
  const recorder = copy.adults.find(({ id }) => id === event.recorderId);
  return {
    resourceType: 'Observation',
    id: event.id,
    status: 'final',
    code: coded('recorded', event.kind),
    subject: to(copy.student.id),
    focus: [to(event.goalId)],
    ...(copy.sessions.some(({ id }) => id === event.sessionId) ? { encounter: to(event.sessionId) } : {}),
    effectiveDateTime: event.occurredAt,
    ...(recorder === undefined ? {} : { performer: [{ display: recorder.name }] }),
    ...value,
    component,
  };
}
