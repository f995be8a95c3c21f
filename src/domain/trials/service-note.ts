import type { ServiceNoteEvent, SessionEvent } from './event.ts';
import { inForce } from './merge.ts';
import { sessionRecord } from './session-record.ts';
import { opportunities, type TrialTally } from './tally.ts';

/** What a service note says before anybody has changed it: of one student, from the events of one session. */
export interface ServiceFacts {
  readonly studentId: string;
  /** Whole minutes in the session; null while it is open. */
  readonly minutes: number | null;
  /** False: absent, whatever was planned. */
  readonly served: boolean;
  /** Goals with trials, in the order first marked. */
  readonly goals: readonly { readonly goalId: string; readonly tally: TrialTally }[];
}

/** Of everybody who was in the session, in the order they came. */
export function serviceFacts(sessionId: string, events: readonly SessionEvent[]): ServiceFacts[] {
  const { attendance, tallies } = sessionRecord(sessionId, events);
  const students = [...new Set(attendance.map((stay) => stay.studentId))];
  return students.map((studentId) => {
    const stays = attendance.filter((stay) => stay.studentId === studentId);
    const minutes = stays.every((stay) => stay.minutes !== null)
      ? stays.reduce((sum, stay) => sum + (stay.minutes ?? 0), 0)
      : null;
    return {
      studentId,
      minutes,
      served: stays.some((stay) => stay.reason !== 'absent'),
      goals: [...(tallies.get(studentId) ?? [])]
        .filter(([, tally]) => opportunities(tally) > 0 || tally.noOpportunity > 0)
        .map(([goalId, tally]) => ({ goalId, tally })),
    };
  });
}

/** The notes in force, one for each student and recorder: the latest of each. */
export function keptServiceNotes(events: readonly SessionEvent[]): ServiceNoteEvent[] {
  const latest = new Map<string, ServiceNoteEvent>();
  for (const event of inForce(events)) {
    if (event.kind === 'service_note') latest.set(`${event.sessionId} ${event.studentId} ${event.recorderId}`, event);
  }
  return [...latest.values()];
}

/** What was tried with a student and not taken back: ids of strategies, each once, in the order of their first use. */
export function strategiesTried(events: readonly SessionEvent[], studentId: string): string[] {
  const tried = inForce(events).flatMap((event) =>
    event.kind === 'strategy' && event.studentId === studentId ? event.strategyId : [],
  );
  return [...new Set(tried)];
}
