import type { Highs } from 'highs';
import { roundedBound, therapistPart } from '../bound.ts';
import type { Model } from '../model.ts';
import { coarse, freed, neighbourhoods } from '../neighbourhood.ts';
import { ruinAndRecreate } from '../ruin-and-recreate.ts';
import { costOf, type Submodel, settleElastic, submodel } from '../submodel.ts';
import type { Board } from './board.ts';
import { type MipResult, runMip } from './highs.ts';

/** Time for one neighbourhood in the first rounds. */
const STEP_SECONDS = 2;
/** Below this many columns the whole model is solved faster than its pieces. */
const SMALL = 2_000;

/** The whole model is begun anew when a better plan has made the gap so many times smaller. */
const FRESH_START = 4;

export interface SearchWatch {
  now(): number;
  readonly until: number;
  /** Tells of a better vector. */
  better(values: Float64Array, cost: number): void;
  /** No plan keeps all the locks. */
  noPlan(): void;
  /** A better vector from elsewhere since the last call, if any; lets messages in. */
  received(): Promise<{ values: Float64Array; cost: number } | undefined>;
}

/**
 * Improves a plan until time is up: first without the solver, then on the coarse grid, then neighbourhood by
 * neighbourhood on the fine one.
 * Without a start (locks for which the first plan found no place) the whole model is asked for any plan at all.
 */
export async function search(
  highs: Highs,
  model: Model,
  start: Float64Array | undefined,
  watch: SearchWatch,
): Promise<void> {
  let best: Float64Array = start ? start.slice() : new Float64Array(model.columns.length);
  let cost = start ? costOf(model, best) : Number.POSITIVE_INFINITY;
  const left = () => watch.until - watch.now();
  const take = (values: Float64Array, found: number): boolean => {
    if (!(found < cost - 1e-6)) return false;
    best = values;
    cost = found;
    watch.better(best, cost);
    return true;
  };
  const solve = (sub: Submodel, seconds: number, relativeGap = 0): MipResult => {
    const run = {
      seconds: Math.min(seconds, left()),
      absoluteGap: model.grain - 1e-3,
      relativeGap,
      onBetter: (values: Float64Array) => {
        const whole = merged(model, sub, values, best);
        take(whole, costOf(model, whole));
      },
      ...(Number.isFinite(cost) ? { start: Float64Array.from(sub.columnsOf, (c) => best[c]!) } : {}),
    };
    const result = runMip(highs, sub, run);
    if (result.values) {
      const whole = merged(model, sub, result.values, best);
      take(whole, costOf(model, whole));
    }
    return result;
  };

  if (!Number.isFinite(cost)) {
    const whole = submodel(model, () => true, best);
    const { finished } = solve(whole, left());
    if (finished && !Number.isFinite(cost)) watch.noPlan();
  }
  if (!Number.isFinite(cost)) return;
  const began = watch.now();
  const quick = Math.min(3, left() * 0.12);
  ruinAndRecreate(model, best, () => (watch.now() - began) / quick, take);
  if (model.columns.length > SMALL) solve(submodel(model, coarse(model, best), best), left() * 0.4, 0.002);

  /** The points at which a neighbourhood was last found to hold nothing better. */
  const exhausted = new Map<string, number>();
  let round = 0;
  let idle = true;
  for (const hood of neighbourhoods(model)) {
    if (left() <= 0.05) return;
    const news = await watch.received();
    if (news) take(news.values, news.cost);
    if (hood.round !== round) {
      if (idle && round % 2 === 1) return;
      idle = true;
      round = hood.round;
    }
    const key = `${[...hood.therapists]}/${[...hood.days]}`;
    const seconds = STEP_SECONDS * (1 + (round >> 1));
    if (exhausted.get(key) === cost || exhausted.get(`${key}/${seconds}`) === cost) continue;
    idle = false;
    const before = cost;
    const result = solve(submodel(model, freed(model, hood), best), seconds);
    if (result.finished) exhausted.set(key, cost);
    else if (cost === before) exhausted.set(`${key}/${seconds}`, cost);
  }
}

/** The whole vector with the submodel's part put in, and no elastic column higher than it must be. */
function merged(model: Model, sub: Submodel, part: Float64Array, whole: Float64Array): Float64Array {
  const values = whole.slice();
  sub.columnsOf.forEach((c, i) => {
    values[c] = sub.integer[i] ? Math.round(part[i]!) : part[i]!;
  });
  settleElastic(model, values);
  return values;
}

export interface BoundWatch {
  now(): number;
  readonly until: number;
  bound(bound: number): void;
  better(values: Float64Array, cost: number): void;
  readonly board: Board | undefined;
}

/**
 * Raises the bound until it meets the best plan or time is up. One therapist: the whole model. Several: the sum of
 * each therapist's own, then the whole model, then again those not yet proven.
 */
export function raiseBound(highs: Highs, model: Model, start: Float64Array | undefined, watch: BoundWatch): void {
  const left = () => watch.until - watch.now();
  let highest = Number.NEGATIVE_INFINITY;
  const report = (bound: number) => {
    const rounded = roundedBound(model, bound);
    if (rounded <= highest) return;
    highest = rounded;
    watch.bound(rounded);
  };
  let best = start;
  let cost = start ? costOf(model, start) : Number.POSITIVE_INFINITY;
  let sequence = -1;
  const take = (values: Float64Array, found: number) => {
    if (!(found < cost - 1e-6)) return;
    best = values;
    cost = found;
    watch.better(values, found);
  };
  /** What the searching worker has posted since the last look, if it is better than what is known here. */
  const posted = (): Float64Array | undefined => {
    const news = watch.board?.read(sequence);
    if (!news) return undefined;
    sequence = news.sequence;
    if (!(news.cost < cost - 1e-6)) return undefined;
    best = news.values;
    cost = news.cost;
    return news.values;
  };
  if (best) {
    const began = watch.now();
    const quick = Math.min(1.5, left() * 0.05);
    ruinAndRecreate(model, best, () => (watch.now() - began) / quick, take, 2);
  }

  /** One run on the whole model. Answers whether it should be begun again, with the better plan known by now. */
  const whole = (until: number): boolean => {
    posted();
    const sub = submodel(model, () => true, best ?? model.lower);
    const constant = sub.settled + model.offset;
    const startCost = cost;
    let again = false;
    const result = runMip(highs, sub, {
      seconds: until - watch.now(),
      absoluteGap: model.grain - 1e-3,
      ...(best ? { start: Float64Array.from(sub.columnsOf, (c) => best![c]!) } : {}),
      onBetter: (values) => {
        const full = merged(model, sub, values, model.lower);
        take(full, costOf(model, full));
      },
      onCheck: (bound) => {
        report(bound + constant);
        const incumbent = cost;
        posted();
        if (cost < incumbent - 1e-6) lastNews = watch.now();
        // A plan that closes most of the gap lets the root of a new run settle many columns for good.
        again =
          startCost - highest > FRESH_START * (cost - highest) && watch.now() - lastNews > 1 && until - watch.now() > 3;
        return again || watch.now() >= until;
      },
      offer: (incumbent) => {
        posted();
        if (!best || !(cost - constant < incumbent - 1e-6)) return undefined;
        return Float64Array.from(sub.columnsOf, (c) => best![c]!);
      },
    });
    report(result.bound + constant);
    if (result.finished && result.values) {
      const full = merged(model, sub, result.values, model.lower);
      take(full, costOf(model, full));
    }
    return again;
  };
  let lastNews = watch.now();
  const wholeUntil = (until: number) => {
    while (whole(until));
  };
  const count = model.timetable.therapists.length;
  if (count === 1) {
    wholeUntil(watch.until);
    return;
  }

  const parts = model.timetable.therapists.map((_, t) => ({
    part: therapistPart(model, t),
    bound: 0,
    finished: false,
  }));
  for (const p of parts) p.bound = leastOf(p.part);
  const sum = () => parts.reduce((total, p) => total + p.bound, model.offset);
  const eachPart = (seconds: number) => {
    for (const p of parts) {
      if (p.finished || left() <= 0.05) continue;
      const raise = (bound: number) => {
        p.bound = Math.max(p.bound, bound + p.part.settled);
        report(sum());
      };
      const result = runMip(highs, p.part, {
        seconds: Math.min(seconds, left()),
        absoluteGap: model.grain - 1e-3,
        onCheck: (bound) => {
          raise(bound);
          return false;
        },
      });
      raise(result.bound);
      p.finished = result.finished;
    }
  };
  eachPart((left() * 0.4) / count);
  wholeUntil(watch.now() + left() * 0.5);
  while (left() > 0.5 && parts.some((p) => !p.finished)) eachPart(left() / parts.filter((p) => !p.finished).length);
}

/** What the columns cost at least, each taken for itself. */
function leastOf(part: Submodel): number {
  let least = part.settled;
  part.cost.forEach((c, i) => {
    least += Math.min(c * part.lower[i]!, c * part.upper[i]!);
  });
  return least;
}
