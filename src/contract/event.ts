import { z } from 'zod';
import {
  assistances,
  captureModes,
  coTeachingFormats,
  cueGivers,
  deliveries,
  intervalMethods,
  leftReasons,
  noOpportunityReasons,
  outcomes,
  ownCues,
  purposes,
  type SessionEvent,
  strategyUses,
  therapistParts,
} from '#domain/trials/event.ts';
import { operation } from './operation.ts';
import { day, id, instant, line, wallTime } from './values.ts';

/** The authority on what an event looks like on the wire. Older `schemaVersion`s are brought up on reading. */

const minuteMs = 60_000;
const setting = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const code = z.string().min(1).max(40);

export const observationContext = z.strictObject({
  setting,
  routineId: id.optional(),
  delivery: z.enum(deliveries),
  coTeachingFormat: z.enum(coTeachingFormats).optional(),
  present: z.array(id).max(30),
  therapistPart: z.enum(therapistParts),
  purpose: z.enum(purposes),
  groupSize: z.int().min(1).max(40),
  ledBy: id.optional(),
  remote: z.strictObject({ facilitatorId: id.optional(), facilitator: line(80).optional() }).optional(),
});

const base = {
  id: z.uuidv7().toLowerCase(),
  schemaVersion: z.literal(1),
  sessionId: id,
  occurredAt: instant,
  enteredAt: instant,
  recorderId: id,
  deviceId: id,
  captureMode: z.enum(captureModes),
};
const observed = {
  ...base,
  studentId: id,
  goalId: id,
  targetId: id.optional(),
  context: observationContext,
  asSecondObserver: z.literal(true).optional(),
};
const cue = z.strictObject({ by: z.enum(cueGivers), personId: id.optional(), kind: code.optional() });
const goalIds = z.array(id).max(12);

export const sessionEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('opened'),
    date: day,
    startsAt: wallTime,
    zone: z.string().max(60),
    schoolId: id,
    classId: id.optional(),
    roomId: id.optional(),
    plannedSessionId: id.optional(),
    members: z.array(z.strictObject({ studentId: id, goalIds })).max(40),
    context: observationContext,
  }),
  z.strictObject({ ...base, kind: z.literal('joined'), studentId: id, goalIds }),
  z.strictObject({ ...base, kind: z.literal('left'), studentId: id, reason: z.enum(leftReasons).optional() }),
  z.strictObject({ ...base, kind: z.literal('closed') }),
  z.strictObject({ ...base, kind: z.literal('context'), context: observationContext }),
  z
    .strictObject({
      ...observed,
      kind: z.literal('trial'),
      outcome: z.enum(outcomes),
      noOpportunityReason: z.enum(noOpportunityReasons).optional(),
      firstTry: z.enum(['correct', 'incorrect', 'none']).optional(),
      cues: z.array(cue).max(20),
      waitMs: z
        .int()
        .min(0)
        .max(10 * minuteMs)
        .optional(),
      latencyMs: z
        .int()
        .min(0)
        .max(60 * minuteMs)
        .optional(),
      usedOwnCue: z.enum(ownCues).optional(),
    })
    .refine((trial) => (trial.outcome === 'no_opportunity') === (trial.noOpportunityReason !== undefined), {
      path: ['noOpportunityReason'],
      params: { code: 'reason_for_no_opportunity' },
    })
    .refine((trial) => trial.outcome !== 'correct_with_cue' || trial.cues.length > 0, {
      path: ['cues'],
      params: { code: 'cue_missing' },
    })
    .refine((trial) => trial.outcome !== 'independent' || trial.cues.length === 0, {
      path: ['cues'],
      params: { code: 'cue_not_independent' },
    }),
  z.strictObject({
    ...observed,
    kind: z.literal('step'),
    stepId: id,
    assistance: z.enum(assistances),
    by: z.enum(cueGivers).optional(),
    personId: id.optional(),
    completed: z.boolean().optional(),
  }),
  z
    .strictObject({
      ...observed,
      kind: z.literal('count'),
      what: code,
      delta: z.int().min(-100).max(1_000).optional(),
      value: z.int().min(0).max(10_000).optional(),
      by: z.enum(cueGivers).optional(),
      stepId: id.optional(),
      observedSeconds: z.int().min(1).max(86_400).optional(),
    })
    .refine((count) => (count.delta === undefined) !== (count.value === undefined), {
      path: ['delta'],
      params: { code: 'one_of_delta_value' },
    }),
  z.strictObject({ ...observed, kind: z.literal('start'), what: z.enum(['duration', 'latency']) }),
  z.strictObject({
    ...observed,
    kind: z.literal('stop'),
    what: z.enum(['duration', 'latency']),
    startId: id,
    ended: z.enum(['stopped', 'no_response', 'cut_off']).optional(),
  }),
  z.strictObject({
    ...observed,
    kind: z.literal('interval'),
    method: z.enum(intervalMethods),
    index: z.int().min(0).max(5_000),
    lengthSeconds: z.int().min(1).max(3_600),
    occurred: z.enum(['yes', 'no', 'missed']),
  }),
  z.strictObject({ ...observed, kind: z.literal('rubric'), level: z.int().min(0).max(20) }),
  z.strictObject({
    ...observed,
    kind: z.literal('level'),
    level: z.union([z.literal(-2), z.literal(-1), z.literal(0), z.literal(1), z.literal(2)]),
  }),
  z
    .strictObject({ ...observed, kind: z.literal('batch'), x: z.int().min(0).max(500), n: z.int().min(1).max(500) })
    .refine((batch) => batch.x <= batch.n, { path: ['x'], params: { code: 'more_than_all' } }),
  z.strictObject({
    ...base,
    kind: z.literal('note'),
    studentId: id.optional(),
    goalId: id.optional(),
    text: line(4_000),
  }),
  z.strictObject({ ...base, kind: z.literal('service_note'), studentId: id, text: line(4_000) }),
  z.strictObject({
    ...base,
    kind: z.literal('strategy'),
    strategyId: id,
    use: z.enum(strategyUses),
    adultId: id.optional(),
    studentId: id.optional(),
    goalId: id.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('praise'),
    text: line(1_000),
    studentId: id.optional(),
    adultId: id.optional(),
  }),
  z.strictObject({ ...base, kind: z.literal('carry_back'), studentId: id, goalId: id.optional(), text: line(1_000) }),
  z.strictObject({
    ...base,
    kind: z.literal('taken_up'),
    studentId: id,
    carryBackId: id,
    text: line(1_000),
    lookFor: line(400),
  }),
  z.strictObject({ ...observed, kind: z.literal('not_observed'), reason: line(200).optional() }),
  z.strictObject({
    ...base,
    kind: z.literal('void'),
    voids: id,
    studentId: id.optional(),
    goalId: id.optional(),
    reason: line(200).optional(),
  }),
]);

// What the contract lets through is what the domain computes with.
const _sameShape = (event: z.output<typeof sessionEvent>): SessionEvent => event;
void _sameShape;

/** Why an event was refused. `words/` has the sentence for each; the device keeps the event and shows it. */
export const eventRefusals = [
  'bad_event',
  'unknown_kind',
  'unknown_version',
  'too_large',
  'not_your_student',
  'not_your_session',
  'not_the_recorder',
  'unknown_goal',
  'unknown_student',
  'unknown_reference',
  'in_the_future',
  'too_old',
  'impossible_order',
  'nothing_to_void',
  'id_taken',
  'reason_for_no_opportunity',
  'cue_missing',
  'cue_not_independent',
  'one_of_delta_value',
  'more_than_all',
  'cannot_unseal',
  'after_sign_out',
] as const;
export type EventRefusal = (typeof eventRefusals)[number];

export const eventResult = z.object({
  id: z.string(),
  result: z.enum(['accepted', 'duplicate', 'refused']),
  code: z.enum(eventRefusals).optional(),
  /** Path of what it is about: `cues.0.personId`. */
  field: z.string().optional(),
  /** Refused, and kept by the server for its recorder: the device need not keep it. */
  kept: z.literal(true).optional(),
});
export type EventResult = z.infer<typeof eventResult>;

const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]*$/)
    .max(Math.ceil((bytes * 4) / 3));

/**
 * An event sealed on its device to the district's key (`outbox_key.read`): ECDH P-256 with a passing key of the device, HKDF-SHA-256
 * with the info `carryover outbox` and no salt, AES-256-GCM with the event's id as additional data. A device that is locked can
 * send it and cannot read it.
 */
export const sealedEvent = z.strictObject({
  id: z.uuidv7().toLowerCase(),
  sealed: z.strictObject({
    /** Which of the district's keys. */
    to: id,
    /** The device's passing public key, the point uncompressed. */
    from: base64url(65),
    iv: base64url(12),
    data: base64url(20 * 1024),
  }),
});
export type SealedEvent = z.infer<typeof sealedEvent>;

export const readOutboxKey = operation({
  name: 'outbox_key.read',
  method: 'GET',
  path: '/api/outbox-key',
  summary: 'The public key to which a device seals what it has not sent yet.',
  act: 'self.read',
  logged: false,
  output: z.object({ id, publicKey: base64url(65) }),
});

/** One request's worth. The items are deliberately loose here: each is judged alone, so one bad item loses no other. */
export const sendEvents = operation({
  name: 'event.send',
  method: 'POST',
  path: '/api/events',
  summary: 'Sends events recorded on a device, plain or sealed. Each is judged alone; sending again changes nothing.',
  act: 'event.send',
  logged: true,
  body: z.strictObject({ deviceId: id, sentAt: instant, events: z.array(z.unknown()).max(1_000) }),
  output: z.object({
    results: z.array(eventResult),
    receivedAt: instant,
    /** `over`: taken in all the same. `ended_elsewhere`: and the device is to forget everything once nothing is left to send. */
    signIn: z.enum(['open', 'over', 'ended_elsewhere']),
  }),
});

export const readSessionEvents = operation({
  name: 'event.read',
  method: 'GET',
  path: '/api/sessions/:sessionId/events',
  summary: 'The events of one session that the reader may see, those already taken back included.',
  act: 'session.record',
  logged: true,
  params: z.object({ sessionId: id }),
  output: z.object({ events: z.array(sessionEvent) }),
});

export const listRefusedEvents = operation({
  name: 'event.refused',
  method: 'GET',
  path: '/api/events/refused',
  summary: 'Events of the reader that were kept for their session and then refused: to be corrected, never dropped.',
  act: 'event.send',
  logged: true,
  output: z.object({
    items: z.array(
      z.object({
        id,
        sessionId: id,
        receivedAt: instant,
        code: z.enum(eventRefusals),
        field: z.string().nullable(),
        event: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});
