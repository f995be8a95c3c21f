import { type Kysely, sql } from 'kysely';
import type { EventRefusal } from '#contract/event.ts';
import type { ReachRow, RoleHeld, StandIn } from '#domain/caseload/roles.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import type { RecordedSession, ReferenceKind } from '#domain/trials/judgement.ts';
import type { Database } from './schema.ts';

/** Events: appended, read, kept waiting for their session, kept when refused. Never changed, never removed. */

type Db = Kysely<Database>;

/** Many ids as one parameter, the same on both drivers. */
const ids = (values: Iterable<string>) => sql`${`{${[...values].join(',')}}`}::uuid[]`;

/** Of rows of `event`: no later event of the session takes it back. */
export const notVoided = sql<boolean>`not exists (select from event taker
  where taker.district_id = event.district_id and taker.session_id = event.session_id
  and taker.kind = 'void' and taker.body ->> 'voids' = event.id::text)`;

/** What the store knows about what a batch of events names. Ids that are not in it do not exist in the district. */
export interface KnownToStore {
  readonly sessions: readonly (RecordedSession & { readonly id: string })[];
  readonly roles: readonly RoleHeld[];
  readonly standIns: readonly StandIn[];
  readonly reach: readonly ReachRow[];
  readonly students: readonly string[];
  readonly goals: readonly { readonly id: string; readonly studentId: string }[];
  readonly targets: readonly { readonly id: string; readonly goalId: string }[];
  readonly adults: readonly string[];
  readonly schools: readonly { readonly id: string; readonly zone: string }[];
  readonly classes: readonly string[];
  readonly rooms: readonly string[];
  readonly routines: readonly string[];
  readonly strategies: readonly string[];
  readonly events: readonly {
    readonly id: string;
    readonly sessionId: string;
    readonly studentId: string | null;
    readonly goalId: string | null;
    readonly body: SessionEvent;
  }[];
  readonly waiting: readonly { readonly id: string; readonly body: SessionEvent }[];
  /** Sessions of these that have events waiting, from whatever recorder. */
  readonly awaited: readonly string[];
}

/** One round trip, whatever the size of the batch. The owner's transaction: rights are judged by what held on other days. */
export async function readKnown(
  db: Db,
  districtId: string,
  recorderId: string,
  named: ReadonlyMap<ReferenceKind, ReadonlySet<string>>,
): Promise<KnownToStore> {
  const of = (kind: ReferenceKind) => ids(named.get(kind) ?? []);
  const exist = (table: string, kind: ReferenceKind) =>
    sql`(select coalesce(jsonb_agg(id), '[]') from ${sql.table(table)} where district_id = ${districtId} and id = any(${of(kind)}))`;
  const { rows } = await sql<KnownToStore>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'leaderId', s.adult_id, 'classId', s.class_id, 'zone', c.time_zone,
          'namesRecorder', exists (select from session_adult a where a.district_id = s.district_id and a.session_id = s.id and a.adult_id = ${recorderId}))), '[]')
        from session s join school c on c.district_id = s.district_id and c.id = s.school_id
        where s.district_id = ${districtId} and s.id = any(${of('session')})) as sessions,
      (select coalesce(jsonb_agg(jsonb_build_object('adultId', adult_id, 'role', role, 'schoolId', school_id, 'classId', class_id, 'from', from_date, 'to', to_date)), '[]')
        from role_held where district_id = ${districtId} and adult_id = ${recorderId}) as roles,
      (select coalesce(jsonb_agg(jsonb_build_object('adultId', adult_id, 'forAdultId', for_adult_id, 'kind', kind, 'from', from_date, 'to', to_date)), '[]')
        from stand_in where district_id = ${districtId} and adult_id = ${recorderId}) as "standIns",
      (select coalesce(jsonb_agg(jsonb_build_object('adultId', adult_id, 'studentId', student_id, 'reach', reach, 'from', from_date, 'to', to_date)), '[]')
        from reach where district_id = ${districtId} and adult_id = ${recorderId} and (student_id = any(${of('student')})
          or student_id in (select student_id from goal where district_id = ${districtId} and id = any(${of('goal')}))
          or student_id in (select student_id from event where district_id = ${districtId} and id = any(${of('event')})))) as reach,
      ${exist('student', 'student')} as students,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'studentId', student_id)), '[]')
        from goal where district_id = ${districtId} and id = any(${of('goal')})) as goals,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'goalId', goal_id)), '[]')
        from target where district_id = ${districtId} and id = any(${of('target')})) as targets,
      ${exist('adult', 'adult')} as adults,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'zone', time_zone)), '[]')
        from school where district_id = ${districtId} and id = any(${of('school')})) as schools,
      ${exist('class', 'class')} as classes,
      ${exist('room', 'room')} as rooms,
      ${exist('routine', 'routine')} as routines,
      ${exist('strategy', 'strategy')} as strategies,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'sessionId', session_id, 'studentId', student_id, 'goalId', goal_id, 'body', body)), '[]')
        from event where district_id = ${districtId} and id = any(${of('event')})) as events,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'body', body)), '[]')
        from event_waiting where district_id = ${districtId} and id = any(${of('event')})) as waiting,
      (select coalesce(jsonb_agg(distinct session_id), '[]')
        from event_waiting where district_id = ${districtId} and session_id = any(${of('session')})) as awaited
  `.execute(db);
  return rows[0]!;
}

export interface EventRow {
  readonly event: SessionEvent;
  readonly studentId: string | null;
  readonly goalId: string | null;
  /** ISO instants, corrected for a wrong clock. */
  readonly occurredAt: string;
  readonly enteredAt: string;
  readonly receivedAt: string;
  readonly clockSkewMs: number;
}

/** Appends; an event that another request has appended meanwhile stays as that one wrote it. */
export async function appendEvents(db: Db, districtId: string, rows: readonly EventRow[]): Promise<void> {
  if (rows.length === 0) return;
  const written = rows.map(({ event, ...row }) => ({
    id: event.id,
    session_id: event.sessionId,
    kind: event.kind,
    student_id: row.studentId,
    goal_id: row.goalId,
    occurred_at: row.occurredAt,
    entered_at: row.enteredAt,
    received_at: row.receivedAt,
    clock_skew_ms: row.clockSkewMs,
    recorder_id: event.recorderId,
    device_id: event.deviceId,
    body: event,
  }));
  await sql`
    insert into event (district_id, id, session_id, kind, student_id, goal_id, occurred_at, entered_at, received_at, clock_skew_ms, recorder_id, device_id, body)
    select ${districtId}::uuid, e.id, e.session_id, e.kind, e.student_id, e.goal_id, e.occurred_at, e.entered_at, e.received_at, e.clock_skew_ms, e.recorder_id, e.device_id, e.body
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as e(id uuid, session_id uuid, kind text, student_id uuid, goal_id uuid, occurred_at timestamptz,
      entered_at timestamptz, received_at timestamptz, clock_skew_ms bigint, recorder_id uuid, device_id uuid, body jsonb)
    on conflict do nothing
  `.execute(db);
}

export interface WaitingEvent {
  readonly event: SessionEvent;
  readonly receivedAt: string;
  readonly clockSkewMs: number;
}

export async function keepWaiting(db: Db, districtId: string, waiting: readonly WaitingEvent[]): Promise<void> {
  if (waiting.length === 0) return;
  const written = waiting.map(({ event, receivedAt, clockSkewMs }) => ({
    id: event.id,
    session_id: event.sessionId,
    recorder_id: event.recorderId,
    received_at: receivedAt,
    clock_skew_ms: clockSkewMs,
    body: event,
  }));
  await sql`
    insert into event_waiting (district_id, id, session_id, recorder_id, received_at, clock_skew_ms, body)
    select ${districtId}::uuid, e.id, e.session_id, e.recorder_id, e.received_at, e.clock_skew_ms, e.body
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as e(id uuid, session_id uuid, recorder_id uuid, received_at timestamptz, clock_skew_ms bigint, body jsonb)
    on conflict do nothing
  `.execute(db);
}

/** Events waiting in these sessions, or in any; oldest first. The owner's transaction. */
export async function readWaiting(db: Db, districtId: string, sessionIds?: readonly string[]): Promise<WaitingEvent[]> {
  const rows = await db
    .selectFrom('event_waiting')
    .select(['body', 'received_at', 'clock_skew_ms'])
    .where('district_id', '=', districtId)
    .$if(sessionIds !== undefined, (query) => query.where(sql<boolean>`session_id = any(${ids(sessionIds ?? [])})`))
    .orderBy('received_at')
    .orderBy('id')
    .limit(10_000)
    .execute();
  return rows.map((row) => ({
    event: row.body,
    receivedAt: row.received_at,
    clockSkewMs: Number(row.clock_skew_ms),
  }));
}

/** No longer waiting: they are part of the record now, or kept as refused. */
export async function endWaiting(db: Db, districtId: string, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  await sql`delete from event_waiting where district_id = ${districtId} and id = any(${ids(eventIds)})`.execute(db);
}

export interface RefusedEvent extends WaitingEvent {
  readonly code: EventRefusal;
  readonly field: string | null;
}

export async function keepRefused(db: Db, districtId: string, refused: readonly RefusedEvent[]): Promise<void> {
  if (refused.length === 0) return;
  await db
    .insertInto('event_refused')
    .values(
      refused.map(({ event, receivedAt, code, field }) => ({
        district_id: districtId,
        id: event.id,
        session_id: event.sessionId,
        recorder_id: event.recorderId,
        received_at: receivedAt,
        code,
        field,
        body: JSON.stringify(event),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Newest first; those that were sent again and accepted since are left out. */
export async function readRefused(db: Db, districtId: string, recorderId: string) {
  const rows = await db
    .selectFrom('event_refused')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('recorder_id', '=', recorderId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('event')
            .select('event.id')
            .whereRef('event.district_id', '=', 'event_refused.district_id')
            .whereRef('event.id', '=', 'event_refused.id'),
        ),
      ),
    )
    .orderBy('received_at', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sessionId: row.session_id,
    receivedAt: row.received_at,
    code: row.code as EventRefusal,
    field: row.field,
    event: row.body as Record<string, unknown>,
  }));
}

/** A tablet may be shared: it belongs to who used it last. The owner's transaction. */
export async function noteDevice(
  db: Db,
  districtId: string,
  device: { readonly id: string; readonly adultId: string; readonly seenAt: string; readonly skewMs: number },
): Promise<void> {
  await db
    .insertInto('device')
    .values({
      district_id: districtId,
      id: device.id,
      adult_id: device.adultId,
      first_seen: device.seenAt,
      last_seen: device.seenAt,
      last_skew_ms: device.skewMs,
    })
    .onConflict((conflict) =>
      conflict.columns(['district_id', 'id']).doUpdateSet((given) => ({
        adult_id: given.ref('excluded.adult_id'),
        last_seen: given.ref('excluded.last_seen'),
        last_skew_ms: given.ref('excluded.last_skew_ms'),
      })),
    )
    .execute();
}

/**
 * The rest of the owner's transaction until `work` ends is held to what the recorder may write: row-level security judges
 * again, by its own rules, what the policy has let through.
 */
export async function asRecorder<T>(
  db: Db,
  recorder: {
    readonly districtId: string;
    readonly adultId: string;
    readonly roles: string;
    readonly today: string;
    /** The one class that a personal link is held to. */
    readonly onlyClass?: string | undefined;
  },
  work: () => Promise<T>,
): Promise<T> {
  await sql`select set_config('carryover.district', ${recorder.districtId}, true), set_config('carryover.adult', ${recorder.adultId}, true),
    set_config('carryover.role', ${recorder.roles}, true), set_config('carryover.today', ${recorder.today}, true),
    set_config('carryover.class', ${recorder.onlyClass ?? ''}, true), set_config('role', 'carryover_app', true)`.execute(
    db,
  );
  const result = await work();
  await sql`select set_config('role', 'none', true)`.execute(db);
  return result;
}

/** An event as it is read: where the device's clock was wrong, with the instants the server corrected on arrival. */
export function eventOf(row: {
  readonly body: SessionEvent;
  readonly occurred_at: string;
  readonly entered_at: string;
}): SessionEvent {
  return { ...row.body, occurredAt: row.occurred_at, enteredAt: row.entered_at };
}

/** Events that are taken back and those that take back are among them: what is in force is `domain/trials`' to say. */
type EventsOf = { readonly sessionId: string } | { readonly goalId: string } | { readonly studentId: string };

/**
 * In the order in which they happened. Where the device's clock was wrong, `occurredAt` and `enteredAt` are the corrected
 * ones. `from` is an instant.
 */
export async function readEvents(db: Db, districtId: string, of: EventsOf, from?: string): Promise<SessionEvent[]> {
  let query = db
    .selectFrom('event')
    .select(['body', 'occurred_at', 'entered_at'])
    .where('district_id', '=', districtId)
    .orderBy('occurred_at')
    .orderBy('id');
  if ('sessionId' in of) query = query.where('session_id', '=', of.sessionId);
  else if ('goalId' in of) query = query.where('goal_id', '=', of.goalId);
  else query = query.where('student_id', '=', of.studentId);
  if (from !== undefined) query = query.where('occurred_at', '>=', from);
  const rows = await query.execute();
  return rows.map(eventOf);
}
