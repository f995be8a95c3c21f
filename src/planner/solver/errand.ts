import type { Change } from '../why-not.ts';
import type { Problem } from '../problem.ts';
import type { Outcome } from './make-plan.ts';
import type { Progress, SolveOptions } from './solve.ts';

/** What a page has done for it in a worker: making a model takes long enough for a screen to stand still. */
export type Errand =
  | {
      readonly kind: 'plan';
      readonly problem: Problem;
      readonly options: Pick<SolveOptions, 'seconds' | 'startFrom'>;
    }
  /** The single changes that could help each of these services. */
  | { readonly kind: 'changes'; readonly problem: Problem; readonly services: readonly string[] };

/** Ends a search; its best plan so far comes back. */
export interface Stop {
  readonly kind: 'stop';
}

export type Brought =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'plan'; readonly outcome: Outcome }
  | { readonly kind: 'changes'; readonly changes: ReadonlyMap<string, readonly Change[]> }
  | { readonly kind: 'broke'; readonly message: string };
