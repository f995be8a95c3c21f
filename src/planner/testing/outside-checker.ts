/** A second checker of one-week plans, by somebody else: `PLAN_CHECKER=FILE`, a module with `check(problem, plan)`. */
const file = process.env.PLAN_CHECKER;

export const outside: { check(problem: unknown, plan: unknown): { breaches: string[]; points: number } } | undefined =
  file ? await import(/* @vite-ignore */ file) : undefined;
