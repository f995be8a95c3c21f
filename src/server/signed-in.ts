import { linkShut } from '#domain/caseload/personal-link.ts';
import { classRoles, covers, type RoleHeld } from '#domain/caseload/roles.ts';
import { readRoles } from '#store/adult.ts';
import type { Store } from '#store/open-store.ts';
import { endSignIn, findSignIn, openSignIn, touchSignIn } from '#store/sign-in.ts';
import { dayIn } from './clock.ts';
import { newId } from './new-id.ts';
import { newToken, readToken } from './sign-in-token.ts';

/** Who asks, as the sign-in look-up found them. */
export interface SignedIn {
  readonly signInId: string;
  readonly districtId: string;
  readonly adultId: string;
  readonly language: 'en' | 'es';
  /** The district's time zone: "today" is the day there. */
  readonly zone: string;
  /** The roles held today. */
  readonly roles: readonly RoleHeld[];
  /** Null for a sign-in of one's own. By a personal link, it is held to one class and the operations that a link opens. */
  readonly link: LinkHeld | null;
  /** Null while the sign-in holds. Else it may only deliver what its device has recorded. */
  readonly over: SignInOver | null;
}

/** The personal link somebody came in by. */
export interface LinkHeld {
  readonly id: string;
  readonly classId: string;
  /** ISO instant. */
  readonly endsAt: string;
}

export interface SignInOver {
  /** ISO instant. */
  readonly at: string;
  /** `elsewhere`: somebody ended it from another device, so this one may be in wrong hands. */
  readonly how: 'elsewhere' | 'unused' | 'run_out';
}

/**
 * A tablet that was out of reach for a day must not lose what it holds: for so long after its end a sign-in still delivers
 * events, and does nothing else.
 */
export const deliveryMs = 30 * 24 * 60 * 60_000;

/** How long a sign-in holds, in minutes of the server's clock (NIST SP 800-63B-3, AAL2: 12 hours, 30 minutes without use). */
export interface SignInLimits {
  readonly absoluteMinutes: number;
  readonly idleMinutes: number;
}
export const signInLimits: SignInLimits = { absoluteMinutes: 12 * 60, idleMinutes: 30 };
/** Nothing in the demo is worth locking; whoever leaves it open over lunch finds it open. */
export const demoSignInLimits: SignInLimits = { absoluteMinutes: 12 * 60, idleMinutes: 12 * 60 };

const minuteMs = 60_000;

/** Writes the last use down at most this often. */
const touchAfterMs = minuteMs;

/**
 * Who holds the token, or null where it is good for nothing: unknown, signed out on its own device, or over for long. Unused for
 * too long ends it. What is `over` is good for delivering only.
 */
export async function findSignedIn(
  store: Store,
  token: string,
  now: Date,
  limits: SignInLimits,
): Promise<{ adult: SignedIn; today: string } | null> {
  const read = readToken(token);
  if (read === null) return null;
  const at = now.toISOString();
  return store.asOwner(async (db) => {
    const found = await findSignIn(db, read.districtId, read.hash);
    if (found === undefined || found.endedHow === 'left') return null;
    const unusedMs = now.getTime() - Date.parse(found.lastSeen);
    const today = dayIn(found.zone, now);
    const { link } = found;
    const roles = (await readRoles(db, read.districtId, found.adultId)).filter(
      (held) => covers(held, today) && (link === null || isOfLink(held, link)),
    );
    // A link that was taken back closes at once what it had opened; it has no device that could still deliver.
    if (link !== null && linkShut(link, at) !== null) return null;
    const unused = unusedMs > limits.idleMinutes * minuteMs;
    const over: SignInOver | null =
      found.endedAt !== null
        ? { at: found.endedAt, how: found.endedHow === 'elsewhere' ? 'elsewhere' : 'unused' }
        : found.endsAt <= at
          ? { at: found.endsAt, how: 'run_out' }
          : unused
            ? { at, how: 'unused' }
            : null;
    // Whoever holds no role any more is signed out, too.
    if (found.endedAt === null && (unused || roles.length === 0)) {
      await endSignIn(db, read.districtId, found.id, at, 'unused');
    }
    if (roles.length === 0 || (over !== null && now.getTime() - Date.parse(over.at) > deliveryMs)) return null;
    if (over === null && unusedMs > touchAfterMs) await touchSignIn(db, read.districtId, found.id, at);
    return {
      today,
      adult: {
        signInId: found.id,
        districtId: read.districtId,
        adultId: found.adultId,
        language: found.language,
        zone: found.zone,
        roles,
        link: link === null ? null : { id: link.id, classId: link.classId, endsAt: link.endsAt },
        over,
      },
    };
  });
}

/** Of the roles of whoever came by a link, those in its class count. */
export function isOfLink(held: RoleHeld, link: { readonly classId: string }): boolean {
  return held.classId === link.classId && classRoles.includes(held.role);
}

/** A link ends with its last day, at midnight there. */
export function lastDayOf(endsAt: string, zone: string): string {
  return dayIn(zone, new Date(Date.parse(endsAt) - 1));
}

/** Signs the adult in; answers the cookie's token, which is stored nowhere, and when it runs out. */
export async function signIn(
  db: Parameters<Parameters<Store['asOwner']>[0]>[0],
  who: { readonly districtId: string; readonly adultId: string; readonly link?: LinkHeld | null },
  how: string,
  now: Date,
  limits: SignInLimits,
): Promise<{ token: string; endsAt: Date }> {
  const token = newToken(who.districtId);
  const link = who.link ?? null;
  const longest = now.getTime() + limits.absoluteMinutes * minuteMs;
  const endsAt = new Date(link === null ? longest : Math.min(longest, Date.parse(link.endsAt)));
  await openSignIn(db, {
    district_id: who.districtId,
    id: newId(now),
    adult_id: who.adultId,
    token_hash: readToken(token)!.hash,
    how,
    started_at: now.toISOString(),
    last_seen: now.toISOString(),
    ends_at: endsAt.toISOString(),
    link_id: link?.id ?? null,
  });
  return { token, endsAt };
}
