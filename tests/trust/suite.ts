/** What a trust test answers: how many checks held, did not hold, and could not be made here. */
export type Tally = { passed: number; failed: number; skipped: number };
export type TrustRun = {
  /** Fewer rounds: for every change. The full number is for a release and for an upgrade of the engine. */
  quick: boolean;
  /** All chances are drawn from it; the same seed draws the same. */
  seed: number;
  log: (line: string) => void;
};
/** A file of tests/trust that exports name and run is run by `npm run trust`; `onlyFull`: not by its quick set. */
export type TrustSuite = { name: string; onlyFull?: boolean; run: (how: TrustRun) => Promise<Tally> };

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function chancesFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Keeps the score of one suite and says each check that did not hold. */
export class Score implements Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  readonly #log: (line: string) => void;
  constructor(log: (line: string) => void) {
    this.#log = log;
  }
  check(what: string, holds: boolean): void {
    if (holds) this.passed += 1;
    else {
      this.failed += 1;
      this.#log(`DOES NOT HOLD: ${what}`);
    }
  }
  leaveOut(what: string): void {
    this.skipped += 1;
    this.#log(`left out: ${what}`);
  }
  get tally(): Tally {
    return { passed: this.passed, failed: this.failed, skipped: this.skipped };
  }
}
