/**
 * Reads the fields of a case that came from outside. What is missing or impossible is refused with one sentence.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** A case that cannot be read; its message is one sentence for whoever wrote the case. */
export class BadCase extends Error {
  override name = 'BadCase';
}

export function fields(value: unknown, name: string): Fields {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new BadCase(`"${name}" must be an object.`);
  return value as Fields;
}

function asNumber(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new BadCase(`"${name}" must be a number.`);
  return value;
}

export function number(from: Fields, name: string, fallback?: number): number {
  const value = from[name];
  if (value === undefined || value === null) {
    if (fallback !== undefined) return fallback;
    throw new BadCase(`"${name}" is missing.`);
  }
  return asNumber(value, name);
}

export function numberOrNull(from: Fields, name: string): number | null {
  const value = from[name];
  return value === undefined || value === null ? null : asNumber(value, name);
}

/** A count: 0 or more, whole; no more than `most` where the answer is found by counting up to it. */
export function count(from: Fields, name: string, fallback?: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = number(from, name, fallback);
  if (value < 0 || !Number.isInteger(value)) throw new BadCase(`"${name}" must be a whole number, 0 or more.`);
  if (value > most) throw new BadCase(`"${name}" must be ${most} at most.`);
  return value;
}

export function successes(x: number, n: number): void {
  if (x > n) throw new BadCase(`There cannot be ${x} of ${n}.`);
}

/** A share strictly between 0 and 1. */
export function confidence(from: Fields, fallback = 0.95): number {
  const value = number(from, 'confidence', fallback);
  if (!(value > 0 && value < 1)) throw new BadCase('"confidence" must lie between 0 and 1.');
  return value;
}

/**
 * Longest list: most statistics look at every pair, and the longest series of a student is some hundreds of sessions.
 * A longer one is refused, so that one case never holds up the others.
 */
const longest = 2000;

function list(from: Fields, name: string, most = longest): readonly unknown[] {
  const value = from[name];
  if (!Array.isArray(value)) throw new BadCase(`"${name}" must be a list.`);
  if (value.length > most) throw new BadCase(`"${name}" must have ${most} entries at most.`);
  return value;
}

export function numbers(from: Fields, name: string, most = longest): number[] {
  return list(from, name, most).map((value) => asNumber(value, name));
}

/** Numbers with gaps: `null` is a missing value. */
export function series(from: Fields, name: string): (number | null)[] {
  return list(from, name).map((value) => (value === null ? null : asNumber(value, name)));
}

export function codes(from: Fields, name: string): (string | null)[] {
  return list(from, name).map((value) => {
    if (value !== null && typeof value !== 'string' && typeof value !== 'number') {
      throw new BadCase(`"${name}" must be a list of codes.`);
    }
    return value === null ? null : String(value);
  });
}

export function objects(from: Fields, name: string): Fields[] {
  return list(from, name).map((value) => fields(value, name));
}

/** Pairs of numbers; the second may be missing. */
export function pairs(from: Fields, name: string): [number, number | null][] {
  return list(from, name).map((value) => {
    if (!Array.isArray(value) || value.length !== 2) throw new BadCase(`"${name}" must be a list of pairs.`);
    return [asNumber(value[0], name), value[1] === null ? null : asNumber(value[1], name)];
  });
}

export function table(from: Fields, name: string): number[][] {
  const rows = list(from, name, 200).map((row) => {
    if (!Array.isArray(row)) throw new BadCase(`"${name}" must be a table of counts.`);
    return row.map((value) => {
      const cell = asNumber(value, name);
      if (cell < 0) throw new BadCase(`"${name}" must hold no negative counts.`);
      return cell;
    });
  });
  if (rows.length === 0 || rows.some((row) => row.length !== rows.length)) {
    throw new BadCase(`"${name}" must have as many columns as rows.`);
  }
  return rows;
}

export function text(from: Fields, name: string, fallback?: string): string {
  const value = from[name] ?? fallback;
  if (typeof value !== 'string') throw new BadCase(`"${name}" must be a text.`);
  return value;
}

export function oneOf<T extends string>(from: Fields, name: string, known: readonly T[], fallback?: T): T {
  const value = text(from, name, fallback);
  const found = known.find((code) => code === value);
  if (found === undefined) throw new BadCase(`"${name}" must be one of: ${known.join(', ')}.`);
  return found;
}

export function flag(from: Fields, name: string, fallback: boolean): boolean {
  const value = from[name] ?? fallback;
  if (typeof value !== 'boolean') throw new BadCase(`"${name}" must be true or false.`);
  return value;
}

/** Two lists of the same length. */
export function sameLength(first: readonly unknown[], second: readonly unknown[], names: string): void {
  if (first.length !== second.length) throw new BadCase(`${names} must have the same length.`);
}
