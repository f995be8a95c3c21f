import { v7 } from 'uuid';

/**
 * The chance in the story. Deterministic: the same seed gives the same school, so that a demo can be told twice
 * and a failing test repeated. Not for anything secret.
 */
export interface Chance {
  /** 0 <= x < 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  pick<T>(things: readonly T[]): T;
  /** True with the given probability. */
  happens(probability: number): boolean;
  shuffled<T>(things: readonly T[]): T[];
  /** A UUIDv7 of that moment (epoch milliseconds). */
  id(at: number): string;
  /** A chance of its own for one part of the story, which can then be told otherwise without changing the rest. */
  of(part: string): Chance;
}

/** splitmix32. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick: (things) => things[between(0, things.length - 1)]!,
    happens: (probability) => next() < probability,
    shuffled: (things) => {
      const mixed = [...things];
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = between(0, last);
        [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
      }
      return mixed;
    },
    id: (at) => v7({ msecs: at, random: Uint8Array.from({ length: 16 }, () => between(0, 255)) }),
    of: (part) =>
      chanceFrom([...part].reduce((mixed, letter) => Math.imul(mixed ^ letter.codePointAt(0)!, 0x01000193), seed)),
  };
}
