import type { SessionLine } from '#contract/session.ts';
import type { Words } from '#words/words.ts';

/** What a session is called in a list: its routine and class, or its room, never a student. */
export function sessionName(session: SessionLine, words: Words): string {
  const place = session.roomName ?? words.sayIfKnown(`setting.${session.setting}`) ?? session.setting;
  if (session.routineName !== null) return session.routineName;
  if (session.delivery === 'pull_out') return place;
  return session.className ?? words.say(`delivery.${session.delivery}`);
}

/** Where it is, when the name does not say it. */
export function sessionPlace(session: SessionLine, words: Words): string {
  const ordinary = session.delivery === 'pull_out' ? 'therapy_room' : 'classroom';
  const setting = words.sayIfKnown(`setting.${session.setting}`) ?? session.setting;
  const place = session.setting === ordinary ? (session.roomName ?? session.className ?? '') : setting;
  return place === sessionName(session, words) ? '' : place;
}

/** How it is given and, where it is agreed, how the lesson is shared and who does what. */
export function sessionParts(session: SessionLine, words: Words): string[] {
  const teacher = session.teacherName ?? words.say('role.teacher');
  return [
    session.delivery === 'observation' ? words.say('delivery.observation') : null,
    session.coTeachingFormat === null ? null : words.say(`co_teaching.${session.coTeachingFormat}`),
    session.activity === '' ? null : session.activity,
    session.myPart === '' ? null : words.say('today.you', { part: session.myPart }),
    session.theirPart === '' ? null : words.say('today.they', { name: teacher, part: session.theirPart }),
  ].filter((part) => part !== null);
}

export function cancelledWhy(session: SessionLine, words: Words): string {
  const why = words.sayIfKnown(`cancelled.${session.cancelledReason ?? 'other'}`) ?? words.say('cancelled.other');
  return words.say('today.cancelled', { why });
}

/** Who takes the session over, as its leader or as the cover reads it. */
export function coverSaid(session: SessionLine, readerId: string, words: Words): string {
  if (session.coveredBy?.adultId === readerId) return words.say('cover.for', { name: session.adultName });
  return words.say('cover.by', { name: session.coveredBy?.name ?? '' });
}

export type SessionState = 'planned' | 'cancelled' | 'recording' | 'recorded';

export function sessionState(session: SessionLine): SessionState {
  if (session.status === 'cancelled') return 'cancelled';
  if (session.openedAt === null) return 'planned';
  return session.closedAt === null || session.closedAt < session.openedAt ? 'recording' : 'recorded';
}
