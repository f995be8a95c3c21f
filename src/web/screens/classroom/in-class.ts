/**
 * Whether this device is in a classroom: a session is being recorded on it. What is about students and not for their eyes asks
 * before it opens. Kept where every window of the device reads it; only on the session's own day, so that one that was never
 * ended closes nothing for ever.
 */
const remembered = 'carryover.in_class';

export function noteInClass(session: { readonly sessionId: string; readonly date: string } | null): void {
  if (session === null) window.localStorage.removeItem(remembered);
  else window.localStorage.setItem(remembered, `${session.date} ${session.sessionId}`);
}

/** The session that is being recorded here on that day, or null. */
export function sessionInClass(today: string): string | null {
  const [date, sessionId] = (window.localStorage.getItem(remembered) ?? '').split(' ');
  return date === today && sessionId !== undefined ? sessionId : null;
}
