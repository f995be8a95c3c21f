import { dayNumber, minutesOf } from './clock-time.ts';
import { countWeeks, type Column, type Model } from './model.ts';
import type { PreviousSession } from './problem.ts';
import { settleElastic } from './submodel.ts';

/**
 * A first plan in milliseconds: locks, then the services that have the fewest places to go, each at the cheapest start
 * that is still open, then co-teaching and touch-bases. Every row of the model holds in the result. Answers a value for
 * every column, or undefined if no way to keep all the locks was found. Sessions of `keep` (by default the plan in force)
 * come straight after the locks, where they still fit.
 */
export function greedy(
  model: Model,
  keep: readonly PreviousSession[] = model.timetable.problem.previous ?? [],
): Float64Array | undefined {
  const filling = new Filling(model);
  if (!filling.keepLocks()) return undefined;
  if (!filling.placeLunches()) return undefined;
  for (const session of keep) filling.keepSession(session);
  filling.placeCoTeaching();
  filling.placeServices();
  filling.placeTouchBases();
  filling.close();
  return filling.values;
}

/** Whether the given locks (by number) can all be kept together, lunches included. Gives up, saying yes, after `patience` steps. */
export function locksFit(model: Model, locks: ReadonlySet<number>, patience = 20_000): boolean {
  const filling = new Filling(model);
  return filling.keepLocks(locks, patience) && filling.placeLunches();
}

/** Columns set one by one, with the activity of every row kept, so that "does this still fit" is a look-up. */
class Filling {
  readonly model: Model;
  readonly values: Float64Array;
  readonly #activity: Float64Array;
  readonly #starts: Int32Array;
  readonly #rows: Int32Array;
  readonly #coefficients: Float64Array;
  readonly #lunchesOn = new Map<string, number[]>();

  constructor(model: Model) {
    this.model = model;
    this.values = new Float64Array(model.columns.length);
    this.#activity = new Float64Array(model.rows.length);
    const counts = new Int32Array(model.columns.length + 1);
    for (const c of model.indices) counts[c + 1]!++;
    for (let c = 0; c < model.columns.length; c++) counts[c + 1] = counts[c + 1]! + counts[c]!;
    this.#starts = counts.slice();
    this.#rows = new Int32Array(model.indices.length);
    this.#coefficients = new Float64Array(model.indices.length);
    const next = counts.slice();
    for (let r = 0; r < model.rows.length; r++) {
      for (let k = model.starts[r]!; k < model.starts[r + 1]!; k++) {
        const place = next[model.indices[k]!]!++;
        this.#rows[place] = r;
        this.#coefficients[place] = model.values[k]!;
      }
    }
    model.columns.forEach((c, i) => {
      if (c.kind !== 'lunch') return;
      const key = `${c.therapist}/${c.day}/${c.weeks}`;
      const list = this.#lunchesOn.get(key);
      if (list) list.push(i);
      else this.#lunchesOn.set(key, [i]);
    });
  }

  set(column: number, value: number): void {
    const change = value - this.values[column]!;
    if (change === 0) return;
    this.values[column] = value;
    for (let k = this.#starts[column]!; k < this.#starts[column + 1]!; k++) {
      const row = this.#rows[k]!;
      this.#activity[row] = this.#activity[row]! + change * this.#coefficients[k]!;
    }
  }

  /** Rows over their upper side that hold one of these columns. Lower sides are met by elastic columns at the end. */
  overfull(columns: readonly number[]): number[] {
    const rows: number[] = [];
    for (const c of columns) {
      for (let k = this.#starts[c]!; k < this.#starts[c + 1]!; k++) {
        const row = this.#rows[k]!;
        const slack = this.model.rows[row]!.kind === 'adjacent' ? 1 : 0;
        if (this.#activity[row]! > this.model.rowUpper[row]! + slack + 1e-9) rows.push(row);
      }
    }
    return rows;
  }

  /** Sets all the columns to 1 if every row still holds, moving a lunch out of the way where that is all it takes. */
  add(columns: readonly number[]): boolean {
    const added = columns.filter((c) => this.values[c] === 0);
    for (const c of added) this.set(c, 1);
    const rows = this.overfull(added);
    if (rows.length === 0) return true;
    if (rows.every((r) => this.model.rows[r]!.kind === 'one-thing-at-a-time') && this.moveLunches(rows)) {
      if (this.overfull(added).length === 0) return true;
    }
    for (const c of added) this.set(c, 0);
    return false;
  }

  moveLunches(rows: readonly number[]): boolean {
    const { model } = this;
    const moved: [number, number][] = [];
    for (const row of new Set(rows)) {
      if (this.#activity[row]! <= model.rowUpper[row]! + 1e-9) continue;
      let lunch = -1;
      for (let k = model.starts[row]!; k < model.starts[row + 1]!; k++) {
        const c = model.indices[k]!;
        if (this.values[c] === 1 && model.columns[c]!.kind === 'lunch') lunch = c;
      }
      if (lunch >= 0) {
        this.set(lunch, 0);
        const own = model.columns[lunch] as Column & { kind: 'lunch' };
        const other = this.#lunchesOn.get(`${own.therapist}/${own.day}/${own.weeks}`)!.find((c) => c !== lunch && this.fits(c));
        if (other !== undefined) {
          this.set(other, 1);
          moved.push([lunch, other]);
          continue;
        }
        this.set(lunch, 1);
      }
      for (const [from, to] of moved.reverse()) {
        this.set(to, 0);
        this.set(from, 1);
      }
      return false;
    }
    return true;
  }

  fits(column: number): boolean {
    this.set(column, 1);
    const fits = this.overfull([column]).length === 0;
    this.set(column, 0);
    return fits;
  }

  keepLocks(only?: ReadonlySet<number>, patience = 20_000): boolean {
    const wanted = this.model.lockChoices.filter((l) => !only || only.has(l.lock)).sort((a, b) => a.choices.length - b.choices.length);
    let steps = 0;
    const keep = (i: number): boolean => {
      if (i === wanted.length) return this.lunchesLeft();
      for (const choice of wanted[i]!.choices) {
        if (++steps > patience) return false;
        const added = choice.filter((c) => this.values[c] === 0);
        for (const c of added) this.set(c, 1);
        if (this.overfull(added).length === 0 && keep(i + 1)) return true;
        for (const c of added) this.set(c, 0);
      }
      return false;
    };
    if (!keep(0)) return only !== undefined && steps > patience;
    // The chosen way of keeping a lock is itself a column where there are several ways.
    this.model.columns.forEach((c, i) => {
      if (c.kind === 'lock' && this.fits(i)) this.set(i, 1);
    });
    return true;
  }

  lunchesLeft(): boolean {
    return [...this.#lunchesOn.values()].every((starts) => starts.some((c) => this.fits(c)));
  }

  /** Each lunch where it is in the way of the fewest sessions. */
  placeLunches(): boolean {
    const { model } = this;
    for (const starts of this.#lunchesOn.values()) {
      const open = starts.filter((c) => this.fits(c));
      if (open.length === 0) return false;
      const inTheWay = (c: number) => {
        let entries = 0;
        for (let k = this.#starts[c]!; k < this.#starts[c + 1]!; k++) {
          entries += model.starts[this.#rows[k]! + 1]! - model.starts[this.#rows[k]!]!;
        }
        return entries;
      };
      this.set(open.reduce((best, c) => (inTheWay(c) < inTheWay(best) ? c : best)), 1);
    }
    return true;
  }

  /** Plans the session again with as many of its members as possible: all of them in one session, else one by one. */
  keepSession(session: PreviousSession): void {
    const { model } = this;
    const { timetable } = model;
    const day = dayNumber(session.day);
    const start = minutesOf(session.from);
    const weeks = session.week === undefined ? timetable.allWeeks : 1 << (session.week - 1);
    const wanted = new Set(session.services);
    const byShape = new Map<number, number[]>();
    timetable.services.forEach((need, service) => {
      if (!wanted.has(need.id)) return;
      for (const c of model.attendsFor[service]!) {
        const column = model.columns[c] as { shape: number; weeks: number };
        const shape = model.shapes[column.shape]!;
        if (shape.day !== day || shape.start !== start || !(column.weeks & weeks)) continue;
        byShape.set(column.shape, [...(byShape.get(column.shape) ?? []), c]);
      }
    });
    const shapes = [...byShape.values()].sort((a, b) => b.length - a.length);
    if (shapes.some((members) => members.length === wanted.size && this.add(members.flatMap((c) => [...this.sessionsFor(c), c])))) return;
    for (const members of shapes) for (const c of members) this.add([...this.sessionsFor(c), c]);
  }

  placeCoTeaching(): void {
    const { model } = this;
    model.shapes.forEach((shape, s) => {
      if (shape.agreement >= 0) for (const c of model.sessionsOf[s]!) this.add([c]);
    });
  }

  placeTouchBases(): void {
    this.model.columns.forEach((c, i) => {
      if (c.kind === 'touch-base') this.add([i]);
    });
  }

  /** The sessions that the attendance needs: those of its shape in its weeks. */
  sessionsFor(attend: number): number[] {
    const { shape, weeks } = this.model.columns[attend] as { shape: number; weeks: number };
    return this.model.sessionsOf[shape]!.filter((c) => (this.model.columns[c] as { weeks: number }).weeks & weeks);
  }

  placeServices(): void {
    const { model } = this;
    const needs = model.timetable.services;
    const order = needs
      .map((need, service) => ({ service, hardness: model.attendsFor[service]!.length / (need.times * need.minutes) }))
      .sort((a, b) => a.hardness - b.hardness);
    for (const { service } of order) {
      const need = needs[service]!;
      const taken = new Set<number>();
      const price = (c: number) => {
        const sessions = this.sessionsFor(c).filter((s) => this.values[s] === 0);
        const { shape } = model.columns[c] as { shape: number };
        const { day } = model.shapes[shape]!;
        const beside = taken.has(day - 1) || taken.has(day + 1) ? model.timetable.points.adjacent : 0;
        return model.cost[c]! + sessions.reduce((sum, s) => sum + model.cost[s]!, 0) + beside;
      };
      let left = need.times * (need.perPlan ? 1 : model.timetable.weeks);
      const open = new Set(model.attendsFor[service]);
      const weight = (c: number) => countWeeks((model.columns[c] as { weeks: number }).weeks);
      for (const c of open) {
        if (this.values[c] === 0) continue;
        left -= weight(c);
        taken.add(model.shapes[(model.columns[c] as { shape: number }).shape]!.day);
      }
      while (left > 0 && open.size > 0) {
        let best = -1;
        let lowest = Number.POSITIVE_INFINITY;
        for (const c of open) {
          const p = price(c) / weight(c);
          if (p < lowest) {
            lowest = p;
            best = c;
          }
        }
        open.delete(best);
        if (this.values[best] === 1) continue;
        if (weight(best) <= left && this.add([...this.sessionsFor(best), best])) {
          left -= weight(best);
          taken.add(model.shapes[(model.columns[best] as { shape: number }).shape]!.day);
        }
      }
    }
  }

  /** Sessions that nobody attends are not held; what is left open is paid for. */
  close(): void {
    const { model } = this;
    model.columns.forEach((c, i) => {
      if (c.kind === 'session' && this.isEmpty(c.shape, c.weeks) && model.shapes[c.shape]!.agreement < 0) this.set(i, 0);
    });
    settleElastic(model, this.values);
  }

  isEmpty(shape: number, weeks: number): boolean {
    return !this.model.attendsOf[shape]!.some((c) => this.values[c] === 1 && (this.model.columns[c] as { weeks: number }).weeks & weeks);
  }
}
