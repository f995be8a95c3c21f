import type { Kysely } from 'kysely';
import type { BodyOf, Operation, OutputOf, ParamsOf, QueryOf } from '#contract/operation.ts';
import type { FieldSet } from '#domain/caseload/access.ts';
import type { Store } from '#store/open-store.ts';
import type { Database } from '#store/schema.ts';
import type { Challenges } from './challenges.ts';
import type { Clock } from './clock.ts';
import type { SubjectRef } from './policy.ts';
import type { Refusal } from './refusal.ts';
import type { SignedIn, SignInLimits } from './signed-in.ts';
import type { WrongTries } from './wrong-tries.ts';

/** What was asked, after the contract's check: defaults are filled in, unknown keys refused or stripped. */
export interface Asked {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The cookie of this device; applied once the answer stands. */
export interface SignInCookie {
  set(token: string, endsAt: Date): void;
  clear(): void;
}

interface Moment {
  /** ISO instant of the server's clock. */
  readonly now: string;
  readonly requestId: string;
  readonly demo: boolean;
  /** Whether a mail server is set up. */
  readonly mails: boolean;
  /** A UUIDv7 from the server's clock, for things the server makes. */
  newId(): string;
  readonly cookie: SignInCookie;
  /** Where the answer's links lead: `https://host[:port]`. */
  readonly origin: string;
  readonly challenges: Challenges;
}

export interface Signed extends Moment {
  /** The transaction: the adult's own under row-level security, or the owner's where the handler asked for it. */
  readonly db: Kysely<Database>;
  readonly adult: SignedIn;
  /** Which fields of the answer the policy grants: the presenter leaves the others out. */
  readonly fields: FieldSet;
  /** Calendar day in the district's zone. */
  readonly today: string;
  /**
   * Names students whose record the answer shows or the request changed, for the access log. Needed only where the subject
   * does not say it already (lists, batches): a student, goal or session subject is logged without it.
   */
  saw(studentIds: Iterable<string>): void;
  /** What it is for, where the one who asks has to say so: stands beside every line of the access log. Names no student. */
  purpose(said: string): void;
}

export interface Open extends Moment {
  /** Nobody is signed in yet: each look-up is its own owner's transaction, so that hashing a password holds none open. */
  readonly store: Store;
  readonly clock: Clock;
  readonly limits: SignInLimits;
  readonly unknownAddresses: WrongTries;
}

export interface SignedHandler {
  readonly kind: 'signed';
  readonly operation: Operation;
  readonly subject: ((asked: Asked) => SubjectRef) | null;
  readonly as: 'adult' | 'owner';
  readonly work: (context: Signed & Asked) => Promise<unknown>;
}
export interface OpenHandler {
  readonly kind: 'open';
  readonly operation: Operation;
  readonly work: (context: Open & Asked) => Promise<unknown>;
}
export type Handler = SignedHandler | OpenHandler;

export interface Held<A> {
  /**
   * What the relationship is held to; left out where the act is about the district or oneself. An act about a student needs
   * `{ student }` or `{ goal }`, one about a session `{ session }`, one about a class `{ class }`.
   */
  readonly subject?: (asked: A) => SubjectRef;
  /**
   * `owner`: for what row-level security does not grant to requests (accounts, roles, caseload places, the rebuild of reach).
   * The policy is checked all the same, and every query must carry the district itself.
   */
  readonly as?: 'owner';
}

// Any operation, for what is inferred from one; its own types come back by ParamsOf and its like.
// biome-ignore lint/suspicious/noExplicitAny: the contract's types are in the operation itself
type AnyOperation = Operation<any, any, any, any>;
/** What a handler may answer with: the domain's readonly values are as good as the contract's. */
type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Given<T[Key]> }
    : T;
type AskedOf<O> = { readonly params: ParamsOf<O>; readonly query: QueryOf<O>; readonly body: BodyOf<O> };

/**
 * An operation of a signed-in adult. The core checks the policy, writes the access log and opens the transaction; `work` may
 * run again when the database could not serialize it, so it has no effect but through `db`. It answers the output or a Refusal.
 */
export function handle<O extends AnyOperation>(
  operation: O,
  held: Held<AskedOf<O>>,
  work: (context: Signed & AskedOf<O>) => Promise<Given<OutputOf<O>> | Refusal>,
): Handler {
  return {
    kind: 'signed',
    operation,
    subject: (held.subject ?? null) as SignedHandler['subject'],
    as: held.as ?? 'adult',
    work: work as SignedHandler['work'],
  };
}

/** An operation that needs no sign-in (`public`, `demo`). */
export function handleOpen<O extends AnyOperation>(
  operation: O,
  work: (context: Open & AskedOf<O>) => Promise<Given<OutputOf<O>> | Refusal>,
): Handler {
  return { kind: 'open', operation, work: work as OpenHandler['work'] };
}

/** The answer of an operation that has nothing to tell. */
export const isDone = { done: true } as const;
