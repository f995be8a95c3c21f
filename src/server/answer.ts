import type { Kysely } from 'kysely';
import type { Act } from '#domain/caseload/access.ts';
import { appendAccess } from '#store/access-log.ts';
import type { Store } from '#store/open-store.ts';
import type { Database } from '#store/schema.ts';
import type { Challenges } from './challenges.ts';
import type { Clock } from './clock.ts';
import type { Asked, OpenHandler, SignedHandler, SignInCookie } from './handle.ts';
import { newId } from './new-id.ts';
import { judge, type SubjectRef, studentsOf } from './policy.ts';
import { Refusal, refuse } from './refusal.ts';
import type { SignedIn, SignInLimits } from './signed-in.ts';
import type { WrongTries } from './wrong-tries.ts';

/** What every operation stands on. */
export interface Core {
  readonly store: Store;
  readonly clock: Clock;
  readonly demo: boolean;
  readonly mails: boolean;
  readonly limits: SignInLimits;
  readonly unknownAddresses: WrongTries;
  readonly challenges: Challenges;
}

export interface AskedBy {
  readonly requestId: string;
  readonly origin: string;
}

/** What to do to the cookie once the answer stands. */
export type CookieChange = { readonly token: string; readonly endsAt: Date } | 'clear' | null;
export interface Answered {
  readonly answer: unknown;
  readonly cookie: CookieChange;
}

/** Ends the transaction without keeping anything; carries the refusal, and whom it was about, out of it. */
class RolledBack extends Error {
  readonly refusal: Refusal;
  readonly judged: boolean;
  readonly students: readonly string[];
  constructor(refusal: Refusal, judged: boolean, students: readonly string[]) {
    super(refusal.code);
    this.refusal = refusal;
    this.judged = judged;
    this.students = students;
  }
}

function cookieOf(): { cookie: SignInCookie; change: () => CookieChange } {
  let change: CookieChange = null;
  return {
    cookie: {
      set: (token, endsAt) => {
        change = { token, endsAt };
      },
      clear: () => {
        change = 'clear';
      },
    },
    change: () => change,
  };
}

export async function answerOpen(core: Core, handler: OpenHandler, asked: Asked, by: AskedBy): Promise<Answered> {
  const now = core.clock.now();
  const { cookie, change } = cookieOf();
  const answer = await handler.work({
    ...asked,
    ...by,
    now: now.toISOString(),
    demo: core.demo,
    mails: core.mails,
    newId: () => newId(now),
    cookie,
    store: core.store,
    clock: core.clock,
    limits: core.limits,
    unknownAddresses: core.unknownAddresses,
    challenges: core.challenges,
  });
  return { answer, cookie: answer instanceof Refusal ? null : change() };
}

/** Policy, work and access log in one transaction; a refusal keeps nothing but its own line in the log. */
export async function answerSigned(
  core: Core,
  handler: SignedHandler,
  asked: Asked,
  by: AskedBy & { readonly adult: SignedIn; readonly today: string },
): Promise<Answered> {
  const { adult, today, requestId } = by;
  const { operation } = handler;
  const act = operation.act as Act;
  const now = core.clock.now();
  const subject = handler.subject?.(asked) ?? null;
  let purpose: string | null = null;
  const logRows = (
    students: ReadonlySet<string>,
    said: { readonly fields: string; readonly result: 'allowed' | 'refused' },
  ) =>
    (students.size === 0 ? [null] : [...students]).map((studentId) => ({
      district_id: adult.districtId,
      id: newId(now),
      at: now.toISOString(),
      adult_id: adult.adultId,
      sign_in_id: adult.signInId,
      operation: operation.name,
      student_id: studentId,
      purpose,
      request_id: requestId,
      ...said,
    }));

  const work = async (db: Kysely<Database>): Promise<Answered> => {
    const { access, students } = await judge(db, adult, act, subject, today);
    if (!access.allowed) throw new RolledBack(refuse(access.code), true, students);
    const seen = new Set(students);
    purpose = null;
    const { cookie, change } = cookieOf();
    const answer = await handler.work({
      ...asked,
      ...by,
      db,
      fields: access.fields,
      now: now.toISOString(),
      demo: core.demo,
      mails: core.mails,
      newId: () => newId(now),
      cookie,
      challenges: core.challenges,
      saw: (studentIds) => {
        for (const id of studentIds) seen.add(id);
      },
      purpose: (said) => {
        purpose = said;
      },
    });
    if (answer instanceof Refusal) throw new RolledBack(answer, false, [...seen]);
    if (operation.logged) await appendAccess(db, logRows(seen, { fields: access.fields, result: 'allowed' }));
    return { answer, cookie: change() };
  };

  try {
    const scope = {
      districtId: adult.districtId,
      adultId: adult.adultId,
      role: adult.roles.map((held) => held.role).join(','),
      today,
      requestId,
      ...(adult.link === null ? {} : { onlyClass: adult.link.classId }),
    };
    return await (handler.as === 'owner' ? core.store.asOwner(work) : core.store.asAdult(scope, work));
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    const { refusal, judged, students } = error;
    const about = judged && subject !== null ? await lookAgain(core.store, adult, subject) : { known: true, students };
    if (operation.logged) {
      const rows = logRows(new Set(about.students), { fields: '', result: 'refused' });
      await core.store.asOwner((db) => appendAccess(db, rows));
    }
    return { answer: about.known || refusal.code === 'not_your_role' ? refusal : refuse('not_found'), cookie: null };
  }
}

/** Whether what was refused is there at all, and whose it is: row-level security may have hidden it from the adult. */
async function lookAgain(
  store: Store,
  adult: SignedIn,
  subject: SubjectRef,
): Promise<{ known: boolean; students: readonly string[] }> {
  const students = await store.asOwner((db) => studentsOf(db, adult.districtId, subject));
  return { known: students !== null, students: students ?? [] };
}
