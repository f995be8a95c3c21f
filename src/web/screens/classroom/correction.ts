import type { SessionPack } from '#contract/session.ts';
import type { ObservationContext, OpenedEvent, SessionEvent } from '#domain/trials/event.ts';
import type { EventBody, RefusedHere } from './recording.ts';

/** What of a refused event may be said otherwise. Instants are the server's. */
export interface Correction {
  readonly studentId?: string;
  readonly goalId?: string;
  readonly occurredAt?: string;
  readonly text?: string;
}

/** A step, a clock or an arrival means one student and what was tapped before it: these are marked anew, not moved. */
const movable: ReadonlySet<SessionEvent['kind']> = new Set([
  'trial',
  'batch',
  'not_observed',
  'count',
  'interval',
  'rubric',
  'level',
  'note',
  'praise',
  'carry_back',
]);

export const mayNameAnother = (event: SessionEvent): boolean =>
  movable.has(event.kind) && 'studentId' in event && event.studentId !== undefined;

export const hasText = (event: SessionEvent): event is Extract<SessionEvent, { text: string }> => 'text' in event;

/** A void only names what it takes back: there is nothing to say otherwise, it can be sent again. */
export const isCorrectable = (event: SessionEvent): boolean => event.kind !== 'void';

/** What a refused event becomes: the same fact, said so that it can be taken in. */
export function correctedBody(
  { event, code }: Pick<RefusedHere, 'event' | 'code'>,
  correction: Correction,
  pack: SessionPack,
): EventBody {
  const {
    id: _id,
    schemaVersion: _schemaVersion,
    sessionId: _sessionId,
    recorderId: _recorderId,
    deviceId: _deviceId,
    enteredAt: _enteredAt,
    captureMode: _captureMode,
    ...said
  } = event;
  const body: Record<string, unknown> = { ...said, ...correction };
  const isOfOtherGoal = 'goalId' in event && correction.goalId !== undefined && correction.goalId !== event.goalId;
  if (isOfOtherGoal) delete body.targetId;
  if (event.kind === 'opened') body.members = knownMembers(event, pack);
  if (code === 'unknown_reference') leaveOutUnknown(body, event, pack);
  return body as unknown as EventBody;
}

/** Who is not known here any more is in no other event of the session either. */
function knownMembers({ members }: OpenedEvent, pack: SessionPack): OpenedEvent['members'] {
  const known = new Map([...pack.members, ...pack.mayJoin].map((member) => [member.studentId, member]));
  return members.flatMap(({ studentId, goalIds }) => {
    const member = known.get(studentId);
    const goals = new Set(member?.goals.map((goal) => goal.goalId));
    return member === undefined ? [] : [{ studentId, goalIds: goalIds.filter((goalId) => goals.has(goalId)) }];
  });
}

/** What the pack does not know (a routine that was removed, an adult who left), the server would not know either. */
function leaveOutUnknown(body: Record<string, unknown>, event: SessionEvent, pack: SessionPack): void {
  const adults = new Set([pack.recorderId, ...pack.adults.map((adult) => adult.adultId)]);
  delete body.targetId;
  for (const who of ['personId', 'adultId'] as const) {
    if (typeof body[who] === 'string' && !adults.has(body[who])) delete body[who];
  }
  if ('context' in event) body.context = knownContext(event.context, pack, adults);
  if (event.kind === 'trial') {
    body.cues = event.cues.map(({ personId, ...cue }) =>
      personId !== undefined && adults.has(personId) ? { ...cue, personId } : cue,
    );
  }
}

function knownContext(
  { routineId, ledBy, remote, present, ...context }: ObservationContext,
  pack: SessionPack,
  adults: ReadonlySet<string>,
): ObservationContext {
  return {
    ...context,
    present: present.filter((adultId) => adults.has(adultId)),
    ...(routineId !== undefined && pack.routines.some((routine) => routine.routineId === routineId)
      ? { routineId }
      : {}),
    ...(ledBy !== undefined && adults.has(ledBy) ? { ledBy } : {}),
    ...(remote === undefined
      ? {}
      : { remote: remote.facilitatorId !== undefined && !adults.has(remote.facilitatorId) ? {} : remote }),
  };
}
