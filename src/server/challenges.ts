const heldMs = 5 * 60_000;
const most = 10_000;

/**
 * Challenges given to authenticators and not answered yet: each is good once, for five minutes, and for what it was given for. Kept
 * in memory: after a new start of the server whoever was about to sign in begins again.
 */
export class Challenges {
  readonly #given = new Map<string, { readonly purpose: string; readonly until: number }>();

  give(challenge: string, purpose: string, now: Date): void {
    for (const [old, { until }] of this.#given) {
      if (until > now.getTime() && this.#given.size < most) break;
      this.#given.delete(old);
    }
    this.#given.set(challenge, { purpose, until: now.getTime() + heldMs });
  }

  /** Whether it was given for this purpose and is still good; it is not any more afterwards. */
  take(challenge: string, purpose: string, now: Date): boolean {
    const given = this.#given.get(challenge);
    this.#given.delete(challenge);
    return given !== undefined && given.purpose === purpose && given.until > now.getTime();
  }
}
