import { Filling } from './filling.ts';
import { hardestFirst } from './greedy.ts';
import type { Column, Model } from './model.ts';

/**
 * Improves a plan by taking a small part of it out and planning that anew, thousands of times, keeping what is better
 * and, while it is early, sometimes what is a little worse (simulated annealing: Schrimpf et al. 2000, "Record breaking
 * optimization results using the ruin and recreate principle"). It needs no solver and finds in a second or two what the
 * solver's own heuristics find late; the solver then takes it from there.
 *
 * `progress` says how much of the time is gone, 0 to 1; from 1 on it stops. `onBetter` gets each better plan's values.
 */
export function ruinAndRecreate(
  model: Model,
  start: ArrayLike<number>,
  progress: () => number,
  onBetter: (values: Float64Array, cost: number) => void,
  seed = 1,
): void {
  const filling = new Filling(model);
  filling.load(start);
  const random = randomNumbers(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const services = model.timetable.services;
  const hardest = hardestFirst(model);
  const rank = new Map(hardest.map((service, i) => [service, i]));
  const touchBases: number[] = [];
  const agreed: number[] = [];
  const held: number[] = [];
  model.columns.forEach((c, i) => {
    if (c.kind === 'touch-base') touchBases.push(i);
    if (c.kind === 'session' && model.shapes[c.shape]!.agreement >= 0) agreed.push(i);
    if (c.kind === 'session' || c.kind === 'touch-base' || (c.kind === 'attend' && model.shapes[c.shape]!.alone))
      held.push(i);
  });
  const missing = (service: number): number => {
    const need = services[service]!;
    let left = need.times * (need.perPlan ? 1 : model.timetable.weeks);
    for (const c of model.attendsFor[service]!) {
      if (filling.values[c] === 1) left -= weeksOf(model.columns[c]!);
    }
    return left;
  };
  const reachable = services.map((_, i) => i).filter((i) => model.attendsFor[i]!.length > 0);
  if (reachable.length === 0) return;

  const ruinWindow = () => {
    const on = held.filter((c) => filling.values[c] === 1);
    if (on.length === 0) return;
    const centre = timeOfColumn(model, pick(on));
    const reach = 30 + random() * 90;
    for (const c of on) {
      const t = timeOfColumn(model, c);
      const near = t.day === centre.day && Math.abs(t.start - centre.start) <= reach;
      if (near && (t.therapist === centre.therapist || random() < 0.3)) filling.clear(c);
    }
  };
  const ruinServices = () => {
    const count = 2 + Math.floor(random() * 6);
    for (let i = 0; i < count; i++) {
      for (const c of model.attendsFor[pick(reachable)]!) if (filling.values[c] === 1) filling.remove(c);
    }
  };
  /** Makes room for something that is missing, by taking out whatever is in its way. */
  const force = (): boolean => {
    const wanting = reachable.filter((i) => missing(i) > 0);
    const absent = [...agreed, ...touchBases].filter((c) => filling.values[c] === 0 && random() < 0.05);
    const target =
      wanting.length > 0 && (absent.length === 0 || random() < 0.8)
        ? pick(model.attendsFor[pick(wanting)]!)
        : pick(absent);
    if (target === undefined) return false;
    const columns = model.columns[target]!.kind === 'attend' ? [...filling.sessionsFor(target), target] : [target];
    for (const c of filling.inTheWayOf(columns)) filling.clear(c);
    filling.add(columns);
    return true;
  };
  const recreate = () => {
    const waiting = reachable.filter((i) => missing(i) > 0).map((service) => ({ service, key: random() }));
    const order = random();
    if (order < 0.4) for (const w of waiting) w.key = rank.get(w.service)! + random() * 8;
    else if (order < 0.7)
      for (const w of waiting) w.key = -services[w.service]!.minutes * missing(w.service) * (0.5 + random());
    waiting.sort((a, b) => a.key - b.key);
    const loud = random() < 0.5 ? 0 : random() * 120;
    const noise = () => loud * random();
    if (random() < 0.5) for (const c of agreed) if (filling.values[c] === 0) filling.add([c]);
    for (const w of waiting) filling.placeService(w.service, noise);
    for (const c of agreed) if (filling.values[c] === 0) filling.add([c]);
    const from = Math.floor(random() * touchBases.length);
    for (let i = 0; i < touchBases.length; i++) {
      const c = touchBases[(from + i) % touchBases.length]!;
      if (filling.values[c] === 0) filling.add([c]);
    }
  };

  let best = filling.cost;
  let current = best;
  for (let done = progress(); done < 1; done = progress()) {
    // From accepting the worth of a touch-base to accepting next to nothing.
    const warmth = 800 * 0.01 ** done;
    for (let i = 0; i < 20; i++) {
      const way = random();
      if (way < 0.45) force();
      else if (way < 0.8) ruinWindow();
      else ruinServices();
      recreate();
      if (filling.cost > current - warmth * Math.log(random() + 1e-12)) {
        filling.undo();
        continue;
      }
      filling.commit();
      current = filling.cost;
      if (current < best - 1e-6) {
        best = current;
        onBetter(filling.close(), best);
        filling.commit();
      }
    }
  }
}

function weeksOf(column: Column): number {
  let n = 0;
  for (let m = (column as { weeks: number }).weeks; m > 0; m &= m - 1) n++;
  return n;
}

function timeOfColumn(model: Model, column: number): { therapist: number; day: number; start: number } {
  const c = model.columns[column]!;
  if (c.kind === 'touch-base' || c.kind === 'lunch') return c;
  return model.shapes[(c as { shape: number }).shape]!;
}

/** The same numbers in [0, 1) for the same seed (Mulberry32, a public-domain generator). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
