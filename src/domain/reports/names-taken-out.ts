/** Other students' names out of what adults wrote, where one student's record is handed over. */

/** What stands where a name stood. */
export const nameTakenOut = '[…]';

/**
 * Takes every one of the names out of a text, whole words only and whatever their capitals. Parts of a name count: "Ben" of
 * "Ben Carter" and "Carter" alone. Names of `own` (the student whose record it is, adults) stay.
 */
export function nameTaker(others: readonly string[], own: readonly string[]) {
  const parts = (names: readonly string[]) =>
    new Set(
      names
        .flatMap((name) => name.split(/\s+/))
        .map((part) => part.toLocaleLowerCase())
        .filter((part) => part.length > 1),
    );
  const kept = parts(own);
  const wanted = [...parts(others)].filter((part) => !kept.has(part)).toSorted((a, b) => b.length - a.length);
  const pattern =
    wanted.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  let changed = 0;
  /** Of a value the texts under these keys, however deep; codes and ids that look like a name stay. */
  const clean = <T>(value: T, keys: ReadonlySet<string>): T => {
    if (pattern === null || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one) => clean(one, keys)) as T;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        if (typeof part !== 'string') return [key, clean(part, keys)];
        if (!keys.has(key)) return [key, part];
        const cleaned = part.replace(pattern, nameTakenOut);
        if (cleaned !== part) changed += 1;
        return [key, cleaned];
      }),
    ) as T;
  };
  return { clean, textsChanged: () => changed };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
