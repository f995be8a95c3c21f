import type { Model } from './model.ts';
import { type Submodel, submodel } from './submodel.ts';

/**
 * A lower bound that needs no solver: services with fewer possible days than times, touch-bases and agreements
 * that no start could keep. Every other part of the points is at least 0.
 */
export function staticBound(model: Model): number {
  const { timetable } = model;
  const { points } = timetable;
  let bound = 0;
  const reach = new Set<string>();
  for (const c of model.columns) {
    if (c.kind === 'touch-base') reach.add(`touch-base/${c.class}`);
    if (c.kind === 'session')
      reach.add(`co-teaching/${model.shapes[c.shape]!.class}/${model.shapes[c.shape]!.agreement}`);
  }
  timetable.services.forEach((need, service) => {
    const dates = new Set<string>();
    for (const c of model.attendsFor[service]!) {
      const column = model.columns[c] as { shape: number; weeks: number };
      for (let w = 0; w < timetable.weeks; w++) {
        if (column.weeks & (1 << w)) dates.add(`${w}/${model.shapes[column.shape]!.day}`);
      }
    }
    for (let w = 0; w < (need.perPlan ? 1 : timetable.weeks); w++) {
      const possible = need.perPlan ? dates.size : [...dates].filter((d) => d.startsWith(`${w}/`)).length;
      bound += Math.max(0, need.times - possible) * need.minutes * points.unmet;
    }
  });
  timetable.classes.forEach((section, number) => {
    if (!reach.has(`touch-base/${number}`)) bound += points.touchBase * section.touchBaseWeeks.length;
    section.coTeaching.forEach((_, agreement) => {
      if (!reach.has(`co-teaching/${number}/${agreement}`)) bound += points.coTeaching * timetable.weeks;
    });
  });
  return bound;
}

/** A bound from the solver, raised to the next figure that points can have. */
export function roundedBound(model: Model, bound: number): number {
  if (!Number.isFinite(bound)) return Number.NEGATIVE_INFINITY;
  const steps = (bound - model.offset) / model.grain;
  return model.offset + Math.ceil(steps - 1e-5) * model.grain;
}

/**
 * One therapist's part of the model, as if the others were not there. The parts' least points add up to a bound of the
 * whole: what couples therapists (students, rooms, classes) is left out, and a touch-base or an agreement that
 * several could keep costs none of them anything.
 */
export function therapistPart(model: Model, therapist: number): Submodel {
  const keepers = keepersOf(model);
  const own = (c: number): boolean => {
    const column = model.columns[c]!;
    switch (column.kind) {
      case 'session':
      case 'attend':
        return model.shapes[column.shape]!.therapist === therapist;
      case 'lunch':
      case 'touch-base':
        return column.therapist === therapist;
      case 'unmet':
      case 'adjacent':
        return model.timetable.services[column.service]!.therapist === therapist;
      default:
        return true;
    }
  };
  const part = submodel(model, own, new Float64Array(model.columns.length));
  const cost = part.cost.slice();
  part.columnsOf.forEach((c, i) => {
    const key = elasticKey(model, c);
    if (key === undefined) return;
    const able = keepers.get(key) ?? new Set();
    // What nobody can keep is counted once, with the first therapist.
    const counts = able.size === 0 ? therapist === 0 : able.size === 1 && able.has(therapist);
    if (!counts) cost[i] = 0;
  });
  const rowLower = part.rowLower.slice();
  const rowUpper = part.rowUpper.slice();
  part.rowsOf.forEach((r, i) => {
    const meaning = model.rows[r]!;
    const foreign =
      part.starts[i] === part.starts[i + 1] ||
      meaning.kind === 'lock' ||
      ((meaning.kind === 'times' || meaning.kind === 'adjacent' || meaning.kind === 'steady') &&
        model.timetable.services[meaning.service]!.therapist !== therapist);
    if (!foreign) return;
    rowLower[i] = Number.NEGATIVE_INFINITY;
    rowUpper[i] = Number.POSITIVE_INFINITY;
  });
  return { ...part, cost, rowLower, rowUpper };
}

function elasticKey(model: Model, column: number): string | undefined {
  const c = model.columns[column]!;
  if (c.kind === 'no-touch-base') return `touch-base/${c.class}`;
  if (c.kind === 'no-co-teaching') return `co-teaching/${c.class}/${c.agreement}`;
  return undefined;
}

function keepersOf(model: Model): Map<string, Set<number>> {
  const keepers = new Map<string, Set<number>>();
  const note = (key: string, therapist: number) => {
    const able = keepers.get(key) ?? new Set();
    able.add(therapist);
    keepers.set(key, able);
  };
  for (const c of model.columns) {
    if (c.kind === 'touch-base') note(`touch-base/${c.class}`, c.therapist);
    if (c.kind === 'session') {
      const shape = model.shapes[c.shape]!;
      if (shape.agreement >= 0) note(`co-teaching/${shape.class}/${shape.agreement}`, shape.therapist);
    }
  }
  return keepers;
}
