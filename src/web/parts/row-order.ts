export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Rows in whose text every word of the filter occurs, whatever the case and accents. */
export function filtered<Row>(rows: readonly Row[], textOf: (row: Row) => string, wanted: string): readonly Row[] {
  const parts = plain(wanted).split(/\s+/).filter(Boolean);
  if (parts.length === 0) return rows;
  return rows.filter((row) => {
    const text = plain(textOf(row));
    return parts.every((part) => text.includes(part));
  });
}

/** Stable; text as the language orders it, numbers by value, null last whichever way. */
export function sorted<Row>(
  rows: readonly Row[],
  by: ((row: Row) => string | number | null) | undefined,
  sorting: Sorting | null,
  language: string,
): readonly Row[] {
  if (by === undefined || sorting === null) return rows;
  const way = sorting.descending ? -1 : 1;
  const collator = new Intl.Collator(language, { numeric: true });
  return [...rows].sort((rowA, rowB) => {
    const a = by(rowA);
    const b = by(rowB);
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return way * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)));
  });
}
