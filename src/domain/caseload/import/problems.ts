import type { ColumnKey } from './columns.ts';
import type { CaseloadRow, Problem, ProblemCode } from './row.ts';

/** Problems as they are found; the same one is told once. */
export class Problems {
  readonly #found = new Map<string, Problem>();

  add(row: number | null, column: ColumnKey | null, code: ProblemCode, values: Problem['values'] = {}): void {
    const key = `${row} ${column} ${code}`;
    if (!this.#found.has(key)) this.#found.set(key, { row, column, code, values });
  }

  /** Whether something was found in this cell. */
  has(row: number, column: ColumnKey): boolean {
    return [...this.#found.values()].some((problem) => problem.row === row && problem.column === column);
  }

  /** In the order of the source. */
  list(): Problem[] {
    return [...this.#found.values()].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
  }

  /** What these rows say in one column: nothing, one thing, or different things, which is a problem of the later ones. */
  said<Key extends ColumnKey & keyof CaseloadRow>(rows: readonly CaseloadRow[], key: Key): CaseloadRow[Key] {
    return this.agreed(
      rows.map((row) => ({ row: row.row, value: row[key] })),
      key,
    );
  }

  agreed<Value>(
    told: readonly { readonly row: number; readonly value: Value | undefined }[],
    column: ColumnKey,
  ): Value | undefined {
    const [first, ...others] = told.filter(({ value }) => value !== undefined);
    for (const other of others)
      if (other.value !== first!.value) this.add(other.row, column, 'rows_disagree', { row: first!.row });
    return first?.value;
  }
}
