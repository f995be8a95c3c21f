import { listVisits, type Visit } from '#contract/visit.ts';
import { useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';

/** The plans and replies of a day's visits, by session; empty until they are here. */
export function useVisits(date: string): ReadonlyMap<string, Visit> {
  const me = useMe();
  const enabled = holds(me, 'therapist', 'assistant', 'teacher', 'paraprofessional', 'guest_teacher');
  const read = useRead(listVisits, { query: { date } }, { enabled, refetchInterval: 60_000 });
  return new Map((read.data?.visits ?? []).map((visit) => [visit.sessionId, visit]));
}
