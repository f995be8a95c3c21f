import type { Problem } from '../problem.ts';

/** What a worker is asked. Times are seconds from now; vectors have one value for each column of the problem's model. */
export type Task =
  | {
      readonly kind: 'search';
      readonly problem: Problem;
      readonly seconds: number;
      readonly start: Float64Array | undefined;
      readonly board: SharedArrayBuffer | undefined;
    }
  | {
      readonly kind: 'bound';
      readonly problem: Problem;
      readonly seconds: number;
      readonly start: Float64Array | undefined;
      readonly board: SharedArrayBuffer | undefined;
    }
  | {
      readonly kind: 'conflict';
      readonly problem: Problem;
      readonly seconds: number;
      /** The plan in question. */
      readonly values: Float64Array;
      /** Elastic columns: for each, what keeps it from being one less while nothing else gets more. */
      readonly targets: readonly number[];
    };

/** Sent to a running search: a better vector that another worker has found. */
export interface Better {
  readonly kind: 'better';
  readonly values: Float64Array;
  readonly cost: number;
}

export type Answer =
  | { readonly kind: 'values'; readonly values: Float64Array; readonly cost: number }
  | { readonly kind: 'bound'; readonly bound: number }
  | { readonly kind: 'conflict'; readonly target: number; readonly rows: readonly number[] | undefined }
  /** No plan keeps all the locks. */
  | { readonly kind: 'no-plan' }
  | { readonly kind: 'done' }
  | { readonly kind: 'broke'; readonly message: string };

/** A worker as the planner sees it, in Node and in the browser alike. */
export interface SolverWorker {
  post(message: Task | Better): void;
  onAnswer(listener: (answer: Answer) => void): void;
  end(): Promise<void>;
}

export type StartWorker = () => SolverWorker;
