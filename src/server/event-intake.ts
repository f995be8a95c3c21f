import type { Kysely } from 'kysely';
import type { EventResult } from '#contract/event.ts';
import type { Role } from '#domain/caseload/roles.ts';
import type { OpenedEvent, SessionEvent } from '#domain/trials/event.ts';
import {
  type Judgement,
  judgeOf,
  noticeableSkewMs,
  type RecordedSession,
  type RecordingFacts,
  type ReferenceKind,
  referencesOf,
  type VoidedEvent,
} from '#domain/trials/judgement.ts';
import {
  appendEvents,
  asRecorder,
  type EventRow,
  endWaiting,
  type KnownToStore,
  keepRefused,
  keepWaiting,
  noteDevice,
  type RefusedEvent,
  readKnown,
  readWaiting,
  type WaitingEvent,
} from '#store/event.ts';
import type { Database } from '#store/schema.ts';
import { insertUnplannedSession } from '#store/session.ts';
import { type Checked, checkEvent, sameEvent } from './event-check.ts';

/**
 * What arrives from devices becomes part of the record: checked, judged and appended item by item. A fixed number of queries,
 * whatever the size of the batch. All in the owner's transaction, because rights are those of the day of the event; the
 * appending itself is held to row-level security as the recorder.
 */

type Db = Kysely<Database>;

/** How long an event waits for its session, or a void for what it takes back, before it is shown as refused. */
const longestWaitMs = 30 * 24 * 60 * 60_000;

export interface Batch {
  readonly districtId: string;
  readonly recorderId: string;
  readonly roles: readonly Role[];
  /** The one class that a personal link is held to. */
  readonly onlyClass?: string | undefined;
  /** Calendar day in the district's zone. */
  readonly today: string;
  readonly deviceId: string;
  readonly sentAt: string;
  readonly receivedAt: string;
  readonly events: readonly unknown[];
  /**
   * When the device was signed out from elsewhere, else null. What it still delivers was recorded before that, or is not taken
   * into the record; and as the device forgets it, what is refused is kept here for the recorder to look at.
   */
  readonly signedOutElsewhereAt?: string | null;
}

export interface Received {
  readonly results: EventResult[];
  /** Whose record grew. */
  readonly students: ReadonlySet<string>;
}

export async function receiveEvents(db: Db, batch: Batch): Promise<Received> {
  const { districtId, recorderId, receivedAt } = batch;
  const clockSkewMs = Date.parse(receivedAt) - Date.parse(batch.sentAt);
  const checked = batch.events.map(checkEvent);
  const all = checked.flatMap((item) => ('event' in item ? [item.event] : []));
  const endedAt = batch.signedOutElsewhereAt ?? null;
  const correction = Math.abs(clockSkewMs) > noticeableSkewMs ? clockSkewMs : 0;
  const late = new Set(
    all.filter((event) => endedAt !== null && Date.parse(event.occurredAt) + correction > Date.parse(endedAt)),
  );
  const good = all.filter((event) => !late.has(event));
  const known = await readKnown(db, districtId, recorderId, namesOf(good));
  const facts = factsFor(recorderId, known, { receivedAtMs: Date.parse(receivedAt), skewMs: clockSkewMs });
  const sorted = sortOut(good, known, facts);

  for (const { event, session } of sorted.newSessions) {
    await insertUnplannedSession(db, districtId, event, session.leaderId, receivedAt);
  }
  const rows = sorted.accepted.map((accepted) => ({ ...accepted, receivedAt, clockSkewMs }));
  await asRecorder(
    db,
    { districtId, adultId: recorderId, roles: batch.roles.join(','), today: batch.today, onlyClass: batch.onlyClass },
    async () => {
      await appendEvents(db, districtId, rows);
      await keepWaiting(
        db,
        districtId,
        sorted.waiting.map((event) => ({ event, receivedAt, clockSkewMs })),
      );
    },
  );
  await noteDevice(db, districtId, {
    id: batch.deviceId,
    adultId: recorderId,
    seenAt: receivedAt,
    skewMs: clockSkewMs,
  });
  const verdicts = new Map<SessionEvent, Omit<EventResult, 'id'>>([
    ...sorted.verdicts,
    ...[...late].map((event) => [event, afterSignOut] as const),
  ]);
  if (endedAt !== null) {
    const kept = all.flatMap((event) => {
      const { result, code, field } = verdicts.get(event)!;
      // Of somebody else who used the device: theirs to send.
      if (result !== 'refused' || code === undefined || event.recorderId !== recorderId) return [];
      verdicts.set(event, { ...verdicts.get(event)!, kept: true });
      return [{ event, receivedAt, clockSkewMs, code, field: field ?? null }];
    });
    await keepRefused(db, districtId, kept);
  }
  if (rows.length > 0 && known.awaited.length > 0) await judgeWaiting(db, districtId, receivedAt, known.awaited);

  return {
    results: answersTo(checked, verdicts),
    students: new Set(rows.flatMap((row) => row.studentId ?? [])),
  };
}

const afterSignOut = { result: 'refused', code: 'after_sign_out', field: 'occurredAt' } as const;

/**
 * Judges again what waits in these sessions, or in any: what can be judged now joins the record or is kept as refused; what
 * has waited for 30 days is refused. Runs when a session becomes known, and from time to time, for two requests that met.
 */
export async function judgeWaiting(
  db: Db,
  districtId: string,
  now: string,
  sessionIds?: readonly string[],
): Promise<void> {
  for (let progress = true; progress; ) {
    const waiting = await readWaiting(db, districtId, sessionIds);
    progress = false;
    for (const [recorderId, theirs] of Map.groupBy(waiting, ({ event }) => event.recorderId)) {
      const known = await readKnown(db, districtId, recorderId, namesOf(theirs.map(({ event }) => event)));
      const { rows, refused } = judgeHeld(theirs, recorderId, known, now);
      await appendEvents(db, districtId, rows);
      await keepRefused(db, districtId, refused);
      const settled = [...rows, ...refused].map(({ event }) => event.id);
      await endWaiting(db, districtId, settled);
      if (settled.length > 0) progress = true;
    }
  }
}

function judgeHeld(
  waiting: readonly WaitingEvent[],
  recorderId: string,
  known: KnownToStore,
  now: string,
): { rows: EventRow[]; refused: RefusedEvent[] } {
  const rows: EventRow[] = [];
  const refused: RefusedEvent[] = [];
  const facts = factsFor(recorderId, known, { receivedAtMs: 0, skewMs: 0 });
  for (const sentTogether of Map.groupBy(waiting, (held) => `${held.receivedAt} ${held.clockSkewMs}`).values()) {
    const { receivedAt, clockSkewMs } = sentTogether[0]!;
    const receivedAtMs = Date.parse(receivedAt);
    const judge = judgeOf({ ...facts, receivedAtMs, skewMs: clockSkewMs });
    const overdue = Date.parse(now) - receivedAtMs > longestWaitMs;
    for (const held of sentTogether) {
      const judgement = judge(held.event);
      if (judgement.verdict === 'accept') rows.push({ ...held, ...judgement });
      else if (judgement.verdict === 'refuse') refused.push({ ...held, code: judgement.code, field: judgement.field });
      else if (overdue) refused.push({ ...held, ...(held.event.kind === 'void' ? nothingToVoid : sessionNeverOpened) });
    }
  }
  return { rows, refused };
}

const nothingToVoid = { code: 'nothing_to_void', field: 'voids' } as const;
const sessionNeverOpened = { code: 'not_your_session', field: 'sessionId' } as const;

function namesOf(events: readonly SessionEvent[]): Map<ReferenceKind, Set<string>> {
  const named = new Map<ReferenceKind, Set<string>>();
  const add = (kind: ReferenceKind, id: string) => {
    const of = named.get(kind);
    if (of === undefined) named.set(kind, new Set([id]));
    else of.add(id);
  };
  for (const event of events) {
    add('event', event.id);
    for (const { kind, id } of referencesOf(event)) add(kind, id);
  }
  return named;
}

interface ChangingFacts extends RecordingFacts {
  readonly sessions: Map<string, RecordedSession>;
  readonly voided: Map<string, VoidedEvent>;
}

function factsFor(
  recorderId: string,
  known: KnownToStore,
  clock: { readonly receivedAtMs: number; readonly skewMs: number },
): ChangingFacts {
  return {
    recorderId,
    ...clock,
    roles: known.roles,
    standIns: known.standIns,
    reach: Map.groupBy(known.reach, (row) => row.studentId),
    sessions: new Map(known.sessions.map(({ id, ...session }) => [id, session])),
    schoolZones: new Map(known.schools.map(({ id, zone }) => [id, zone])),
    students: new Set(known.students),
    goalStudents: new Map(known.goals.map(({ id, studentId }) => [id, studentId])),
    targetGoals: new Map(known.targets.map(({ id, goalId }) => [id, goalId])),
    adults: new Set(known.adults),
    classes: new Set(known.classes),
    rooms: new Set(known.rooms),
    routines: new Set(known.routines),
    strategies: new Set(known.strategies),
    voided: new Map(known.events.map(({ id, ...event }) => [id, event])),
  };
}

type Accepted = Omit<EventRow, 'receivedAt' | 'clockSkewMs'>;
/** By event, since two items of a batch may bear the same id. */
type Verdicts = ReadonlyMap<SessionEvent, Omit<EventResult, 'id'>>;

interface SortedOut {
  readonly verdicts: Verdicts;
  readonly accepted: readonly Accepted[];
  readonly waiting: readonly SessionEvent[];
  readonly newSessions: readonly { readonly event: OpenedEvent; readonly session: RecordedSession }[];
}

/** Sessions first, then what happened in them, then what takes something back: so that order of arrival never matters. */
function sortOut(events: readonly SessionEvent[], known: KnownToStore, facts: ChangingFacts): SortedOut {
  const verdicts = new Map<SessionEvent, Omit<EventResult, 'id'>>();
  const accepted: Accepted[] = [];
  const waiting: SessionEvent[] = [];
  const newSessions: { event: OpenedEvent; session: RecordedSession }[] = [];
  const kept = new Map([...known.waiting, ...known.events].map(({ id, body }) => [id, body]));
  const first = new Map<string, SessionEvent>();
  const again: SessionEvent[] = [];
  const fresh = events.filter((event) => {
    const before = kept.get(event.id);
    if (before !== undefined) {
      verdicts.set(event, sameEvent(before, event) ? { result: 'duplicate' } : idTaken);
      return false;
    }
    if (first.has(event.id)) {
      again.push(event);
      return false;
    }
    first.set(event.id, event);
    return true;
  });

  const judge = judgeOf(facts);
  const settle = (event: SessionEvent, judgement: Judgement) => {
    if (judgement.verdict === 'refuse') {
      verdicts.set(event, { result: 'refused', code: judgement.code, field: judgement.field });
      return;
    }
    verdicts.set(event, { result: 'accepted' });
    if (judgement.verdict === 'wait') {
      waiting.push(event);
      return;
    }
    accepted.push({ event, ...judgement });
    facts.voided.set(event.id, {
      sessionId: event.sessionId,
      studentId: judgement.studentId,
      goalId: judgement.goalId,
    });
    if (event.kind === 'opened' && !facts.sessions.has(event.sessionId)) {
      const session: RecordedSession = {
        leaderId: event.recorderId,
        classId: event.classId ?? null,
        zone: facts.schoolZones.get(event.schoolId)!,
        namesRecorder: false,
      };
      facts.sessions.set(event.sessionId, session);
      newSessions.push({ event, session });
    }
  };
  const {
    opened = [],
    rest = [],
    voids = [],
  } = Object.groupBy(fresh, ({ kind }) => (kind === 'opened' ? 'opened' : kind === 'void' ? 'voids' : 'rest'));
  for (const event of [...opened, ...rest]) settle(event, judge(event));
  settleVoids(voids, judge, settle);

  for (const event of again) {
    const before = first.get(event.id)!;
    const verdict = verdicts.get(before)!;
    if (!sameEvent(before, event)) verdicts.set(event, idTaken);
    else verdicts.set(event, verdict.result === 'accepted' ? { result: 'duplicate' } : verdict);
  }
  return { verdicts, accepted, waiting, newSessions };
}

const idTaken = { result: 'refused', code: 'id_taken', field: 'id' } as const;

/** A void may take back another void of the same batch, in any order. */
function settleVoids(
  voids: readonly SessionEvent[],
  judge: (event: SessionEvent) => Judgement,
  settle: (event: SessionEvent, judgement: Judgement) => void,
): void {
  let open = [...voids];
  for (let progress = true; progress; ) {
    progress = false;
    const still: SessionEvent[] = [];
    for (const event of open) {
      const judgement = judge(event);
      if (judgement.verdict === 'wait') still.push(event);
      else {
        settle(event, judgement);
        progress = true;
      }
    }
    open = still;
  }
  for (const event of open) settle(event, { verdict: 'wait' });
}

function answersTo(checked: readonly Checked[], verdicts: Verdicts): EventResult[] {
  return checked.map((item) =>
    'event' in item
      ? { id: item.id, ...verdicts.get(item.event)! }
      : {
          id: item.id,
          result: 'refused',
          code: item.code,
          ...(item.field === undefined ? {} : { field: item.field }),
        },
  );
}
