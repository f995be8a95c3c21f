import loadHighs, { type Highs, type Model as HighsModel } from 'highs';
import type { Arrays } from '../submodel.ts';

let loaded: Promise<Highs> | undefined;

/** Loads the solver once for this worker; `wasm` is where its code lies when it does not lie beside the loader. */
export function solver(wasm?: string): Promise<Highs> {
  loaded ??= loadHighs(wasm === undefined ? {} : { locateFile: () => wasm });
  return loaded;
}

export function pass(
  highs: Highs,
  arrays: Arrays,
  options: Record<string, string | number | boolean>,
  relaxed = false,
): HighsModel {
  const numCols = arrays.cost.length;
  const numRows = arrays.rowLower.length;
  const model = highs.createModel({
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.minimize,
    colCost: arrays.cost,
    colLower: arrays.lower,
    colUpper: arrays.upper,
    rowLower: arrays.rowLower,
    rowUpper: arrays.rowUpper,
    ...(relaxed ? {} : { integrality: arrays.integer }),
    matrix: { format: 'csr', numRows, numCols, starts: arrays.starts, indices: arrays.indices, values: arrays.values },
  });
  model.options.set({ output_flag: false, ...options });
  return model;
}

export interface MipRun {
  readonly seconds: number;
  /** Stop when incumbent and bound are this close (in points). */
  readonly absoluteGap: number;
  readonly relativeGap?: number;
  readonly start?: Float64Array;
  /** Each better vector as it is found, with its points. */
  readonly onBetter?: (values: Float64Array, cost: number) => void;
  /** From time to time, with the bound so far; true stops the run. */
  readonly onCheck?: (bound: number) => boolean;
  /** A vector found elsewhere that the run may use, or undefined. */
  readonly offer?: (incumbent: number) => Float64Array | undefined;
}

export interface MipResult {
  readonly values: Float64Array | undefined;
  readonly cost: number;
  readonly bound: number;
  readonly finished: boolean;
}

/** Runs one mixed-integer model. Costs and bounds are without the settled columns and the offset. */
export function runMip(highs: Highs, arrays: Arrays, run: MipRun): MipResult {
  if (arrays.cost.length === 0) return { values: new Float64Array(0), cost: 0, bound: 0, finished: true };
  const { callbackType, modelStatus } = highs.constants;
  const model = pass(highs, arrays, {
    time_limit: Math.max(0.05, run.seconds),
    mip_rel_gap: run.relativeGap ?? 0,
    mip_abs_gap: run.absoluteGap,
  });
  try {
    if (run.start) model.setSolution({ colValue: run.start });
    let bound = Number.NEGATIVE_INFINITY;
    const note = (found: number | undefined) => {
      if (found !== undefined && Number.isFinite(found) && found > bound) bound = found;
    };
    model.run({
      [callbackType.mipImprovingSolution](event) {
        note(event.data.mip_dual_bound);
        if (event.data.mip_solution)
          run.onBetter?.(event.data.mip_solution, event.data.objective_function_value ?? Number.NaN);
      },
      [callbackType.mipInterrupt](event) {
        note(event.data.mip_dual_bound);
        if (run.onCheck?.(bound)) event.interrupt();
      },
      ...(run.offer && {
        [callbackType.mipUserSolution](event: {
          data: { mip_primal_bound?: number };
          setSolution(values: Float64Array): unknown;
        }) {
          const offered = run.offer!(event.data.mip_primal_bound ?? Number.POSITIVE_INFINITY);
          if (offered) event.setSolution(offered);
          return undefined;
        },
      }),
    });
    const status = model.getModelStatus();
    const finished = status === modelStatus.optimal || status === modelStatus.infeasible;
    const feasible = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
    note(Number(model.info.get('mip_dual_bound')));
    // Without whole numbers it was a linear program, which knows no such bound.
    if (status === modelStatus.optimal && arrays.integer.every((i) => i === 0)) note(model.getObjectiveValue());
    return {
      values: feasible ? model.getSolution().colValue : undefined,
      cost: feasible ? model.getObjectiveValue() : Number.POSITIVE_INFINITY,
      bound,
      finished,
    };
  } finally {
    model.dispose();
  }
}

/** The rows of a smallest set that cannot hold together in the linear relaxation; undefined when it can hold. */
export function conflictingRows(highs: Highs, arrays: Arrays, seconds: number): number[] | undefined {
  const model = pass(
    highs,
    arrays,
    { time_limit: seconds, iis_strategy: highs.constants.iis.strategyRowPriority },
    true,
  );
  try {
    model.run();
    if (model.getModelStatus() !== highs.constants.modelStatus.infeasible) return undefined;
    return [...model.getIis().rowIndex];
  } finally {
    model.dispose();
  }
}
