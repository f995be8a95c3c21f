/** Collects the rows of a model and packs them one after the other (compressed sparse rows). */
export class RowBuilder<Meaning> {
  readonly #meanings: Meaning[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #starts: number[] = [0];
  readonly #indices: number[] = [];
  readonly #values: number[] = [];
  readonly #seen = new Set<string>();

  add(meaning: Meaning, columns: readonly number[], values: readonly number[], lower: number, upper: number): void {
    this.#meanings.push(meaning);
    this.#lower.push(lower);
    this.#upper.push(upper);
    for (let i = 0; i < columns.length; i++) {
      this.#indices.push(columns[i]!);
      this.#values.push(values[i]!);
    }
    this.#starts.push(this.#indices.length);
  }

  /** At most `most` of these 0/1 columns; left out where it cannot bind or where the same row is there already. */
  atMost(meaning: Meaning, columns: readonly number[], most: number): void {
    if (columns.length <= most) return;
    const key = `${most}:${[...columns].sort((a, b) => a - b).join()}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.add(
      meaning,
      columns,
      columns.map(() => 1),
      Number.NEGATIVE_INFINITY,
      most,
    );
  }

  pack() {
    return {
      rows: this.#meanings as readonly Meaning[],
      rowLower: Float64Array.from(this.#lower),
      rowUpper: Float64Array.from(this.#upper),
      starts: Int32Array.from(this.#starts),
      indices: Int32Array.from(this.#indices),
      values: Float64Array.from(this.#values),
    };
  }
}
