import { addDays } from '#domain/school-day/calendar.ts';
import { isObservation, type SessionEvent } from '#domain/trials/event.ts';
import { asRecorder } from '#store/event.ts';
import { readSessionRow } from '#store/session.ts';
import type { Signed } from './handle.ts';

/**
 * Who records a session reads it in one of two ways: whoever has the record, under their own row-level security; a paraprofessional
 * of its class, who has none, what the pad needs and no more, on the day and the day after.
 */

/** Does what is asked as the adult who asks, within the owner's transaction. */
export function asAdult<T>({ db, adult, today }: Signed, work: () => Promise<T>): Promise<T> {
  const { districtId, adultId } = adult;
  const roles = adult.roles.map((held) => held.role).join(',');
  return asRecorder(db, { districtId, adultId, today, roles, onlyClass: adult.link?.classId }, work);
}

export async function isOfTheseDays({ db, adult, today }: Signed, sessionId: string): Promise<boolean> {
  const session = await readSessionRow(db, adult.districtId, sessionId);
  return session !== null && session.date <= today && session.date >= addDays(today, -1);
}

/** Marks, and who was there in which lesson. Words that somebody wrote down are theirs and the record's. */
export function isOfThePad(event: SessionEvent): boolean {
  return isObservation(event) || ['opened', 'closed', 'joined', 'left', 'context', 'void'].includes(event.kind);
}
