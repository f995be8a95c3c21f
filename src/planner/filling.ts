import { dayNumber, minutesOf } from './clock-time.ts';
import { type Column, countWeeks, type Model } from './model.ts';
import type { PreviousSession } from './problem.ts';
import { isElastic, settleElastic } from './submodel.ts';

type Attend = Column & { readonly kind: 'attend' };

/**
 * A plan that is filled column by column. The activity of every row and the points are kept up to date, so that
 * "does this still fit" is a look-up, and every change is noted, so that it can be taken back.
 */
export class Filling {
  readonly model: Model;
  /** Values of all columns but the elastic ones, which `close` sets. */
  readonly values: Float64Array;
  /** Points of the plan as it stands, what it leaves out included. */
  cost: number;
  /** Columns that locks hold. */
  readonly pinned = new Set<number>();
  readonly #activity: Float64Array;
  readonly #starts: Int32Array;
  readonly #rows: Int32Array;
  readonly #coefficients: Float64Array;
  readonly #lunchesOn = new Map<string, number[]>();
  /** What a row's elastic column costs, 0 where it has none. */
  readonly #elasticCost: Float64Array;
  readonly #sessionsFor: (readonly number[] | undefined)[];
  #journal: number[] = [];

  constructor(model: Model) {
    this.model = model;
    this.values = new Float64Array(model.columns.length);
    this.#activity = new Float64Array(model.rows.length);
    this.#elasticCost = new Float64Array(model.rows.length);
    this.#sessionsFor = model.columns.map(() => undefined);
    const counts = new Int32Array(model.columns.length + 1);
    for (const c of model.indices) counts[c + 1]!++;
    for (let c = 0; c < model.columns.length; c++) counts[c + 1] = counts[c + 1]! + counts[c]!;
    this.#starts = counts.slice();
    this.#rows = new Int32Array(model.indices.length);
    this.#coefficients = new Float64Array(model.indices.length);
    const next = counts.slice();
    this.cost = model.offset;
    for (let r = 0; r < model.rows.length; r++) {
      for (let k = model.starts[r]!; k < model.starts[r + 1]!; k++) {
        const c = model.indices[k]!;
        const place = next[c]!++;
        this.#rows[place] = r;
        this.#coefficients[place] = model.values[k]!;
        if (isElastic(model.columns[c]!.kind)) this.#elasticCost[r] = model.cost[c]!;
      }
      this.cost += this.#paidFor(r);
    }
    model.columns.forEach((c, i) => {
      if (c.kind !== 'lunch') return;
      const key = `${c.therapist}/${c.day}/${c.weeks}`;
      const list = this.#lunchesOn.get(key);
      if (list) list.push(i);
      else this.#lunchesOn.set(key, [i]);
    });
  }

  #paidFor(row: number): number {
    const cost = this.#elasticCost[row]!;
    if (cost === 0) return 0;
    const over = this.#activity[row]! - this.model.rowUpper[row]!;
    return cost * (this.model.rows[row]!.kind === 'adjacent' ? Math.max(0, over) : -over);
  }

  set(column: number, value: number): void {
    const change = value - this.values[column]!;
    if (change === 0) return;
    this.values[column] = value;
    this.cost += change * this.model.cost[column]!;
    this.#journal.push(column);
    for (let k = this.#starts[column]!; k < this.#starts[column + 1]!; k++) {
      const row = this.#rows[k]!;
      const paid = this.#paidFor(row);
      this.#activity[row] = this.#activity[row]! + change * this.#coefficients[k]!;
      this.cost += this.#paidFor(row) - paid;
    }
  }

  /** Forgets what was noted: from here on `undo` comes back to this. */
  commit(): void {
    this.#journal = [];
  }

  undo(): void {
    const changed = this.#journal;
    this.#journal = [];
    for (let i = changed.length - 1; i >= 0; i--) this.set(changed[i]!, 1 - this.values[changed[i]!]!);
    this.#journal = [];
  }

  /** Takes over another plan's columns; they must all fit together. */
  load(values: ArrayLike<number>): void {
    this.model.columns.forEach((c, i) => {
      if (!isElastic(c.kind)) this.set(i, Math.round(values[i]!));
    });
    this.model.lower.forEach((lower, c) => {
      if (lower === 1) this.pinned.add(c);
    });
    for (const { choices } of this.model.lockChoices) {
      const kept = choices.find((choice) => choice.every((c) => this.values[c] === 1));
      for (const c of kept ?? []) this.pinned.add(c);
    }
    this.commit();
  }

  isFull(row: number): boolean {
    const slack = this.model.rows[row]!.kind === 'adjacent' ? 1 : 0;
    return this.#activity[row]! > this.model.rowUpper[row]! + slack + 1e-9;
  }

  /** Rows over their upper side that hold one of these columns. Lower sides are met by elastic columns at the end. */
  overfull(columns: readonly number[]): number[] {
    const rows: number[] = [];
    for (const c of columns) {
      for (let k = this.#starts[c]!; k < this.#starts[c + 1]!; k++) {
        if (this.isFull(this.#rows[k]!)) rows.push(this.#rows[k]!);
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
    if (rows.every((r) => this.model.rows[r]!.kind === 'one-thing-at-a-time') && this.#moveLunches(rows)) {
      if (this.overfull(added).length === 0) return true;
    }
    for (const c of added) this.set(c, 0);
    return false;
  }

  #moveLunches(rows: readonly number[]): boolean {
    const { model } = this;
    const moved: [number, number][] = [];
    for (const row of new Set(rows)) {
      if (!this.isFull(row)) continue;
      let lunch = -1;
      for (let k = model.starts[row]!; k < model.starts[row + 1]!; k++) {
        const c = model.indices[k]!;
        if (this.values[c] === 1 && model.columns[c]!.kind === 'lunch') lunch = c;
      }
      if (lunch >= 0) {
        this.set(lunch, 0);
        const own = model.columns[lunch] as Column & { kind: 'lunch' };
        const other = this.#lunchesOn
          .get(`${own.therapist}/${own.day}/${own.weeks}`)!
          .find((c) => c !== lunch && this.fits(c));
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

  /** Keeps the locks (all, or those of the given numbers); gives up after `patience` steps. */
  keepLocks(only?: ReadonlySet<number>, patience = 20_000): 'kept' | 'contradiction' | 'gave-up' {
    const wanted = this.model.lockChoices
      .filter((l) => !only || only.has(l.lock))
      .sort((a, b) => a.choices.length - b.choices.length);
    let steps = 0;
    const keep = (i: number): boolean => {
      if (i === wanted.length) return this.#lunchesLeft();
      for (const choice of wanted[i]!.choices) {
        if (++steps > patience) return false;
        const added = choice.filter((c) => this.values[c] === 0);
        for (const c of added) this.set(c, 1);
        if (this.overfull(added).length === 0 && keep(i + 1)) {
          for (const c of choice) this.pinned.add(c);
          return true;
        }
        for (const c of added) this.set(c, 0);
      }
      return false;
    };
    if (!keep(0)) return steps > patience ? 'gave-up' : 'contradiction';
    // The chosen way of keeping a lock is itself a column where there are several ways.
    this.model.columns.forEach((c, i) => {
      if (c.kind === 'lock' && this.fits(i)) this.set(i, 1);
    });
    return 'kept';
  }

  #lunchesLeft(): boolean {
    return [...this.#lunchesOn.values()].every((starts) => starts.some((c) => this.fits(c)));
  }

  /** Each lunch where it is in the way of the fewest sessions; false if one finds no place. */
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
      this.set(
        open.reduce((best, c) => (inTheWay(c) < inTheWay(best) ? c : best)),
        1,
      );
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
        const column = model.columns[c] as Attend;
        const shape = model.shapes[column.shape]!;
        if (shape.day !== day || shape.start !== start || !(column.weeks & weeks)) continue;
        byShape.set(column.shape, [...(byShape.get(column.shape) ?? []), c]);
      }
    });
    const shapes = [...byShape.values()].sort((a, b) => b.length - a.length);
    const together = shapes.some((members) => {
      return members.length === wanted.size && this.add(members.flatMap((c) => [...this.sessionsFor(c), c]));
    });
    if (together) return;
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
  sessionsFor(attend: number): readonly number[] {
    let sessions = this.#sessionsFor[attend];
    if (!sessions) {
      const { shape, weeks } = this.model.columns[attend] as Attend;
      sessions = this.model.sessionsOf[shape]!.filter((c) => (this.model.columns[c] as Attend).weeks & weeks);
      this.#sessionsFor[attend] = sessions;
    }
    return sessions;
  }

  /** Plans what is missing of the service, each time at the cheapest start that is open; `noise` is added to a price. */
  placeService(service: number, noise: () => number = () => 0): void {
    const { model } = this;
    const need = model.timetable.services[service]!;
    const dayOf = (c: number) => model.shapes[(model.columns[c] as Attend).shape]!.day;
    const weight = (c: number) => countWeeks((model.columns[c] as Attend).weeks);
    const taken = new Set<number>();
    let left = need.times * (need.perPlan ? 1 : model.timetable.weeks);
    for (const c of model.attendsFor[service]!) {
      if (this.values[c] === 0) continue;
      left -= weight(c);
      taken.add(dayOf(c));
    }
    if (left <= 0) return;
    const once = model.timetable.weeks === 1;
    const priced = model.attendsFor[service]!.filter((c) => this.values[c] === 0 && !(once && taken.has(dayOf(c)))).map(
      (c) => {
        let price = model.cost[c]! + noise();
        for (const s of this.sessionsFor(c)) if (this.values[s] === 0) price += model.cost[s]!;
        return { c, price: price / weight(c), day: dayOf(c) };
      },
    );
    const { adjacent } = model.timetable.points;
    while (left > 0 && priced.length > 0) {
      let best = -1;
      let lowest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < priced.length; i++) {
        const { price, day } = priced[i]!;
        const whole = price + (taken.has(day - 1) || taken.has(day + 1) ? adjacent : 0);
        if (whole < lowest) {
          lowest = whole;
          best = i;
        }
      }
      const { c, day } = priced[best]!;
      priced[best] = priced[priced.length - 1]!;
      priced.pop();
      if (weight(c) > left || (once && taken.has(day))) continue;
      if (this.add([...this.sessionsFor(c), c])) {
        left -= weight(c);
        taken.add(day);
      }
    }
  }

  /** Takes an attendance out of the plan, and its sessions if nobody else is in them. */
  remove(attend: number): void {
    if (this.pinned.has(attend)) return;
    this.set(attend, 0);
    const { shape } = this.model.columns[attend] as Attend;
    if (this.model.shapes[shape]!.agreement >= 0) return;
    for (const session of this.sessionsFor(attend)) {
      if (!this.pinned.has(session) && this.#isEmpty(shape, (this.model.columns[session] as Attend).weeks))
        this.set(session, 0);
    }
  }

  /** Takes a planned thing out, a session with all its members. Locked things and lunches stay. */
  clear(column: number): void {
    const c = this.model.columns[column]!;
    if (this.values[column] === 0 || this.pinned.has(column)) return;
    if (c.kind === 'attend') this.remove(column);
    else if (c.kind === 'touch-base') this.set(column, 0);
    else if (c.kind === 'session') {
      const members = this.model.attendsOf[c.shape]!.filter(
        (a) => this.values[a] === 1 && (this.model.columns[a] as Attend).weeks & c.weeks,
      );
      if (members.some((a) => this.pinned.has(a))) return;
      for (const a of members) this.remove(a);
      this.set(column, 0);
    }
  }

  /** Columns that are on and in a full row with one of these. */
  inTheWayOf(columns: readonly number[]): number[] {
    const found: number[] = [];
    const before = columns.filter((c) => this.values[c] === 0);
    for (const c of before) this.set(c, 1);
    for (const row of this.overfull(before)) {
      for (let k = this.model.starts[row]!; k < this.model.starts[row + 1]!; k++) {
        const c = this.model.indices[k]!;
        if (this.values[c] === 1 && !columns.includes(c)) found.push(c);
      }
    }
    for (const c of before) this.set(c, 0);
    return found;
  }

  /** Sessions that nobody attends are not held; what is left open is paid for. */
  close(): Float64Array {
    const { model } = this;
    model.columns.forEach((c, i) => {
      if (c.kind === 'session' && this.#isEmpty(c.shape, c.weeks) && model.shapes[c.shape]!.agreement < 0)
        this.set(i, 0);
    });
    const values = this.values.slice();
    settleElastic(model, values);
    return values;
  }

  #isEmpty(shape: number, weeks: number): boolean {
    return !this.model.attendsOf[shape]!.some(
      (c) => this.values[c] === 1 && (this.model.columns[c] as Attend).weeks & weeks,
    );
  }
}
