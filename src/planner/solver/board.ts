/*
 * The best vector so far, in memory that both workers see: a solver that is running cannot read messages, but it can
 * look here. Layout: a sequence number (odd while writing) and the points, then one value for each column.
 */

const HEAD = 2;

/** Memory for a board, or undefined where the page may not share memory. */
export function newBoard(columns: number): SharedArrayBuffer | undefined {
  if (typeof SharedArrayBuffer === 'undefined') return undefined;
  return new SharedArrayBuffer((HEAD + columns) * Float64Array.BYTES_PER_ELEMENT);
}

export class Board {
  readonly #sequence: Int32Array;
  readonly #numbers: Float64Array;

  constructor(memory: SharedArrayBuffer) {
    this.#sequence = new Int32Array(memory, 0, 1);
    this.#numbers = new Float64Array(memory);
  }

  /** One writer only. */
  write(values: Float64Array, cost: number): void {
    Atomics.add(this.#sequence, 0, 1);
    this.#numbers[1] = cost;
    this.#numbers.set(values, HEAD);
    Atomics.add(this.#sequence, 0, 1);
  }

  /** What is there if it came after `sequence`, or undefined. */
  read(after: number): { readonly sequence: number; readonly values: Float64Array; readonly cost: number } | undefined {
    const sequence = Atomics.load(this.#sequence, 0);
    if (sequence === after || sequence % 2 === 1) return undefined;
    const cost = this.#numbers[1]!;
    const values = this.#numbers.slice(HEAD);
    if (Atomics.load(this.#sequence, 0) !== sequence) return undefined;
    return { sequence, values, cost };
  }
}
