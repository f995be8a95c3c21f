export interface ConsentNoted {
  readonly given: boolean;
  readonly from: string;
}

/**
 * Whether a parent agrees to billing for a service of that day. What begins last of what has begun by then holds; of two that begin on
 * one day, the one that was noted later. Before anything was noted nobody has agreed.
 *
 * @param noted of one student, noted last first
 */
export function consentOn(date: string, noted: readonly ConsentNoted[]): boolean {
  const begun = noted
    .filter(({ from }) => from <= date)
    .toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
  return begun[0]?.given ?? false;
}
