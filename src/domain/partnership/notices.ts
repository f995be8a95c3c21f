/** What awaits an adult: counts, never a name. Each is gone when it has been dealt with where it leads. */

/** In the order in which they matter on a school day. */
export const noticeKinds = [
  'not_today',
  'asks',
  'cover',
  'students_come',
  'students_go',
  'new_year',
  'visit_cancelled',
  'repair',
  'plan_changed',
  'question',
  'cards_to_read',
  'cards_unread',
  'decision_due',
  'strategy_due',
  'thanks',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface Notice {
  readonly kind: NoticeKind;
  /** At least 1. */
  readonly count: number;
  /** ISO instant of the newest of them; null where it has none (a day that has come). */
  readonly newest: string | null;
}

/** What awaits somebody, the most urgent first; nothing of what does not. */
export function noticesOf(
  facts: Partial<Readonly<Record<NoticeKind, { readonly count: number; readonly newest: string | null }>>>,
): Notice[] {
  return noticeKinds.flatMap((kind) => {
    const fact = facts[kind];
    return fact === undefined || fact.count === 0 ? [] : [{ kind, ...fact }];
  });
}

/** What a message has said before: when, and how many of each there were. */
export interface Told {
  /** ISO instant. */
  readonly at: string;
  readonly counts: Partial<Readonly<Record<NoticeKind, number>>>;
}

/**
 * Whether something awaits that no message has said yet: more of a kind than then, or a newer one. What was said and still
 * waits is no reason for another message.
 */
export function isNews(notices: readonly Notice[], told: Told | null): boolean {
  if (told === null) return notices.length > 0;
  return notices.some(
    ({ kind, count, newest }) => count > (told.counts[kind] ?? 0) || (newest !== null && newest > told.at),
  );
}
