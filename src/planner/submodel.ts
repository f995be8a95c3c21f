import type { Column, Model } from './model.ts';

/** The arrays of a mixed-integer model as the solver takes them. */
export interface Arrays {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly integer: Int32Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** A model with some columns settled: only the free ones remain, and only rows that they touch. */
export interface Submodel extends Arrays {
  /** For each column of the submodel, the model's. */
  readonly columnsOf: Int32Array;
  /** For each row of the submodel, the model's. */
  readonly rowsOf: Int32Array;
  /** Points of the settled columns. */
  readonly settled: number;
}

/** Settles the columns that are not free at their value; `values` has one number for every column of the model. */
export function submodel(model: Model, isFree: (column: number) => boolean, values: ArrayLike<number>): Submodel {
  const count = model.columns.length;
  const place = new Int32Array(count).fill(-1);
  const free: number[] = [];
  let settled = 0;
  for (let c = 0; c < count; c++) {
    if (isFree(c) && model.upper[c]! > model.lower[c]!) {
      place[c] = free.length;
      free.push(c);
    } else settled += model.cost[c]! * (isFree(c) ? model.lower[c]! : values[c]!);
  }
  const rows: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const starts: number[] = [0];
  const indices: number[] = [];
  const coefficients: number[] = [];
  for (let r = 0; r < model.rows.length; r++) {
    const before = indices.length;
    let fixed = 0;
    for (let k = model.starts[r]!; k < model.starts[r + 1]!; k++) {
      const c = model.indices[k]!;
      if (place[c]! >= 0) {
        indices.push(place[c]!);
        coefficients.push(model.values[k]!);
      } else fixed += model.values[k]! * (isFree(c) ? model.lower[c]! : values[c]!);
    }
    // A row without free columns stays only if it is broken, so that the solver sees that nothing can mend it.
    const holds = fixed >= model.rowLower[r]! - 1e-9 && fixed <= model.rowUpper[r]! + 1e-9;
    if (indices.length === before && holds) continue;
    rows.push(r);
    starts.push(indices.length);
    rowLower.push(model.rowLower[r]! - fixed);
    rowUpper.push(model.rowUpper[r]! - fixed);
  }
  return {
    columnsOf: Int32Array.from(free),
    rowsOf: Int32Array.from(rows),
    settled,
    cost: Float64Array.from(free, (c) => model.cost[c]!),
    lower: Float64Array.from(free, (c) => model.lower[c]!),
    upper: Float64Array.from(free, (c) => model.upper[c]!),
    integer: Int32Array.from(free, (c) => model.integer[c]!),
    rowLower: Float64Array.from(rowLower),
    rowUpper: Float64Array.from(rowUpper),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(coefficients),
  };
}

/** Points of the columns' values by the model's own costs. Only for comparing vectors: plans are scored by `score`. */
export function costOf(model: Model, values: ArrayLike<number>): number {
  let sum = model.offset;
  for (let c = 0; c < model.cost.length; c++) sum += model.cost[c]! * values[c]!;
  return sum;
}

/** Sets what is paid for (unmet times, touch-bases, agreements, neighbouring days) to the least that the rows ask for. */
export function settleElastic(model: Model, values: Float64Array): void {
  for (let r = 0; r < model.rows.length; r++) {
    let elastic = -1;
    let others = 0;
    for (let k = model.starts[r]!; k < model.starts[r + 1]!; k++) {
      const c = model.indices[k]!;
      if (isElastic(model.columns[c]!.kind)) elastic = c;
      else others += model.values[k]! * values[c]!;
    }
    if (elastic < 0) continue;
    if (model.columns[elastic]!.kind === 'adjacent') values[elastic] = Math.max(0, others - model.rowUpper[r]!);
    else values[elastic] = model.rowUpper[r]! - others;
  }
}

export function isElastic(kind: Column['kind']): boolean {
  return kind === 'unmet' || kind === 'no-touch-base' || kind === 'no-co-teaching' || kind === 'adjacent';
}
